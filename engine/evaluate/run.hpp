// A run: one person's answers, evaluated by a program. The reference evaluator of the house.
//
// A run owns its state (answers, values already computed, missing inputs) and reads the program, which threads share.
// Every answer is the one a fresh Publicodes engine gives, whatever was asked before; asking the same target again
// after changing an answer recomputes only what the change touches (Publicodes 1.10, chapters 3 and 4).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "engine/evaluate/amendments.hpp"
#include "engine/evaluate/missing.hpp"
#include "engine/evaluate/unit_tails.hpp"
#include "engine/plan/program.hpp"
#include "engine/syntax/document.hpp"
#include "engine/syntax/expression.hpp"
#include "engine/value/calendar.hpp"

namespace partance::engine::evaluate {

using model::NodeId;
using model::RuleId;
using value::Value;

/// Why a case has no answer; carried by values of kind kError.
enum class Fault : std::uint8_t {
  kNone,
  kDivisionByZero,
  kConditionType,
  kRoundUnit,
  kLogarithmType,
  kZeroMultiplier,
  kBracketOrder,
  kRateUnit,
  kNotADate,
  kNotAnOption,
  kOptionUnit,
  kPrivateAnswer,
  kCycle,
  kTooDeep,
  kTooManySteps,
  kTooManyUnits,
};

/// What one evaluation may cost.
struct Limits {
  std::uint64_t steps = 50'000'000;        ///< nodes computed
  std::uint32_t worlds = 40;               ///< nested `contexte`, inversions and circular references
  std::uint32_t inversion_iterations = 0;  ///< 0: the language's own (10, and 25 for circular references)
};

struct RunOptions {
  Limits limits;
  bool check_choices = false;  ///< strict.checkPossibleValues
  bool refuse_cycles = false;  ///< strict.noCycleRuntime
  bool keep_all = false;       ///< keep every value computed, for explanations
  value::Date today;           ///< what an omitted bound of `durée` means
};

/// Longest text a run builds, and all texts one evaluation builds, in bytes.
inline constexpr std::size_t kMostTextBytes = 1U << 20U;
inline constexpr std::size_t kMostNewTextBytes = 64U << 20U;

/// A fault with its place, in words.
struct Failure {
  Fault fault = Fault::kNone;
  std::string rule;  ///< the rule being computed, empty for the expression itself
  base::Message message;
};

class Run {
 public:
  Run(std::shared_ptr<const plan::Program> program, const RunOptions& options);

  // --- answers ---
  /// Forgets every answer.
  void clear();
  /// Answers a public rule with a value whose texts and units belong to this run.
  void set(RuleId rule, const Value& answer);
  void unset(RuleId rule);
  /// Answers a rule with a number as a JSON situation holds it, read as the text it prints as (so 1e-7 is 1 e-7).
  bool set(RuleId rule, double answer);
  /// Answers a rule with an expression text ("oui", "'FR'", "12 €/mois", "autre règle + 1"). False when it cannot be
  /// read.
  bool set(RuleId rule, std::string_view answer);
  /// Answers a rule with an expression as a situation file holds it; null clears. Diagnostics say what is wrong with
  /// it.
  bool set(RuleId rule, const syntax::Document& document, syntax::NodeId node,
           std::vector<syntax::Diagnostic>& diagnostics);
  [[nodiscard]] bool answered(RuleId rule) const { return slots_state(rule) != SlotState::kEmpty; }
  /// The answer to a rule, as it was given; kNoNode and an undefined value when there is none.
  struct Given {
    Value value;
    NodeId expression = model::kNoNode;  ///< of model(), when the answer is one
  };
  [[nodiscard]] Given given(RuleId rule) const;
  /// Whether an answer to a rule with options is one of them, the answer being read as an expression at the root.
  /// False with diagnostics when it cannot be read there, with `problem` when it is not an option.
  bool check_choice(RuleId rule, const syntax::Document& document, syntax::NodeId node,
                    std::vector<syntax::Diagnostic>& diagnostics, Fault& problem);

  /// Starts the next evaluation afresh, which costs less than finding out what many changed answers touch.
  void forget_values();

