// Shortest digits come from std::to_chars where the library has it for doubles, else from base/decimal; the layout is
// ours.
#include "base/number_text.hpp"

#include <charconv>
#include <cmath>
#include <cstdlib>

#include "base/decimal.hpp"

namespace partance::base {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Length of the text when it has the shape of a decimal number, sign left out; 0 otherwise.
bool has_decimal_shape(std::string_view text) {
  std::size_t at = 0;
  std::size_t digits = 0;
  const auto skip_digits = [&] {
    const std::size_t start = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at - start;
  };
  digits += skip_digits();
  if (at < text.size() && text[at] == '.') {
    ++at;
    digits += skip_digits();
  }
  if (digits == 0) return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (skip_digits() == 0) return false;
  }
  return at == text.size();
}

}  // namespace

ShortestDigits shortest_digits(double x) {
  ShortestDigits result;
  result.negative = std::signbit(x);
  if (x == 0 || !std::isfinite(x)) return result;
#if defined(__cpp_lib_to_chars)
  char buffer[32];
  const auto written = std::to_chars(buffer, buffer + sizeof buffer, std::fabs(x), std::chars_format::scientific);
  const char* at = buffer;
  for (; at != written.ptr && *at != 'e'; ++at) {
    if (*at != '.') result.digits[result.count++] = *at;
  }
  while (result.count > 1 && result.digits[result.count - 1] == '0') --result.count;
  int exponent = 0;
  const char* first = at + 1 + (at[1] == '+' ? 1 : 0);  // from_chars takes no plus sign
  std::from_chars(first, written.ptr, exponent);
  result.point = exponent + 1;
  return result;
#else
  return exact_shortest_digits(x);
#endif
}

void append_number_text(std::string& out, double x) {
  if (x == 0) {
    out += '0';
    return;
  }
  if (std::isnan(x)) {
    out += "NaN";
    return;
  }
  if (x < 0) out += '-';
  if (std::isinf(x)) {
    out += "Infinity";
    return;
  }
  const ShortestDigits shortest = shortest_digits(x);
  const std::string_view digits = shortest.text();
  const int count = shortest.count;
  const int point = shortest.point;
  if (point > 21 || point < -5) {
    out += digits[0];
    if (count > 1) {
      out += '.';
      out += digits.substr(1);
    }
    out += point > 0 ? "e+" : "e-";
    char exponent[8];
    const auto end = std::to_chars(exponent, exponent + sizeof exponent, std::abs(point - 1));
    out.append(exponent, end.ptr);
    return;
  }
  if (point <= 0) {
    out += "0.";
    out.append(static_cast<std::size_t>(-point), '0');
    out += digits;
    return;
  }
  if (count <= point) {
    out += digits;
    out.append(static_cast<std::size_t>(point - count), '0');
    return;
  }
  out += digits.substr(0, static_cast<std::size_t>(point));
  out += '.';
  out += digits.substr(static_cast<std::size_t>(point));
}

std::string number_text(double x) {
  std::string text;
  append_number_text(text, x);
  return text;
}

std::optional<double> parse_number(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (!has_decimal_shape(text)) return std::nullopt;
#if defined(__cpp_lib_to_chars)
  double x = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), x);
  if (read.ec == std::errc::result_out_of_range) x = read_exact_decimal(text);
#else
  const double x = read_exact_decimal(text);
#endif
  return negative ? -x : x;
}

}  // namespace partance::base
