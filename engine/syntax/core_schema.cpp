// Plain scalars read by their first character, since nearly all of them are texts.
#include "engine/syntax/core_schema.hpp"

#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <limits>

#include "base/number_text.hpp"

namespace partance::engine::syntax {
namespace {

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    if (text == word) return true;
  }
  return false;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The value of a digit in base 8 or 16, or -1.
int digit_value(char c, int base) {
  int value = -1;
  if (is_digit(c)) value = c - '0';
  if (c >= 'a' && c <= 'f') value = c - 'a' + 10;
  if (c >= 'A' && c <= 'F') value = c - 'A' + 10;
  return value < base ? value : -1;
}

/// Digits in base 8 or 16, rounded to the nearest double.
ScalarValue radix_number(std::string_view digits, int bits) {
  if (digits.empty()) return {};
  std::uint64_t mantissa = 0;
  int exponent = 0;
  for (const char c : digits) {
    const int value = digit_value(c, 1 << bits);
    if (value < 0) return {};
    if (mantissa < (std::uint64_t{1} << 59U)) {
      mantissa = (mantissa << static_cast<unsigned>(bits)) | static_cast<std::uint64_t>(value);
    } else {
      // Past 59 bits a digit only says on which side of a tie the number falls.
      mantissa |= value != 0 ? 1U : 0U;
      exponent += bits;
    }
  }
  return {NodeKind::kNumber, std::ldexp(static_cast<double>(mantissa), exponent)};
}

/// [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
ScalarValue decimal_number(std::string_view text) {
  const std::string_view unsigned_text = text.substr(text[0] == '+' || text[0] == '-' ? 1 : 0);
  // The shape "digits and points, perhaps an exponent" is what parse_number reads; it alone decides.
  if (unsigned_text.empty() || (!is_digit(unsigned_text[0]) && unsigned_text[0] != '.')) return {};
  const auto number = base::parse_number(text);
  return number ? ScalarValue{NodeKind::kNumber, *number} : ScalarValue{};
}

ScalarValue signed_or_digit(std::string_view text) {
  if (text.starts_with("0o")) return radix_number(text.substr(2), 3);
  if (text.starts_with("0x")) return radix_number(text.substr(2), 4);
  const std::string_view rest = text.substr(text[0] == '+' || text[0] == '-' ? 1 : 0);
  if (is_one_of(rest, {".inf", ".Inf", ".INF"})) {
    const double infinity = std::numeric_limits<double>::infinity();
    return {NodeKind::kNumber, text[0] == '-' ? -infinity : infinity};
  }
  if (is_one_of(text, {".nan", ".NaN", ".NAN"})) {
    return {NodeKind::kNumber, std::numeric_limits<double>::quiet_NaN()};
  }
  return decimal_number(text);
}

}  // namespace

ScalarValue resolve_plain_scalar(std::string_view text) {
  if (text.empty()) return {NodeKind::kNull, 0};
  switch (text[0]) {
    case '~':
      return {text.size() == 1 ? NodeKind::kNull : NodeKind::kText, 0};
    case 'n':
    case 'N':
      return {is_one_of(text, {"null", "Null", "NULL"}) ? NodeKind::kNull : NodeKind::kText, 0};
    case 't':
    case 'T':
      if (is_one_of(text, {"true", "True", "TRUE"})) return {NodeKind::kBoolean, 1};
      return {};
    case 'f':
    case 'F':
      if (is_one_of(text, {"false", "False", "FALSE"})) return {NodeKind::kBoolean, 0};
      return {};
    case '+':
    case '-':
    case '.':
      return signed_or_digit(text);
    default:
      return is_digit(text[0]) ? signed_or_digit(text) : ScalarValue{};
  }
}

}  // namespace partance::engine::syntax