  // --- evaluation ---
  /// The value of a rule as a root expression would see it (replacements included).
  Value evaluate(RuleId rule);
  /// The value of an expression given as a document node (text, number or object).
  std::optional<Value> evaluate(const syntax::Document& document, syntax::NodeId node,
                                std::vector<syntax::Diagnostic>& diagnostics);
  /// True when the rule is not disabled by a parent nor by its own conditions; undefined while not known.
  Value applicable(RuleId rule);

  /// The missing inputs of the last value evaluated, in order (with scores).
  std::vector<RuleId> missing(const Value& value) { return missing_.names(value.missing); }
  std::vector<std::pair<RuleId, double>> missing_scores(const Value& value) { return missing_.scores(value.missing); }

  /// Why the last evaluation gave kError.
  [[nodiscard]] Failure failure() const;
  /// Number of warnings met (units that do not convert, cycles) since the answers last changed.
  [[nodiscard]] std::uint32_t warnings() const { return warnings_; }
  [[nodiscard]] bool inversion_failed() const { return inversion_failed_; }

  /// The value of a node if the last evaluation computed it: what explanations read. Complete with
  /// RunOptions::keep_all, otherwise values used once are not kept.
  [[nodiscard]] std::optional<Value> computed(NodeId node) const;

  [[nodiscard]] const model::Model& model() const { return *model_; }
  [[nodiscard]] const plan::Program& program() const { return *program_; }
  value::UnitTable& units() { return units_; }
  value::TextPool& texts() { return texts_; }
  [[nodiscard]] const RunOptions& options() const { return options_; }

 private:
  enum class SlotState : std::uint8_t {
    kEmpty,
    kValue,
    kExpression,
    kAmended,  ///< by a `contexte`: an expression, whose value in this world is known…
    kToAmend,  ///< …or not yet: a world within the one of the `contexte` computes it anew
  };
  struct Memo {
    Value value;
    std::uint32_t stamp = 0;
    std::uint32_t pass = 0;  // the evaluation that computed it
  };
  /// A situation with what was computed in it; `contexte` and the solvers work in worlds of their own.
  struct World {
    std::vector<Memo> memo;
    std::vector<SlotState> slot_states;
    std::vector<Value> slot_values;
    std::vector<NodeId> slot_nodes;
    std::vector<RuleId> amended;          // the rules whose answers contexts have changed, perhaps several times
    std::vector<std::uint8_t> entered;    // per rule: how many times it is being computed
    std::vector<std::uint8_t> checking;   // per rule: its parent is being checked
    std::vector<std::uint8_t> answering;  // per rule: how many times the expression that answers it is being computed
    std::uint32_t stamp = 0;
    bool is_variant = false;
    std::vector<Amendment> amendments;
    std::vector<std::pair<NodeId, Value>> variants;  // contexts that have made their variant, with its value
    std::vector<NodeId> refused;                     // contexts that did not apply, being inside themselves
  };
  struct Gate {
    bool disabled = false;
    bool failed = false;
    Value value;  // missing of the check; the error when failed
  };

  // answers.cpp
  std::optional<Value> literal(std::string_view text);
  std::optional<NodeId> extend(const syntax::Document& document, syntax::NodeId node, std::string_view scope,
                               std::vector<syntax::Diagnostic>& diagnostics);
  bool set_expression(RuleId rule, const syntax::Document& document, syntax::NodeId node,
                      std::vector<syntax::Diagnostic>& diagnostics);

  // run.cpp
  [[nodiscard]] SlotState slots_state(RuleId rule) const { return worlds_[0]->slot_states[index(rule)]; }
  void touch(RuleId rule);
  void fit_worlds();
  model::Model& own_model();
  void refresh();
  void refresh_traits();
  Value evaluate_root(NodeId node);
  Value evaluate_in_order(NodeId node, bool afresh);
  Value fault(Fault code);

