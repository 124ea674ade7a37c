// The report as a page of text for the terminal.
#pragma once

#include "cli/terminal.hpp"
#include "simulation/report.hpp"

namespace partance::cli {

/// What a person needs first: the verdicts, the best combination, its calendar, what is still worth answering.
void write_summary(const simulation::Report& report, Page& page);

/// Each aid in full: criteria with the values seen and their sources, window, documents, who decides, where to apply.
void write_details(const simulation::Report& report, Page& page);
void write_aid(const simulation::AidReport& aid, base::Language language, Page& page);

}  // namespace partance::cli
