// Classes of the characters outside ASCII, and UTF-8 validation.
#include "engine/syntax/characters.hpp"

#include <cstring>

namespace partance::engine::syntax {
namespace {

/// Length of the well-formed UTF-8 character at `at`, 0 when it is not one.
std::size_t well_formed_size(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned lead = byte(at);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return continues(at + 1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (!continues(at + 1) || !continues(at + 2)) return 0;
    if (lead == 0xE0 && byte(at + 1) < 0xA0) return 0;
    if (lead == 0xED && byte(at + 1) > 0x9F) return 0;
    return 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (!continues(at + 1) || !continues(at + 2) || !continues(at + 3)) return 0;
    if (lead == 0xF0 && byte(at + 1) < 0x90) return 0;
    if (lead == 0xF4 && byte(at + 1) > 0x8F) return 0;
    return 4;
  }
  return 0;
}

constexpr std::uint8_t kSpaceClasses = kSpace | kBlank;

/// Classes of the character E2 `second` `third`: U+2000 … U+2FFF.
std::uint8_t classes_from_e2(unsigned second, unsigned third) {
  if (second == 0x82 && third == 0xAC) return kWord | kTail | kUnitStart;  // €
  if (second == 0x81 && third == 0x9F) return kSpaceClasses;               // U+205F
  if (second != 0x80) return kNoClass;
  const bool space = third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF;
  return space ? kSpaceClasses : std::uint8_t{kNoClass};
}

std::uint8_t classes_from_c2(unsigned second) {
  switch (second) {
    case 0xA0: return kSpaceClasses;               // no-break space
    case 0xB0: return kWord | kTail | kUnitStart;  // °
    case 0xB2:                                     // ²
    case 0xAB:                                     // «
    case 0xBB: return kWord | kTail;               // »
    default: return kNoClass;
  }
}

}  // namespace

std::size_t character_size(std::string_view text, std::size_t at) {
  const std::size_t size = well_formed_size(text, at);
  return size == 0 ? 1 : size;
}

Character wide_character_at(std::string_view text, std::size_t at) {
  const std::size_t size = well_formed_size(text, at);
  if (size < 2) return {kNoClass, 1};
  const auto byte = [&](std::size_t i) -> unsigned { return static_cast<unsigned char>(text[at + i]); };
  const auto length = static_cast<std::uint8_t>(size);
  switch (byte(0)) {
    case 0xC2: return {classes_from_c2(byte(1)), length};
    case 0xC3:
    case 0xC4:
    case 0xC5: return {detail::kNameLetter, length};  // U+00C0 … U+017F
    case 0xE1:
      return {byte(1) == 0x9A && byte(2) == 0x80 ? kSpaceClasses : std::uint8_t{kNoClass}, length};
    case 0xE2: return {classes_from_e2(byte(1), byte(2)), length};
    case 0xE3:
      return {byte(1) == 0x80 && byte(2) == 0x80 ? kSpaceClasses : std::uint8_t{kNoClass}, length};
    case 0xEF:
      return {byte(1) == 0xBB && byte(2) == 0xBF ? kSpaceClasses : std::uint8_t{kNoClass}, length};
    default: return {kNoClass, length};
  }
}

std::size_t first_invalid_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    // Eight ASCII bytes at a time: most of a rule file is ASCII.
    if (at + 8 <= text.size()) {
      std::uint64_t chunk = 0;
      std::memcpy(&chunk, text.data() + at, 8);
      if ((chunk & 0x8080808080808080ULL) == 0) {
        at += 8;
        continue;
      }
    }
    const std::size_t size = well_formed_size(text, at);
    if (size == 0) return at;
    at += size;
  }
  return text.size();
}

}  // namespace partance::engine::syntax
