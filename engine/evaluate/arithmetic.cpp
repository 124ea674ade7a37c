// Operators and the lists built on them (Publicodes 1.10, chapters 4.1 and 4.2).
#include "engine/evaluate/arithmetic.hpp"

#include "engine/evaluate/run.hpp"

namespace partance::engine::evaluate {

using model::Node;
using model::Op;
using value::Kind;
using value::UnitId;

namespace {

constexpr bool is_ordering(Op op) {
  return op == Op::kLess || op == Op::kLessOrEqual || op == Op::kGreater || op == Op::kGreaterOrEqual;
}

constexpr bool is_comparison(Op op) {
  return is_ordering(op) || op == Op::kEqual || op == Op::kNotEqual;
}

bool is_zero(const Value& v) {
  return v.is_number() && v.number == 0;
}

bool holds(Op op, double a, double b) {
  switch (op) {
    case Op::kLess:
      return a < b;
    case Op::kLessOrEqual:
      return a <= b;
    case Op::kGreater:
      return a > b;
    default:
      return a >= b;
  }
}

/// Room for the values of a list, on the stack while it is short. They are written before they are read.
template <std::size_t kOnStack>
class Operands {
 public:
  explicit Operands(std::size_t count) : large_(count > kOnStack ? count : 0) {}
  Value& operator[](std::size_t i) { return large_.empty() ? small_.values[i] : large_[i]; }

