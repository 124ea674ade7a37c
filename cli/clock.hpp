// Today's date: the one place where the command asks the clock.
#pragma once

#include <string>

#include "engine/value/calendar.hpp"

namespace partance::cli {

/// The local date.
engine::value::Date today();

/// The date that --today names, or the local one when it is empty.
engine::value::Date today_or(const std::string& option);

/// What is wrong with the value of --today; empty when it is a date.
std::string check_date(const std::string& text);

}  // namespace partance::cli
