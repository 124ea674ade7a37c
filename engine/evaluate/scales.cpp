// Scales by brackets: `barème`, `grille`, `taux progressif` (Publicodes 1.10, chapter 4.7).
#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/evaluate/run.hpp"

namespace partance::engine::evaluate {

using model::kNoNode;
using model::Node;
using model::Op;
using value::Kind;
using value::UnitId;

Value Run::eval_scale(const Node& node) {
  const Value base = eval(NodeId{node.a});
  if (base.is(Kind::kError)) return base;
  Value multiplier = Value::of_number(1);
  if (NodeId{node.b} != kNoNode) {
    multiplier = eval(NodeId{node.b});
    if (multiplier.is(Kind::kError)) return multiplier;
    if (multiplier.is_number() && multiplier.number == 0) {
      return fault(node.op == Op::kLinearRate ? Fault::kDivisionByZero : Fault::kZeroMultiplier);
    }
  }
  const bool no_base =
      base.is(Kind::kUndefined) || base.is(Kind::kNotApplicable) || (base.is_number() && base.number == 0);
  if (node.op == Op::kMarginalScale && no_base) {
    Value v = base;
    v.missing = merge(base.missing, multiplier.missing);
    return v;
  }
  const bool is_constant = (traits_[static_cast<std::size_t>(&node - nodes_)] & plan::kConstantScale) != 0;
  if (is_constant && base.is_number()) return eval_constant_scale(node, base);
  // The vector of the last scale is used again; a scale met inside another makes its own.
  std::vector<Bracket> brackets = std::move(spare_brackets_);
  brackets.clear();
  brackets.reserve(node.count);
  Value answer;
  if (scan_brackets(node, base, multiplier, brackets, answer)) {
    answer = node.op == Op::kMarginalScale ? marginal(node, base, multiplier, brackets)
             : node.op == Op::kLookup      ? lookup(node, base, multiplier, brackets)
                                           : linear_rate(node, base, brackets);
  }
  spare_brackets_ = std::move(brackets);
  return answer;
}

/// A scale of which nothing but the base is computed: what scan_brackets() and the rest give, in one pass.
Value Run::eval_constant_scale(const Node& node, const Value& base) {
  const double a = base.number;
  UnitId unit = UnitId::kAbsent;  // of the ceilings so far
  bool as_written = true;         // whether such a ceiling needs no conversion
  double low = 0;
  double total = 0;
  bool wrong_rate = false;
  bool found = false;
  Value active;
  for (std::size_t i = 0; i < node.count && !found; ++i) {
    const auto amount = [&]() -> const Value& { return constants_[nodes_[index(pool_[node.c + 2 * i])].a]; };
    const NodeId ceiling_node = pool_[node.c + 2 * i + 1];
    double high = std::numeric_limits<double>::infinity();
    if (ceiling_node != kNoNode) {
      const Value& ceiling = constants_[nodes_[index(ceiling_node)].a];
      if (ceiling.unit != unit) {
        unit = ceiling.unit;
        as_written = units_.keeps_large_numbers(unit, base.unit);
      }
      high = ceiling.number;
      constexpr double kLarge = 0.5;
      if (!(as_written && std::fabs(high) >= kLarge) && high != 0 && !std::isinf(high)) {
        const auto converted = units_.convert_to_base(unit, base.unit, high);
        if (!converted) ++warnings_;
        high = converted.value_or(high);
      }
    }
    if (i > 0 && low != 0 && high <= low) return fault(Fault::kBracketOrder);
    found = a >= low && a < high;
    if (found) active = amount();
    if (node.op == Op::kMarginalScale && !(low > a)) {
      double rate = amount().number;
      if (amount().unit != UnitId::kAbsent) {
        const auto converted = units_.convert(amount().unit, UnitId::kEmpty, rate);
        wrong_rate = wrong_rate || !converted;
        rate = converted.value_or(0);
      }
      total += ((high < a || std::isnan(high) ? high : a) - low) * rate;
    }
    if (!found && i + 1 == node.count) break;  // `low` is still that of the last bracket
    low = high;
  }
  if (wrong_rate) return fault(Fault::kRateUnit);
  Value v = active;
  if (node.op == Op::kMarginalScale) {
    v = Value::of_number(total, base.unit);
  } else if (!found) {
    v = node.count > 0 && !(low > a) ? Value::undefined() : Value::boolean(false);
  }
  v.missing = base.missing;
  return v;
}

/// Finds the bracket of the base; false with `problem` when the scan meets an error.
bool Run::scan_brackets(const Node& node, const Value& base, const Value& multiplier, std::vector<Bracket>& brackets,
                        Value& problem) {
  const double a = as_number(base);
  const bool base_known = !base.is(Kind::kUndefined);
  double low = 0;
  bool low_known = true;
  MissingId before = MissingId::kNothing;  // of the previous ceiling
  bool found = false;
  for (std::size_t i = 0; i < node.count; ++i) {
    Bracket bracket;
    bracket.amount = pool_[node.c + 2 * i];
    bracket.low = low;
    bracket.low_known = low_known;
    bracket.past = found || (low_known && base_known && low > a);
    if (found) {
      bracket.state = Bracket::State::kAfter;
      brackets.push_back(bracket);
      continue;
    }
    const NodeId ceiling_node = pool_[node.c + 2 * i + 1];
    Value ceiling = Value::of_number(std::numeric_limits<double>::infinity());
    if (ceiling_node != kNoNode) {
      ceiling = eval(ceiling_node);
      if (ceiling.is(Kind::kError)) return problem = ceiling, false;
    }
    const bool high_known = !ceiling.is(Kind::kUndefined) && !multiplier.is(Kind::kUndefined);
    double high = std::numeric_limits<double>::quiet_NaN();
    if (high_known) {
      high = as_number(ceiling) * as_number(multiplier);
      if (high != 0 && !std::isinf(high)) {
        const UnitId unit = units_.multiply(ceiling.unit, multiplier.unit);
        const auto converted = units_.convert_to_base(unit, base.unit, high);
        if (!converted) ++warnings_;
        high = converted.value_or(high);
      }
    }
    bracket.high = high;
    bracket.high_known = high_known;
    if (!high_known || !base_known || !low_known) {
      bracket.state = Bracket::State::kUnknown;
      bracket.missing = merge(merge(merge(ceiling.missing, base.missing), multiplier.missing), before);
    } else {
      if (i > 0 && low != 0 && high <= low) return problem = fault(Fault::kBracketOrder), false;
      const bool active = a >= low && a < high;
      bracket.state = active ? Bracket::State::kActive : low > a ? Bracket::State::kAfter : Bracket::State::kBefore;
      found = active;
    }
    brackets.push_back(bracket);
    low = high;
    low_known = high_known;
    before = ceiling.missing;
  }
  return true;
}

/// Marginal rates: each part of the base is taxed at the rate of its bracket. A bracket that is not known makes the sum
/// unknown; known brackets after it then make it "not a number", as in the reference.
Value Run::marginal(const Node&, const Value& base, const Value& multiplier, std::vector<Bracket>& brackets) {
  const double a = as_number(base);
  MissingId missing = merge(base.missing, multiplier.missing);
  double total = 0;
  bool known = true;
  for (const Bracket& bracket : brackets) {
    double part = 0;
    bool part_known = true;
    if (!bracket.past) {
      const Value rate = eval(bracket.amount);
      if (rate.is(Kind::kError)) return rate;
      missing = merge(missing, rate.missing);
      part_known = !rate.is(Kind::kUndefined) && bracket.high_known && bracket.low_known && !base.is(Kind::kUndefined);
      double r = as_number(rate);
      if (part_known && rate.unit != UnitId::kAbsent) {
        const auto converted = units_.convert(rate.unit, UnitId::kEmpty, r);
        if (!converted) return fault(Fault::kRateUnit);
        r = *converted;
      }
      part = ((bracket.high < a || std::isnan(bracket.high) ? bracket.high : a) - bracket.low) * r;
    }
    missing = merge(missing, bracket.missing);
    total = known ? total + part : std::numeric_limits<double>::quiet_NaN();
    known = part_known;
  }
  Value v = known ? Value::of_number(total) : Value::undefined();
  v.unit = base.unit;
  v.missing = missing;
  return v;
}

Value Run::lookup(const Node&, const Value& base, const Value& multiplier, std::vector<Bracket>& brackets) {
  using State = Bracket::State;
  MissingId missing = merge(base.missing, multiplier.missing);
  Value active;
  bool found = false;
  UnitId unknown_unit = UnitId::kAbsent;  // an answer that is not known has the unit of the first amount it may be
  std::vector<MissingId> retained;
  for (const Bracket& bracket : brackets) {
    const bool past = found && bracket.state == State::kAfter;
    if (bracket.state != State::kActive && bracket.state != State::kUnknown && !past) continue;
    const Value amount = eval(bracket.amount);
    if (amount.is(Kind::kError)) return amount;
    if (bracket.state == State::kActive) {
      active = amount;
      found = true;
      retained.assign(1, merge(amount.missing, bracket.missing));
    } else if (bracket.state == State::kUnknown && !found) {
      if (retained.empty()) unknown_unit = amount.unit;
      retained.push_back(merge(amount.missing, bracket.missing));
    }
  }
  // A base at or past the floor of the last bracket, yet in none, is beyond the scale: as in the reference, also when
  // that ceiling is not known.
  const bool beyond =
      !found && !brackets.empty() && !base.is(Kind::kUndefined) && brackets.back().low_known && !brackets.back().past;
  if (beyond) retained.clear();
  for (const MissingId id : retained) missing = merge(missing, id);
  Value v;
  if (found) {
    v = active;
  } else if (retained.empty()) {
    v = beyond ? Value::undefined() : Value::boolean(false);
  } else {
    v.unit = unknown_unit;
  }
  v.missing = missing;
  return v;
}

/// Linear interpolation between the rates of two brackets.
Value Run::linear_rate(const Node&, const Value& base, std::vector<Bracket>& brackets) {
  using State = Bracket::State;
  const auto percent = units_.parse("%");
  const UnitId unit = percent.value_or(UnitId::kAbsent);
  MissingId missing = MissingId::kNothing;
  for (const Bracket& bracket : brackets) missing = merge(missing, bracket.missing);
  const auto unknown = [&](MissingId why) {
    Value v;
    v.unit = unit;
    v.missing = why;
    return v;
  };
  if (brackets.empty()) return unknown(missing);
  // A rate that is no number is kept as it is: what JavaScript's arithmetic makes of it shows, as in the reference.
  const auto rate_of = [&](const Bracket& bracket) {
    Value v = eval(bracket.amount);
    if (!v.is_number()) return v;
    const auto converted = units_.convert(v.unit, unit, v.number);
    if (!converted) return fault(Fault::kRateUnit);
    v.number = *converted;
    return v;
  };
  const auto is_inactive = [](const Bracket& b) { return b.state == State::kBefore || b.state == State::kAfter; };
  const auto active =
      std::find_if(brackets.begin(), brackets.end(), [](const Bracket& b) { return b.state == State::kActive; });
  const bool none = std::all_of(brackets.begin(), brackets.end(), is_inactive);
  const bool open_end = active != brackets.end() && active + 1 == brackets.end() && std::isinf(active->high);
  if (none || open_end) {
    Value last = rate_of(brackets.back());
    last.unit = unit;
    return last;
  }
  if (active == brackets.end() || !base.is_number()) return unknown(missing);
  const Value upper = rate_of(*active);
  if (upper.is(Kind::kError)) return upper;
  const Value lower = active == brackets.begin() ? upper : rate_of(*(active - 1));
  if (lower.is(Kind::kError)) return lower;
  if (upper.is(Kind::kUndefined) || lower.is(Kind::kUndefined)) return unknown(merge(upper.missing, lower.missing));
  const double slope = (as_number(upper) - as_number(lower)) / (active->high - active->low);
  Value v = added(Op::kAdd, lower, Value::of_number((base.number - active->low) * slope));
  v.unit = unit;
  return v;
}

}  // namespace partance::engine::evaluate
