// Units, roundings, logarithms and durations on many rows (Publicodes 1.10, chapters 4.3 and 4.8, as
// engine/evaluate/mechanisms.cpp computes them).
#include "engine/batch/interpreter.hpp"
#include "engine/evaluate/arithmetic.hpp"
#include "engine/value/calendar.hpp"

namespace partance::engine::batch {

using model::kNoNode;
using model::Node;

/// `x` of one unit in another; nothing when they do not convert.
std::optional<Number> Interpreter::converted(UnitId from, UnitId to, Number x) {
  if (from == UnitId::kAbsent || to == UnitId::kAbsent) return x;
  const auto factors = units_->factors(from, to);
  if (!factors) return std::nullopt;
  return flow_->convert(x, {factors->own_from, factors->own_to, factors->numerators, factors->denominators});
}

Outcome Interpreter::with_unit(const Node& n) {
  const UnitId target{static_cast<std::uint16_t>(n.b)};
  Gathering out(*flow_);
  for (Alternative one : value(NodeId{n.a})) {
    if (one.unit != UnitId::kAbsent) {
      if (one.is(Sort::kText) || one.is(Sort::kDay)) continue;  // made a number, most often none
      if (one.is_number()) one.number = converted(one.unit, target, one.number).value_or(one.number);
      if (one.is(Sort::kYes)) {
        if (const auto number = converted(one.unit, target, flow_->number(1))) {
          one.sort = Sort::kNumber;
          one.number = *number;
        }
      }
    }
    one.unit = target;
    out.add(one);
  }
  return out.take();
}

Outcome Interpreter::simplified(const Outcome& v) {
  Gathering out(*flow_);
  for (Alternative one : v) {
    if (one.unit != UnitId::kAbsent && !one.is(Sort::kUndefined) && !one.is(Sort::kNotApplicable)) {
      const UnitId simple = units_->simplify(one.unit);
      if (one.is_number()) one.number = converted(one.unit, simple, one.number).value_or(one.number);
      one.unit = simple;
    }
    out.add(one);
  }
  return out.take();
}

Outcome Interpreter::rounded(const Node& n) {
  Gathering out(*flow_);
  const Outcome& given = value(NodeId{n.a});
  const Outcome& decimals = value(NodeId{n.b}, flow_->opposite(rows_of(*flow_, given, Sort::kNo)));
  for (const Alternative& one : given) {
    if (one.is_number()) continue;
    Alternative same = one;
    if (one.unit != UnitId::kAbsent) same.unit = units_->simplify(one.unit);
    if (one.is(Sort::kNo)) {
      out.add(same);
      continue;
    }
    // Whatever is rounded by, as long as it can be.
    for (const Alternative& by : decimals) {
      if (by.is_number() && !units_->is_decimals(by.unit)) continue;
      out.add(same.on(flow_->both(one.where, by.where)));
    }
  }
  for (const Alternative& one : simplified(given)) {
    if (!one.is_number()) continue;
    for (const Alternative& by : decimals) {
      const Mask where = flow_->both(one.where, by.where);
      if (where == Mask::kNever) continue;
      if (by.is(Sort::kUndefined)) {
        out.add(Sort::kUndefined, where, one.unit);
        continue;
      }
      Alternative result = one.on(where);
      if (by.is_number()) {
        if (!units_->is_decimals(by.unit) || !flow_->is_constant(by.number)) continue;
        result.number = flow_->round(one.number, evaluate::rounding_scale(flow_->constant(by.number)));
      } else if (by.is(Sort::kYes)) {
        result.number = flow_->round(one.number, 1);
      }
      out.add(result);
    }
  }
  return out.take();
}

Outcome Interpreter::logarithm(const Node& n) {
  Gathering out(*flow_);
  for (Alternative one : simplified(value(NodeId{n.a}))) {
    if (one.is_number()) {
      one.number = flow_->logarithm(one.number);
    } else if (!one.is(Sort::kUndefined) && !one.is(Sort::kNotApplicable)) {
      continue;
    }
    out.add(one.in(UnitId::kAbsent));
  }
  return out.take();
}

Outcome Interpreter::duration(const Node& n) {
  const auto bound = [&](std::uint32_t field) {
    if (NodeId{field} != kNoNode) return value(NodeId{field});
    Alternative today;
    today.sort = Sort::kDay;
    today.where = Mask::kAlways;
    today.text = flow_->text(dictionary_->encode(value::date_text(options_->today)));
    return Outcome{today};
  };
  const Outcome from = bound(n.a);
  const Outcome to = bound(n.b);
  const UnitId unit{n.count};
  Gathering out(*flow_);
  for (const Alternative& one : from) {
    for (const Alternative& other : to) {
      const Mask where = flow_->both(one.where, other.where);
      if (where == Mask::kNever) continue;
      if (one.is(Sort::kNotApplicable) || other.is(Sort::kNotApplicable)) {
        out.add(Sort::kNotApplicable, where, unit);
      } else if (one.is(Sort::kUndefined) || other.is(Sort::kUndefined)) {
        out.add(Sort::kUndefined, where, unit);
      } else if (one.is(Sort::kDay) && other.is(Sort::kDay)) {
        Alternative result;
        result.sort = Sort::kNumber;
        result.where = where;
        result.unit = unit;
        result.number = flow_->duration(one.text, other.text, static_cast<value::DurationUnit>(n.c));
        out.add(result);
      }
    }
  }
  return out.take();
}

}  // namespace partance::engine::batch
