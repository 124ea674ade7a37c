// The value of a rule, as every phase of the engine passes it on: 16 bytes, kept in registers.
//
// Publicodes knows numbers, booleans, texts (a date is the text DD/MM/YYYY), "not applicable" and
// "not known". A case that has no answer (a division by zero…) is a value too: kError, whose number
// says which error.
#pragma once

#include <cstdint>

namespace partance::engine::value {

/// Index of a unit in a UnitTable. Two units always exist: "no unit said" and "a unit without
/// symbols".
enum class UnitId : std::uint16_t { kAbsent = 0, kEmpty = 1 };

/// Index of a text in a TextPool.
enum class TextId : std::uint32_t {};

/// Index of a set of missing inputs, see engine/evaluate/missing.hpp; kNothing is the empty set.
enum class MissingId : std::uint32_t { kNothing = 0 };

enum class Kind : std::uint8_t {
  kUndefined,      ///< not known yet
  kNotApplicable,  ///< "non applicable"
  kBoolean,
  kNumber,
  kText,
  kError,
};

/// A value, its unit and the inputs that were missing to compute it.
struct Value {
  union {
    double number;       ///< kNumber
    std::uint64_t bits;  ///< kBoolean: 0 or 1; kText: the TextId; kError: the error code
  };
  MissingId missing = MissingId::kNothing;
  UnitId unit = UnitId::kAbsent;
  Kind kind = Kind::kUndefined;
  std::uint8_t unused = 0;  ///< said, so that a value is copied as two whole words

  constexpr Value() : bits(0) {}

  static constexpr Value undefined() { return Value(); }
  static constexpr Value not_applicable() { return of_kind(Kind::kNotApplicable, 0); }
  static constexpr Value boolean(bool b) { return of_kind(Kind::kBoolean, b ? 1 : 0); }
  static constexpr Value text(TextId id) { return of_kind(Kind::kText, static_cast<std::uint64_t>(id)); }
  static constexpr Value error(std::uint32_t code) { return of_kind(Kind::kError, code); }
  static constexpr Value of_number(double x, UnitId u = UnitId::kAbsent) {
    Value v;
    v.number = x;
    v.kind = Kind::kNumber;
    v.unit = u;
    return v;
  }

  [[nodiscard]] constexpr bool is(Kind k) const { return kind == k; }
  [[nodiscard]] constexpr bool is_number() const { return kind == Kind::kNumber; }
  [[nodiscard]] constexpr bool is_true() const { return kind == Kind::kBoolean && bits == 1; }
  [[nodiscard]] constexpr bool is_false() const { return kind == Kind::kBoolean && bits == 0; }
  [[nodiscard]] constexpr TextId text_id() const { return static_cast<TextId>(bits); }

 private:
  static constexpr Value of_kind(Kind k, std::uint64_t payload) {
    Value v;
    v.bits = payload;
    v.kind = k;
    return v;
  }
};
static_assert(sizeof(Value) == 16);

}  // namespace partance::engine::value
