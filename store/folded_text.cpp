// See folded_text.hpp.
#include "store/folded_text.hpp"

#include <array>

#include "base/utf8.hpp"

namespace partance::store {

namespace {

/// U+00C0 to U+017F without their accents; a blank where there is no letter.
constexpr std::array<std::string_view, 192> kPlain{
    "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",   //
    "d", "n", "o",  "o",  "o", "o", "o",  " ", "o", "u", "u", "u", "u", "y", "th", "ss",  //
    "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",   //
    "d", "n", "o",  "o",  "o", "o", "o",  " ", "o", "u", "u", "u", "u", "y", "th", "y",   //
    "a", "a", "a",  "a",  "a", "a", "c",  "c", "c", "c", "c", "c", "c", "c", "d",  "d",   //
    "d", "d", "e",  "e",  "e", "e", "e",  "e", "e", "e", "e", "e", "g", "g", "g",  "g",   //
    "g", "g", "g",  "g",  "h", "h", "h",  "h", "i", "i", "i", "i", "i", "i", "i",  "i",   //
    "i", "i", "ij", "ij", "j", "j", "k",  "k", "k", "l", "l", "l", "l", "l", "l",  "l",   //
    "l", "l", "l",  "n",  "n", "n", "n",  "n", "n", "n", "n", "n", "o", "o", "o",  "o",   //
    "o", "o", "oe", "oe", "r", "r", "r",  "r", "r", "r", "s", "s", "s", "s", "s",  "s",   //
    "s", "s", "t",  "t",  "t", "t", "t",  "t", "u", "u", "u", "u", "u", "u", "u",  "u",   //
    "u", "u", "u",  "u",  "w", "w", "y",  "y", "y", "z", "z", "z", "z", "z", "z",  "s"};

}  // namespace

std::string folded(std::string_view text) {
  std::string out;
  const auto blank = [&out] {
    if (!out.empty() && out.back() != ' ') out += ' ';
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = base::utf8_size(text, at);
    if (size == 0) {
      blank();
      ++at;
      continue;
    }
    const char32_t code = base::code_point(text, at, size);
    const auto c = static_cast<char>(code < 0x80 ? code : 0);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      out += c;
    } else if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c - 'A' + 'a');
    } else if (code < 0xc0 || (code >= 0x2000 && code < 0x2070)) {
      blank();
    } else if (code < 0x180) {
      const std::string_view plain = kPlain[code - 0xc0];
      if (plain == " ") {
        blank();
      } else {
        out += plain;
      }
    } else if (code < 0x300 || code >= 0x370) {  // combining accents say nothing here
      out += text.substr(at, size);
    }
    at += size;
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace partance::store
