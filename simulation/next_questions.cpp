// See next_questions.hpp.
#include "simulation/next_questions.hpp"

namespace partance::simulation {

NextQuestions next_questions(engine::evaluate::Run& run, const Catalogue& catalogue, const Answers& answers,
                             std::string_view current, base::Language language) {
  // Answered, or declared not known: not asked again.
  std::vector<RuleId> settled;
  for (const Answer& answer : answers.all()) {
    if (const auto rule = run.model().find(answer.rule)) settled.push_back(*rule);
  }
  Standing now = standing(run, catalogue);
  NextQuestions next;
  next.pages = engine::interview::pages(run.program(), now.missing, settled, current, language);
  next.progress.answered = answers.all().size();
  for (const auto& page : next.pages) next.progress.remaining += page.rules.size();
  next.verdicts = std::move(now.verdicts);
  return next;
}

}  // namespace partance::simulation
