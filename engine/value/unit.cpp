// The table of units: each unit spelled out once, results of operations kept by pair of units.
#include "engine/value/unit.hpp"

#include <algorithm>
#include <utility>

#include "engine/value/number.hpp"

namespace partance::engine::value {
namespace {

constexpr std::size_t kMostUnits = 65'535;
constexpr std::size_t kMostSymbolsOfResult = 512;
constexpr std::size_t kMostSymbols = 64;  // of a unit as written, and the bytes of each
constexpr std::size_t kMostBytes = 1024;

/// A text that tells any two units apart; no symbol contains "." or "/".
std::string key_of(const UnitParts& parts) {
  std::string key;
  for (const std::string& symbol : parts.numerators) key.append(symbol).append(1, '.');
  key += '/';
  for (const std::string& symbol : parts.denominators) key.append(symbol).append(1, '.');
  return key;
}

bool all_are_one(const ConversionFactors& factors) {
  return factors.own_from == 1 && factors.own_to == 1 && factors.numerators == 1 && factors.denominators == 1;
}

void append(Symbols& to, const Symbols& from) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

UnitTable::UnitTable() {
  entries_.emplace_back();  // kAbsent: no key leads to it
  known_.emplace_back();
  intern({});  // kEmpty
}

UnitId UnitTable::intern(UnitParts parts) {
  std::string key = key_of(parts);
  const auto found = index_.find(key);
  if (found != index_.end()) return found->second;
  if (entries_.size() >= kMostUnits) return kUnknown;
  const auto id = static_cast<UnitId>(entries_.size());
  Entry added;
  added.text = unit_text(parts);
  Known facts;
  facts.is_percent = added.text == "%";
  facts.is_decimals = added.text == "décimale" || added.text == "décimales";
  facts.has_percent = std::count(parts.numerators.begin(), parts.numerators.end(), "%") > 0;
  facts.converts_to_itself = all_are_one(conversion_factors(parts, parts));
  known_.push_back(facts);
  added.parts = std::move(parts);
  entries_.push_back(std::move(added));
  index_.emplace(std::move(key), id);
  return id;
}

UnitId UnitTable::intern_bounded(UnitParts parts) {
  if (parts.size() > kMostSymbolsOfResult) return UnitId::kEmpty;
  const UnitId id = intern(std::move(parts));
  return id == kUnknown ? UnitId::kEmpty : id;
}

std::expected<UnitId, base::Message> UnitTable::parse(std::string_view text) {
  auto parts = read_unit(text);
  if (!parts) return std::unexpected(std::move(parts.error()));
  const UnitId id = intern(std::move(*parts));
  if (id != kUnknown) return id;
  return std::unexpected(base::Message{"Ces règles emploient plus de 65 535 unités différentes : réduisez leur nombre.",
                                       "These rules use more than 65,535 different units: use fewer."});
}

std::optional<UnitId> UnitTable::add(UnitParts parts) {
  std::size_t bytes = 0;
  for (const Symbols* side : {&parts.numerators, &parts.denominators}) {
    for (const std::string& symbol : *side) {
      if (symbol.find_first_of("./") != std::string::npos) return std::nullopt;
      bytes += symbol.size();
    }
  }
  if (parts.size() > kMostSymbols || bytes > kMostSymbols * kMostBytes) return std::nullopt;
  const UnitId id = intern(std::move(parts));
  return id == kUnknown ? std::nullopt : std::optional(id);
}

std::string_view UnitTable::text(UnitId unit) const {
  return entry(unit).text;
}
std::size_t UnitTable::size() const {
  return entries_.size();
}

const std::vector<std::string>& UnitTable::numerators(UnitId unit) const {
  return entry(unit).parts.numerators;
}

const std::vector<std::string>& UnitTable::denominators(UnitId unit) const {
  return entry(unit).parts.denominators;
}

UnitId UnitTable::work_out_product(UnitId a, UnitId b) {
  UnitParts parts = entry(a).parts;
  append(parts.numerators, entry(b).parts.numerators);
  append(parts.denominators, entry(b).parts.denominators);
  return products_.insert(a, b, intern_bounded(cancelled(std::move(parts))));
}

UnitId UnitTable::work_out_quotient(UnitId a, UnitId b) {
  UnitParts parts = entry(a).parts;  // kAbsent has no symbols: neutral
  append(parts.numerators, entry(b).parts.denominators);
  append(parts.denominators, entry(b).parts.numerators);
  return quotients_.insert(a, b, intern_bounded(cancelled(std::move(parts))));
}

UnitId UnitTable::without_one_percent(UnitId unit) {
  if (!has_percent(unit)) return unit;
  if (known(unit).without_one_percent == kUnknown) {
    UnitParts parts = entry(unit).parts;
    parts.numerators.erase(std::find(parts.numerators.begin(), parts.numerators.end(), "%"));
    const UnitId result = intern_bounded(std::move(parts));
    known(unit).without_one_percent = result;
  }
  return known(unit).without_one_percent;
}

UnitId UnitTable::bare(UnitId unit) {
  if (known(unit).bare == kUnknown) {
    const UnitId result = intern_bounded(without_ratios(entry(unit).parts));
    known(unit).bare = result;
  }
  return known(unit).bare;
}

UnitId UnitTable::work_out_simplified(UnitId unit) {
  const UnitId result = intern_bounded(simplified(entry(unit).parts));
  known(unit).simplified = result;
  return result;
}

const UnitTable::Conversion& UnitTable::work_out_conversion(UnitId from, UnitId to) {
  Conversion found;
  found.possible = value::convertible(entry(from).parts, entry(to).parts);
  if (found.possible) found.factors = conversion_factors(entry(from).parts, entry(to).parts);
  found.is_identity = found.possible && all_are_one(found.factors);
  return conversions_.insert(from, to, found);
}

bool UnitTable::keeps_large_numbers(UnitId from, UnitId to) {
  if (from == UnitId::kAbsent) return true;
  if (to == UnitId::kAbsent) return bare(from) == from;
  return conversion(from, to).is_identity;
}

bool UnitTable::convertible(UnitId from, UnitId to) {
  if (from == to || from == UnitId::kAbsent || to == UnitId::kAbsent) return true;
  return conversion(from, to).possible;
}

std::optional<ConversionFactors> UnitTable::factors(UnitId from, UnitId to) {
  const Conversion& found = conversion(from, to);
  return found.possible ? std::optional(found.factors) : std::nullopt;
}

std::optional<double> UnitTable::convert(UnitId from, UnitId to, double x) {
  if (from == UnitId::kAbsent || to == UnitId::kAbsent) return x;
  const Conversion& found = conversion(from, to);
  if (!found.possible) return std::nullopt;
  if (!(x < 0 || x > 0)) return x;
  if (found.is_identity) return round_to_16_decimals(x);
  const ConversionFactors& factors = found.factors;
  return round_to_16_decimals(x * factors.own_from / factors.own_to * factors.numerators * factors.denominators);
}

std::optional<double> UnitTable::convert_to_base(UnitId from, UnitId to, double x) {
  if (to != UnitId::kAbsent || from == UnitId::kAbsent) return convert(from, to, x);
  const UnitId left = bare(from);
  return left == from ? x : convert(from, left, x);
}

}  // namespace partance::engine::value
