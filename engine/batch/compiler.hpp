// From a program to a recorded flow: every rule that the targets need, as operations on columns.
//
// A node is worth the same whoever asks: it is recorded once, for all rows. That does not hold where rules lead back to
// themselves (a total of parts that ask whether the total applies) and in a `contexte`: rows that come there are of no
// alternative. A Lockstep, or evaluate row by row, answers them.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "engine/batch/interpreter.hpp"
#include "engine/batch/recorded_flow.hpp"

namespace partance::engine::batch {

/// Operations of one flow; nodes past it are left to evaluate.
inline constexpr std::size_t kMostOperations = 400'000;

class Compiler final : public Interpreter {
 public:
  Compiler(const Material& material, RecordedFlow& flow, bool as_expected);

  /// The outcome of a rule, as Run::evaluate(rule) gives it.
  Outcome target(RuleId rule) { return value(model_->rule(rule).node); }

  /// Nodes whose value was asked for, and is remembered by evaluate. Where one of them is asked whether it applies,
  /// evaluate answers from its value if it has it already, which may differ from the answer of its conditions: such
  /// rows are left. Known after a first pass, given to a second.
  [[nodiscard]] const std::vector<bool>& valued() const { return valued_; }
  void expect_valued(std::vector<bool> nodes) { expected_ = std::move(nodes); }

  /// Rules in which rows may be left though nothing below them leaves any: a unit too many, a division by zero, a value
  /// that is no condition… Not those that a Lockstep follows.
  [[nodiscard]] const std::vector<RuleId>& partial_rules() const { return partial_rules_; }
  /// Obstacles met, with how many nodes each.
  [[nodiscard]] const std::map<Obstacle, std::size_t>& obstacles() const { return obstacles_; }

 private:
  struct Memo {
    enum class State : std::uint8_t { kNew, kOpen, kDone };
    State state = State::kNew;
    std::uint32_t height = 0;  ///< nodes nested below, which evaluate bounds
    double weight = 0;         ///< steps of evaluate that are not remembered there
    bool is_partial = false;   ///< some rows may be of no alternative
    Outcome outcome;
  };
  struct GateMemo {
    Memo::State state = Memo::State::kNew;
    std::uint32_t height = 0;
    double weight = 0;
    Gate gate;
  };

  const Outcome& value(NodeId id) override;
  const Outcome& value(NodeId id, Mask) override { return value(id); }
  const Outcome& applicability(NodeId id) override;
  const Outcome& applicability(NodeId id, Mask) override { return applicability(id); }
  Gate gate(RuleId id) override;
  Gate gate(RuleId id, Mask) override { return gate(id); }
  Outcome expressed(RuleId, NodeId expression) override { return value(expression); }
  Outcome context(NodeId) override { return obstacle(Obstacle::kContext); }
  Outcome obstacle(Obstacle why) override;

  const Outcome& remembered(std::vector<Memo>& memos, NodeId id, Outcome (Compiler::*make)(NodeId));
  Outcome compute_node(NodeId id) { return compute(id); }
  Outcome compute_applicability(NodeId id);

  const RecordedFlow* recorded_;
  std::vector<bool> recurring_;  // by node: see recurring_nodes()
  std::vector<Memo> values_;
  std::vector<Memo> applicabilities_;
  std::vector<GateMemo> gates_;  // by rule
  std::vector<bool> valued_;
  std::vector<bool> expected_;
  std::uint32_t height_ = 0;  // of what is being computed: the tallest child so far…
  double weight_ = 0;         // …the sum of their weights…
  bool is_partial_ = false;   // …and whether one is partial
  RuleId rule_ = model::kNoRule;
  std::vector<RuleId> partial_rules_;
  std::uint32_t depth_ = 0;
  std::map<Obstacle, std::size_t> obstacles_;
};

/// By node: whether rules lead back to it, so that its value depends on the order of evaluation. Answers that are
/// expressions count.
std::vector<bool> recurring_nodes(const model::Model& model, const std::vector<Answer>& answers);

/// By node: whether it needs one of these, or is one.
std::vector<bool> nodes_that_need(const model::Model& model, const std::vector<Answer>& answers,
                                  std::vector<bool> nodes);

}  // namespace partance::engine::batch
