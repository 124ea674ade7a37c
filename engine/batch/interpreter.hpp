// The outcomes of nodes on many rows: what each may be worth, from what its operands may be worth.
//
// An interpreter follows the graph as engine/evaluate does, with outcomes in the place of values and a flow that makes
// the columns. Where it cannot follow (a solver, a text put together), the rows that need the node are of no
// alternative, and evaluate answers them one by one. Rows are lazy in evaluate; masks here say who looks at what, so a
// node that no row needs costs them nothing.
//
// What is remembered, and who looks first, is for those who inherit to say: a Compiler (compiler.hpp) records each node
// once for all rows, a Lockstep (lockstep.hpp) takes many rows at once along the path of evaluate.
//
// Semantics: Publicodes 1.10 as engine/evaluate defines it; the comments there apply here.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "engine/batch/column.hpp"
#include "engine/batch/dictionary.hpp"
#include "engine/batch/flow.hpp"
#include "engine/batch/outcome.hpp"
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

/// What interpreters read, and the tables they add to.
struct Material {
  const model::Model& model;
  const std::vector<Answer>& answers;  ///< by rule
  const evaluate::RunOptions& options;
  const value::TextPool& texts;             ///< of the constants of the model and of the answers
  const std::vector<std::uint8_t>& traits;  ///< of the program; empty when expressions were added to the model
  value::UnitTable& units;
  Dictionary& dictionary;
};

class Interpreter {
 public:
  virtual ~Interpreter() = default;
  Interpreter(const Interpreter&) = delete;
  Interpreter(Interpreter&&) = delete;
  Interpreter& operator=(const Interpreter&) = delete;
  Interpreter& operator=(Interpreter&&) = delete;

 protected:
  /// `as_expected`: see Plan::code().
  Interpreter(const Material& material, Flow& flow, bool as_expected);

  /// Whether the parents of a rule keep it from applying, row by row.
  struct Gate {
    Mask disabled = Mask::kNever;
    Mask passed = Mask::kAlways;
  };

  // --- for those who inherit to say: what is remembered, and in what order rows come ---
  /// The value of a node, for the rows at hand or those of them that ask for it. It stands for these rows only.
  virtual const Outcome& value(NodeId id) = 0;
  virtual const Outcome& value(NodeId id, Mask rows) = 0;
  /// Whether a node is not applicable, likewise.
  virtual const Outcome& applicability(NodeId id) = 0;
  virtual const Outcome& applicability(NodeId id, Mask rows) = 0;
  virtual Gate gate(RuleId id) = 0;
  virtual Gate gate(RuleId id, Mask rows) = 0;
  /// An answer that is an expression.
  virtual Outcome expressed(RuleId rule, NodeId expression) = 0;
  virtual Outcome context(NodeId id) = 0;
  /// Rows on which a `contexte` did not apply, being inside itself.
  virtual Mask refused(NodeId) { return Mask::kNever; }
  /// How a rule is answered, and with what, where the rows at hand are.
  [[nodiscard]] virtual bool is_answered(RuleId rule) const { return answer_to(rule).how != Answer::How::kNot; }
  virtual Outcome answered(RuleId rule);
  /// What JavaScript makes of texts that are computed with; nothing where that is not followed.
  virtual std::optional<Number> number_of_text(Text) { return std::nullopt; }
  /// Rows whose evaluation ends here.
  virtual void fail(evaluate::Fault, Mask) {}
  virtual Outcome obstacle(Obstacle why) = 0;

  /// How many times each rule is being computed, each parent being checked and each answer being computed, where that
  /// is followed.
  struct Nesting {
    std::vector<std::uint8_t> entered;
    std::vector<std::uint8_t> checking;
    std::vector<std::uint8_t> answering;
  };
  Nesting* nesting_ = nullptr;
  /// Whether rows come in the order of evaluate: what one does not look at is not looked at for it.
  [[nodiscard]] bool follows_rows() const { return nesting_ != nullptr; }

  // interpreter.cpp: nodes and rules
  Outcome compute(NodeId id);
  Outcome structural_applicability(NodeId id);
  Outcome rule_value(RuleId id);
  void rule_body(const model::Rule& rule, Mask passed, Gathering& out);
  Outcome rule_applicability(RuleId id);
  Gate compute_gate(RuleId id);
  Outcome situation(const model::Node& node);
  Outcome situation_applicability(const model::Node& node);
  Outcome constant(const value::Value& v);
  Outcome is_not_applicable(const Outcome& v);
  [[nodiscard]] bool is_forgotten(NodeId id) const;
  [[nodiscard]] UnitId static_unit(NodeId id) const;
  [[nodiscard]] const model::Node& node(NodeId id) const { return model_->graph.at(id); }
  [[nodiscard]] const Answer& answer_to(RuleId rule) const { return (*answers_)[index(rule)]; }

  // interpret_conditions.cpp
  Outcome condition(const model::Node& node, bool applicability_only);
  Outcome with_default(const model::Node& node);
  Mask quiet_rows(NodeId id, const Alternative& test, int steps);
  Outcome variations(const model::Node& node);
  Outcome choice(const model::Node& node);
  Outcome is_undefined(const Outcome& v);

  // interpret_operators.cpp
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

  // interpret_mechanisms.cpp: units, roundings, durations
  Outcome with_unit(const model::Node& node);
  Outcome simplified(const Outcome& v);
  Outcome rounded(const model::Node& node);
  Outcome logarithm(const model::Node& node);
  Outcome duration(const model::Node& node);
  std::optional<Number> converted(UnitId from, UnitId to, Number x);

  // interpret_scales.cpp
  Outcome scale(const model::Node& node);
  Outcome scale_of_base(const model::Node& node, const Alternative& base, const Outcome& multiplier);
  struct Brackets {
    std::vector<Number> ceilings;  ///< in the unit of the base; infinity for an open end
    std::vector<Mask> settled;     ///< by bracket: the rows whose bracket comes before it, if that is followed
    Mask rows = Mask::kNever;      ///< where the ceilings looked at are known and in order
  };
  Brackets brackets(const model::Node& node, const Alternative& base, const Outcome& multiplier);
  void look_up(const model::Node& node, const Alternative& base, const Brackets& brackets, Gathering& out);
  void sum_parts(const model::Node& node, const Alternative& base, const Brackets& brackets, Gathering& out);

  const model::Model* model_;
  const std::vector<Answer>* answers_;
  const evaluate::RunOptions* options_;
  const value::TextPool* texts_;
  const std::vector<std::uint8_t>* traits_;
  value::UnitTable* units_;
  Dictionary* dictionary_;
  Flow* flow_;
  bool as_expected_;
};

}  // namespace partance::engine::batch
