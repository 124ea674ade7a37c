// From a program to a flow: every rule that the targets need, as operations on columns.
//
// The compiler follows the graph as engine/evaluate does, with outcomes in the place of values: at each node it works
// out, once, what every row may be worth. Where it cannot (a solver, a text put together, rules that lead back to
// themselves), the rows that need the node are of no alternative, and evaluate answers them one by one. Since rows are
// lazy in evaluate and masks here say who looks at what, a node that no row needs costs them nothing.
//
// Most nodes are worth the same whoever asks: they are compiled once, for all rows. Where rules lead back to themselves
// (a total of parts that ask whether the total applies), it shows in which order evaluate looks. Such nodes are
// compiled in that order, with masks that say which rows have come by and what each remembers: see compile_order.cpp.
//
// Semantics: Publicodes 1.10 as engine/evaluate defines it; the comments there apply here.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/batch/column.hpp"
#include "engine/batch/dictionary.hpp"
#include "engine/batch/flow.hpp"
#include "engine/batch/outcome.hpp"
#include "engine/batch/row_sets.hpp"
#include "engine/evaluate/run.hpp"
#include "engine/model/model.hpp"

namespace partance::engine::batch {

using model::NodeId;
using model::RuleId;
using value::UnitId;

/// How a rule is answered in a batch.
struct Answer {
  enum class How : std::uint8_t { kNot, kColumn, kValue, kExpression };
  How how = How::kNot;
  std::uint32_t input = 0;                ///< kColumn: place in the request
  ColumnType type = ColumnType::kNumber;  ///< kColumn
  bool is_complete = false;               ///< kColumn: every row is expected to be known
  UnitId unit = UnitId::kAbsent;          ///< kColumn, numbers
  value::Value value;                     ///< kValue
  NodeId expression = model::kNoNode;     ///< kExpression
};

/// Why a node is left to evaluate.
enum class Obstacle : std::uint8_t {
  kContext,
  kInversion,
  kFixedPoint,
  kText,
  kRecursion,
  kLinearRate,
  kScale,
  kFilteredChoice,
  kCheckedChoice,
  kSize,
};

/// Operations of one flow; nodes past it are left to evaluate.
inline constexpr std::size_t kMostOperations = 400'000;

class Compiler {
 public:
  /// What the compiler reads, and the tables it adds to.
  struct Material {
    const model::Model& model;
    const std::vector<Answer>& answers;  ///< by rule
    const evaluate::RunOptions& options;
    const value::TextPool& texts;             ///< of the constants of the model and of the answers
    const std::vector<std::uint8_t>& traits;  ///< of the program; empty when expressions were added to the model
    bool as_expected = false;                 ///< see Plan::code()
    value::UnitTable& units;
    Dictionary& dictionary;
    Flow& flow;
  };
  explicit Compiler(const Material& material);

  /// The outcome of a rule, as Run::evaluate(rule) gives it.
  Outcome target(RuleId rule);

  /// Nodes whose value was asked for, and is remembered by evaluate. Where one of them is asked whether it applies,
  /// evaluate answers from its value if it has it already, which may differ from the answer of its conditions: such
  /// rows are left to evaluate. Known after a first pass, given to a second.
  [[nodiscard]] const std::vector<bool>& valued() const { return valued_; }
  void expect_valued(std::vector<bool> nodes) { expected_ = std::move(nodes); }

  /// Rules in which rows may be left to evaluate though nothing below them leaves any: a unit too many, a division by
  /// zero, a value that is no condition…
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
  struct Gate {
    Mask disabled = Mask::kNever;
    Mask passed = Mask::kAlways;
  };
  struct GateMemo {
    Memo::State state = Memo::State::kNew;
    std::uint32_t height = 0;
    double weight = 0;
    Gate gate;
  };

  /// What evaluate remembers of a node whose value depends on the order of evaluation.
  struct Remembered {
    Rows known = Rows::kNone;          ///< rows that have computed it
    const Outcome* outcome = nullptr;  ///< right on those
    std::uint32_t times = 0;           ///< how often it was computed
  };
  /// Where nodes are computed in order, with what evaluate remembers at each point (Run::World).
  struct World {
    std::vector<Remembered> nodes;
    std::vector<std::uint8_t> entered;    ///< per rule: how many times it is being computed
    std::vector<std::uint8_t> checking;   ///< per rule: its parent is being checked
    std::vector<std::uint8_t> answering;  ///< per rule: how many times the expression that answers it is being computed
  };

