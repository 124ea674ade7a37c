// Writing a flow: constants are computed at once, masks that follow from others are dropped.
#include "engine/batch/recorded_flow.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "engine/batch/dictionary.hpp"
#include "engine/batch/scalar.hpp"

namespace partance::engine::batch {

namespace {

/// How far implies() and excludes() look; they may always answer "not at once".
constexpr int kMostLooks = 100;

}  // namespace

RecordedFlow::RecordedFlow() {
  put({Operation::kNever});
  put({Operation::kAlways});
}

std::size_t RecordedFlow::Hash::operator()(const FlowStep& step) const {
  std::uint64_t h = static_cast<std::uint64_t>(step.operation);
  const auto mix = [&h](std::uint64_t part) {
    h = (h ^ part) * 0x9E37'79B9'7F4A'7C15ULL;
    h ^= h >> 29U;
  };
  mix(step.a);
  mix(step.b);
  mix(step.c);
  mix(std::bit_cast<std::uint64_t>(step.number));
  return h;
}

std::uint32_t RecordedFlow::put(const FlowStep& step) {
  const auto next = static_cast<std::uint32_t>(steps_.size());
  // Numbers that compare equal, or never do, are told apart by their bits.
  if (step.operation == Operation::kNumber) {
    FlowStep key = step;
    const auto bits = std::bit_cast<std::uint64_t>(step.number);
    key.number = 0;
    key.a = static_cast<std::uint32_t>(bits);
    key.b = static_cast<std::uint32_t>(bits >> 32U);
    const auto [found, is_new] = places_.try_emplace(key, next);
    if (is_new) {
      steps_.push_back({.operation = Operation::kNumber, .number = step.number});
      is_whole_.push_back(std::trunc(step.number) == step.number);
    }
    return found->second;
  }
  const auto [found, is_new] = places_.try_emplace(step, next);
  if (is_new) {
    const bool is_whole = makes_whole(step);
    steps_.push_back(step);
    is_whole_.push_back(is_whole);
  }
  return found->second;
}

/// Whether an operation makes whole numbers whatever the rows. Sums and products of whole numbers are whole, large ones
/// included; what is infinite or no number is not rounded either.
bool RecordedFlow::makes_whole(const FlowStep& step) const {
  switch (step.operation) {
    case Operation::kAdd:
    case Operation::kSubtract:
    case Operation::kMultiply:
      return is_whole_[step.a] && is_whole_[step.b];
    case Operation::kSelectNumber:
      return is_whole_[step.b] && is_whole_[step.c];
    case Operation::kFloorDivide:
      return is_whole_[step.a] && is_whole_[step.b];
    case Operation::kRound:
      return step.number == 1;
    case Operation::kDayMilliseconds:
      return true;
    case Operation::kDuration:
      return step.c == static_cast<std::uint32_t>(value::DurationUnit::kDay);
    case Operation::kAmountOf:
      return std::ranges::all_of(scales_[step.b].values, [](double x) { return std::trunc(x) == x; });
    default:
      return false;
  }
}

Number RecordedFlow::number(double x) {
  return Number{put({.operation = Operation::kNumber, .number = x})};
}

Text RecordedFlow::text(std::uint32_t code) {
  return Text{put({Operation::kText, code})};
}

// --- masks ---

Mask RecordedFlow::both(Mask a, Mask b) {
  if (implies(a, b)) return a;
  if (implies(b, a)) return b;
  if (excludes(a, b)) return Mask::kNever;
  if (at(b).operation == Operation::kNot) return without(a, operand_a(b));
  if (at(a).operation == Operation::kNot) return without(b, operand_a(a));
  if (index(a) > index(b)) std::swap(a, b);
  return mask(Operation::kAnd, a, b);
}

Mask RecordedFlow::without(Mask a, Mask b) {
  if (excludes(a, b)) return a;
  if (implies(a, b)) return Mask::kNever;
  const FlowStep& taken = at(b);
  if (taken.operation == Operation::kNot) return both(a, operand_a(b));
  // a less what is in a and y, is a less y.
  if (taken.operation == Operation::kAnd && implies(a, operand_a(b))) return without(a, operand_b(b));
  if (taken.operation == Operation::kAnd && implies(a, operand_b(b))) return without(a, operand_a(b));
  if (taken.operation == Operation::kAndNot && implies(a, operand_a(b))) return both(a, operand_b(b));
  if (taken.operation == Operation::kOr && excludes(a, operand_a(b))) return without(a, operand_b(b));
  if (taken.operation == Operation::kOr && excludes(a, operand_b(b))) return without(a, operand_a(b));
  if (a == Mask::kAlways) return Mask{put({Operation::kNot, index(b)})};
  return mask(Operation::kAndNot, a, b);
}

Mask RecordedFlow::either(Mask a, Mask b) {
  if (implies(a, b)) return b;
  if (implies(b, a)) return a;
  for (int turn = 0; turn < 2; ++turn, std::swap(a, b)) {
    const FlowStep& one = at(a);
    if (one.operation == Operation::kNot && implies(operand_a(a), b)) return Mask::kAlways;
    // What x has besides y, and y.
    if (one.operation == Operation::kAndNot && implies(operand_b(a), b)) return either(operand_a(a), b);
    // The two halves of x.
    const FlowStep& other = at(b);
    if (one.operation == Operation::kAndNot && other.operation == Operation::kAnd) {
      if (one.a == other.a && one.b == other.b) return operand_a(a);
      if (one.a == other.b && one.b == other.a) return operand_a(a);
    }
    if (one.operation == Operation::kAndNot && other.operation == Operation::kAndNot && one.b == other.b) {
      return without(either(operand_a(a), operand_a(b)), operand_b(a));
    }
  }
  if (index(a) > index(b)) std::swap(a, b);
  return mask(Operation::kOr, a, b);
}

bool RecordedFlow::implies(Mask a, Mask b) const {
  int looks = kMostLooks;
  return implies(a, b, looks);
}

bool RecordedFlow::excludes(Mask a, Mask b) const {
  int looks = kMostLooks;
  return excludes(a, b, looks);
}

bool RecordedFlow::implies(Mask a, Mask b, int& looks) const {
  if (a == b || a == Mask::kNever || b == Mask::kAlways) return true;
  if (--looks < 0) return false;
  switch (at(b).operation) {
    case Operation::kNot:
      if (excludes(a, operand_a(b), looks)) return true;
      break;
    case Operation::kAnd:
      if (implies(a, operand_a(b), looks) && implies(a, operand_b(b), looks)) return true;
      break;
    case Operation::kAndNot:
      if (implies(a, operand_a(b), looks) && excludes(a, operand_b(b), looks)) return true;
      break;
    case Operation::kOr:
      if (implies(a, operand_a(b), looks) || implies(a, operand_b(b), looks)) return true;
      break;
    default:
      break;
  }
  switch (at(a).operation) {
    case Operation::kAnd:
      return implies(operand_a(a), b, looks) || implies(operand_b(a), b, looks);
    case Operation::kAndNot:
      return implies(operand_a(a), b, looks);
    case Operation::kOr:
      return implies(operand_a(a), b, looks) && implies(operand_b(a), b, looks);
    default:
      return false;
  }
}

bool RecordedFlow::excludes(Mask a, Mask b, int& looks) const {
  if (a == Mask::kNever || b == Mask::kNever) return true;
  if (a == b || a == Mask::kAlways || b == Mask::kAlways) return false;
  if (--looks < 0) return false;
  if (exclude_as_atoms(a, b)) return true;
  for (int turn = 0; turn < 2; ++turn, std::swap(a, b)) {
    switch (at(a).operation) {
      case Operation::kNot:
        if (implies(b, operand_a(a), looks)) return true;
        break;
      case Operation::kAnd:
        if (excludes(operand_a(a), b, looks) || excludes(operand_b(a), b, looks)) return true;
        break;
      case Operation::kAndNot:
        if (excludes(operand_a(a), b, looks) || implies(b, operand_b(a), looks)) return true;
        break;
      case Operation::kOr:
        if (excludes(operand_a(a), b, looks) && excludes(operand_b(a), b, looks)) return true;
        break;
      default:
        break;
    }
  }
  return false;
}

/// One column is not two texts at once, nor a row both known and not applicable.
bool RecordedFlow::exclude_as_atoms(Mask a, Mask b) const {
  const FlowStep& one = at(a);
  const FlowStep& other = at(b);
  if (one.operation == Operation::kTextEqual && other.operation == Operation::kTextEqual && one.a == other.a) {
    const FlowStep& first = steps_[one.b];
    const FlowStep& second = steps_[other.b];
    return first.operation == Operation::kText && second.operation == Operation::kText && first.a != second.a;
  }
  const auto are = [&](Operation x, Operation y) {
    return (one.operation == x && other.operation == y) || (one.operation == y && other.operation == x);
  };
  return are(Operation::kKnownRows, Operation::kNotApplicableRows) && one.a == other.a;
}

// --- comparisons ---

Mask RecordedFlow::less(Number a, Number b) {
  if (is_constant(a) && is_constant(b)) return constant(a) < constant(b) ? Mask::kAlways : Mask::kNever;
  return Mask{put({Operation::kLess, index(a), index(b)})};
}

Mask RecordedFlow::less_or_equal(Number a, Number b) {
  if (is_constant(a) && is_constant(b)) return constant(a) <= constant(b) ? Mask::kAlways : Mask::kNever;
  return Mask{put({Operation::kLessOrEqual, index(a), index(b)})};
}

Mask RecordedFlow::equal(Number a, Number b) {
  if (is_constant(a) && is_constant(b)) return constant(a) == constant(b) ? Mask::kAlways : Mask::kNever;
  if (is_constant(a)) std::swap(a, b);
  return Mask{put({Operation::kEqual, index(a), index(b)})};
}

Mask RecordedFlow::text_equal(Text a, Text b) {
  const bool known = at(a).operation == Operation::kText;
  if (known && at(b).operation == Operation::kText) return at(a).a == at(b).a ? Mask::kAlways : Mask::kNever;
  if (a == b) return Mask::kAlways;
  if (known) std::swap(a, b);
  return Mask{put({Operation::kTextEqual, index(a), index(b)})};
}

Mask RecordedFlow::text_less(Text a, Text b) {
  const bool known = at(a).operation == Operation::kText && at(b).operation == Operation::kText;
  if (known) return at(a).a < at(b).a ? Mask::kAlways : Mask::kNever;
  return Mask{put({Operation::kTextLess, index(a), index(b)})};
}

Mask RecordedFlow::text_less_or_equal(Text a, Text b) {
  const bool known = at(a).operation == Operation::kText && at(b).operation == Operation::kText;
  if (known) return at(a).a <= at(b).a ? Mask::kAlways : Mask::kNever;
  return Mask{put({Operation::kTextLessOrEqual, index(a), index(b)})};
}

// --- numbers and texts ---

Number RecordedFlow::arithmetic(Operation operation, Number a, Number b) {
  if (is_constant(a) && is_constant(b)) return number(scalar::arithmetic(operation, constant(a), constant(b)));
  const bool keeps = operation == Operation::kMultiply || operation == Operation::kDivide;
  if (keeps && is_constant(b) && constant(b) == 1) return a;
  if (operation == Operation::kMultiply && is_constant(a) && constant(a) == 1) return b;
  return Number{put({operation, index(a), index(b)})};
}

Number RecordedFlow::logarithm(Number a) {
  if (is_constant(a)) return number(scalar::logarithm(constant(a)));
  return Number{put({Operation::kLogarithm, index(a)})};
}

Number RecordedFlow::round(Number a, double scale) {
  if (is_constant(a)) return number(scalar::round(constant(a), scale));
  return Number{put({.operation = Operation::kRound, .a = index(a), .number = scale})};
}

Number RecordedFlow::convert(Number a, const Factors& factors) {
  if (is_constant(a)) return number(scalar::convert(constant(a), factors));
  if (factors == Factors{}) {
    if (is_whole(a) || at(a).operation == Operation::kSettle) return a;
    return Number{put({Operation::kSettle, index(a)})};
  }
  std::uint32_t place = 0;
  while (place < factors_.size() && !(factors_[place] == factors)) ++place;
  if (place == factors_.size()) factors_.push_back(factors);
  return Number{put({Operation::kConvert, index(a), place})};
}

Number RecordedFlow::milliseconds(Text day) {
  if (at(day).operation == Operation::kText) return number(scalar::milliseconds(at(day).a));
  return Number{put({Operation::kDayMilliseconds, index(day)})};
}

Number RecordedFlow::duration(Text from, Text to, value::DurationUnit unit) {
  const auto as_written = static_cast<std::uint32_t>(unit);
  if (at(from).operation == Operation::kText && at(to).operation == Operation::kText) {
    return number(scalar::duration(at(from).a, at(to).a, as_written));
  }
  return Number{put({Operation::kDuration, index(from), index(to), as_written})};
}

std::uint32_t RecordedFlow::place_of(Scale scale) {
  std::uint32_t place = 0;
  while (place < scales_.size() && !(scales_[place] == scale)) ++place;
  if (place == scales_.size()) scales_.push_back(std::move(scale));
  return place;
}

Number RecordedFlow::step_lookup(Number a, Scale scale) {
  if (is_constant(a)) return number(scalar::step_lookup(constant(a), scale));
  // Scales with the same ceilings look for the bracket once.
  const Scale ceilings{scale.ceilings, std::vector<double>(scale.values.size(), 0)};
  const Bracket bracket{put({Operation::kBracketOf, index(a), place_of(ceilings)})};
  return Number{put({Operation::kAmountOf, index(bracket), place_of(std::move(scale))})};
}

Number RecordedFlow::marginal_scale(Number a, Scale scale) {
  if (is_constant(a)) return number(scalar::marginal_scale(constant(a), scale));
  return Number{put({Operation::kMarginalScale, index(a), place_of(std::move(scale))})};
}

Number RecordedFlow::select(Mask where, Number a, Number b) {
  if (a == b || where == Mask::kAlways) return a;
  if (where == Mask::kNever) return b;
  if (at(where).operation == Operation::kNot) return select(operand_a(where), b, a);
  // The same choice was made before.
  if (at(b).operation == Operation::kSelectNumber && at(b).a == index(where)) return select(where, a, Number{at(b).c});
  if (at(a).operation == Operation::kSelectNumber && at(a).a == index(where)) return select(where, Number{at(a).b}, b);
  return Number{put({Operation::kSelectNumber, index(where), index(a), index(b)})};
}

Text RecordedFlow::select(Mask where, Text a, Text b) {
  if (a == b || where == Mask::kAlways) return a;
  if (where == Mask::kNever) return b;
  if (at(where).operation == Operation::kNot) return select(operand_a(where), b, a);
  return Text{put({Operation::kSelectText, index(where), index(a), index(b)})};
}

}  // namespace partance::engine::batch
