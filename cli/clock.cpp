// See clock.hpp.
#include "cli/clock.hpp"

#include <ctime>

#include <time.h>

namespace partance::cli {

engine::value::Date today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return {local.tm_year + 1900, static_cast<std::uint8_t>(local.tm_mon + 1), static_cast<std::uint8_t>(local.tm_mday)};
}

engine::value::Date today_or(const std::string& option) {
  return engine::value::parse_date_text(option).value_or(today());
}

std::string check_date(const std::string& text) {
  if (engine::value::parse_date_text(text)) return {};
  return "« " + text + " » n'est pas une date JJ/MM/AAAA / is not a date DD/MM/YYYY";
}

}  // namespace partance::cli
