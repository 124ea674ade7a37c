// Units: reading, printing, product, quotient, simplification and conversion (Publicodes 1.10,
// chapter 7).
//
// A unit is a list of numerator symbols and a list of denominator symbols, in order; symbols are
// opaque texts except the few that convert (an, mois, jour, trimestre, k€, €, kg…mg, km…mm) and %.
#pragma once

#include <deque>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "engine/value/unit_cache.hpp"
#include "engine/value/unit_symbols.hpp"
#include "engine/value/value.hpp"

namespace partance::engine::value {

/// Units met by a program or a run, each kept once. Not shared between threads: a run works on its
/// own copy. Operations remember their results, so that asking again costs one look-up.
class UnitTable {
 public:
  UnitTable();

  /// Reads a unit text ("€/mois", "m2", "kgCO2e"). Fails on a space right after "/", or when the
  /// table is full (65,535 units) or the text has more than 64 symbols or 1,024 bytes.
  std::expected<UnitId, base::Message> parse(std::string_view text);

  /// A unit spelled out, as numerators() and denominators() give it: some texts of units do not read back as the unit
  /// they print. Nothing past the limits of parse(), or when a symbol holds "." or "/".
  std::optional<UnitId> add(UnitParts parts);

  /// The printed form; empty for kEmpty and for kAbsent (callers tell them apart by id).
  [[nodiscard]] std::string_view text(UnitId unit) const;

  /// Unit of a product or a quotient: symbols joined, then exact cancellation. kAbsent is neutral;
  /// kAbsent × kAbsent is kAbsent, kAbsent / kAbsent is kEmpty. A result of more than 512 symbols,
  /// or one too many for the table, is kEmpty: rules that multiply without end stay within bounds.
  UnitId multiply(UnitId a, UnitId b) {
    if (a == UnitId::kAbsent) return b;
    if (b == UnitId::kAbsent) return a;
    const UnitId* const known = products_.find(a, b);
    return known != nullptr ? *known : work_out_product(a, b);
  }
  UnitId divide(UnitId a, UnitId b) {
    if (a == UnitId::kAbsent && b == UnitId::kAbsent) return UnitId::kEmpty;
    const UnitId* const known = quotients_.find(a, b);
    return known != nullptr ? *known : work_out_quotient(a, b);
  }

  /// True when the printed form is exactly "%".
  [[nodiscard]] bool is_percent(UnitId unit) const { return known(unit).is_percent; }
  /// True when some numerator is "%".
  [[nodiscard]] bool has_percent(UnitId unit) const { return known(unit).has_percent; }
  /// True when the printed form is "décimale" or "décimales", what roundings are given in.
  [[nodiscard]] bool is_decimals(UnitId unit) const { return known(unit).is_decimals; }
  /// The unit less one "%" numerator.
  UnitId without_one_percent(UnitId unit);

  /// The unit after cancelling symbols of one class (7.3); convert() from the unit to it gives the
  /// value in it.
  UnitId simplify(UnitId unit) {
    if (unit <= UnitId::kEmpty) return unit;
    const UnitId simple = known(unit).simplified;
    return simple != kUnknown ? simple : work_out_simplified(unit);
  }

  bool convertible(UnitId from, UnitId to);

  /// `x`, given in `from`, expressed in `to`; nothing when the two do not convert. kAbsent on
  /// either side, and x = 0 or NaN, give x back. Rounded to 16 decimals as the reference does
  /// (7.4).
  std::optional<double> convert(UnitId from, UnitId to, double x);

  /// The factors that convert() applies one after the other; nothing when the two do not convert. Neither is kAbsent.
  std::optional<ConversionFactors> factors(UnitId from, UnitId to);

  /// A number converted to the unit it has, which may move it: as any conversion it keeps 16 decimals, and one of %
  /// goes through the fraction (200.5 % becomes 200.49999999999997 %). No unit: no conversion.
  double convert_in_place(UnitId unit, double x) {
    constexpr double kKept = 0.5;  // from there on 16 decimals hold every digit
    const bool moves = unit != UnitId::kAbsent && ((x < kKept && x > -kKept) || !known(unit).converts_to_itself);
    return moves ? convert(unit, unit, x).value_or(x) : x;
  }

  /// True when convert_to_base() gives back any number of at least one half as it is.
  bool keeps_large_numbers(UnitId from, UnitId to);

  /// The unit without its "%", and without the symbols of one class that stand on both sides: that of 5 %.€ is €, and
  /// so is that of 1 €.an/mois.
  UnitId bare(UnitId unit);

  /// As convert(), but an absent target counts as the bare unit: 5 % becomes 0.05, and 1 €.an/mois becomes 12. Never
  /// fails then.
  std::optional<double> convert_to_base(UnitId from, UnitId to, double x);

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] const std::vector<std::string>& numerators(UnitId unit) const;
  [[nodiscard]] const std::vector<std::string>& denominators(UnitId unit) const;

 private:
  /// Not worked out yet; never the number of a unit.
  static constexpr UnitId kUnknown{0xFFFF};

  struct Entry {
    UnitParts parts;
    std::string text;
  };

  /// What evaluation asks of a unit again and again.
  struct Known {
    UnitId simplified = kUnknown;
    UnitId without_one_percent = kUnknown;
    UnitId bare = kUnknown;
    bool is_percent = false;
    bool has_percent = false;
    bool is_decimals = false;
    bool converts_to_itself = true;  ///< every factor from the unit to itself is one
  };

  struct Conversion {
    ConversionFactors factors;
    bool possible = false;
    bool is_identity = false;  ///< every factor is one
  };

  [[nodiscard]] const Entry& entry(UnitId unit) const { return entries_[static_cast<std::size_t>(unit)]; }
  [[nodiscard]] const Known& known(UnitId unit) const { return known_[static_cast<std::size_t>(unit)]; }
  Known& known(UnitId unit) { return known_[static_cast<std::size_t>(unit)]; }
  /// The number of a unit, added when it is new; kUnknown when the table is full.
  UnitId intern(UnitParts parts);
  UnitId intern_bounded(UnitParts parts);
  UnitId work_out_product(UnitId a, UnitId b);
  UnitId work_out_quotient(UnitId a, UnitId b);
  UnitId work_out_simplified(UnitId unit);
  const Conversion& work_out_conversion(UnitId from, UnitId to);
  const Conversion& conversion(UnitId from, UnitId to) {
    const Conversion* const found = conversions_.find(from, to);
    return found != nullptr ? *found : work_out_conversion(from, to);
  }

  std::deque<Entry> entries_;  // a deque: the texts given out stay where they are
  std::vector<Known> known_;   // beside entries_
  std::unordered_map<std::string, UnitId> index_;
  PairCache<UnitId> products_;
  PairCache<UnitId> quotients_;
  PairCache<Conversion> conversions_;
};

}  // namespace partance::engine::value
