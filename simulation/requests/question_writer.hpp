// Questions as JSON. What never changes of a question — texts, options — is kept, as an interview asks again and again.
#pragma once

#include <string>
#include <unordered_map>

#include "base/json.hpp"
#include "engine/interview/question.hpp"
#include "simulation/answers.hpp"

namespace partance::simulation::requests {

class QuestionWriter {
 public:
  using Run = engine::evaluate::Run;
  using RuleId = engine::model::RuleId;

  /// The question as it stands with the answers of the run. The reference holds until the next call.
  const engine::interview::Question& question(Run& run, RuleId rule, base::Language language);
  /// {rule, title, text, why, theme, input, unit, options, suggestions, open, minimum, maximum, earliest, latest,
  /// answer, references}
  void write(base::JsonWriter& json, Run& run, RuleId rule, base::Language language, const Answers& answers);

 private:
  struct Kept {
    engine::interview::Question question;
    // JSON arrays.
    std::string options{};
    std::string suggestions{};
    std::string references{};
  };
  Kept& kept(Run& run, RuleId rule, base::Language language);

  std::unordered_map<std::size_t, Kept> french_;
  std::unordered_map<std::size_t, Kept> english_;
  Kept last_;  // of a rule that is no question
};

}  // namespace partance::simulation::requests
