// Answers: what a person has said so far, in the order she said it; also "I do not know".
//
// An answer is kept as the expression a situation file holds ("12 500 €/an" is written `12500 €/an`, a text `'FR'`).
// A rule with an empty answer (YAML null) is one she does not know: it is not asked again and stays open.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/evaluate/run.hpp"
#include "engine/syntax/diagnostic.hpp"
#include "engine/syntax/document.hpp"

namespace partance::simulation {

struct Answer {
  std::string rule{};
  std::string expression{};  ///< empty: not known
  engine::syntax::Span span{};

  [[nodiscard]] bool is_known() const { return !expression.empty(); }
};

class Answers {
 public:
  [[nodiscard]] const std::vector<Answer>& all() const { return all_; }
  [[nodiscard]] const Answer* find(std::string_view rule) const;
  /// Adds the answer or replaces it where it stood.
  void set(std::string rule, std::string expression, engine::syntax::Span span = {});
  void set_unknown(std::string rule) { set(std::move(rule), {}); }
  void remove(std::string_view rule);
  [[nodiscard]] bool empty() const { return all_.empty(); }

 private:
  std::vector<Answer> all_{};
};

/// The answers of a mapping rule → answer, as a situation file holds it. A name or a value that cannot be understood is
/// left out and told in `diagnostics`.
Answers read_answers(const engine::syntax::Document& document, const engine::plan::Program& program,
                     std::vector<engine::syntax::Diagnostic>& diagnostics);
/// The same for a mapping that is a part of a document.
Answers read_answers(const engine::syntax::Document& document, engine::syntax::NodeId mapping,
                     const engine::plan::Program& program, std::vector<engine::syntax::Diagnostic>& diagnostics);

/// The YAML text of a situation file that read_answers() reads back.
std::string write_answers(const Answers& answers);

/// Gives the run exactly these answers. Answers that the rules cannot take are told in `diagnostics`, and left open.
void apply(const Answers& answers, engine::evaluate::Run& run, std::vector<engine::syntax::Diagnostic>& diagnostics);

/// Sets or clears one answer of the run; false when it cannot be understood.
bool apply(const Answer& answer, engine::evaluate::Run& run, std::vector<engine::syntax::Diagnostic>& diagnostics);

}  // namespace partance::simulation
