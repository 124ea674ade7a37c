// Nodes, rules and answers on many rows (Publicodes 1.10, chapters 3.3 to 3.7, as engine/evaluate/rules.cpp computes
// them).
#include "engine/batch/interpreter.hpp"

#include <algorithm>
#include <utility>

#include "engine/model/infer.hpp"

namespace partance::engine::batch {

using model::kNoNode;
using model::Node;
using model::Op;
using value::Kind;
using value::Value;

Interpreter::Interpreter(const Material& material, Flow& flow, bool as_expected)
    : model_(&material.model),
      answers_(&material.answers),
      options_(&material.options),
      texts_(&material.texts),
      traits_(&material.traits),
      units_(&material.units),
      dictionary_(&material.dictionary),
      flow_(&flow),
      as_expected_(as_expected) {}

bool Interpreter::is_forgotten(NodeId id) const {
  return !traits_->empty() && ((*traits_)[index(id)] & plan::kSingleUse) != 0;
}

Outcome Interpreter::constant(const Value& v) {
  Alternative only;
  only.where = Mask::kAlways;
  only.unit = v.unit;
  switch (v.kind) {
    case Kind::kUndefined:
      only.sort = Sort::kUndefined;
      break;
    case Kind::kNotApplicable:
      only.sort = Sort::kNotApplicable;
      break;
    case Kind::kBoolean:
      only.sort = v.is_true() ? Sort::kYes : Sort::kNo;
      break;
    case Kind::kNumber:
      only.sort = Sort::kNumber;
      only.number = flow_->number(v.number);
      break;
    case Kind::kText: {
      const std::uint32_t code = dictionary_->encode(texts_->text(v.text_id()));
      if (!is_day(code) && (code & kOddDayBit) != 0) return obstacle(Obstacle::kText);
      only.sort = is_day(code) ? Sort::kDay : Sort::kText;
      only.text = flow_->text(code);
      break;
    }
    case Kind::kError:
      return {};
  }
  return {only};
}

Outcome Interpreter::compute(NodeId id) {
  const Node& n = node(id);
  switch (n.op) {
    case Op::kConstant:
      return constant(model_->graph.constants[n.a]);
    case Op::kRule:
      return rule_value(RuleId{n.a});
    case Op::kReference:
      return value(NodeId{n.b});
    case Op::kSituation:
      return situation(n);
    case Op::kCondition:
      return condition(n, false);
    case Op::kVariations:
      return variations(n);
    case Op::kIsUndefined:
      return is_undefined(value(NodeId{n.a}));
    case Op::kIsNotApplicable:
      return applicability(NodeId{n.a});
    case Op::kMissing:
      return value(NodeId{n.a});
    case Op::kUnit:
      return with_unit(n);
    case Op::kSimplifyUnit:
      return simplified(value(NodeId{n.a}));
    case Op::kRound:
      return rounded(n);
    case Op::kLogarithm:
      return logarithm(n);
    case Op::kSum:
      return sum(n);
    case Op::kProduct:
      return product(n);
    case Op::kAllOf:
    case Op::kAnyOf:
      return all_or_any(n);
    case Op::kMarginalScale:
    case Op::kLookup:
    case Op::kLinearRate:
      return scale(n);
    case Op::kDuration:
      return duration(n);
    case Op::kText:
      return obstacle(Obstacle::kText);
    case Op::kInversion:
      return obstacle(Obstacle::kInversion);
    case Op::kFixedPoint:
      return obstacle(Obstacle::kFixedPoint);
    case Op::kContext:
      return context(id);
    case Op::kChoice:
      return choice(n);
    default:
      return operation(n);
  }
}

// --- rules ---

/// As Run::check_gate. While the parent of a rule is being checked, it is not checked again within.
Interpreter::Gate Interpreter::compute_gate(RuleId id) {
  const model::Rule& rule = model_->rule(id);
  if (rule.gate == kNoNode) return {};
  const auto refused = [&](const Outcome& parent) {
    return flow_->either(rows_of(*flow_, parent, Sort::kNo), rows_of(*flow_, parent, Sort::kNotApplicable));
  };
  Mask open = Mask::kAlways;  // rows whose parent was not found out of the question yet
  Gate found{Mask::kNever, Mask::kNever};
  const auto close = [&](const Outcome& asked, Mask closed) {
    found.disabled = flow_->either(found.disabled, flow_->both(open, closed));
    open = flow_->without(flow_->both(open, all_rows(*flow_, asked)), closed);
  };
  if (!rule.gate_nullable && rule.gate_off_test == kNoNode) {
    const Outcome& parent = value(rule.gate);
    close(parent, refused(parent));
    found.passed = open;
    return found;
  }
  if (nesting_ == nullptr || nesting_->checking[index(id)] == 0) {
    if (nesting_ != nullptr) nesting_->checking[index(id)] = 1;
    if (rule.gate_nullable) {
      const Outcome& off = applicability(rule.gate);
      close(off, rows_of(*flow_, off, Sort::kYes));
    }
    if (rule.gate_boolean && rule.gate_off_test != kNoNode) {
      const Outcome& off = value(rule.gate_off_test, open);
      close(off, rows_of(*flow_, off, Sort::kYes));
    } else if (rule.gate_boolean) {
      const Outcome& parent = value(rule.gate, open);
      close(parent, refused(parent));
    }
    if (nesting_ != nullptr) nesting_->checking[index(id)] = 0;
  }
  if (rule.gate_boolean) {
    const Outcome& parent = value(rule.gate, open);
    close(parent, rows_of(*flow_, parent, Sort::kNo));
  }
  found.passed = open;
  return found;
}

Outcome Interpreter::rule_value(RuleId id) {
  const model::Rule& rule = model_->rule(id);
  if (rule.choice != kNoNode && options_->check_choices) return obstacle(Obstacle::kCheckedChoice);
  const Gate at = gate(id);
  Gathering out(*flow_);
  out.add(Sort::kNotApplicable, at.disabled);
  if (at.passed == Mask::kNever) return out.take();
  if (nesting_ != nullptr && nesting_->entered[index(id)] >= 2) {
    // The third nested entry is cut: a cycle is unrolled twice.
    if (options_->refuse_cycles) return obstacle(Obstacle::kRecursion);
    out.add(Sort::kUndefined, at.passed);
    return out.take();
  }
  if (nesting_ != nullptr) ++nesting_->entered[index(id)];
  rule_body(rule, at.passed, out);
  if (nesting_ != nullptr) --nesting_->entered[index(id)];
  return out.take();
}

void Interpreter::rule_body(const model::Rule& rule, Mask passed, Gathering& out) {
  if (rule.choice == kNoNode) {
    out.add_all(value(rule.body, passed), passed);
    return;
  }
  const Outcome& chosen = value(rule.choice, passed);
  const Outcome& body = value(rule.body, flow_->both(passed, rows_of(*flow_, chosen, Sort::kUndefined)));
  for (const Alternative& one : chosen) {
    const Mask where = flow_->both(one.where, passed);
    if (!one.is(Sort::kUndefined)) {
      out.add(one.on(where));
      continue;
    }
    for (const Alternative& v : body) {
      const Alternative narrowed = v.on(flow_->both(v.where, where));
      out.add(one.unit == UnitId::kAbsent ? narrowed : narrowed.in(one.unit));
    }
  }
}

Outcome Interpreter::rule_applicability(RuleId id) {
  const Gate at = gate(id);
  Gathering out(*flow_);
  out.add(Sort::kYes, at.disabled);
  if (at.passed == Mask::kNever) return out.take();
  for (const Alternative& one : applicability(model_->rule(id).body, at.passed)) {
    out.add(one.on(flow_->both(one.where, at.passed)).in(UnitId::kAbsent));
  }
  return out.take();
}

// --- answers ---

Outcome Interpreter::answered(RuleId rule) {
  const Answer& answer = answer_to(rule);
  if (answer.how == Answer::How::kValue) return constant(answer.value);
  if (answer.how == Answer::How::kExpression) return expressed(rule, answer.expression);
  Gathering out(*flow_);
  const bool all_known = as_expected_ && answer.is_complete;
  const Mask known = all_known ? Mask::kAlways : flow_->known_rows(answer.input);
  Alternative one;
  one.where = known;
  switch (answer.type) {
    case ColumnType::kNumber:
      one.sort = Sort::kNumber;
      one.unit = answer.unit;
      one.number = flow_->number_column(answer.input);
      out.add(one);
      break;
    case ColumnType::kBoolean:
      out.add_answer(known, flow_->boolean_column(answer.input));
      break;
    case ColumnType::kText:
    case ColumnType::kDate: {
      one.text = flow_->text_column(answer.input);
      const bool is_date = answer.type == ColumnType::kDate;
      if (is_date || !as_expected_) {
        one.sort = Sort::kDay;
        out.add(one.on(as_expected_ ? known : flow_->both(known, flow_->is_day(one.text))));
      }
      if (!is_date) {
        one.sort = Sort::kText;
        out.add(one.on(as_expected_ ? known : flow_->both(known, flow_->is_plain_text(one.text))));
      }
      break;
    }
  }
  if (all_known) return out.take();
  const Mask not_applicable = flow_->not_applicable_rows(answer.input);
  out.add(Sort::kNotApplicable, not_applicable);
  out.add(Sort::kUndefined, flow_->without(flow_->opposite(known), not_applicable));
  return out.take();
}

Outcome Interpreter::situation(const Node& n) {
  if (!is_answered(RuleId{n.a})) return value(NodeId{n.b});
  const UnitId unit = static_unit(NodeId{n.b});
  Gathering out(*flow_);
  for (const Alternative& one : answered(RuleId{n.a})) {
    if (one.is(Sort::kUndefined)) {
      out.add_all(value(NodeId{n.b}, one.where), one.where);
    } else {
      out.add(one.unit == UnitId::kAbsent ? one.in(unit) : one);
    }
  }
  return out.take();
}

Outcome Interpreter::situation_applicability(const Node& n) {
  if (!is_answered(RuleId{n.a})) return applicability(NodeId{n.b});
  Gathering out(*flow_);
  for (const Alternative& one : answered(RuleId{n.a})) {
    if (one.is(Sort::kUndefined)) {
      out.add_all(applicability(NodeId{n.b}, one.where), one.where);
    } else {
      out.add(one.is(Sort::kNotApplicable) ? Sort::kYes : Sort::kNo, one.where);
    }
  }
  return out.take();
}

UnitId Interpreter::static_unit(NodeId id) const {
  const Node& n = node(id);
  if (n.op == Op::kConstant) return model_->graph.constants[n.a].unit;
  if (n.op == Op::kUnit) return UnitId{static_cast<std::uint16_t>(n.b)};
  if (n.op == Op::kDuration) return UnitId{n.count};
  return UnitId::kAbsent;
}

// --- applicability ---

Outcome Interpreter::is_not_applicable(const Outcome& v) {
  Gathering out(*flow_);
  for (const Alternative& one : v) {
    const bool off = one.is(Sort::kNotApplicable);
    out.add(one.is(Sort::kUndefined) ? Sort::kUndefined : off ? Sort::kYes : Sort::kNo, one.where);
  }
  return out.take();
}

Outcome Interpreter::structural_applicability(NodeId id) {
  const Node& n = node(id);
  switch (n.op) {
    case Op::kReference:
      return applicability(NodeId{n.b});
    case Op::kRule:
      return rule_applicability(RuleId{n.a});
    case Op::kCondition:
      return condition(n, true);
    case Op::kSituation:
      return situation_applicability(n);
    default:
      return is_not_applicable(value(id));
  }
}

}  // namespace partance::engine::batch
