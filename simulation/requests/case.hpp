// A case: one request being answered, and the functions that answer each name.
#pragma once

#include "simulation/requests/body.hpp"
#include "simulation/requests/desk.hpp"
#include "simulation/requests/workspace.hpp"

namespace partance::simulation::requests {

struct Case {
  const Desk& desk;
  const Body& body;
  Workspace& workspace;
  engine::value::Date today;
  std::vector<engine::syntax::Diagnostic> problems{};  ///< answers not understood so far

  [[nodiscard]] const engine::plan::Program& program() const { return desk.program(); }
  [[nodiscard]] base::Language language() const { return body.language(); }
  /// The run with the person's answers; adds to `problems`.
  engine::evaluate::Run& answered() { return workspace.answered(body.answers(), today, problems); }

  /// "rulebook": {version}
  void write_rulebook(base::JsonWriter& json) const;
  /// "problems": [{code, rule, message}]
  void write_problems(base::JsonWriter& json) const;

  /// The public rule a member names; a refusal with the nearest name when there is none. `code` says which.
  [[nodiscard]] std::expected<engine::model::RuleId, Refusal> rule(std::string_view member,
                                                                   std::string_view code) const;
  [[nodiscard]] std::expected<const Aid*, Refusal> aid(std::string_view member, std::string_view code) const;
};

/// A diagnostic as one text, with how to mend it.
base::Message whole_message(const engine::syntax::Diagnostic& diagnostic);

Answered answer_simulate(Case& one);
Answered answer_questions(Case& one);
Answered answer_question(Case& one);
Answered answer_check(Case& one);
Answered answer_recap(Case& one);
Answered answer_evaluate(Case& one);
Answered answer_explain(Case& one);
Answered answer_aids(Case& one);
Answered answer_aid(Case& one);
Answered answer_rules(Case& one);
Answered answer_rule(Case& one);

}  // namespace partance::simulation::requests
