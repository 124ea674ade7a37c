// Operators and the lists built on them, on many rows (Publicodes 1.10, chapters 4.1 and 4.2, as
// engine/evaluate/arithmetic.cpp computes them). Each pair of alternatives is combined on the rows that have both.
#include "engine/batch/interpreter.hpp"

namespace partance::engine::batch {

using model::Node;
using model::Op;

namespace {

bool is_text(const Alternative& one) {
  return one.is(Sort::kText) || one.is(Sort::kDay);
}

bool is_answer(const Alternative& one) {
  return one.is(Sort::kYes) || one.is(Sort::kNo);
}

Operation written(Op op) {
  switch (op) {
    case Op::kAdd:
      return Operation::kAdd;
    case Op::kSubtract:
      return Operation::kSubtract;
    case Op::kMultiply:
      return Operation::kMultiply;
    default:
      return Operation::kDivide;
  }
}

}  // namespace

Outcome Interpreter::operation(const Node& n) {
  const Outcome left = value(NodeId{n.a});
  const Outcome right = value(NodeId{n.b}, flow_->opposite(decided_rows(n.op, left)));
  switch (n.op) {
    case Op::kAdd:
    case Op::kSubtract:
      return added(n.op, left, right);
    case Op::kMultiply:
    case Op::kDivide:
      return multiplied(n.op, left, right, true);
    case Op::kFloorDivide:
      return floor_divided(left, right);
    case Op::kPower:
      return raised(left, right);
    case Op::kAnd:
    case Op::kOr:
      return connected(n.op, left, right);
    default:
      return compared(n.op, left, right);
  }
}

/// The rows that the left operand decides alone, so that the right one is not looked at (Run::left_decides).
Mask Interpreter::decided_rows(Op op, const Outcome& left) {
  const bool is_order = op == Op::kLess || op == Op::kLessOrEqual || op == Op::kGreater || op == Op::kGreaterOrEqual;
  const bool is_quotient = op == Op::kMultiply || op == Op::kDivide;
  Mask rows = Mask::kNever;
  for (const Alternative& one : left) {
    const bool is_off = one.is(Sort::kNotApplicable);
    const bool decides = (is_off && (is_order || is_quotient || op == Op::kFloorDivide || op == Op::kSubtract)) ||
                         (op == Op::kAnd && (is_off || one.is(Sort::kNo))) || (op == Op::kOr && one.is(Sort::kYes));
    if (decides) rows = flow_->either(rows, one.where);
    if (one.is_number() && is_quotient) rows = flow_->either(rows, flow_->both(one.where, flow_->is_zero(one.number)));
  }
  return rows;
}

/// What coercions make of a value: yes is 1, no and not applicable are 0.
std::optional<Number> Interpreter::as_number(const Alternative& one) {
  switch (one.sort) {
    case Sort::kNumber:
      return one.number;
    case Sort::kYes:
      return flow_->number(1);
    case Sort::kNo:
    case Sort::kNotApplicable:
      return flow_->number(0);
    case Sort::kText:
    case Sort::kDay:
      return number_of_text(one.text);
    default:
      return std::nullopt;
  }
}

/// The right number in the left unit, converted even when it has that unit; an absent left unit adopts the other one
/// (Run::align).
Number Interpreter::aligned(UnitId& unit, const Alternative& right) {
  if (right.unit == UnitId::kAbsent) return right.number;
  if (unit == UnitId::kAbsent) {
    unit = right.unit;
    return right.number;
  }
  return converted(right.unit, unit, right.number).value_or(right.number);
}

/// Two days are computed with as the milliseconds to them.
Alternative Interpreter::as_milliseconds(const Alternative& day) {
  Alternative number = day;
  number.sort = Sort::kNumber;
  number.number = flow_->milliseconds(day.text);
  return number;
}

// --- sums ---

void Interpreter::add_terms(Op op, const Alternative& left, const Alternative& right, Mask where, Gathering& out) {
  const bool known = !left.is(Sort::kUndefined) && !right.is(Sort::kUndefined);
  Alternative result;
  result.where = where;
  result.sort = known ? Sort::kNumber : Sort::kUndefined;
  const bool percent =
      right.unit != UnitId::kAbsent && units_->is_percent(right.unit) && !units_->is_percent(left.unit);
  if (percent) {
    result.unit = units_->without_one_percent(units_->multiply(left.unit, right.unit));
    if (result.unit == UnitId::kAbsent) result.unit = UnitId::kEmpty;
    if (known && left.is_number() && right.is_number()) {
      const Number share = flow_->arithmetic(Operation::kDivide, right.number, flow_->number(100));
      result.number =
          flow_->arithmetic(Operation::kMultiply, left.number, flow_->arithmetic(written(op), flow_->number(1), share));
    } else if (known) {
      const auto a = as_number(left);
      const auto b = as_number(right);
      if (!a || !b) return;
      result.number = flow_->arithmetic(written(op), *a, *b);
    }
    out.add(result);
    return;
  }
  result.unit = left.unit;
  Alternative term = right;
  if (known && right.is_number()) {
    term.number = aligned(result.unit, right);
  } else if (result.unit == UnitId::kAbsent) {
    result.unit = right.unit;
  }
  if (known) {
    const auto a = as_number(left);
    const auto b = as_number(term);
    if (!a || !b) return;
    result.number = flow_->arithmetic(written(op), *a, *b);
  }
  out.add(result);
}

Outcome Interpreter::added(Op op, const Outcome& left, const Outcome& right) {
  Gathering out(*flow_);
  for (const Alternative& one : left) {
    if (op == Op::kSubtract && one.is(Sort::kNotApplicable)) {
      out.add(Sort::kNotApplicable, one.where);
      continue;
    }
    for (const Alternative& other : right) {
      const Mask where = flow_->both(one.where, other.where);
      if (where == Mask::kNever) continue;
      if (one.is(Sort::kDay) && other.is(Sort::kDay)) {
        add_terms(op, as_milliseconds(one), as_milliseconds(other), where, out);
      } else if (!is_text(one) && !is_text(other)) {
        add_terms(op, one, other, where, out);  // texts put together are left
      }
    }
  }
  return out.take();
}

/// v1 + (v2 + (… (vn + not applicable))): evaluated from the left, added from the right.
Outcome Interpreter::sum(const Node& n) {
  std::vector<const Outcome*> terms;
  for (std::size_t i = 0; i < n.count; ++i) terms.push_back(&value(model_->graph.pool[n.c + i]));
  Outcome total = constant(value::Value::not_applicable());
  for (std::size_t i = n.count; i-- > 0;) total = added(Op::kAdd, *terms[i], total);
  return total;
}

// --- products ---

void Interpreter::multiply_factors(Op op, const Alternative& left, const Alternative& right, Mask where,
                                   Gathering& out) {
  const bool known = !left.is(Sort::kUndefined) && !right.is(Sort::kUndefined);
  Alternative result;
  result.where = where;
  result.sort = known ? Sort::kNumber : Sort::kUndefined;
  result.unit = op == Op::kMultiply ? units_->multiply(left.unit, right.unit) : units_->divide(left.unit, right.unit);
  if (known) {
    const auto a = as_number(left);
    const auto b = as_number(right);
    if (!a || !b) return;
    result.number = flow_->arithmetic(written(op), *a, *b);
  }
  if (op == Op::kMultiply && units_->has_percent(result.unit)) {
    if (known) result.number = flow_->arithmetic(Operation::kDivide, result.number, flow_->number(100));
    result.unit = units_->without_one_percent(result.unit);
  }
  out.add(result);
}

/// A product or a quotient. A factor that is not applicable, or zero, decides alone; what divides may not be zero.
Outcome Interpreter::multiplied(Op op, const Outcome& left, const Outcome& right, bool left_may_decide) {
  Gathering out(*flow_);
  for (const Alternative& one : left) {
    Mask undecided = one.where;
    if (left_may_decide && one.is(Sort::kNotApplicable)) {
      out.add(Sort::kNotApplicable, one.where);
      continue;
    }
    if (left_may_decide && one.is_number()) {
      const Mask zero = flow_->both(one.where, flow_->is_zero(one.number));
      out.add(one.on(zero).in(UnitId::kAbsent));
      undecided = flow_->without(one.where, zero);
    }
    for (const Alternative& other : right) {
      Mask where = flow_->both(undecided, other.where);
      if (where == Mask::kNever || is_text(one) || is_text(other)) continue;
      if (other.is(Sort::kNotApplicable)) {
        out.add(Sort::kNotApplicable, where);
        continue;
      }
      if (other.is_number()) {
        const Mask zero = flow_->both(where, flow_->is_zero(other.number));
        if (op == Op::kMultiply) out.add(other.on(zero).in(UnitId::kAbsent));
        if (op == Op::kDivide) fail(evaluate::Fault::kDivisionByZero, zero);
        where = flow_->without(where, zero);
      }
      if (where != Mask::kNever) multiply_factors(op, one, other, where, out);
    }
  }
  return out.take();
}

/// vn * (… * (v2 * (v1 * 1))), then its unit simplified: evaluated from the right, as far as needed.
Outcome Interpreter::product(const Node& n) {
  Gathering out(*flow_);
  Mask open = Mask::kAlways;  // rows that no factor has decided yet
  std::vector<const Outcome*> factors(n.count);
  for (std::size_t i = n.count; i-- > 0 && open != Mask::kNever;) {
    Mask next = Mask::kNever;
    factors[i] = &value(model_->graph.pool[n.c + i], open);
    for (const Alternative& one : *factors[i]) {
      Mask where = flow_->both(open, one.where);
      if (one.is(Sort::kNotApplicable)) {
        out.add(Sort::kNotApplicable, where);
        continue;
      }
      if (one.is_number()) {
        const Mask zero = flow_->both(where, flow_->is_zero(one.number));
        out.add(one.on(zero).in(UnitId::kAbsent));
        where = flow_->without(where, zero);
      }
      next = flow_->either(next, where);
    }
    open = next;
  }
  if (open != Mask::kNever) {
    Outcome result = constant(value::Value::of_number(1));
    for (std::size_t i = 0; i < n.count; ++i) {
      Outcome factor = *factors[i];
      for (Alternative& one : factor)
        one.where = one.is(Sort::kNotApplicable) ? Mask::kNever : flow_->both(one.where, open);
      result = multiplied(Op::kMultiply, factor, result, false);
    }
    out.add_all(result, open);
  }
  return simplified(out.take());
}

Outcome Interpreter::floor_divided(const Outcome& left, const Outcome& right) {
  Gathering out(*flow_);
  for (const Alternative& one : left) {
    if (one.is(Sort::kNotApplicable)) {
      out.add(Sort::kNotApplicable, one.where);
      continue;
    }
    for (const Alternative& other : right) {
      const Mask where = flow_->both(one.where, other.where);
      if (where == Mask::kNever || is_text(one) || is_text(other)) continue;
      if (other.is(Sort::kNotApplicable)) {
        out.add(Sort::kNotApplicable, where);
        continue;
      }
      Alternative result;
      result.where = where;
      const bool have_both = one.unit != UnitId::kAbsent && other.unit != UnitId::kAbsent;
      result.unit = have_both ? UnitId::kAbsent : one.unit != UnitId::kAbsent ? one.unit : other.unit;
      const auto a = as_number(one);
      const auto b = as_number(other);
      if (a && b) {
        result.sort = Sort::kNumber;
        result.number = flow_->arithmetic(Operation::kFloorDivide, *a, *b);
      }
      out.add(result);
    }
  }
  return out.take();
}

Outcome Interpreter::raised(const Outcome& left, const Outcome& right) {
  Gathering out(*flow_);
  for (const Alternative& one : left) {
    for (const Alternative& other : right) {
      const Mask where = flow_->both(one.where, other.where);
      if (where == Mask::kNever || is_text(one) || is_text(other)) continue;
      if (one.is(Sort::kUndefined) || other.is(Sort::kUndefined)) {
        out.add(Sort::kUndefined, where);
        continue;
      }
      if (!one.is_number() || !other.is_number()) continue;
      UnitId unit = one.unit;
      Alternative result;
      result.where = where;
      result.sort = Sort::kNumber;
      result.number = flow_->arithmetic(Operation::kPower, one.number, aligned(unit, other));
      out.add(result);
    }
  }
  return out.take();
}

// --- comparisons ---

void Interpreter::compare_known(Op op, const Alternative& left, const Alternative& right, Mask where, Gathering& out) {
  const bool is_equality = op == Op::kEqual || op == Op::kNotEqual;
  const auto answer = [&](Mask holds) { out.add_answer(where, op == Op::kNotEqual ? flow_->opposite(holds) : holds); };
  if (is_equality) {
    if (left.is_number() && right.is_number()) {
      UnitId unit = left.unit;
      return answer(flow_->equal(left.number, aligned(unit, right)));
    }
    if (left.sort == right.sort && is_text(left)) return answer(flow_->text_equal(left.text, right.text));
    // Of two kinds, or yes and no: not applicable counts as no.
    const auto is_no = [](const Alternative& one) { return one.is(Sort::kNo) || one.is(Sort::kNotApplicable); };
    const bool same = (left.is(Sort::kYes) && right.is(Sort::kYes)) || (is_no(left) && is_no(right));
    return answer(same ? Mask::kAlways : Mask::kNever);
  }
  if (!is_text(left) || !is_text(right)) {
    UnitId unit = left.unit;
    const auto one = as_number(left);
    const auto other = right.is_number() ? std::optional(aligned(unit, right)) : as_number(right);
    if (!one || !other) return;
    switch (op) {
      case Op::kLess:
        return answer(flow_->less(*one, *other));
      case Op::kLessOrEqual:
        return answer(flow_->less_or_equal(*one, *other));
      case Op::kGreater:
        return answer(flow_->less(*other, *one));
      default:
        return answer(flow_->less_or_equal(*other, *one));
    }
  }
  if (!left.is(Sort::kDay) || !right.is(Sort::kDay)) return;  // an order of texts
  switch (op) {
    case Op::kLess:
      return answer(flow_->text_less(left.text, right.text));
    case Op::kLessOrEqual:
      return answer(flow_->text_less_or_equal(left.text, right.text));
    case Op::kGreater:
      return answer(flow_->text_less(right.text, left.text));
    default:
      return answer(flow_->text_less_or_equal(right.text, left.text));
  }
}

Outcome Interpreter::compared(Op op, const Outcome& left, const Outcome& right) {
  const bool is_equality = op == Op::kEqual || op == Op::kNotEqual;
  Gathering out(*flow_);
  for (const Alternative& one : left) {
    if (!is_equality && one.is(Sort::kNotApplicable)) {
      out.add(Sort::kNotApplicable, one.where);
      continue;
    }
    for (const Alternative& other : right) {
      const Mask where = flow_->both(one.where, other.where);
      if (where == Mask::kNever) continue;
      if (!is_equality && other.is(Sort::kNotApplicable)) {
        out.add(Sort::kNotApplicable, where);
      } else if (one.is(Sort::kUndefined) || other.is(Sort::kUndefined)) {
        out.add(Sort::kUndefined, where);
      } else {
        compare_known(op, one, other, where, out);
      }
    }
  }
  return out.take();
}

// --- et, ou ---

/// Conditions joined: not applicable counts as no, and what decides is not kept waiting by what is not known.
Outcome Interpreter::connected(Op op, const Outcome& left, const Outcome& right) {
  const bool is_and = op == Op::kAnd;
  const Sort decisive = is_and ? Sort::kNo : Sort::kYes;
  const auto decides = [&](const Alternative& one) {
    return one.is(decisive) || (is_and && one.is(Sort::kNotApplicable));
  };
  Gathering out(*flow_);
  for (const Alternative& one : left) {
    if (decides(one)) {
      out.add(decisive, one.where);
      continue;
    }
    for (const Alternative& other : right) {
      const Mask where = flow_->both(one.where, other.where);
      if (where == Mask::kNever) continue;
      if (decides(other)) {
        out.add(decisive, where);
        continue;
      }
      if (one.is(Sort::kUndefined) || other.is(Sort::kUndefined)) {
        out.add(Sort::kUndefined, where);
        continue;
      }
      const auto is_plain = [](const Alternative& x) { return is_answer(x) || x.is(Sort::kNotApplicable); };
      if (!is_plain(one) || !is_plain(other)) continue;  // numbers and texts pass through
      out.add(is_and ? Sort::kYes : Sort::kNo, where);
    }
  }
  return out.take();
}

/// et(et(et(oui, c1), c2)…) and ou(ou(ou(non, c1), c2)…)
Outcome Interpreter::all_or_any(const Node& n) {
  const Op op = n.op == Op::kAllOf ? Op::kAnd : Op::kOr;
  Outcome result = constant(value::Value::boolean(op == Op::kAnd));
  for (std::size_t i = 0; i < n.count; ++i) {
    const Outcome& next = value(model_->graph.pool[n.c + i], flow_->opposite(decided_rows(op, result)));
    result = connected(op, result, next);
  }
  return result;
}

}  // namespace partance::engine::batch
