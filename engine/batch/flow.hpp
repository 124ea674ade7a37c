// The flow of a batch: operations on whole columns, each known by its number and written once however often it is used.
//
// Three types of columns: masks (a byte a row, 0 or 1), numbers (doubles) and texts (codes of a Dictionary). The flow
// computes with what is constant, and drops what follows from the rest: what is left is what a row costs.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "engine/value/calendar.hpp"

namespace partance::engine::batch {

/// Columns by type; the numbers are places in Flow::operations().
enum class Mask : std::uint32_t { kNever = 0, kAlways = 1 };
enum class Number : std::uint32_t {};
enum class Text : std::uint32_t {};
enum class Bracket : std::uint32_t {};  ///< which bracket of a scale; the same 32 bits as a text

/// What an operation does; in brackets the types of its operands a, b, c.
enum class Operation : std::uint8_t {
  kNever,
  kAlways,
  kNumber,         ///< the constant `number`
  kText,           ///< the constant text of code a
  kNumberColumn,   ///< input a
  kTextColumn,     ///< input a
  kBooleanColumn,  ///< input a, a mask
  kKnownRows,      ///< input a, a mask: rows whose state is known
  kNotApplicableRows,
  kAnd,          ///< [mask, mask]
  kAndNot,       ///< [mask, mask]: a and not b
  kOr,           ///< [mask, mask]
  kNot,          ///< [mask]
  kLess,         ///< [number, number]
  kLessOrEqual,  ///< [number, number]
  kEqual,        ///< [number, number]
  kTextEqual,    ///< [text, text]
  kTextLess,     ///< [text, text]: days, whose codes are in order
  kTextLessOrEqual,
  kIsDay,        ///< [text]
  kIsPlainText,  ///< [text]: neither a day nor the odd shape of one
  kAdd,          ///< [number, number], and so on
  kSubtract,
  kMultiply,
  kDivide,
  kFloorDivide,
  kPower,
  kLogarithm,        ///< [number]
  kRound,            ///< [number]; `number` is ten to the power of the decimals
  kSettle,           ///< [number], rounded to 16 decimals, which leaves all but the smallest as they are
  kConvert,          ///< [number]; a second place in factors(): from one unit to another, as UnitTable::convert
  kDayMilliseconds,  ///< [text] a day, as the milliseconds from 1970-01-01 to it
  kDuration,         ///< [text, text] days; c is a value::DurationUnit
  kBracketOf,        ///< [number]; b is a place in scales(): how many ceilings but the last it has passed
  kAmountOf,         ///< [bracket]; b is a place in scales(): the value of the bracket
  kMarginalScale,    ///< [number]; b is a place in scales()
  kSelectNumber,     ///< [mask, number, number]
  kSelectText,       ///< [mask, text, text]
};

struct FlowStep {
  Operation operation = Operation::kNever;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
  double number = 0;

  friend bool operator==(const FlowStep&, const FlowStep&) = default;
};

/// Factors to apply one after the other, see value::ConversionFactors.
struct Factors {
  double own_from = 1;
  double own_to = 1;
  double numerators = 1;
  double denominators = 1;

  friend bool operator==(const Factors&, const Factors&) = default;
};

/// Brackets of a scale of constants: bracket i goes up to ceilings[i] (excluded) and counts values[i].
struct Scale {
  std::vector<double> ceilings;
  std::vector<double> values;

  friend bool operator==(const Scale&, const Scale&) = default;
};

class Flow {
 public:
  Flow();

  // --- what is given ---
  Number number(double x);
  Text text(std::uint32_t code);
  Number number_column(std::uint32_t input) { return Number{put({Operation::kNumberColumn, input})}; }
  Text text_column(std::uint32_t input) { return Text{put({Operation::kTextColumn, input})}; }
  Mask boolean_column(std::uint32_t input) { return Mask{put({Operation::kBooleanColumn, input})}; }
  Mask known_rows(std::uint32_t input) { return Mask{put({Operation::kKnownRows, input})}; }
  Mask not_applicable_rows(std::uint32_t input) { return Mask{put({Operation::kNotApplicableRows, input})}; }

