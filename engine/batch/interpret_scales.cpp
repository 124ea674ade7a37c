// Scales by brackets on many rows: `barème`, `grille` (Publicodes 1.10, chapter 4.7, as engine/evaluate/scales.cpp
// computes them). A scale of numbers is one operation, searched without branches; one whose brackets are computed is a
// comparison a bracket.
#include <cmath>
#include <limits>

#include "engine/batch/interpreter.hpp"

namespace partance::engine::batch {

using model::kNoNode;
using model::Node;
using model::Op;

Outcome Interpreter::scale(const Node& n) {
  if (n.op == Op::kLinearRate) return obstacle(Obstacle::kLinearRate);
  const Outcome bases = value(NodeId{n.a});
  const Outcome multiplier = NodeId{n.b} == kNoNode ? constant(value::Value::of_number(1)) : value(NodeId{n.b});
  Gathering out(*flow_);
  for (const Alternative& base : bases) {
    // A multiplier of zero is an error whatever the base.
    Mask fit = Mask::kNever;
    for (const Alternative& one : multiplier) {
      const Mask zero = one.is_number() ? flow_->is_zero(one.number) : Mask::kNever;
      fit = flow_->either(fit, flow_->without(one.where, zero));
    }
    Alternative usable = base.on(flow_->both(base.where, fit));
    if (n.op == Op::kMarginalScale) {
      if (base.is(Sort::kUndefined) || base.is(Sort::kNotApplicable)) {
        out.add(usable);
        continue;
      }
      if (base.is_number()) {
        const Mask zero = flow_->both(usable.where, flow_->is_zero(base.number));
        out.add(usable.on(zero));
        usable = usable.on(flow_->without(usable.where, zero));
      }
    }
    if (usable.where != Mask::kNever) out.add_all(scale_of_base(n, usable, multiplier), usable.where);
  }
  return out.take();
}

Outcome Interpreter::scale_of_base(const Node& n, const Alternative& base, const Outcome& multiplier) {
  Gathering out(*flow_);
  if (base.is(Sort::kUndefined)) {
    // Any bracket may be the one: the answer is not known, in the unit of the first amount.
    Mask rows = base.where;
    for (std::size_t i = 0; i < n.count; ++i) {
      const NodeId ceiling = model_->graph.pool[n.c + 2 * i + 1];
      if (ceiling != kNoNode) rows = flow_->both(rows, all_rows(*flow_, value(ceiling, rows)));
    }
    std::vector<const Outcome*> amounts;
    for (std::size_t i = 0; i < n.count; ++i) {
      amounts.push_back(&value(model_->graph.pool[n.c + 2 * i], rows));
      rows = flow_->both(rows, all_rows(*flow_, *amounts.back()));
    }
    if (n.count == 0) return obstacle(Obstacle::kScale);
    for (const Alternative& first : *amounts[0]) {
      out.add(Sort::kUndefined, flow_->both(rows, first.where), first.unit);
    }
    return out.take();
  }
  if (!base.is_number() || n.count == 0) return obstacle(Obstacle::kScale);
  const Brackets found = brackets(n, base, multiplier);
  if (found.rows == Mask::kNever) return obstacle(Obstacle::kScale);
  if (n.op == Op::kLookup) {
    look_up(n, base, found, out);
  } else {
    sum_parts(n, base, found, out);
  }
  return out.take();
}

/// The ceilings in the unit of the base, on the rows where each is a number above the one before.
Interpreter::Brackets Interpreter::brackets(const Node& n, const Alternative& base, const Outcome& multiplier) {
  Brackets found;
  found.rows = base.where;
  const Number infinity = flow_->number(std::numeric_limits<double>::infinity());
  const Number zero = flow_->number(0);
  // One unit is handled: scales whose ceilings change units from row to row are left to evaluate.
  const auto only_number = [&](const Outcome& v) -> std::optional<Alternative> {
    std::optional<Alternative> number;
    for (const Alternative& one : v) {
      if (!one.is_number()) continue;
      if (number) return std::nullopt;
      number = one;
    }
    return number;
  };
  const auto factor = only_number(multiplier);
  if (!factor) return found.rows = Mask::kNever, found;
  found.rows = flow_->both(found.rows, factor->where);
  Mask settled = Mask::kNever;  // rows whose bracket is found, which look no further
  for (std::size_t i = 0; i < n.count; ++i) {
    const Mask looking = flow_->without(found.rows, settled);
    const NodeId ceiling_node = model_->graph.pool[n.c + 2 * i + 1];
    Alternative ceiling;
    ceiling.sort = Sort::kNumber;
    ceiling.where = Mask::kAlways;
    ceiling.number = infinity;
    if (ceiling_node != kNoNode && looking != Mask::kNever) {
      const auto one = only_number(value(ceiling_node, looking));
      if (!one) return found.rows = Mask::kNever, found;
      ceiling = *one;
    }
    found.rows = flow_->both(found.rows, flow_->either(ceiling.where, settled));
    Number high = flow_->arithmetic(Operation::kMultiply, ceiling.number, factor->number);
    const UnitId unit = units_->multiply(ceiling.unit, factor->unit);
    UnitId target = base.unit;
    if (target == UnitId::kAbsent && unit != UnitId::kAbsent && units_->bare(unit) != unit) {
      target = units_->bare(unit);  // 5 % becomes 0.05, and 1 €.an/mois becomes 12
    }
    const bool is_open = flow_->is_constant(high) && std::isinf(flow_->constant(high));
    if (!is_open && unit != UnitId::kAbsent && target != UnitId::kAbsent) {
      // Infinities are not converted; a computed ceiling is seldom one.
      if (!flow_->is_constant(high)) {
        const Mask finite = flow_->both(flow_->less(high, infinity),
                                        flow_->less(flow_->number(-std::numeric_limits<double>::infinity()), high));
        found.rows = flow_->both(found.rows, flow_->either(finite, settled));
      }
      high = converted(unit, target, high).value_or(high);
    }
    const Number low = i == 0 ? zero : found.ceilings.back();
    const Mask empty = flow_->both(flow_->equal(low, zero), flow_->equal(high, zero));
    const Mask in_order = flow_->either(flow_->less(low, high), empty);
    found.rows = flow_->both(found.rows, flow_->either(in_order, settled));
    found.ceilings.push_back(high);
    found.settled.push_back(settled);
    if (follows_rows()) {
      const Mask holds = flow_->both(flow_->less_or_equal(low, base.number), flow_->less(base.number, high));
      settled = flow_->either(settled, flow_->both(looking, holds));
    }
  }
  return found;
}

/// `grille`: the amount of the bracket that holds the base.
void Interpreter::look_up(const Node& n, const Alternative& base, const Brackets& brackets, Gathering& out) {
  const Number zero = flow_->number(0);
  const Mask reached = flow_->both(brackets.rows, flow_->less_or_equal(zero, base.number));
  // Those before the bracket of a row are not looked at; those after it are, and each may be an error.
  std::vector<Mask> below;  // rows that each ceiling is above of
  std::vector<const Outcome*> amounts;
  for (std::size_t i = 0; i < n.count; ++i) {
    below.push_back(flow_->either(flow_->less(base.number, brackets.ceilings[i]), brackets.settled[i]));
    amounts.push_back(&value(model_->graph.pool[n.c + 2 * i], flow_->both(reached, below[i])));
  }
  const Mask inside = flow_->both(reached, below.back());
  // Below the first bracket is no, past the last is not known.
  out.add(Sort::kNo, flow_->both(brackets.rows, flow_->less(base.number, zero)));
  out.add(Sort::kUndefined, flow_->without(reached, below.back()));

  Scale constants;
  bool is_constant = true;
  UnitId unit = UnitId::kAbsent;
  for (std::size_t i = 0; i < n.count && is_constant; ++i) {
    const Outcome& amount = *amounts[i];
    is_constant = amount.size() == 1 && amount[0].is_number() && amount[0].where == Mask::kAlways &&
                  flow_->is_constant(amount[0].number) && flow_->is_constant(brackets.ceilings[i]) &&
                  (i == 0 || amount[0].unit == unit);
    if (!is_constant) break;
    unit = amount[0].unit;
    constants.values.push_back(flow_->constant(amount[0].number));
    constants.ceilings.push_back(flow_->constant(brackets.ceilings[i]));
  }
  if (is_constant) {
    Alternative found;
    found.sort = Sort::kNumber;
    found.unit = unit;
    found.where = inside;
    found.number = flow_->step_lookup(base.number, std::move(constants));
    out.add(found);
    return;
  }
  std::vector<Mask> usable(n.count + 1U, Mask::kAlways);
  for (std::size_t i = n.count; i-- > 0;) usable[i] = flow_->both(usable[i + 1], all_rows(*flow_, *amounts[i]));
  Mask open = reached;
  for (std::size_t i = 0; i < n.count; ++i) {
    out.add_all(*amounts[i], flow_->both(flow_->both(open, below[i]), usable[i + 1]));
    open = flow_->without(open, below[i]);
  }
}

/// `barème`: the parts of the base in each bracket, each at its rate.
void Interpreter::sum_parts(const Node& n, const Alternative& base, const Brackets& brackets, Gathering& out) {
  Mask rows = flow_->both(brackets.rows, flow_->equal(base.number, base.number));
  std::vector<Number> rates;
  std::vector<Mask> skipped;  // rows that a bracket starts above of: its rate is not looked at
  const Number zero = flow_->number(0);
  bool is_constant = true;
  for (std::size_t i = 0; i < n.count; ++i) {
    const Number low = i == 0 ? zero : brackets.ceilings[i - 1];
    const Mask past = flow_->either(flow_->less(base.number, low), brackets.settled[i]);
    const Outcome& rate = value(model_->graph.pool[n.c + 2 * i], flow_->without(rows, past));
    Mask usable = past;
    Number number = zero;
    for (const Alternative& one : rate) {
      if (!one.is_number()) continue;
      std::optional<Number> plain = one.number;
      if (one.unit != UnitId::kAbsent) plain = converted(one.unit, UnitId::kEmpty, one.number);
      if (!plain) continue;
      number = flow_->select(one.where, *plain, number);
      usable = flow_->either(usable, one.where);
    }
    rows = flow_->both(rows, usable);
    is_constant = is_constant && flow_->is_constant(number) && flow_->is_constant(brackets.ceilings[i]) &&
                  usable == Mask::kAlways;
    rates.push_back(number);
    skipped.push_back(past);
  }
  Alternative total;
  total.sort = Sort::kNumber;
  total.unit = base.unit;
  total.where = rows;
  if (is_constant) {
    Scale constants;
    for (std::size_t i = 0; i < n.count; ++i) {
      constants.values.push_back(flow_->constant(rates[i]));
      constants.ceilings.push_back(flow_->constant(brackets.ceilings[i]));
    }
    total.number = flow_->marginal_scale(base.number, std::move(constants));
    out.add(total);
    return;
  }
  total.number = zero;
  for (std::size_t i = 0; i < n.count; ++i) {
    const Number low = i == 0 ? zero : brackets.ceilings[i - 1];
    const Number high = brackets.ceilings[i];
    const Number top = flow_->select(flow_->less(high, base.number), high, base.number);
    const Number part =
        flow_->arithmetic(Operation::kMultiply, flow_->arithmetic(Operation::kSubtract, top, low), rates[i]);
    const Number more = flow_->arithmetic(Operation::kAdd, total.number, part);
    total.number = flow_->select(skipped[i], total.number, more);
  }
  out.add(total);
}

}  // namespace partance::engine::batch
