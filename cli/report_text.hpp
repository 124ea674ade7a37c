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

/// "145 €/mois, 1 450 € en tout", "de 200 € à 500 €", "décidé par …"; empty when nothing is known.
std::string amount_words(const simulation::AidReport& aid, base::Language language);

/// When to apply: opening, closing, whether it is over.
std::string window_words(const simulation::AidReport& aid, base::Language language);

/// What becomes of an aid without a known amount: " : montant à fixer, s'ajoute".
std::string uncounted_words(const simulation::Uncounted& one, base::Language language);

/// "sept.", "Sep".
std::string short_month(int month, base::Language language);

/// The words of a reliability mark of the rulebook; empty for official ones.
std::string reliability_words(std::string_view mark, base::Language language);

}  // namespace partance::cli
