// The runs behind a session: one for the person's answers, one without answers, one for expressions.
//
// Each is made when first needed and made again when its day changes or strangers' texts have made it large.
#pragma once

#include <memory>
#include <vector>

#include "engine/evaluate/run.hpp"
#include "engine/syntax/diagnostic.hpp"
#include "simulation/answers.hpp"
#include "simulation/requests/question_writer.hpp"

namespace partance::simulation::requests {

class Workspace {
 public:
  using Run = engine::evaluate::Run;
  explicit Workspace(std::shared_ptr<const engine::plan::Program> program) : program_(std::move(program)) {}

  /// A run that holds exactly these answers, all values kept for explanations. Answers that the rules cannot take are
  /// added to `problems` and left open.
  Run& answered(const Answers& answers, engine::value::Date today, std::vector<engine::syntax::Diagnostic>& problems);
  /// A run without answers: what the rules say of everybody.
  Run& blank(engine::value::Date today);
  /// A run without answers for one evaluation of strangers' expressions; it may cost less than the others.
  Run& fresh(engine::value::Date today);

  QuestionWriter& questions() { return questions_; }

 private:
  /// An answer given to the run, with what was wrong with it.
  struct Given {
    Answer answer;
    std::vector<engine::syntax::Diagnostic> problems;
  };
  [[nodiscard]] bool is_worn(Run* run, engine::value::Date today) const;
  std::unique_ptr<Run> make(engine::value::Date today, bool keeps_all) const;
  Given give(const Answer& answer, Run& run) const;

  std::shared_ptr<const engine::plan::Program> program_;
  std::unique_ptr<Run> answered_;
  std::unique_ptr<Run> blank_;
  std::unique_ptr<Run> fresh_;
  std::vector<Given> given_;
  QuestionWriter questions_;
};

}  // namespace partance::simulation::requests
