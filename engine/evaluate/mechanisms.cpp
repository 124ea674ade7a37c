// Units, rounding, logarithm, durations and texts (Publicodes 1.10, chapters 4.3 and 4.8).
#include "engine/evaluate/arithmetic.hpp"
#include "engine/evaluate/run.hpp"
#include "engine/value/elementary.hpp"
#include "engine/value/format.hpp"

namespace partance::engine::evaluate {

using model::kNoNode;
using model::Node;
using value::Kind;
using value::UnitId;

Value Run::eval_unit(const Node& node) {
  Value v = eval(NodeId{node.a});
  if (v.is(Kind::kError)) return v;
  const UnitId target{static_cast<std::uint16_t>(node.b)};
  // Converting makes a number of what is converted: 1 of yes, "not a number" of most texts.
  const bool has_content = v.is_true() || (v.is(Kind::kText) && !texts_.text(v.text_id()).empty());
  if (v.unit != UnitId::kAbsent && (has_content || v.is_number())) {
    const double number = as_number(v);
    const auto converted = units_.convert(v.unit, target, number);
    if (!converted) {
      ++warnings_;
    } else {
      const MissingId missing = v.missing;
      v = Value::of_number(*converted);
      v.missing = missing;
    }
  }
  v.unit = target;
  return v;
}

Value Run::simplified(Value v) {
  if (v.unit == UnitId::kAbsent || v.is(Kind::kError) || v.is(Kind::kUndefined) || v.is(Kind::kNotApplicable)) return v;
  const UnitId simple = units_.simplify(v.unit);
  if (v.is_number()) v.number = units_.convert(v.unit, simple, v.number).value_or(v.number);
  v.unit = simple;
  return v;
}

Value Run::eval_simplify(NodeId id) {
  return simplified(eval(id));
}

Value Run::eval_round(const Node& node) {
  Value v = eval(NodeId{node.a});
  if (v.is(Kind::kError)) return v;
  if (v.is_number()) {
    v = simplified(v);
  } else if (v.unit != UnitId::kAbsent) {
    v.unit = units_.simplify(v.unit);
  }
  if (v.is_false()) return v;
  const Value by = eval(NodeId{node.b});
  if (by.is(Kind::kError)) return by;
  v.missing = merge(v.missing, by.missing);
  if (by.is(Kind::kUndefined) && v.is_number()) {
    Value unknown;
    unknown.missing = v.missing;
    unknown.unit = v.unit;
    return unknown;
  }
  double decimals = 0;
  if (by.is_number()) {
    if (!units_.is_decimals(by.unit)) return fault(Fault::kRoundUnit);
    decimals = by.number;
  } else if (!by.is_true()) {
    return v;
  }
  if (!v.is_number()) return v;
  v.number = rounded(v.number, rounding_scale(decimals));
  return v;
}

Value Run::eval_logarithm(const Node& node) {
  Value v = simplified(eval(NodeId{node.a}));
  if (v.is(Kind::kError)) return v;
  if (v.is_number()) {
    v.number = value::logarithm(v.number);
  } else if (!v.is(Kind::kUndefined) && !v.is(Kind::kNotApplicable)) {
    return fault(Fault::kLogarithmType);
  }
  v.unit = UnitId::kAbsent;
  return v;
}

Value Run::eval_duration(const Node& node) {
  const auto bound = [&](std::uint32_t field) {
    if (NodeId{field} != kNoNode) return eval(NodeId{field});
    return Value::text(texts_.intern(value::date_text(options_.today)));
  };
  const Value from = bound(node.a);
  if (from.is(Kind::kError)) return from;
  const Value to = bound(node.b);
  if (to.is(Kind::kError)) return to;
  const UnitId unit{node.count};
  Value result;
  if (from.is(Kind::kNotApplicable) || to.is(Kind::kNotApplicable)) {
    result = Value::not_applicable();
  } else if (!from.is(Kind::kUndefined) && !to.is(Kind::kUndefined)) {
    const auto date = [&](const Value& v) {
      return v.is(Kind::kText) ? value::parse_date_text(texts_.text(v.text_id())) : std::nullopt;
    };
    const auto start = date(from);
    const auto end = date(to);
    if (!start || !end) return fault(Fault::kNotADate);
    result = Value::of_number(value::duration(*start, *end, static_cast<value::DurationUnit>(node.c)));
  }
  result.unit = unit;
  result.missing = merge(from.missing, to.missing);
  return result;
}

Value Run::eval_text(const Node& node) {
  std::string text;
  MissingId missing = MissingId::kNothing;
  for (std::size_t i = 0; i < node.count; ++i) {
    const NodeId part = pool_[node.c + i];
    const Value v = eval(part);
    if (v.is(Kind::kError)) return v;
    missing = merge(missing, v.missing);
    const bool literal = nodes_[index(part)].op == model::Op::kConstant && v.is(Kind::kText);
    text += literal ? std::string(texts_.text(v.text_id())) : value::format(v, units_, texts_);
    if (text.size() > kMostTextBytes) return fault(Fault::kTooManySteps);
  }
  Value result = made_text(text);
  result.missing = missing;
  return result;
}

/// A text that a rule puts together: short rules could otherwise make gigabytes of them.
Value Run::made_text(std::string_view text) {
  const bool fits =
      text.size() <= kMostTextBytes && texts_.bytes() - text_bytes_before_ + text.size() <= kMostNewTextBytes;
  return fits ? Value::text(texts_.intern(text)) : fault(Fault::kTooManySteps);
}

}  // namespace partance::engine::evaluate
