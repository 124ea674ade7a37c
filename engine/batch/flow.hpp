// The flow of a batch: operations on whole columns, whose results are known by their numbers.
//
// Three types of columns: masks (which rows), numbers (doubles) and texts (codes of a Dictionary).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/value/calendar.hpp"

namespace partance::engine::batch {

/// Columns by type; what the numbers stand for is the business of the flow.
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

/// Whom to ask for columns. Two answer: one records the operations for later (recorded_flow.hpp), one performs them at
/// once (performed_flow.hpp). What is constant is computed, and a mask known to hold no row, or every row, is said to
/// be kNever or kAlways.
class Flow {
 public:
  virtual ~Flow() = default;

  // --- what is given ---
  virtual Number number(double x) = 0;
  virtual Text text(std::uint32_t code) = 0;
  virtual Number number_column(std::uint32_t input) = 0;
  virtual Text text_column(std::uint32_t input) = 0;
  virtual Mask boolean_column(std::uint32_t input) = 0;
  virtual Mask known_rows(std::uint32_t input) = 0;
  virtual Mask not_applicable_rows(std::uint32_t input) = 0;

  // --- masks ---
  virtual Mask both(Mask a, Mask b) = 0;
  virtual Mask either(Mask a, Mask b) = 0;
  virtual Mask without(Mask a, Mask b) = 0;
  Mask opposite(Mask a) { return without(Mask::kAlways, a); }

  // --- comparisons ---
  virtual Mask less(Number a, Number b) = 0;
  virtual Mask less_or_equal(Number a, Number b) = 0;
  virtual Mask equal(Number a, Number b) = 0;
  Mask is_zero(Number a) { return equal(a, number(0)); }
  virtual Mask text_equal(Text a, Text b) = 0;
  virtual Mask text_less(Text a, Text b) = 0;
  virtual Mask text_less_or_equal(Text a, Text b) = 0;
  virtual Mask is_day(Text a) = 0;
  virtual Mask is_plain_text(Text a) = 0;

  // --- numbers and texts ---
  /// kAdd, kSubtract, kMultiply, kDivide, kFloorDivide, kPower.
  virtual Number arithmetic(Operation operation, Number a, Number b) = 0;
  virtual Number logarithm(Number a) = 0;
  /// `scale` is ten to the power of the decimals kept.
  virtual Number round(Number a, double scale) = 0;
  /// Factors of one only round to 16 decimals.
  virtual Number convert(Number a, const Factors& factors) = 0;
  virtual Number milliseconds(Text day) = 0;
  virtual Number duration(Text from, Text to, value::DurationUnit unit) = 0;
  virtual Number step_lookup(Number a, Scale scale) = 0;
  virtual Number marginal_scale(Number a, Scale scale) = 0;
  /// a on the rows of `where`, b on the others.
  virtual Number select(Mask where, Number a, Number b) = 0;
  virtual Text select(Mask where, Text a, Text b) = 0;

  // --- what is known without computing ---
  [[nodiscard]] virtual bool is_constant(Number a) const = 0;
  [[nodiscard]] virtual double constant(Number a) const = 0;

  template <class Ref>
  static constexpr std::uint32_t index(Ref ref) {
    return static_cast<std::uint32_t>(ref);
  }

 protected:
  Flow() = default;
  Flow(const Flow&) = default;
  Flow(Flow&&) = default;
  Flow& operator=(const Flow&) = default;
  Flow& operator=(Flow&&) = default;
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
