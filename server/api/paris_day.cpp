// See paris_day.hpp.
#include "server/api/paris_day.hpp"

namespace partance::server::api {

engine::value::Date paris_day(std::chrono::system_clock::time_point moment) {
  using namespace std::chrono;
  const auto year = year_month_day(floor<days>(moment)).year();
  // Clocks change at one in the morning of universal time.
  const auto summer = sys_days(year / March / Sunday[last]) + hours(1);
  const auto winter = sys_days(year / October / Sunday[last]) + hours(1);
  const auto ahead = moment >= summer && moment < winter ? hours(2) : hours(1);
  const year_month_day day(floor<days>(moment + ahead));
  return {static_cast<int>(day.year()), static_cast<std::uint8_t>(static_cast<unsigned>(day.month())),
          static_cast<std::uint8_t>(static_cast<unsigned>(day.day()))};
}

}  // namespace partance::server::api
