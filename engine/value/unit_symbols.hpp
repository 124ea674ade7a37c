// What is known of unit symbols: how a text is cut into symbols, which symbols convert into one
// another and by how much. Used by UnitTable only; UnitTable keeps the answers.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace partance::engine::value {

using Symbols = std::vector<std::string>;

/// A unit spelled out. Order matters for printing and for which conversion factors meet.
struct UnitParts {
  Symbols numerators;
  Symbols denominators;

  [[nodiscard]] std::size_t size() const { return numerators.size() + denominators.size(); }
};

/// Reads a unit text (7.1), see UnitTable::parse.
std::expected<UnitParts, base::Message> read_unit(std::string_view text);

/// Takes away pairs of equal symbols (7.2).
UnitParts cancelled(UnitParts parts);

/// The printed form (7.2): cancels, then joins by ".", repeated symbols as powers.
std::string unit_text(const UnitParts& parts);

/// Takes away pairs of one class, then keeps "%" only where nothing else is counted (7.3).
UnitParts simplified(UnitParts parts);

/// The unit without its "%", and without the symbols of one class that stand on both sides.
UnitParts without_ratios(UnitParts parts);

/// True when a quantity in one unit can be expressed in the other (7.4).
bool convertible(const UnitParts& from, const UnitParts& to);

/// The factors of a conversion, to be applied one after the other in this order:
/// v × own(from) / own(to) × numerators × denominators.
struct ConversionFactors {
  double own_from = 1;
  double own_to = 1;
  double numerators = 1;
  double denominators = 1;
};

ConversionFactors conversion_factors(const UnitParts& from, const UnitParts& to);

}  // namespace partance::engine::value
