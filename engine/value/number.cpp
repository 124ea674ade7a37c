// Rounding and number texts of the JavaScript reference, without its library.
#include "engine/value/number.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "base/number_text.hpp"
#include "engine/value/text_shape.hpp"

namespace partance::engine::value {
namespace {

constexpr double kTenTo16 = 1e16;  // 2^16 × 5^16, exact
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Value of "0x1F", "0o17", "0b101" without the two first characters; NaN when a digit is out of
/// range.
double number_in_base(std::string_view digits, int base) {
  if (digits.empty()) return kNaN;
  double x = 0;
  for (const char c : digits) {
    int digit = 99;
    if (c >= '0' && c <= '9') digit = c - '0';
    if (c >= 'a' && c <= 'f') digit = c - 'a' + 10;
    if (c >= 'A' && c <= 'F') digit = c - 'A' + 10;
    if (digit >= base) return kNaN;
    x = x * base + digit;
  }
  return x;
}

}  // namespace

std::string number_text(double x) {
  return base::number_text(x);
}

double number_of_text(std::string_view text) {
  text = trim(text);
  if (text.empty()) return 0;
  if (text == "Infinity" || text == "+Infinity") return std::numeric_limits<double>::infinity();
  if (text == "-Infinity") return -std::numeric_limits<double>::infinity();
  if (text.size() > 2 && text[0] == '0') {
    const char mark = static_cast<char>(text[1] | 0x20);
    if (mark == 'x') return number_in_base(text.substr(2), 16);
    if (mark == 'o') return number_in_base(text.substr(2), 8);
    if (mark == 'b') return number_in_base(text.substr(2), 2);
  }
  return base::parse_number(text).value_or(kNaN);
}

// From 0.5 up the spacing of doubles is at least 2^-53 = 1.11e-16. The nearest multiple n of 1e-16
// is at most 0.5e-16 away from x, less than half that spacing, so reading n back gives x again (0.5
// itself, below which the spacing halves, is a multiple of 1e-16). From 1e21 up JavaScript prints x
// as it is. Hence identity.
//
// Below 0.5, |x| = m × 2^-s with integers m < 2^53 and s >= 54, and n = round(m × 10^16 / 2^s). The
// product is below 2^53 × 2^53.2 and fits 128 bits; for s > 107 the quotient is below one half. n
// <= 5e15 < 2^53 and 1e16 are exact doubles, so the one rounding of their division is that of
// reading the decimal text n × 1e-16.
double round_to_16_decimals(double x) {
  const double magnitude = std::fabs(x);
  if (!(magnitude < 0.5)) return x;
  const auto bits = std::bit_cast<std::uint64_t>(magnitude);
  const auto exponent = static_cast<int>(bits >> 52);
  constexpr std::uint64_t kFraction = (std::uint64_t{1} << 52) - 1;
  const int shift = 1075 - exponent;  // subnormals have exponent 0: their shift is past the limit anyway
  if (shift > 107) return x < 0 ? -0.0 : 0.0;
  const std::uint64_t mantissa = (bits & kFraction) | (kFraction + 1);
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(mantissa) * std::uint64_t{10'000'000'000'000'000};
  const auto n = static_cast<std::uint64_t>((product + (Wide{1} << (shift - 1))) >> shift);
  return std::copysign(static_cast<double>(n) / kTenTo16, x);
}

double round_half_up(double x) {
  // floor(x + 0.5) would round 0.49999999999999994 up and odd integers above 2^52 wrongly.
  const double below = std::floor(x);
  const double rounded = x - below >= 0.5 ? below + 1 : below;
  return rounded == 0 ? std::copysign(0.0, x) : rounded;
}

}  // namespace partance::engine::value
