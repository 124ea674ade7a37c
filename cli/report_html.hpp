// The report as one page of HTML, to read on any screen, to print or to hand to an office.
#pragma once

#include <string>

#include "simulation/report.hpp"

namespace partance::cli {

/// A whole page (see html_page.hpp): summary, best combination, month-by-month bar chart with its table, every aid.
std::string html_report(const simulation::Report& report);

/// The bar chart alone: an inline SVG, described for who does not see it.
std::string month_chart(const simulation::Report& report);

}  // namespace partance::cli