 private:
  union Room {
    Room() {}
    Value values[kOnStack];
  };
  Room small_;
  std::vector<Value> large_;
};

}  // namespace

/// Operations whose operands need no thought: numbers whose units are the same or not said, and the like. False when
/// they do, in which case apply() has the answer. The left operand has not decided alone.
template <Op kOp>
bool Run::combined_at_once(const Value& left, const Value& right, Value& result) {
  constexpr bool is_equality = kOp == Op::kEqual || kOp == Op::kNotEqual;
  if constexpr (kOp == Op::kAnd || kOp == Op::kOr) {
    constexpr bool kNeutral = kOp == Op::kAnd;
    if (!left.is(Kind::kBoolean) || !right.is(Kind::kBoolean) || left.is_true() != kNeutral) return false;
    result = Value::boolean(right.is_true());
    result.missing = right.is_true() == kNeutral ? merge(left.missing, right.missing) : right.missing;
    return true;
  }
  if constexpr (is_equality) {
    bool equal = false;
    if (equal_at_once(left, right, equal)) {
      result = Value::boolean(equal == (kOp == Op::kEqual));
      result.missing = merge(left.missing, right.missing);
      return true;
    }
  }
  constexpr bool kFactors = kOp == Op::kMultiply || kOp == Op::kDivide;
  const auto is_term = [](const Value& v) {
    if (v.is_number()) return true;
    return kOp == Op::kAdd ? v.is(Kind::kNotApplicable) || v.is(Kind::kUndefined) : !kFactors && v.is(Kind::kUndefined);
  };
  if (!is_term(left) || !is_term(right)) return false;
  if constexpr (kOp == Op::kMultiply || kOp == Op::kDivide) {
    if (left.number == 0 || right.number == 0) return false;
    double number = kOp == Op::kMultiply ? left.number * right.number : left.number / right.number;
    UnitId unit = kOp == Op::kMultiply ? units_.multiply(left.unit, right.unit) : units_.divide(left.unit, right.unit);
    if (kOp == Op::kMultiply && units_.has_percent(unit)) {
      number /= 100;
      unit = units_.without_one_percent(unit);
    }
    result = Value::of_number(number, unit);
    result.missing = merge(left.missing, right.missing);
    return true;
  }
  constexpr bool kTerms = kOp == Op::kAdd || kOp == Op::kSubtract;
  UnitId unit = left.unit;
  if (left.unit != right.unit) {
    if (left.unit != UnitId::kAbsent && right.unit != UnitId::kAbsent) return false;
    if (left.unit == UnitId::kAbsent) unit = right.unit;
    // 2 + 10 % is 2.2.
    if (kTerms && right.unit != UnitId::kAbsent && units_.is_percent(right.unit)) return false;
  }
  if (left.is(Kind::kUndefined) || right.is(Kind::kUndefined)) {
    result = Value::undefined();
    if (kTerms) result.unit = unit;
  } else {
    const auto term = [](const Value& v) { return v.is_number() ? v.number : 0.0; };
    const double a = term(left);
    const double b = left.unit == right.unit ? units_.convert_in_place(unit, term(right)) : term(right);
    if constexpr (kOp == Op::kAdd) {
      result = Value::of_number(a + b, unit);
    } else if constexpr (kOp == Op::kSubtract) {
      result = Value::of_number(a - b, unit);
    } else if constexpr (is_equality) {
      result = Value::boolean((a == b) == (kOp == Op::kEqual));
    } else {
      result = Value::boolean(holds(kOp, a, b));
    }
  }
  result.missing = merge(left.missing, right.missing);
  return true;
}

/// Two booleans, or two texts, or something else and a boolean; two dates written differently may be the same day.
bool Run::equal_at_once(const Value& left, const Value& right, bool& equal) const {
  if (right.is(Kind::kBoolean) && (left.is_number() || left.is(Kind::kText))) {
    equal = false;
    return true;
  }
  if (left.kind != right.kind || (!left.is(Kind::kBoolean) && !left.is(Kind::kText))) return false;
  equal = left.bits == right.bits;
  return equal || left.is(Kind::kBoolean) || !texts_.date_ms(left.text_id()) || !texts_.date_ms(right.text_id());
}

template <Op kOp>
Value Run::combined(const Value& left, const Value& right) {
  Value result;
  return combined_at_once<kOp>(left, right, result) ? result : apply(kOp, left, right);
}

template <Op kOp>
Value Run::eval_operator(const Node& node) {
  const Value left = eval(NodeId{node.a});
  // Nothing but an error decides the sum or the equality alone; a number other than zero decides nothing.
  constexpr bool kUndecided = kOp == Op::kAdd || kOp == Op::kEqual || kOp == Op::kNotEqual;
  constexpr bool kZeroDecides = kOp == Op::kMultiply || kOp == Op::kDivide;
  if (kUndecided ? left.is(Kind::kError) : !left.is_number() || (kZeroDecides && left.number == 0)) {
    if (left.is(Kind::kError)) return left;
    Value result;
    if (left_decides(kOp, left, result)) return result;
  }
  const Value right = eval(NodeId{node.b});
  if (right.is(Kind::kError)) return right;
  return combined<kOp>(left, right);
}

template Value Run::eval_operator<Op::kAdd>(const Node& node);
template Value Run::eval_operator<Op::kSubtract>(const Node& node);
template Value Run::eval_operator<Op::kMultiply>(const Node& node);
template Value Run::eval_operator<Op::kDivide>(const Node& node);
template Value Run::eval_operator<Op::kLess>(const Node& node);
template Value Run::eval_operator<Op::kLessOrEqual>(const Node& node);
template Value Run::eval_operator<Op::kGreater>(const Node& node);
template Value Run::eval_operator<Op::kGreaterOrEqual>(const Node& node);
template Value Run::eval_operator<Op::kEqual>(const Node& node);
template Value Run::eval_operator<Op::kNotEqual>(const Node& node);

/// The operations that rules seldom hold.
Value Run::eval_operation(const Node& node) {
  const Value left = eval(NodeId{node.a});
  if (left.is(Kind::kError)) return left;
  Value result;
  if (left_decides(node.op, left, result)) return result;
  const Value right = eval(NodeId{node.b});
  if (right.is(Kind::kError)) return right;
  if (node.op == Op::kAnd) return combined<Op::kAnd>(left, right);
  if (node.op == Op::kOr) return combined<Op::kOr>(left, right);
  return apply(node.op, left, right);
}

Value Run::short_circuit(const Value& decisive, Value result) {
  result.missing = decisive.missing;
  result.unit = UnitId::kAbsent;
  return result;
}

/// True when the left operand alone gives the result; the right one is then not evaluated.
bool Run::left_decides(Op op, const Value& left, Value& result) {
  if (left.is(Kind::kNotApplicable)) {
    if (op == Op::kAnd) return result = short_circuit(left, Value::boolean(false)), true;
    if (is_ordering(op) || op == Op::kDivide || op == Op::kMultiply || op == Op::kFloorDivide || op == Op::kSubtract) {
      return result = short_circuit(left, left), true;
    }
    return false;
  }
  const bool decided = (is_zero(left) && (op == Op::kMultiply || op == Op::kDivide)) ||
                       (left.is_false() && op == Op::kAnd) || (left.is_true() && op == Op::kOr);
  if (decided) result = short_circuit(left, left);
  return decided;
}

bool Run::right_decides(Op op, const Value& right, Value& result) {
  if (right.is(Kind::kNotApplicable)) {
    if (op == Op::kAnd) return result = short_circuit(right, Value::boolean(false)), true;
    if (is_ordering(op) || op == Op::kDivide || op == Op::kMultiply || op == Op::kFloorDivide) {
      return result = short_circuit(right, right), true;
    }
    return false;
  }
  const bool decided = (is_zero(right) && op == Op::kMultiply) || (right.is_false() && op == Op::kAnd) ||
                       (right.is_true() && op == Op::kOr);
  if (decided) result = short_circuit(right, right);
  return decided;
}

/// The right number in the left unit; an absent left unit adopts the other one.
double Run::align(UnitId& left_unit, const Value& right, double number) {
  if (right.unit == UnitId::kAbsent) return number;
  if (right.unit == left_unit) return units_.convert_in_place(left_unit, number);
  if (left_unit == UnitId::kAbsent) {
    left_unit = right.unit;
    return number;
  }
  const auto converted = units_.convert(right.unit, left_unit, number);
  if (!converted) ++warnings_;
  return converted.value_or(number);
}

double Run::as_number(const Value& v) const {
  switch (v.kind) {
    case Kind::kNumber:
      return v.number;
    case Kind::kBoolean:
      return v.is_true() ? 1 : 0;
    case Kind::kNotApplicable:
      return 0;
    case Kind::kText:
      return value::number_of_text(texts_.text(v.text_id()));
    default:
      return std::numeric_limits<double>::quiet_NaN();
  }
}

std::string Run::as_text(const Value& v) const {
  switch (v.kind) {
    case Kind::kNumber:
      return value::number_text(v.number);
    case Kind::kBoolean:
      return v.is_true() ? "true" : "false";
    case Kind::kNotApplicable:
      return "null";
    case Kind::kText:
      return std::string(texts_.text(v.text_id()));
    default:
      return "undefined";
  }
}

bool Run::truthy(const Value& v) {
  switch (v.kind) {
    case Kind::kNumber:
      return v.number != 0 && !std::isnan(v.number);
    case Kind::kBoolean:
      return v.is_true();
    case Kind::kText:
      return true;
    default:
      return false;
  }
}

/// + and - of two known values, whatever their kinds.
Value Run::added(Op op, const Value& left, const Value& right) {
  if (op == Op::kAdd && (left.is(Kind::kText) || right.is(Kind::kText))) {
    return made_text(as_text(left) + as_text(right));
  }
  const double a = as_number(left);
  const double b = as_number(right);
  return Value::of_number(op == Op::kAdd ? a + b : a - b);
}

/// Combines two evaluated operands, of which neither is an error and the left one did not decide alone.
Value Run::apply(Op op, Value left, Value right) {
  if (op == Op::kDivide && is_zero(right)) return fault(Fault::kDivisionByZero);
  Value result;
  if (right_decides(op, right, result)) return result;
  const MissingId missing = merge(left.missing, right.missing);
  const bool known = !left.is(Kind::kUndefined) && !right.is(Kind::kUndefined);

  // Two dates are computed with as the milliseconds of their days.
  if (left.is(Kind::kText) && right.is(Kind::kText)) {
    const auto a = texts_.date_ms(left.text_id());
    const auto b = texts_.date_ms(right.text_id());
    if (a && b) {
      left = Value::of_number(*a, left.unit);
      right = Value::of_number(*b, right.unit);
    }
  }
  UnitId unit = left.unit;
  const bool percent = (op == Op::kAdd || op == Op::kSubtract) && right.unit != UnitId::kAbsent &&
                       units_.is_percent(right.unit) && !units_.is_percent(left.unit);
  if (percent) {
    if (known && left.is_number() && right.is_number()) {
      const double share = right.number / 100;
      result = Value::of_number(left.number * (op == Op::kAdd ? 1 + share : 1 - share));
    } else if (known) {
      result = added(op, left, right);
      if (result.is(Kind::kError)) return result;
    }
    result.unit = units_.without_one_percent(units_.multiply(left.unit, right.unit));
    if (result.unit == UnitId::kAbsent) result.unit = UnitId::kEmpty;
    result.missing = missing;
    return result;
  }
  if (op == Op::kMultiply || op == Op::kDivide) {
    if (known) {
      const double a = as_number(left);
      const double b = as_number(right);
      result = Value::of_number(op == Op::kMultiply ? a * b : a / b);
    }
    result.unit = op == Op::kMultiply ? units_.multiply(left.unit, right.unit) : units_.divide(left.unit, right.unit);
    if (op == Op::kMultiply && units_.has_percent(result.unit)) {
      if (known) result.number /= 100;
      result.unit = units_.without_one_percent(result.unit);
    }
    result.missing = missing;
    return result;
  }
  if (op == Op::kFloorDivide) {
    if (known) result = Value::of_number(floor_divide(as_number(left), as_number(right)));
    const bool both = left.unit != UnitId::kAbsent && right.unit != UnitId::kAbsent;
    result.unit = both ? UnitId::kAbsent : left.unit != UnitId::kAbsent ? left.unit : right.unit;
    result.missing = missing;
    return result;
  }
  if (known && right.is_number()) {
    right.number = align(unit, right, right.number);
  } else if (unit == UnitId::kAbsent) {
    unit = right.unit;
  }
  if (op == Op::kAdd || op == Op::kSubtract) {
    if (known) result = added(op, left, right);
    if (result.is(Kind::kError)) return result;
    result.unit = unit;
    result.missing = missing;
    return result;
  }
  result.missing = missing;
  if (!known) return result;
  if (op == Op::kPower) {
    result = Value::of_number(javascript_power(as_number(left), as_number(right)));
  } else if (is_comparison(op)) {
    if (left.is(Kind::kNotApplicable)) left = Value::boolean(false);
    if (right.is(Kind::kNotApplicable)) right = Value::boolean(false);
    bool answer = false;
    if (is_ordering(op)) {
      const bool texts = left.is(Kind::kText) && right.is(Kind::kText);
      answer = texts ? holds(op, value::compare_utf16(texts_.text(left.text_id()), texts_.text(right.text_id())), 0)
                     : holds(op, as_number(left), as_number(right));
    } else {
      const bool same =
          left.kind == right.kind && (left.is_number() ? left.number == right.number : left.bits == right.bits);
      answer = same == (op == Op::kEqual);
    }
    result = Value::boolean(answer);
  } else {
    // et, ou: not applicable counts as false; other operands pass through.
    if (left.is(Kind::kNotApplicable)) left = Value::boolean(false);
    if (right.is(Kind::kNotApplicable)) right = Value::boolean(false);
    const bool first = op == Op::kAnd ? !truthy(left) : truthy(left);
    result = first ? left : right;
    result.unit = UnitId::kAbsent;
  }
  result.missing = missing;
  return result;
}

/// v1 + (v2 + (… (vn + not applicable))): evaluated from the left, added from the right.
Value Run::eval_sum(const Node& node) {
  if (node.count == 0) return Value::not_applicable();
  Operands<16> terms(node.count);
  for (std::size_t i = 0; i < node.count; ++i) {
    terms[i] = eval(pool_[node.c + i]);
    if (terms[i].is(Kind::kError)) return terms[i];
  }
  Value total = Value::not_applicable();
  for (std::size_t i = node.count; i-- > 0;) {
    total = combined<Op::kAdd>(terms[i], total);
    if (total.is(Kind::kError)) return total;
  }
  return total;
}

/// vn * (… * (v2 * (v1 * 1))), then its unit simplified: evaluated from the right, as far as needed.
Value Run::eval_product(const Node& node) {
  Operands<8> factors(node.count);
  std::size_t known = 0;
  Value result = Value::of_number(1);
  bool decided = false;
  for (std::size_t i = node.count; i-- > 0 && !decided;) {
    const Value factor = eval(pool_[node.c + i]);
    if (factor.is(Kind::kError)) return factor;
    decided = left_decides(Op::kMultiply, factor, result);
    if (!decided) factors[known++] = factor;
  }
  for (std::size_t i = known; i-- > 0;) {
    result = combined<Op::kMultiply>(factors[i], result);
    if (result.is(Kind::kError)) return result;
  }
  return simplified(result);
}

/// et(et(et(oui, c1), c2)…)
Value Run::eval_all_of(const Node& node) {
  Value all = Value::boolean(true);
  for (std::size_t i = 0; i < node.count; ++i) {
    Value decided;
    if (!all.is_true() && left_decides(Op::kAnd, all, decided)) return decided;
    const Value one = eval(pool_[node.c + i]);
    if (one.is(Kind::kError)) return one;
    all = combined<Op::kAnd>(all, one);
  }
  return all;
}

/// ou(ou(ou(non, c1), c2)…)
Value Run::eval_any_of(const Node& node) {
  Value any = Value::boolean(false);
  for (std::size_t i = 0; i < node.count; ++i) {
    Value decided;
    if (!any.is_false() && left_decides(Op::kOr, any, decided)) return decided;
    const Value one = eval(pool_[node.c + i]);
    if (one.is(Kind::kError)) return one;
    any = combined<Op::kOr>(any, one);
  }
  return any;
}

}  // namespace partance::engine::evaluate