  // rules.cpp. What a node computes is kept out of line: the dispatch then costs a jump and no stack frame.
  /// The value of a node, computed unless it is known already.
  Value eval(NodeId id) {
    const std::uint8_t traits = traits_[index(id)];
    if ((traits & plan::kSingleUse) != 0) return compute(id, nodes_[index(id)]);
    if ((traits & plan::kConstantNode) != 0) return constants_[nodes_[index(id)].a];
    const Memo& memo = world_->memo[index(id)];
    return memo.stamp == world_->stamp ? memo.value : compute_once(id, nodes_[index(id)]);
  }
  [[nodiscard]] bool is_single_use(NodeId id) const { return (traits_[index(id)] & plan::kSingleUse) != 0; }
  Value compute_once(NodeId id, const model::Node& node);
  [[gnu::noinline]] Value eval_applicable_if(const model::Node& node);
  [[gnu::noinline]] Value eval_is_undefined(const model::Node& node);
  [[gnu::noinline]] Value eval_missing(const model::Node& node);
  Value compute(NodeId id, const model::Node& node);
  [[gnu::noinline]] Value eval_rule(RuleId id);
  [[gnu::noinline]] Value eval_recurring_rule(RuleId id);
  [[gnu::noinline]] Value eval_situation(const model::Node& node);
  Value answer_to(std::size_t rule);
  Value computed_answer(std::size_t rule);
  Gate check_gate(RuleId id);
  [[nodiscard]] bool below_checked_parent(RuleId id) const;
  static Value is_off(const Value& parent);
  Value applicability(NodeId id);
  Value rule_applicability(RuleId id);
  [[nodiscard]] bool answer_nullable(RuleId id) const;
  Value situation_applicability(const model::Node& node);
  bool speaks_of_unit(NodeId id, const Value& v);
  [[gnu::noinline]] Value eval_condition(const model::Node& node, bool applicability_only);
  Value chosen(const model::Node& node, const Value& test, bool applicability_only);
  [[gnu::noinline]] Value eval_bounded(const model::Node& node);
  [[gnu::noinline]] Value eval_variations(const model::Node& node);
  [[gnu::noinline]] Value eval_choice(const model::Node& node);
  [[gnu::noinline]] Value eval_default(const model::Node& node);
  bool is_option(const model::ChoiceList& list, const Value& v, Fault& problem);
  [[nodiscard]] value::UnitId static_unit(NodeId id) const;

  // arithmetic.cpp
  [[gnu::noinline]] Value eval_operation(const model::Node& node);
  template <model::Op kOp>
  [[gnu::noinline]] Value eval_operator(const model::Node& node);
  template <model::Op kOp>
  Value combined(const Value& left, const Value& right);
  template <model::Op kOp>
  bool combined_at_once(const Value& left, const Value& right, Value& result);
  bool equal_at_once(const Value& left, const Value& right, bool& equal) const;
  [[gnu::noinline]] Value apply(model::Op op, Value left, Value right);
  Value added(model::Op op, const Value& left, const Value& right);
  Value made_text(std::string_view text);
  Value short_circuit(const Value& decisive, Value result);
  bool left_decides(model::Op op, const Value& left, Value& result);
  bool right_decides(model::Op op, const Value& right, Value& result);
  double align(value::UnitId& left_unit, const Value& right, double number);
  [[nodiscard]] double as_number(const Value& v) const;
  [[nodiscard]] std::string as_text(const Value& v) const;
  [[nodiscard]] static bool truthy(const Value& v);
  [[gnu::noinline]] Value eval_sum(const model::Node& node);
  [[gnu::noinline]] Value eval_product(const model::Node& node);
  [[gnu::noinline]] Value eval_all_of(const model::Node& node);
  [[gnu::noinline]] Value eval_any_of(const model::Node& node);

  // mechanisms.cpp
  [[gnu::noinline]] Value eval_unit(const model::Node& node);
  [[gnu::noinline]] Value eval_simplify(NodeId id);
  Value simplified(Value v);
  [[gnu::noinline]] Value eval_round(const model::Node& node);
  [[gnu::noinline]] Value eval_logarithm(const model::Node& node);
  [[gnu::noinline]] Value eval_duration(const model::Node& node);
  [[gnu::noinline]] Value eval_text(const model::Node& node);

