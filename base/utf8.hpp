// UTF-8: the length of a character, whether a text is well formed, how many code points it has.
//
// For readers of outside input (rule files, JSON, messages with columns); nothing here depends on a locale.
#pragma once

#include <cstddef>
#include <string_view>

namespace partance::base {

/// Length in bytes of the well-formed UTF-8 character at `at`, 0 when the bytes there are not one (overlong forms,
/// surrogates and values past U+10FFFF included). `at` < text.size().
std::size_t utf8_size(std::string_view text, std::size_t at);

/// Offset of the first byte that is not well-formed UTF-8; text.size() when all of it is.
std::size_t first_invalid_utf8(std::string_view text);

/// Number of code points of a well-formed text; elsewhere, of bytes that do not continue a character.
std::size_t code_points(std::string_view text);

/// The code point of the well-formed character of `size` bytes at `at`.
char32_t code_point(std::string_view text, std::size_t at, std::size_t size);

}  // namespace partance::base
