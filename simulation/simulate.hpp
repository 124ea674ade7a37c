// simulate(): from a person's answers, already given to a run, to her report.
//
// Pure: today's date comes with the run, nothing is read nor written. Each aid's verdict is worked out once; criteria
// take their values from it.
#pragma once

#include "engine/evaluate/run.hpp"
#include "simulation/catalogue.hpp"
#include "simulation/report.hpp"

namespace partance::simulation {

Report simulate(engine::evaluate::Run& run, const Catalogue& catalogue, base::Language language);

/// One aid alone, for who asks about it.
AidReport assess(engine::evaluate::Run& run, const Aid& aid, base::Language language);

/// Where an interview stands: the verdicts so far, and what would settle the aids that are still open.
struct Standing {
  std::vector<Verdict> verdicts{};  ///< of each aid of the catalogue
  /// Each missing rule with its score, summed over the open targets, in the order to ask. The targets of an aid are its
  /// verdict, then its amount once the verdict is yes.
  std::vector<std::pair<RuleId, double>> missing{};
};

Standing standing(engine::evaluate::Run& run, const Catalogue& catalogue);

}  // namespace partance::simulation
