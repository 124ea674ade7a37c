// Evaluating conditions: `applicable si`, `plafond`, `par défaut`, `variations`, `une possibilité` (Publicodes 1.10,
// chapters 4.4 and 4.5).
#include <algorithm>

#include "engine/evaluate/run.hpp"

namespace partance::engine::evaluate {

using model::Node;
using model::Op;
using value::Kind;
using value::UnitId;

/// Whether a value that has no unit comes from a mechanism that speaks of one all the same: such a value is no test,
/// even when it is yes, no or not known.
bool Run::speaks_of_unit(NodeId id, const Value& v) {
  constexpr int kMostSteps = 100;  // rules without answers may lead back to themselves
  for (int step = 0; step < kMostSteps; ++step) {
    const Node& node = nodes_[index(id)];
    switch (node.op) {
      case Op::kRound:
      case Op::kMissing:
      case Op::kMarginalScale:
      case Op::kLookup:
        return true;
      case Op::kAdd:
      case Op::kSubtract:
      case Op::kMultiply:
      case Op::kDivide:
      case Op::kFloorDivide:
      case Op::kProduct:
        return !v.is(Kind::kNotApplicable);
      case Op::kSum:
        return node.count > 0;
      case Op::kSimplifyUnit:
        if (!v.is(Kind::kUndefined) && !v.is(Kind::kNotApplicable)) return true;
        id = NodeId{node.a};
        break;
      case Op::kContext:
        if (std::ranges::find(world_->refused, id) != world_->refused.end()) return false;
        id = NodeId{node.a};
        break;
      case Op::kReference:
        id = NodeId{node.b};
        break;
      case Op::kRule: {
        const model::Rule& rule = model_->rules[node.a];
        const Op body = nodes_[index(rule.body)].op;
        if (body == Op::kSituation || body == Op::kCondition) return false;
        if (world_->entered[node.a] >= 2) return false;  // it was cut
        if (v.is(Kind::kNotApplicable) && check_gate(RuleId{node.a}).disabled) return false;
        id = rule.body;
        break;
      }
      default:
        return false;
    }
  }
  return false;
}

/// A condition; with `applicability_only`, its branches are asked whether they apply instead of what they are worth.
Value Run::eval_condition(const Node& node, bool applicability_only) {
  return chosen(node, eval(NodeId{node.a}), applicability_only);
}

/// The branch of a condition that its test chooses.
Value Run::chosen(const Node& node, const Value& test, bool applicability_only) {
  const NodeId then{node.b};
  const NodeId otherwise{node.c};
  const auto branch = [&](NodeId id) { return applicability_only ? applicability(id) : eval(id); };
  if (test.is(Kind::kError)) return test;
  const bool is_answer = !test.is_number() && !test.is(Kind::kText);
  if (!is_answer || test.unit != UnitId::kAbsent || speaks_of_unit(NodeId{node.a}, test)) {
    return fault(Fault::kConditionType);
  }
  const MissingId asked = missing_.bonus(test.missing);
  Value result;
  UnitId fallback = applicability_only ? UnitId::kAbsent : static_unit(then);
  if (test.is(Kind::kBoolean)) {
    result = branch(test.is_true() ? then : otherwise);
    if (result.is(Kind::kError)) return result;
    asked_before(result, asked);
  } else if (test.is(Kind::kNotApplicable)) {
    result = Value::not_applicable();
    result.missing = asked;
  } else {
    const Value second = branch(otherwise);
    if (second.is(Kind::kError)) return second;
    const Value first = branch(then);
    if (first.is(Kind::kError)) return first;
    result.missing = merge(asked, merge(second.missing, first.missing));
    if (!applicability_only) fallback = first.unit;
  }
  if (result.unit == UnitId::kAbsent) result.unit = fallback;
  return result;
}

/// `plafond` or `plancher` with a number, of which "bound != non et value < bound" is worth the comparison alone.
Value Run::eval_bounded(const Node& node) {
  const Value past = eval(NodeId{nodes_[node.a].b});
  if (!past.is(Kind::kNotApplicable)) return chosen(node, past, false);
  Value no = Value::boolean(false);
  no.missing = past.missing;
  return chosen(node, no, false);
}

/// `applicable si`, whose test "p != non" nobody else needs: p is asked directly.
Value Run::eval_applicable_if(const Node& node) {
  const Value p = eval(NodeId{nodes_[node.a].a});
  if (p.is(Kind::kError)) return p;
  const MissingId asked = missing_.bonus(p.missing);
  const bool off = p.is_false() || p.is(Kind::kNotApplicable);
  Value result = off ? Value::not_applicable() : eval(NodeId{node.b});
  if (result.is(Kind::kError)) return result;
  if (p.is(Kind::kUndefined)) {
    result.kind = Kind::kUndefined;
    result.bits = 0;
  }
  asked_before(result, asked);
  if (result.unit == UnitId::kAbsent) result.unit = static_unit(NodeId{node.b});
  return result;
}

/// `par défaut`, whose test "is it undefined?" nobody else needs: the value is evaluated once.
Value Run::eval_default(const Node& node) {
  Value v = eval(NodeId{node.c});
  if (v.is(Kind::kError)) return v;
  const MissingId asked = missing_.bonus(v.missing);
  if (v.is(Kind::kUndefined)) {
    v = eval(NodeId{node.b});
    if (v.is(Kind::kError)) return v;
  }
  asked_before(v, asked);
  if (v.unit == UnitId::kAbsent) v.unit = static_unit(NodeId{node.b});
  return v;
}

Value Run::eval_variations(const Node& node) {
  enum class Held { kNone, kOne, kMaybe };
  Held held = Held::kNone;
  Value result = Value::not_applicable();
  UnitId unit = UnitId::kAbsent;
  MissingId missing = MissingId::kNothing;
  for (std::size_t i = 0; i < node.count && held != Held::kOne; ++i) {
    const Value test = eval(pool_[node.c + 2 * i]);
    if (test.is(Kind::kError)) return test;
    missing = merge(missing, missing_.bonus(test.missing));
    if (test.is_false() || test.is(Kind::kNotApplicable)) continue;
    const Value then = eval(pool_[node.c + 2 * i + 1]);
    if (then.is(Kind::kError)) return then;
    missing = merge(missing, then.missing);
    if (unit == UnitId::kAbsent) unit = then.unit;
    if (held == Held::kNone && !test.is(Kind::kUndefined)) {
      result = then;
      held = Held::kOne;
    } else {
      result = Value::undefined();
      held = Held::kMaybe;
    }
  }
  result.unit = unit;
  result.missing = missing;
  return result;
}

Value Run::eval_choice(const Node& node) {
  const model::ChoiceList& list = model_->graph.choices[node.b];
  Value v;
  if (list.kind != model::ChoiceList::Kind::kReferences) {
    v.unit = list.unit;
    return v;
  }
  MissingId missing = MissingId::kNothing;
  std::size_t candidates = 0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < list.rules.size(); ++i) {
    if (model_->options.filter_choices) {
      const Value off = applicability(list.rules[i]);
      if (off.is(Kind::kError)) return off;
      missing = merge(missing, off.missing);
      if (off.is_true()) continue;
    }
    ++candidates;
    last = i;
  }
  if (candidates == 0) v = Value::not_applicable();
  if (candidates == 1) v = list.values[last];
  v.missing = missing;
  return v;
}

bool Run::is_option(const model::ChoiceList& list, const Value& v, Fault& problem) {
  problem = Fault::kNotAnOption;
  if (v.is(Kind::kUndefined) || v.is(Kind::kNotApplicable)) return true;
  if (list.kind == model::ChoiceList::Kind::kNumbers) {
    if (!v.is_number()) return false;
    for (const Value& option : list.values) {
      const auto converted = units_.convert(v.unit, option.unit, v.number);
      if (!converted) {
        problem = Fault::kOptionUnit;
        return false;
      }
      if (*converted == option.number) return true;
    }
    return false;
  }
  if (!v.is(Kind::kText)) return false;
  for (std::size_t i = 0; i < list.values.size(); ++i) {
    if (list.values[i].text_id() != v.text_id()) continue;
    if (list.kind == model::ChoiceList::Kind::kTexts) return true;
    return !model_->options.filter_choices || !applicability(list.rules[i]).is_true();
  }
  return false;
}

}  // namespace partance::engine::evaluate
