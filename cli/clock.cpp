// See clock.hpp.
#include "cli/clock.hpp"

#include <time.h>

#include <ctime>

namespace partance::cli {

engine::value::Date today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return {local.tm_year + 1900, static_cast<std::uint8_t>(local.tm_mon + 1), static_cast<std::uint8_t>(local.tm_mday)};
}

}  // namespace partance::cli
