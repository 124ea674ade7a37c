// The day it is in Paris: deadlines of aids end at midnight there, wherever the server stands.
#pragma once

#include <chrono>

#include "engine/value/calendar.hpp"

namespace partance::server::api {

/// By the rule of European summer time in force since 1996.
engine::value::Date paris_day(std::chrono::system_clock::time_point moment);

}  // namespace partance::server::api
