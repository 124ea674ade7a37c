// Numbers as text and back, independent of the locale: the shortest text that reads back as the
// same double, laid out with the exponent thresholds of JavaScript, so that JSON, rule texts and
// messages of both worlds print the same characters.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace partance::base {

/// The shortest decimal digits that read back as a finite double other than 0: x = ±0.digits ×
/// 10^point.
struct ShortestDigits {
  bool negative = false;
  int point = 0;  ///< place of the decimal point counted from the first digit
  int count = 0;  ///< number of digits, at most 17; no zero at either end
  char digits[20] = {};

  [[nodiscard]] std::string_view text() const { return {digits, static_cast<std::size_t>(count)}; }
};

/// Zero and numbers that are not finite have count 0.
ShortestDigits shortest_digits(double x);

/// The shortest text that reads back as `x`: plain from 1e-6 up to 1e21, with an exponent outside
/// ("1e-7", "1e+21"); "0" for both zeros, "NaN", "Infinity", "-Infinity".
std::string number_text(double x);

/// The same, added at the end of `out`.
void append_number_text(std::string& out, double x);

/// Reads digits with an optional sign, point and exponent ("-1", "2.50", ".5", "5.", "1e-7"),
/// correctly rounded; an exponent too large gives an infinity, too small a zero. Nothing when the
/// text has another shape.
std::optional<double> parse_number(std::string_view text);

}  // namespace partance::base
