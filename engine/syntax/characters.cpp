// Classes of the characters outside ASCII.
#include "engine/syntax/characters.hpp"

#include "base/utf8.hpp"

namespace partance::engine::syntax {
namespace {

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
    case 0xA0:
      return kSpaceClasses;  // no-break space
    case 0xB0:
      return kWord | kTail | kUnitStart;  // °
    case 0xB2:                            // ²
    case 0xAB:                            // «
    case 0xBB:
      return kWord | kTail;  // »
    default:
      return kNoClass;
  }
}

}  // namespace

Character wide_character_at(std::string_view text, std::size_t at) {
  const std::size_t size = base::utf8_size(text, at);
  if (size < 2) return {kNoClass, 1};
  const auto byte = [&](std::size_t i) -> unsigned { return static_cast<unsigned char>(text[at + i]); };
  const auto length = static_cast<std::uint8_t>(size);
  switch (byte(0)) {
    case 0xC2:
      return {classes_from_c2(byte(1)), length};
    case 0xC3:
    case 0xC4:
    case 0xC5:
      return {detail::kNameLetter, length};  // U+00C0 … U+017F
    case 0xE1:
      return {byte(1) == 0x9A && byte(2) == 0x80 ? kSpaceClasses : std::uint8_t{kNoClass}, length};
    case 0xE2:
      return {classes_from_e2(byte(1), byte(2)), length};
    case 0xE3:
      return {byte(1) == 0x80 && byte(2) == 0x80 ? kSpaceClasses : std::uint8_t{kNoClass}, length};
    case 0xEF:
      return {byte(1) == 0xBB && byte(2) == 0xBF ? kSpaceClasses : std::uint8_t{kNoClass}, length};
    default:
      return {kNoClass, length};
  }
}

}  // namespace partance::engine::syntax
