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
  UnitId multiply(UnitId a, UnitId b);
  UnitId divide(UnitId a, UnitId b);

  /// True when the printed form is exactly "%".
  [[nodiscard]] bool is_percent(UnitId unit) const;
  /// True when some numerator is "%".
  [[nodiscard]] bool has_percent(UnitId unit) const;
  /// The unit less one "%" numerator.
  UnitId without_one_percent(UnitId unit);

  /// The unit after cancelling symbols of one class (7.3); convert() from the unit to it gives the
  /// value in it.
  UnitId simplify(UnitId unit);

  bool convertible(UnitId from, UnitId to);

  /// `x`, given in `from`, expressed in `to`; nothing when the two do not convert. kAbsent on
  /// either side, and x = 0 or NaN, give x back. Rounded to 16 decimals as the reference does
  /// (7.4).
  std::optional<double> convert(UnitId from, UnitId to, double x);

  /// As convert(), but an absent target counts as a unit without symbols for %: 5 % becomes 0.05. Never fails then.
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
    bool is_percent = false;
    bool has_percent = false;
    UnitId simplified = kUnknown;
    UnitId without_one_percent = kUnknown;
  };

  struct Conversion {
    ConversionFactors factors;
    bool possible = false;
  };

  [[nodiscard]] const Entry& entry(UnitId unit) const { return entries_[static_cast<std::size_t>(unit)]; }
  Entry& entry(UnitId unit) { return entries_[static_cast<std::size_t>(unit)]; }
  /// The number of a unit, added when it is new; kUnknown when the table is full.
  UnitId intern(UnitParts parts);
  UnitId intern_bounded(UnitParts parts);
  const Conversion& conversion(UnitId from, UnitId to);

  std::deque<Entry> entries_;  // a deque: the texts given out stay where they are
  std::unordered_map<std::string, UnitId> index_;
  PairCache<UnitId> products_;
  PairCache<UnitId> quotients_;
  PairCache<Conversion> conversions_;
};

}  // namespace partance::engine::value
