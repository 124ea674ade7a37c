// Characters of the expression grammar: which classes a UTF-8 character belongs to (Publicodes 1.10, chapter 2.2).
//
// Only used inside engine/syntax. ASCII is one look-up; the few other characters of the language are read from
// their bytes, so that nothing is decoded twice.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace partance::engine::syntax {

/// Classes of a character, as bits.
enum CharacterClass : std::uint8_t {
  kNoClass = 0,
  kLetter = 1,  ///< starts a name
  kDigit = 2,
  kWord = 4,        ///< starts a further word of a name or a unit
  kTail = 8,        ///< continues a word
  kSpace = 16,      ///< separates words
  kUnitStart = 32,  ///< starts a unit
  kBlank = 64,      ///< trimmed and folded by the preparation of a text (spaces and line breaks)
};

/// What stands at one place: its classes and its length in bytes (1 for a byte that is not UTF-8).
struct Character {
  std::uint8_t classes = kNoClass;
  std::uint8_t size = 1;

  [[nodiscard]] constexpr bool is(std::uint8_t some) const { return (classes & some) != 0; }
};

namespace detail {

constexpr std::uint8_t kNameLetter = kLetter | kWord | kTail | kUnitStart;

consteval std::array<std::uint8_t, 128> ascii_classes() {
  std::array<std::uint8_t, 128> classes{};
  for (std::size_t c = 'a'; c <= 'z'; ++c) classes[c] = kNameLetter;
  for (std::size_t c = 'A'; c <= 'Z'; ++c) classes[c] = kNameLetter;
  for (std::size_t c = '0'; c <= '9'; ++c) classes[c] = kDigit | kWord | kTail;
  for (const char c : std::string_view(",_'\"")) classes[static_cast<std::size_t>(c)] = kWord | kTail;
  classes['$'] = kNameLetter;
  classes['%'] = kWord | kTail | kUnitStart;
  // Braces may start a unit only because the reference's pattern for currency signs admits them.
  classes['{'] = kUnitStart;
  classes['}'] = kUnitStart;
  classes['+'] = kTail;
  classes['-'] = kTail;
  classes[' '] = kSpace | kBlank;
  classes['\t'] = kSpace | kBlank;
  classes['\n'] = classes['\v'] = classes['\f'] = classes['\r'] = kBlank;
  return classes;
}
inline constexpr std::array<std::uint8_t, 128> kAsciiClasses = ascii_classes();

}  // namespace detail

/// Classes of a character outside ASCII.
Character wide_character_at(std::string_view text, std::size_t at);

/// Classes of the character at `at`; no class at the end of the text.
inline Character character_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {kNoClass, 0};
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return {detail::kAsciiClasses[byte], 1};
  return wide_character_at(text, at);
}

}  // namespace partance::engine::syntax
