// The calendar of a combination: its payments, month by month.
#pragma once

#include "simulation/payments.hpp"
#include "simulation/report.hpp"

namespace partance::simulation {

/// Fills Report::months (every month from the first payment to the last, empty ones included) and Report::undated from
/// Report::best. The months and the undated payments add up to its total.
void lay_out(Report& report, const StayDates& dates);

/// "septembre 2025", "September 2025".
std::string month_label(std::int32_t year, int month, base::Language language);

}  // namespace partance::simulation
