// The words of a report: what the pages of the command, of a browser and of a printer say in the same way.
#pragma once

#include <string>
#include <string_view>

#include "simulation/report.hpp"

namespace partance::simulation {

/// "145 €/mois, 1 450 € en tout", "de 200 € à 500 €", "décidé par …"; empty when nothing is known.
std::string amount_words(const AidReport& aid, base::Language language);

/// When to apply: opening, closing, whether it is over.
std::string window_words(const AidReport& aid, base::Language language);

/// What becomes of an aid without a known amount: " : montant à fixer, s'ajoute".
std::string uncounted_words(const Uncounted& one, base::Language language);

/// The verdict's own line of an aid: the amount, or what stands in the way.
std::string short_reason(const AidReport& aid, base::Language language);

/// " (au moins)", " (réduit par le cumul)"; empty for an ordinary share.
std::string share_notes(const Share& share, base::Language language);

/// "sept.", "Sep".
std::string short_month(int month, base::Language language);

/// The words of a reliability mark of the rulebook; empty for official ones.
std::string reliability_words(std::string_view mark, base::Language language);

}  // namespace partance::simulation