  // compiler.cpp: nodes and rules
  const Outcome& value(NodeId id);
  const Outcome& value(NodeId id, Mask rows);
  const Outcome& applicability(NodeId id);
  const Outcome& applicability(NodeId id, Mask rows);
  const Outcome& remembered(std::vector<Memo>& memos, NodeId id, Outcome (Compiler::*make)(NodeId));
  Outcome compute(NodeId id);
  Outcome compute_applicability(NodeId id);
  Outcome structural_applicability(NodeId id);
  Outcome rule_value(RuleId id);
  void rule_body(const model::Rule& rule, Mask passed, Gathering& out);
  Outcome rule_applicability(RuleId id);
  Gate gate(RuleId id);
  Gate compute_gate(RuleId id);
  Outcome situation(const model::Node& node);
  Outcome situation_applicability(const model::Node& node);
  Outcome answered(RuleId rule);
  Outcome constant(const value::Value& v);
  Outcome is_not_applicable(const Outcome& v);
  Outcome obstacle(Obstacle why);
  [[nodiscard]] bool is_forgotten(NodeId id) const;
  [[nodiscard]] UnitId static_unit(NodeId id) const;
  [[nodiscard]] const model::Node& node(NodeId id) const { return model_->graph.at(id); }

  // compile_order.cpp: nodes that depend on the order of evaluation
  void find_ordered_nodes();
  [[nodiscard]] bool is_ordered(NodeId id) const { return ordered_[index(id)]; }
  const Outcome& keep(Outcome outcome);
  bool step_in(NodeId id);
  const Outcome& ordered_value(NodeId id);
  void remember(Remembered& memo, const Remembered& before, Rows new_rows, Outcome found);
  const Outcome& ordered_applicability(NodeId id);
  Outcome ordered_answer(RuleId rule, NodeId expression);

  // compile_conditions.cpp
  Outcome condition(const model::Node& node, bool applicability_only);
  Outcome with_default(const model::Node& node);
  Mask quiet_rows(NodeId id, const Alternative& test, int steps);
  Outcome variations(const model::Node& node);
  Outcome choice(const model::Node& node);
  Outcome is_undefined(const Outcome& v);

  // compile_operators.cpp
  Outcome operation(const model::Node& node);
  Mask decided_rows(model::Op op, const Outcome& left);
  Outcome added(model::Op op, const Outcome& left, const Outcome& right);
  void add_terms(model::Op op, const Alternative& left, const Alternative& right, Mask where, Gathering& out);
  Outcome multiplied(model::Op op, const Outcome& left, const Outcome& right, bool left_may_decide);
  void multiply_factors(model::Op op, const Alternative& left, const Alternative& right, Mask where, Gathering& out);
  Outcome floor_divided(const Outcome& left, const Outcome& right);
  Outcome raised(const Outcome& left, const Outcome& right);
  Outcome compared(model::Op op, const Outcome& left, const Outcome& right);
  void compare_known(model::Op op, const Alternative& left, const Alternative& right, Mask where, Gathering& out);
  Outcome connected(model::Op op, const Outcome& left, const Outcome& right);
  Outcome sum(const model::Node& node);
  Outcome product(const model::Node& node);
  Outcome all_or_any(const model::Node& node);
  Alternative as_milliseconds(const Alternative& day);
  std::optional<Number> as_number(const Alternative& one);
  Number aligned(UnitId& unit, const Alternative& right);

  // compile_mechanisms.cpp: units, roundings, durations
  Outcome with_unit(const model::Node& node);
  Outcome simplified(const Outcome& v);
  Outcome rounded(const model::Node& node);
  Outcome logarithm(const model::Node& node);
  Outcome duration(const model::Node& node);
  std::optional<Number> converted(UnitId from, UnitId to, Number x);

  // compile_scales.cpp
  Outcome scale(const model::Node& node);
  Outcome scale_of_base(const model::Node& node, const Alternative& base, const Outcome& multiplier);
  struct Brackets {
    std::vector<Number> ceilings;  ///< in the unit of the base; infinity for an open end
    Mask rows = Mask::kNever;      ///< where all of them are known and in order
  };
  Brackets brackets(const model::Node& node, const Alternative& base, const Outcome& multiplier);
  void look_up(const model::Node& node, const Alternative& base, const Brackets& brackets, Gathering& out);
  void sum_parts(const model::Node& node, const Alternative& base, const Brackets& brackets, Gathering& out);

  const model::Model* model_;
  const std::vector<Answer>* answers_;
  const evaluate::RunOptions* options_;
  const value::TextPool* texts_;
  const std::vector<std::uint8_t>* traits_;
  bool as_expected_;
  value::UnitTable* units_;
  Dictionary* dictionary_;
  Flow* flow_;
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
  std::vector<bool> ordered_;  // by node: whether its value depends on the order of evaluation
  RowSets sets_;
  Rows rows_ = Rows::kAll;  // the rows that have come here, where that matters
  std::unique_ptr<World> root_;
  World* world_ = nullptr;
  std::deque<Outcome> kept_;  // what nodes in order were worth
  std::size_t visits_ = 0;    // of nodes in order
  int overflows_ = 0;         // targets whose sets of rows grew too large
  std::map<Obstacle, std::size_t> obstacles_;
};

}  // namespace partance::engine::batch
