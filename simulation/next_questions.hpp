// The next questions of an interview: what still matters after the answers given so far, by theme, and how far one is.
//
// Kept nowhere: worked out again from the answers, so that going back or resuming needs nothing else.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "engine/interview/queue.hpp"
#include "simulation/answers.hpp"
#include "simulation/simulate.hpp"

namespace partance::simulation {

struct NextQuestions {
  std::vector<engine::interview::ThemePage> pages{};  ///< nothing left to ask: empty
  engine::interview::Progress progress{};
  std::vector<Verdict> verdicts{};  ///< of each aid of the catalogue
};

/// `answers` are those given to the run. The theme `current` is finished before another begins.
NextQuestions next_questions(engine::evaluate::Run& run, const Catalogue& catalogue, const Answers& answers,
                             std::string_view current, base::Language language);

}  // namespace partance::simulation
