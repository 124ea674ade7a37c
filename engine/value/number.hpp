// Arithmetic as the JavaScript reference does it where C++ would differ: text of a number,
// rounding.
#pragma once

#include <string>
#include <string_view>

namespace partance::engine::value {

/// The shortest text that reads back as `x`, with JavaScript's exponent thresholds (1e21, 1e-7);
/// "NaN", "Infinity".
std::string number_text(double x);

/// JavaScript's Number(text) for texts met in coercions: decimal literals, empty text 0, otherwise
/// NaN.
double number_of_text(std::string_view text);

/// Round to 16 decimals, half away from zero on the exact binary value; identity above 1e21 (JS
/// +x.toFixed(16)).
double round_to_16_decimals(double x);

/// Round to nearest integer, ties toward +infinity (JS Math.round).
double round_half_up(double x);

}  // namespace partance::engine::value
