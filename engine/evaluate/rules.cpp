// Evaluating rules and applicability (Publicodes 1.10, chapters 3.3 to 3.7). Conditions are in conditions.cpp.
#include "engine/evaluate/run.hpp"
#include "engine/model/infer.hpp"

namespace partance::engine::evaluate {

using model::kNoNode;
using model::Node;
using model::Op;
using value::Kind;
using value::UnitId;

/// Computes a node and keeps its value.
Value Run::compute_once(NodeId id, const Node& node) {
  if (steps_left_ == 0) return fault(Fault::kTooManySteps);
  if (depth_ >= model::kMaxDepth) return fault(Fault::kTooDeep);
  --steps_left_;
  ++depth_;
  const Value v = node.op == Op::kRule ? eval_rule(RuleId{node.a}) : compute(id, node);
  --depth_;
  Memo& memo = world_->memo[index(id)];
  memo.value = v;
  memo.stamp = world_->stamp;
  memo.pass = pass_;
  return v;
}

Value Run::compute(NodeId id, const Node& node) {
  switch (node.op) {
    case Op::kRule:
      return eval_rule(RuleId{node.a});
    case Op::kReference:
      return eval(NodeId{node.b});
    case Op::kSituation:
      return eval_situation(node);
    case Op::kCondition:
      if (is_single_use(NodeId{node.a})) {
        if (node.origin == model::Origin::kDefault) return eval_default(node);
        if (node.origin == model::Origin::kApplicableIf) return eval_applicable_if(node);
      }
      if ((traits_[index(id)] & plan::kConstantBound) != 0) return eval_bounded(node);
      return eval_condition(node, false);
    case Op::kVariations:
      return eval_variations(node);
    case Op::kIsUndefined:
      return eval_is_undefined(node);
    case Op::kIsNotApplicable:
      return applicability(NodeId{node.a});
    case Op::kMissing:
      return eval_missing(node);
    case Op::kUnit:
      return eval_unit(node);
    case Op::kSimplifyUnit:
      return eval_simplify(NodeId{node.a});
    case Op::kRound:
      return eval_round(node);
    case Op::kLogarithm:
      return eval_logarithm(node);
    case Op::kSum:
      return eval_sum(node);
    case Op::kProduct:
      return eval_product(node);
    case Op::kAllOf:
      return eval_all_of(node);
    case Op::kAnyOf:
      return eval_any_of(node);
    case Op::kMarginalScale:
    case Op::kLookup:
    case Op::kLinearRate:
      return eval_scale(node);
    case Op::kDuration:
      return eval_duration(node);
    case Op::kText:
      return eval_text(node);
    case Op::kInversion:
      return eval_inversion(node);
    case Op::kFixedPoint:
      return eval_fixed_point(node);
    case Op::kContext:
      return eval_context(id, node);
    case Op::kChoice:
      return eval_choice(node);
    case Op::kConstant:
      return constants_[node.a];
    case Op::kAdd:
      return eval_operator<Op::kAdd>(node);
    case Op::kSubtract:
      return eval_operator<Op::kSubtract>(node);
    case Op::kMultiply:
      return eval_operator<Op::kMultiply>(node);
    case Op::kDivide:
      return eval_operator<Op::kDivide>(node);
    case Op::kLess:
      return eval_operator<Op::kLess>(node);
    case Op::kLessOrEqual:
      return eval_operator<Op::kLessOrEqual>(node);
    case Op::kGreater:
      return eval_operator<Op::kGreater>(node);
    case Op::kGreaterOrEqual:
      return eval_operator<Op::kGreaterOrEqual>(node);
    case Op::kEqual:
      return eval_operator<Op::kEqual>(node);
    case Op::kNotEqual:
      return eval_operator<Op::kNotEqual>(node);
    default:
      return eval_operation(node);
  }
}

Value Run::eval_is_undefined(const Node& node) {
  const Value v = eval(NodeId{node.a});
  if (v.is(Kind::kError)) return v;
  Value answer = Value::boolean(v.is(Kind::kUndefined));
  answer.missing = v.missing;
  return answer;
}

Value Run::eval_missing(const Node& node) {
  Value v = eval(NodeId{node.a});
  if (!v.is(Kind::kError)) v.missing = missing_.with_default(v.missing, rule_of(NodeId{node.b}));
  return v;
}

/// Whether the parent of a rule whose name starts with this one's is being checked: such a cycle is no fault.
bool Run::below_checked_parent(RuleId id) const {
  const std::string& name = model_->rules[index(id)].name;
  for (std::size_t i = 0; i < world_->checking.size(); ++i) {
    if (world_->checking[i] != 0 && model_->rules[i].name.starts_with(name)) return true;
  }
  return false;
}

/// A rule without options, in no cycle.
Value Run::eval_rule(RuleId id) {
  const plan::RuleStep& step = rule_steps_[index(id)];
  if (!step.is_plain) return eval_recurring_rule(id);
  MissingId asked = MissingId::kNothing;
  if (step.gate != kNoNode) {
    bool disabled = false;
    if (step.asks_gate_once) {
      const Value parent = eval(step.gate);
      if (parent.is(Kind::kError)) return parent;
      disabled = parent.is_false() || parent.is(Kind::kNotApplicable);
      asked = parent.missing;
    } else {
      const Gate gate = check_gate(id);
      if (gate.failed) return gate.value;
      disabled = gate.disabled;
      asked = gate.value.missing;
    }
    if (disabled) {
      Value v = Value::not_applicable();
      v.missing = asked;
      return v;
    }
  }
  const RuleId outer = current_rule_;
  current_rule_ = id;
  const bool unanswered = step.unanswered != kNoNode && world_->slot_states[index(id)] == SlotState::kEmpty;
  Value v = eval(unanswered ? step.unanswered : step.body);
  current_rule_ = outer;
  if (v.is(Kind::kError)) return v;
  if (v.is(Kind::kUndefined) && v.missing == MissingId::kNothing && step.is_input) v.missing = missing_.single(id);
  if (asked != MissingId::kNothing) v.missing = merge(v.missing, asked);
  return v;
}

/// A rule with options, or that may be computed inside itself.
Value Run::eval_recurring_rule(RuleId id) {
  const Gate gate = check_gate(id);
  if (gate.failed) return gate.value;
  if (gate.disabled) {
    Value v = Value::not_applicable();
    v.missing = gate.value.missing;
    return v;
  }
  std::uint8_t& entered = world_->entered[index(id)];
  if (entered >= 2) {
    // The third nested entry is cut: a cycle is unrolled twice.
    if (!below_checked_parent(id)) {
      ++warnings_;
      if (options_.refuse_cycles) return fault(Fault::kCycle);
    }
    Value v;
    v.missing = gate.value.missing;
    return v;
  }
  const model::Rule& rule = model_->rules[index(id)];
  const RuleId outer = current_rule_;
  current_rule_ = id;
  ++entered;
  const Value choice = rule.choice == kNoNode ? Value() : eval(rule.choice);
  if (!choice.is(Kind::kUndefined)) {
    --world_->entered[index(id)];
    current_rule_ = outer;
    Value v = choice;
    v.missing = merge(choice.missing, gate.value.missing);
    return v;
  }
  Value v = eval(rule.body);
  --world_->entered[index(id)];
  current_rule_ = outer;
  if (v.is(Kind::kError)) return v;
  if (v.is(Kind::kUndefined) && v.missing == MissingId::kNothing && !rule.is_private && rule.is_reachable_from_root) {
    v.missing = missing_.single(id);
  }
  if (options_.check_choices && rule.choice != kNoNode) {
    Fault problem = Fault::kNotAnOption;
    if (!is_option(model_->graph.choices[nodes_[index(rule.choice)].b], v, problem)) return fault(problem);
  }
  if (choice.unit != UnitId::kAbsent) v.unit = choice.unit;
  v.missing = merge(merge(choice.missing, v.missing), gate.value.missing);
  return v;
}

/// "The parent is no": not applicable counts as no, not known as not known.
Value Run::is_off(const Value& parent) {
  if (parent.is(Kind::kError)) return parent;
  const bool off = parent.is_false() || parent.is(Kind::kNotApplicable);
  Value test = off ? Value::boolean(true) : Value();
  test.missing = parent.missing;
  return test;
}

Run::Gate Run::check_gate(RuleId id) {
  const model::Rule& rule = model_->rules[index(id)];
  if (rule.gate == kNoNode) return {};
  if (!rule.gate_nullable && rule.gate_off_test == kNoNode) {
    // Outside cycles, a parent that is yes or no is asked once.
    const Value parent = eval(rule.gate);
    if (parent.is(Kind::kError)) return {false, true, parent};
    return {parent.is_false() || parent.is(Kind::kNotApplicable), false, parent};
  }
  const auto failed = [](const Value& v) { return Gate{false, true, v}; };
  if (world_->checking[index(id)] == 0) {
    world_->checking[index(id)] = 1;
    Value test;
    if (rule.gate_nullable) test = applicability(rule.gate);
    if (!test.is_true() && !test.is(Kind::kError) && rule.gate_boolean) {
      test = rule.gate_off_test != kNoNode ? eval(rule.gate_off_test) : is_off(eval(rule.gate));
    }
    world_->checking[index(id)] = 0;
    if (test.is(Kind::kError)) return failed(test);
    if (test.is_true()) return {true, false, test};
  }
  if (!rule.gate_boolean) return {};
  const Value parent = eval(rule.gate);
  if (parent.is(Kind::kError)) return failed(parent);
  return {parent.is_false(), false, parent};
}

/// The answer to a rule that has one, in the current world.
Value Run::answer_to(std::size_t rule) {
  World& world = *world_;
  const SlotState state = world.slot_states[rule];
  if (state != SlotState::kExpression && state != SlotState::kToAmend) return world.slot_values[rule];
  // An answer that is an expression is a rule of its own: the third nested entry is cut there too.
  Memo& memo = world.memo[index(world.slot_nodes[rule])];
  if (state == SlotState::kExpression && memo.stamp == world.stamp) return memo.value;
  if (world.answering[rule] >= 2) {
    ++warnings_;
    if (options_.refuse_cycles) return fault(Fault::kCycle);
    memo = {.value = Value::undefined(), .stamp = world.stamp, .pass = pass_};
    return memo.value;
  }
  ++world.answering[rule];
  const Value v = computed_answer(rule);
  --world.answering[rule];
  return v;
}

Value Run::computed_answer(std::size_t rule) {
  World& world = *world_;
  const NodeId expression = world.slot_nodes[rule];
  if (world.slot_states[rule] == SlotState::kExpression) return eval(expression);
  // The expression is the answer's own: what its place in the `contexte` is worth is not looked at.
  const Node& node = nodes_[index(expression)];
  const Value v = node.op == Op::kRule ? eval(expression) : compute(expression, node);
  if (v.is(Kind::kError)) return v;
  world.slot_values[rule] = v;
  world.slot_states[rule] = SlotState::kAmended;
  return v;
}

Value Run::eval_situation(const Node& node) {
  const std::size_t rule = node.a;
  const SlotState state = world_->slot_states[rule];
  if (state == SlotState::kEmpty) return eval(NodeId{node.b});
  Value answer = state == SlotState::kValue ? world_->slot_values[rule] : answer_to(rule);
  if (answer.is_number() && answer.missing == MissingId::kNothing) {
    if (answer.unit == UnitId::kAbsent) answer.unit = static_unit(NodeId{node.b});
    return answer;
  }
  if (answer.is(Kind::kError)) return answer;
  const MissingId asked = missing_.bonus(answer.missing);
  if (answer.is(Kind::kUndefined)) {
    Value v = eval(NodeId{node.b});
    if (!v.is(Kind::kError)) v.missing = merge(asked, v.missing);
    return v;
  }
  answer.missing = merge(asked, answer.missing);
  if (answer.unit == UnitId::kAbsent) answer.unit = static_unit(NodeId{node.b});
  return answer;
}

UnitId Run::static_unit(NodeId id) const {
  const Node& node = nodes_[index(id)];
  if (node.op == Op::kConstant) return constants_[node.a].unit;
  if (node.op == Op::kUnit) return UnitId{static_cast<std::uint16_t>(node.b)};
  if (node.op == Op::kDuration) return UnitId{node.count};
  return UnitId::kAbsent;
}

Value Run::applicability(NodeId id) {
  const Node& node = nodes_[index(id)];
  if (node.op != Op::kRule && node.op != Op::kReference && model::known_applicable(*model_, id)) {
    return Value::boolean(false);
  }
  const auto answer_of = [](const Value& v) {
    if (v.is(Kind::kError)) return v;
    Value answer = Value::boolean(v.is(Kind::kNotApplicable));
    answer.missing = v.missing;
    return answer;
  };
  const Memo& memo = world_->memo[index(id)];
  if (memo.stamp == world_->stamp) {
    // What was computed before is answered from, which shows when the answer is not plain. Kept from an earlier
    // evaluation, the value might not have been computed yet at this point: then all is evaluated again, in order.
    const bool plain = memo.value.missing == MissingId::kNothing && !memo.value.is(Kind::kUndefined) &&
                       !memo.value.is(Kind::kNotApplicable);
    if (memo.pass != pass_ && !plain) order_shows_ = true;
    return answer_of(memo.value);
  }
  if (steps_left_ == 0) return fault(Fault::kTooManySteps);
  if (depth_ >= model::kMaxDepth) return fault(Fault::kTooDeep);
  --steps_left_;
  ++depth_;
  Value answer;
  switch (node.op) {
    case Op::kReference:
      answer = applicability(NodeId{node.b});
      break;
    case Op::kRule:
      answer = rule_applicability(RuleId{node.a});
      break;
    case Op::kCondition:
      answer = eval_condition(node, true);
      break;
    case Op::kSituation:
      answer = situation_applicability(node);
      break;
    default: {
      const Value v = eval(id);
      answer = v.is(Kind::kUndefined) ? v : answer_of(v);
      break;
    }
  }
  --depth_;
  answer.unit = UnitId::kAbsent;
  return answer;
}

Value Run::rule_applicability(RuleId id) {
  const Gate gate = check_gate(id);
  if (gate.failed) return gate.value;
  if (gate.disabled) {
    Value yes = Value::boolean(true);
    yes.missing = gate.value.missing;
    return yes;
  }
  Value answer = applicability(model_->rules[index(id)].body);
  if (answer.is(Kind::kError)) return answer;
  const bool silent = answer.missing == MissingId::kNothing;
  answer.missing = merge(gate.value.missing, answer.missing);
  if (answer.is_false() && silent && answer_nullable(id)) {
    answer.missing = merge(answer.missing, missing_.single(id));
  }
  return answer;
}

/// Whether the answer given to a rule, or the one that may be given, can be "not applicable".
bool Run::answer_nullable(RuleId id) const {
  switch (world_->slot_states[index(id)]) {
    case SlotState::kValue:
    case SlotState::kAmended:
      return world_->slot_values[index(id)].is(Kind::kNotApplicable);
    case SlotState::kExpression:
    case SlotState::kToAmend:
      return (model_->inferred[index(world_->slot_nodes[index(id)])] & model::kNullable) != 0;
    default:
      return model_->rules[index(id)].slot_nullable;
  }
}

Value Run::situation_applicability(const Node& node) {
  const std::size_t rule = node.a;
  const SlotState state = world_->slot_states[rule];
  if (state == SlotState::kEmpty) return applicability(NodeId{node.b});
  const Value answer = answer_to(rule);
  if (answer.is(Kind::kError)) return answer;
  const MissingId asked = missing_.bonus(answer.missing);
  if (answer.is(Kind::kUndefined)) {
    Value inner = applicability(NodeId{node.b});
    if (!inner.is(Kind::kError)) inner.missing = merge(asked, inner.missing);
    return inner;
  }
  Value result = Value::boolean(answer.is(Kind::kNotApplicable));
  result.missing = merge(asked, answer.missing);
  return result;
}

}  // namespace partance::engine::evaluate
