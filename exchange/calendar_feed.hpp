// The dates of a report as a calendar file (iCalendar, RFC 5545): deadlines with reminders, openings, payments.
//
// Only what concerns the person: aids with a yes or an open answer, dates that are not over on the day of the report.
// The same report gives the same bytes; an event keeps its identifier when the file is made again, so that a calendar
// that follows the link moves it instead of doubling it.
#pragma once

#include <chrono>
#include <string>

#include "simulation/report.hpp"

namespace partance::exchange {

struct CalendarOptions {
  std::string link{};              ///< to the saved simulation; empty when nothing was saved
  std::chrono::sys_seconds now{};  ///< when the file is made (DTSTAMP)
};

/// In the report's language. A calendar may not be empty: without any date, one event says so on the report's day.
std::string calendar_feed(const simulation::Report& report, const CalendarOptions& options);

}  // namespace partance::exchange
