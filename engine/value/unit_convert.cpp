// Conversion of units: classes of symbols, factors, simplification (Publicodes 1.10, 7.3 and 7.4).
#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "engine/value/number.hpp"
#include "engine/value/unit_symbols.hpp"

namespace partance::engine::value {
namespace {

constexpr std::string_view kPercent = "%";

struct Factor {
  std::string_view large;
  std::string_view small;
  double count;  ///< how many small ones make a large one
};

/// Sources: 7.4. A year is 365 days here, leap or not.
constexpr std::array<Factor, 16> kFactors = {{
    {"an", "mois", 12},
    {"an", "jour", 365},
    {"an", "trimestre", 4},
    {"mois", "jour", 365.0 / 12},
    {"trimestre", "mois", 3},
    {"trimestre", "jour", 365.0 / 12 * 3},
    {"k€", "€", 1000},
    {"kg", "g", 1000},
    {"kg", "mg", 1'000'000},
    {"g", "mg", 1000},
    {"km", "m", 1000},
    {"km", "cm", 100'000},
    {"km", "mm", 1'000'000},
    {"m", "cm", 100},
    {"m", "mm", 1000},
    {"cm", "mm", 10},
}};

/// The one symbol that stands for all those it converts to; itself when it converts to none.
std::string_view class_of(std::string_view symbol) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kClasses = {{
      {"mois", "an"},
      {"jour", "an"},
      {"trimestre", "an"},
      {"€", "k€"},
      {"g", "kg"},
      {"mg", "kg"},
      {"m", "km"},
      {"cm", "km"},
      {"mm", "km"},
  }};
  for (const auto& [member, name] : kClasses) {
    if (member == symbol) return name;
  }
  return symbol;
}

/// How many `to` make one `from`; nothing for equal symbols and for symbols of two classes.
std::optional<double> factor(std::string_view from, std::string_view to) {
  for (const Factor& known : kFactors) {
    if (known.large == from && known.small == to) return known.count;
    if (known.large == to && known.small == from) return 1 / known.count;
  }
  return std::nullopt;
}

int count_percent(const Symbols& symbols) {
  return static_cast<int>(std::count(symbols.begin(), symbols.end(), kPercent));
}

/// JavaScript's 100 ** n, which is one unit in the last place low for -2.
double power_of_100(int n) {
  if (n == -2) return 0.00009999999999999999;
  double power = 1;
  for (int left = n < 0 ? -n : n; left > 0; --left) power *= 100;
  return n < 0 ? 1 / power : power;
}

/// The factor from one list of symbols to another. Each symbol looks for itself: one that occurs
/// several times in `to` is found several times, as the reference does (so 1 m2/cm is 10,000 m).
double factor_between(const Symbols& from, const Symbols& to) {
  double product = power_of_100(count_percent(to) - count_percent(from));
  for (const std::string& symbol : from) {
    for (const std::string& target : to) {
      if (const auto known = factor(symbol, target)) {
        product *= *known;
        break;
      }
    }
  }
  return product;
}

/// Takes away, for each numerator in order, the first denominator of its class, and both.
UnitParts cancelled_by_class(UnitParts parts) {
  Symbols kept;
  for (std::string& numerator : parts.numerators) {
    const auto mate = std::find_if(parts.denominators.begin(), parts.denominators.end(),
                                   [&](const std::string& other) { return class_of(other) == class_of(numerator); });
    if (mate == parts.denominators.end()) {
      kept.push_back(std::move(numerator));
    } else {
      parts.denominators.erase(mate);
    }
  }
  parts.numerators = std::move(kept);
  return parts;
}

void drop_percent(Symbols& symbols) {
  std::erase(symbols, kPercent);
}

using Exponents = std::map<std::string_view, int>;

Exponents exponents(const UnitParts& parts) {
  Exponents result;
  for (const std::string& symbol : parts.numerators) ++result[class_of(symbol)];
  for (const std::string& symbol : parts.denominators) --result[class_of(symbol)];
  result.erase(kPercent);
  std::erase_if(result, [](const auto& entry) { return entry.second == 0; });
  return result;
}

/// Two units written differently that the reference takes as one.
bool same_by_name(std::string_view a, std::string_view b) {
  const auto is_pair = [&](std::string_view first, std::string_view second) {
    return (a == first && b == second) || (a == second && b == first);
  };
  return is_pair("kW.h", "kWh") || is_pair("mn/h", "noeud");
}

}  // namespace

UnitParts without_ratios(UnitParts parts) {
  drop_percent(parts.numerators);
  drop_percent(parts.denominators);
  return cancelled_by_class(std::move(parts));
}

UnitParts simplified(UnitParts parts) {
  UnitParts result = cancelled_by_class(std::move(parts));
  const int percents = count_percent(result.numerators);
  if (percents > 0 && static_cast<std::size_t>(percents) == result.numerators.size()) {
    result.numerators.assign(1, std::string(kPercent));
    return result;
  }
  drop_percent(result.numerators);
  drop_percent(result.denominators);
  return result;
}

bool convertible(const UnitParts& from, const UnitParts& to) {
  return exponents(from) == exponents(to) || same_by_name(unit_text(from), unit_text(to));
}

ConversionFactors conversion_factors(const UnitParts& from, const UnitParts& to) {
  const UnitParts bare_from = without_ratios(from);
  const UnitParts bare_to = without_ratios(to);
  return {
      .own_from = round_to_16_decimals(factor_between(from.numerators, from.denominators)),
      .own_to = round_to_16_decimals(factor_between(to.numerators, to.denominators)),
      .numerators = factor_between(bare_from.numerators, bare_to.numerators),
      .denominators = factor_between(bare_to.denominators, bare_from.denominators),
  };
}

}  // namespace partance::engine::value