  // --- masks ---
  Mask both(Mask a, Mask b);
  Mask either(Mask a, Mask b);
  Mask without(Mask a, Mask b);
  Mask opposite(Mask a) { return without(Mask::kAlways, a); }

  // --- comparisons ---
  Mask less(Number a, Number b);
  Mask less_or_equal(Number a, Number b);
  Mask equal(Number a, Number b);
  Mask is_zero(Number a) { return equal(a, number(0)); }
  Mask text_equal(Text a, Text b);
  Mask text_less(Text a, Text b);
  Mask text_less_or_equal(Text a, Text b);
  Mask is_day(Text a) { return Mask{put({Operation::kIsDay, index(a)})}; }
  Mask is_plain_text(Text a) { return Mask{put({Operation::kIsPlainText, index(a)})}; }

  // --- numbers and texts ---
  /// kAdd, kSubtract, kMultiply, kDivide, kFloorDivide, kPower.
  Number arithmetic(Operation operation, Number a, Number b);
  Number logarithm(Number a);
  /// `scale` is ten to the power of the decimals kept.
  Number round(Number a, double scale);
  /// Factors of one only round to 16 decimals.
  Number convert(Number a, const Factors& factors);
  Number milliseconds(Text day);
  Number duration(Text from, Text to, value::DurationUnit unit);
  Number step_lookup(Number a, Scale scale);
  Number marginal_scale(Number a, Scale scale);
  Number select(Mask where, Number a, Number b);
  Text select(Mask where, Text a, Text b);

  // --- what is known without computing ---
  [[nodiscard]] bool is_constant(Number a) const { return at(a).operation == Operation::kNumber; }
  [[nodiscard]] double constant(Number a) const { return at(a).number; }
  /// Whether every row is a whole number, which rounding to 16 decimals leaves as it is.
  [[nodiscard]] bool is_whole(Number a) const { return is_whole_[index(a)]; }
  /// Whether every row of a is one of b; false when that does not show at once.
  [[nodiscard]] bool implies(Mask a, Mask b) const;
  /// Whether no row of a is one of b; false when that does not show at once.
  [[nodiscard]] bool excludes(Mask a, Mask b) const;

  [[nodiscard]] const std::vector<FlowStep>& steps() const { return steps_; }
  [[nodiscard]] const std::vector<Factors>& factors() const { return factors_; }
  [[nodiscard]] const std::vector<Scale>& scales() const { return scales_; }

  template <class Ref>
  static constexpr std::uint32_t index(Ref ref) {
    return static_cast<std::uint32_t>(ref);
  }
  template <class Ref>
  [[nodiscard]] const FlowStep& at(Ref ref) const {
    return steps_[index(ref)];
  }

 private:
  struct Hash {
    std::size_t operator()(const FlowStep& step) const;
  };

  std::uint32_t put(const FlowStep& step);
  [[nodiscard]] bool makes_whole(const FlowStep& step) const;
  Mask mask(Operation operation, Mask a, Mask b) { return Mask{put({operation, index(a), index(b)})}; }
  std::uint32_t place_of(Scale scale);
  [[nodiscard]] Mask operand_a(Mask m) const { return Mask{at(m).a}; }
  [[nodiscard]] Mask operand_b(Mask m) const { return Mask{at(m).b}; }
  bool implies(Mask a, Mask b, int& looks) const;
  bool excludes(Mask a, Mask b, int& looks) const;
  bool exclude_as_atoms(Mask a, Mask b) const;

  std::vector<FlowStep> steps_;
  std::vector<bool> is_whole_;  // beside steps_
  std::unordered_map<FlowStep, std::uint32_t, Hash> places_;
  std::vector<Factors> factors_;
  std::vector<Scale> scales_;
};

/// How a kind of operation reads its operands, for those who walk the flow.
struct FlowOperands {
  std::uint8_t count = 0;  ///< of a, b, c: the first so many are operands
};
FlowOperands operands_of(Operation operation);

/// The columns an operation makes.
enum class Shape : std::uint8_t { kMask, kNumber, kText };
Shape shape_of(Operation operation);
/// The columns it takes as operand 0, 1 or 2.
Shape operand_shape(Operation operation, std::size_t operand);

}  // namespace partance::engine::batch
