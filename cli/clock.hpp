// Today's date: the one place where the command asks the clock.
#pragma once

#include "engine/value/calendar.hpp"

namespace partance::cli {

/// The local date.
engine::value::Date today();

}  // namespace partance::cli
