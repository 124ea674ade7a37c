// Unit texts: reading and printing (Publicodes 1.10, 7.1 and 7.2).
#include <algorithm>
#include <utility>

#include "engine/value/text_shape.hpp"
#include "engine/value/unit_symbols.hpp"

namespace partance::engine::value {
namespace {

constexpr std::size_t kMostSymbols = 64;
constexpr std::size_t kMostBytes = 1024;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct Power {
  std::string_view base;
  std::size_t exponent = 1;
};

/// "m2" is m twice. The digits are the first ones that no ASCII letter of the line follows, and the
/// base is what stands before their first occurrence: "kgCO2e" and "100km" are symbols, "x33y3" is
/// x three times.
Power read_power(std::string_view piece) {
  for (std::size_t first = 0; first < piece.size(); ++first) {
    if (!is_digit(piece[first])) continue;
    std::size_t last = first;
    while (last < piece.size() && is_digit(piece[last])) ++last;
    const std::string_view rest = piece.substr(last);
    const std::string_view line = rest.substr(0, rest.find_first_of("\n\r"));
    if (std::none_of(line.begin(), line.end(), is_letter)) {
      const std::string_view digits = piece.substr(first, last - first);
      std::size_t exponent = 0;
      for (const char digit : digits) {
        exponent = exponent * 10 + static_cast<std::size_t>(digit - '0');
        if (exponent > kMostSymbols) break;
      }
      return {piece.substr(0, piece.find(digits)), exponent};
    }
    first = last - 1;
  }
  return {piece, 1};
}

/// Adds the symbols of one side; equal ones are grouped at the place of the first. False when there
/// are too many.
bool read_side(std::string_view part, Symbols& symbols) {
  std::vector<std::pair<std::string_view, std::size_t>> groups;
  std::size_t count = 0;
  while (!part.empty()) {
    const std::size_t dot = part.find('.');
    const std::string_view piece = part.substr(0, dot);
    part.remove_prefix(dot == std::string_view::npos ? part.size() : dot + 1);
    if (piece.empty()) continue;
    const Power power = read_power(piece);
    count += power.exponent;
    if (count > kMostSymbols || groups.size() > kMostSymbols) return false;
    const auto known =
        std::find_if(groups.begin(), groups.end(), [&](const auto& group) { return group.first == power.base; });
    if (known == groups.end()) {
      groups.emplace_back(power.base, power.exponent);
    } else {
      known->second += power.exponent;
    }
  }
  for (const auto& [symbol, times] : groups) symbols.insert(symbols.end(), times, std::string(symbol));
  return symbols.size() <= kMostSymbols;
}

void append_side(std::string& text, const Symbols& symbols) {
  std::vector<std::pair<std::string_view, std::size_t>> groups;
  for (const std::string& symbol : symbols) {
    const auto known =
        std::find_if(groups.begin(), groups.end(), [&](const auto& group) { return group.first == symbol; });
    if (known == groups.end()) {
      groups.emplace_back(symbol, 1);
    } else {
      ++known->second;
    }
  }
  bool first = true;
  for (const auto& [symbol, times] : groups) {
    if (!first) text += '.';
    first = false;
    text += symbol;
    if (times > 1) text += std::to_string(times);
  }
}

/// The text as a message quotes it: cut between two characters when it is long.
std::string excerpt(std::string_view text) {
  constexpr std::size_t kMostQuoted = 80;
  if (text.size() <= kMostQuoted) return std::string(text);
  std::size_t end = kMostQuoted;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

base::Message space_after_slash(std::string_view text) {
  const std::string quoted = excerpt(text);
  return {"L'unité « " + quoted + " » a un espace après « / » : écrivez-la sans espace, comme « €/mois ».",
          "The unit \"" + quoted + "\" has a space after \"/\": write it without spaces, as in \"€/mois\"."};
}

base::Message too_large(std::string_view text) {
  const std::string quoted = excerpt(text);
  return {"L'unité « " + quoted + " » dépasse 64 symboles ou 1 024 octets : raccourcissez-la.",
          "The unit \"" + quoted + "\" has more than 64 symbols or 1,024 bytes: shorten it."};
}

}  // namespace

std::expected<UnitParts, base::Message> read_unit(std::string_view text) {
  if (text.find("/ ") != std::string_view::npos) return std::unexpected(space_after_slash(text));
  if (text.size() > kMostBytes) return std::unexpected(too_large(text));
  UnitParts parts;
  std::size_t slash = text.find('/');
  if (!read_side(trim(text.substr(0, slash)), parts.numerators)) return std::unexpected(too_large(text));
  while (slash != std::string_view::npos) {  // "a/b/c" is a per b per c
    const std::size_t next = text.find('/', slash + 1);
    const std::string_view part = trim(text.substr(slash + 1, next - slash - 1));
    if (!read_side(part, parts.denominators)) return std::unexpected(too_large(text));
    slash = next;
  }
  if (parts.size() > kMostSymbols) return std::unexpected(too_large(text));
  return parts;
}

UnitParts cancelled(UnitParts parts) {
  Symbols kept;
  for (std::string& numerator : parts.numerators) {
    const auto mate = std::find(parts.denominators.begin(), parts.denominators.end(), numerator);
    if (mate == parts.denominators.end()) {
      kept.push_back(std::move(numerator));
    } else {
      parts.denominators.erase(mate);
    }
  }
  parts.numerators = std::move(kept);
  return parts;
}

std::string unit_text(const UnitParts& parts) {
  const UnitParts shown = cancelled(parts);
  std::string text;
  append_side(text, shown.numerators);
  if (!shown.denominators.empty()) {
    text += '/';
    append_side(text, shown.denominators);
  }
  return text;
}

}  // namespace partance::engine::value
