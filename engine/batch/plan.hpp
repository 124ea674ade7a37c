// A plan: a program made ready for a table, with the columns that answer its rules and the targets to compute.
//
// Made once, then shared by threads; each thread computes with a Worker of its own (worker.hpp). How a plan computes:
// docs/architecture.md, and describe() for one of them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <expected>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/batch/code.hpp"
#include "engine/batch/column.hpp"
#include "engine/batch/compiler.hpp"
#include "engine/batch/dictionary.hpp"
#include "engine/evaluate/run.hpp"
#include "engine/plan/program.hpp"
#include "engine/syntax/diagnostic.hpp"

namespace partance::engine::batch {

/// A column of the table: the rule it answers, and how.
struct Input {
  model::RuleId rule;
  ColumnType type = ColumnType::kNumber;
  /// Unit of its numbers ("€/mois"); empty: none said, they are in the rule's own.
  std::string unit;
  /// Every row is expected to be known. Chunks where one is not are right all the same, and slower.
  bool is_complete = true;
};

/// The same answer for every row, as a situation file writes it ("'FR'", "12 €/mois", "autre règle + 1").
struct Constant {
  model::RuleId rule;
  std::string answer;
};

struct Request {
  std::vector<Input> inputs;
  std::vector<Constant> constants;
  std::vector<model::RuleId> targets;
  evaluate::RunOptions run;          ///< of every row; `today` is a fact of the batch
  bool one_by_one = false;           ///< leave every row to evaluate, to compare
  std::size_t fewest_together = 64;  ///< fewer rows of a block than this are not worth a Lockstep
  std::size_t chunk_rows = 1'024;    ///< computed at a time; their columns should stay in the first-level cache
};

class Plan;

/// Makes a plan. Codes of `dictionary` stay what they are; texts of the rules are added behind them. Fails with the
/// diagnostics of a constant that cannot be read, or of a unit that is none.
std::expected<std::shared_ptr<const Plan>, std::vector<syntax::Diagnostic>> make_plan(
    std::shared_ptr<const plan::Program> program, Request request, Dictionary dictionary = {});

class Plan {
 public:
  [[nodiscard]] const Request& request() const { return request_; }
  [[nodiscard]] const plan::Program& program() const { return *program_; }
  [[nodiscard]] const std::shared_ptr<const plan::Program>& shared_program() const { return program_; }
  /// The units of inputs, constants and kernels.
  [[nodiscard]] const value::UnitTable& units() const { return units_; }
  /// What every worker starts with.
  [[nodiscard]] const Dictionary& dictionary() const { return dictionary_; }
  /// Units of the inputs, in the order of the request.
  [[nodiscard]] const std::vector<value::UnitId>& input_units() const { return input_units_; }
  /// The unit that the numbers of a target have as far as can be told beforehand; kAbsent when it cannot.
  [[nodiscard]] value::UnitId target_unit(std::size_t target) const { return target_units_[target]; }

  /// What is run for chunks that are as expected (complete columns are, texts are texts and days are days), and for the
  /// others.
  [[nodiscard]] const Code& code(bool as_expected) const { return as_expected ? expected_code_ : code_; }
  /// Whether rows of a target may depend on the order of evaluation, or need a `contexte`: what its code leaves is
  /// worth a Lockstep.
  [[nodiscard]] bool needs_order(std::size_t target) const { return needs_order_[target]; }
  [[nodiscard]] bool needs_order() const { return std::ranges::find(needs_order_, true) != needs_order_.end(); }
  /// What a Lockstep reads; `units` go on from those of the plan, `dictionary` from its.
  [[nodiscard]] Material material(value::UnitTable& units, Dictionary& dictionary) const {
    return {run_->model(), answers_, request_.run, run_->texts(), traits_, units, dictionary};
  }
  /// Nodes that are left to evaluate, by reason.
  [[nodiscard]] const std::map<Obstacle, std::size_t>& obstacles() const { return obstacles_; }
  /// Rules some of whose rows may be left to evaluate, see Compiler::partial_rules().
  [[nodiscard]] const std::vector<model::RuleId>& partial_rules() const { return partial_rules_; }

 private:
  friend std::expected<std::shared_ptr<const Plan>, std::vector<syntax::Diagnostic>> make_plan(
      std::shared_ptr<const plan::Program>, Request, Dictionary);

  std::shared_ptr<const plan::Program> program_;
  Request request_;
  Dictionary dictionary_;
  value::UnitTable units_;
  std::vector<value::UnitId> input_units_;
  std::vector<value::UnitId> target_units_;
  std::unique_ptr<evaluate::Run> run_;  // with the constants answered; only its model and texts are read
  std::vector<Answer> answers_;         // by rule
  std::vector<std::uint8_t> traits_;    // see Material
  std::vector<bool> needs_order_;       // by target
  Code code_;
  Code expected_code_;
  std::map<Obstacle, std::size_t> obstacles_;
  std::vector<model::RuleId> partial_rules_;
};

/// The plan in words: inputs, constants, targets, what is computed how often, and what is left to evaluate.
std::string describe(const Plan& plan, base::Language language);

}  // namespace partance::engine::batch