  // scales.cpp
  struct Bracket {
    enum class State : std::uint8_t { kBefore, kActive, kUnknown, kAfter };
    State state = State::kAfter;
    double low = 0;
    double high = 0;  ///< in the unit of the base; NaN when not known
    bool low_known = true;
    bool high_known = false;
    bool past = false;  ///< the base is known to stop before this bracket
    MissingId missing = MissingId::kNothing;
    NodeId amount = model::kNoNode;
  };
  [[gnu::noinline]] Value eval_scale(const model::Node& node);
  Value eval_constant_scale(const model::Node& node, const Value& base);
  bool scan_brackets(const model::Node& node, const Value& base, const Value& multiplier,
                     std::vector<Bracket>& brackets, Value& problem);
  Value marginal(const model::Node& node, const Value& base, const Value& multiplier, std::vector<Bracket>& brackets);
  Value lookup(const model::Node& node, const Value& base, const Value& multiplier, std::vector<Bracket>& brackets);
  Value linear_rate(const model::Node& node, const Value& base, std::vector<Bracket>& brackets);

  // worlds.cpp
  [[gnu::noinline]] Value eval_context(NodeId id, const model::Node& node);
  [[gnu::noinline]] Value eval_inversion(const model::Node& node);
  [[gnu::noinline]] Value eval_fixed_point(const model::Node& node);
  World* enter_world();
  void leave_world();
  void clear_world_values(World& world);
  static void share_values(const World& from, World& to);
  void set_in(World& world, RuleId rule, const Value& answer);

  /// The rule that a rule node, or a reference to it, stands for.
  [[nodiscard]] RuleId rule_of(NodeId id) const {
    const model::Node& node = nodes_[index(id)];
    return RuleId{node.op == model::Op::kReference ? nodes_[node.b].a : node.a};
  }
  MissingId merge(MissingId a, MissingId b) { return missing_.merge(a, b); }
  /// Puts what was missing to come to a value before what is missing in it; most often nothing was.
  void asked_before(Value& v, MissingId asked) {
    if (asked != MissingId::kNothing) v.missing = missing_.merge(asked, v.missing);
  }

  std::shared_ptr<const plan::Program> program_;
  std::unique_ptr<model::Model> own_;  // a copy of the program's model, once expressions were added to it
  const model::Model* model_;
  const model::Node* nodes_ = nullptr;
  const NodeId* pool_ = nullptr;
  const Value* constants_ = nullptr;
  const std::uint8_t* traits_ = nullptr;        // per node: of the program, or own_traits_
  const plan::RuleStep* rule_steps_ = nullptr;  // per rule: of the program, or own_steps_
  std::vector<std::uint8_t> own_traits_;        // without kSingleUse: every value is kept
  std::vector<plan::RuleStep> own_steps_;       // with expressions added, any rule may be computed inside itself
  value::UnitTable units_;
  value::TextPool texts_;
  RunOptions options_;
  MissingSets missing_;

  std::vector<std::unique_ptr<World>> worlds_;  // [0] is the person's situation; others are reused
  std::size_t world_count_ = 1;
  World* world_ = nullptr;

  std::vector<Bracket> spare_brackets_;
  NodeId last_root_ = model::kNoNode;
  std::uint32_t pass_ = 0;    // counts evaluations
  bool order_shows_ = false;  // a value kept from an earlier evaluation was asked whether it applies
  std::uint64_t steps_left_ = 0;
  std::size_t text_bytes_before_ = 0;  // of texts_, when the evaluation began
  std::uint32_t depth_ = 0;
  RuleId current_rule_ = model::kNoRule;
  RuleId fault_rule_ = model::kNoRule;
  Fault fault_ = Fault::kNone;
  std::uint32_t warnings_ = 0;
  bool inversion_failed_ = false;
  syntax::Expression parsed_;           // literal(): reused
  UnitTails unit_tails_;                // literal(): of units_
  std::vector<std::uint32_t> touched_;  // touch(): stamp per node
  std::uint32_t touch_stamp_ = 0;
  std::vector<NodeId> touch_stack_;
};

}  // namespace partance::engine::evaluate
