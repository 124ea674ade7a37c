// Printing: the free-format algorithm of Steele and White, which gives digits until they tell the double from its
// neighbours. Reading: one long division, its quotient rounded once. Ordinary numbers take neither.
#include "base/decimal.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "base/natural.hpp"

namespace partance::base {
namespace {

constexpr int kMantissaBits = 53;
constexpr int kLeastExponent = -1074;                        // of the last bit of a subnormal double
constexpr std::uint64_t kMostExact = 1'000'000'000'000'000;  // up to 15 digits a decimal and its double tell each other
/// Powers of ten that are exact doubles: their products and quotients with an exact integer round once.
constexpr std::array<double, 23> kExactPowers = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                                 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/// x = mantissa × 2^exponent
struct Parts {
  std::uint64_t mantissa = 0;
  int exponent = 0;
};

Parts parts_of(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  constexpr std::uint64_t kHidden = std::uint64_t{1} << (kMantissaBits - 1);
  const std::uint64_t fraction = bits & (kHidden - 1);
  const auto biased = static_cast<int>(bits >> (kMantissaBits - 1) & 0x7ffU);
  if (biased == 0) return {fraction, kLeastExponent};
  return {fraction | kHidden, kLeastExponent + biased - 1};
}

void put_integer(std::uint64_t n, int places, ShortestDigits& out) {
  std::array<char, 20> reversed{};
  std::size_t count = 0;
  for (; n != 0; n /= 10) reversed[count++] = static_cast<char>('0' + n % 10);
  out.point = static_cast<int>(count) - places;
  std::size_t skip = 0;
  while (reversed[skip] == '0') ++skip;
  out.count = static_cast<int>(count - skip);
  for (std::size_t i = 0; i < count - skip; ++i) out.digits[i] = reversed[count - 1 - i];
}

/// Numbers of few digits: integers and amounts in cents.
bool put_short(double x, ShortestDigits& out) {
  for (std::size_t places = 0; places <= 15; ++places) {
    const double scaled = std::round(x * kExactPowers[places]);
    if (!(scaled < static_cast<double>(kMostExact))) return false;
    if (scaled == 0 || scaled / kExactPowers[places] != x) continue;
    put_integer(static_cast<std::uint64_t>(scaled), static_cast<int>(places), out);
    return true;
  }
  return false;
}

/// A double between its neighbours, as fractions of one denominator: value / scale, from low below to high above.
class Interval {
 public:
  explicit Interval(double x) {
    const auto [mantissa, exponent] = parts_of(x);
    is_even_ = mantissa % 2 == 0;
    // Below a power of two the neighbour is nearer by half.
    const bool is_power = mantissa == std::uint64_t{1} << (kMantissaBits - 1) && exponent > kLeastExponent;
    const unsigned doubled = is_power ? 2 : 1;
    value_ = Natural(mantissa);
    value_.shift_left(doubled + static_cast<unsigned>(std::max(exponent, 0)));
    scale_.shift_left(doubled + static_cast<unsigned>(std::max(-exponent, 0)));
    low_.shift_left(static_cast<unsigned>(std::max(exponent, 0)));
    high_.shift_left(doubled - 1 + static_cast<unsigned>(std::max(exponent, 0)));
    scale_by_ten(exponent + static_cast<int>(std::bit_width(mantissa)) - 1);
  }

  void put(ShortestDigits& out) {
    out.point = point_;
    while (true) {
      char digit = '0';
      while (value_ >= scale_) {
        value_.subtract(scale_);
        ++digit;
      }
      const bool is_low = is_even_ ? value_ <= low_ : value_ < low_;
      const bool is_high = reaches_above();
      if (is_low || is_high) {
        const bool round_up = is_low && is_high ? rounds_up(digit) : is_high;
        out.digits[out.count++] = static_cast<char>(digit + (round_up ? 1 : 0));
        return;
      }
      out.digits[out.count++] = digit;
      times_ten();
    }
  }

 private:
  /// Makes value / scale lie in [0.1, 1) × 10, the first digit then being its integer part.
  void scale_by_ten(int binary_exponent) {
    constexpr double kLogTwo = 0.30102999566398119;
    point_ = static_cast<int>(std::ceil(binary_exponent * kLogTwo - 1e-10));
    if (point_ >= 0) {
      scale_.multiply_by_power_of_ten(static_cast<unsigned>(point_));
    } else {
      for (Natural* each : {&value_, &low_, &high_}) each->multiply_by_power_of_ten(static_cast<unsigned>(-point_));
    }
    if (reaches_above()) {
      ++point_;  // the estimate was one too small
    } else {
      times_ten();
    }
  }
  void times_ten() {
    for (Natural* each : {&value_, &low_, &high_}) each->multiply_add(10);
  }
  [[nodiscard]] bool reaches_above() const {
    Natural above = value_;
    above.add(high_);
    return is_even_ ? above >= scale_ : above > scale_;
  }
  [[nodiscard]] bool rounds_up(char digit) const {
    Natural twice = value_;
    twice.multiply_add(2);
    if (twice == scale_) return (digit - '0') % 2 == 1;
    return twice > scale_;
  }

  Natural value_{};
  Natural scale_{1};
  Natural low_{1};
  Natural high_{1};
  int point_ = 0;
  bool is_even_ = false;
};

/// The significant digits of a text, and where its point stands: digits × 10^exponent.
struct Decimal {
  std::string digits{};
  int exponent = 0;
};

Decimal decimal_of(std::string_view text) {
  // A point midway between two doubles has at most 767 digits; of what follows only whether it is zero matters.
  constexpr std::size_t kMostDigits = 770;
  constexpr int kMostExponent = 100'000;
  Decimal read;
  std::int64_t exponent = 0;
  bool past_point = false;
  bool has_more = false;
  std::size_t at = 0;
  for (; at < text.size() && text[at] != 'e' && text[at] != 'E'; ++at) {
    const char c = text[at];
    if (c == '.') {
      past_point = true;
      continue;
    }
    const bool is_kept = (c != '0' || !read.digits.empty()) && read.digits.size() < kMostDigits;
    if (is_kept) read.digits += c;
    if (!is_kept && !read.digits.empty()) {
      has_more = has_more || c != '0';
      ++exponent;
    }
    if (past_point) --exponent;
  }
  if (has_more) {
    read.digits += '1';
    --exponent;
  }
  if (at < text.size()) {
    const bool is_negative = text[++at] == '-';
    if (is_negative || text[at] == '+') ++at;
    std::int64_t written = 0;
    for (; at < text.size(); ++at) written = std::min<std::int64_t>(written * 10 + (text[at] - '0'), 1'000'000'000'000);
    exponent += is_negative ? -written : written;
  }
  read.exponent = static_cast<int>(std::clamp<std::int64_t>(exponent, -kMostExponent, kMostExponent));
  return read;
}

/// quotient × 2^exponent, a little more when `has_rest`: rounded to the nearest double.
double rounded(std::uint64_t quotient, bool has_rest, int exponent) {
  const int width = static_cast<int>(std::bit_width(quotient));
  const int precision = std::min(kMantissaBits, width + exponent - kLeastExponent);
  if (precision < 0) return 0;
  const int dropped = width - precision;
  const std::uint64_t kept = dropped >= 64 ? 0 : quotient >> dropped;
  const std::uint64_t rest = dropped >= 64 ? quotient : quotient & ((std::uint64_t{1} << dropped) - 1);
  const std::uint64_t half = std::uint64_t{1} << (dropped - 1);
  const bool round_up = rest > half || (rest == half && (has_rest || kept % 2 == 1));
  return std::ldexp(static_cast<double>(kept + (round_up ? 1 : 0)), exponent + dropped);
}

double divided(const Decimal& decimal) {
  Natural numerator;
  for (const char c : decimal.digits) numerator.multiply_add(10, static_cast<std::uint32_t>(c - '0'));
  Natural denominator{1};
  Natural& scaled = decimal.exponent >= 0 ? numerator : denominator;
  scaled.multiply_by_power_of_ten(static_cast<unsigned>(std::abs(decimal.exponent)));
  // The quotient then has 63 or 64 bits.
  constexpr int kQuotientBits = 63;
  const int shift = kQuotientBits - static_cast<int>(numerator.bit_width()) + static_cast<int>(denominator.bit_width());
  (shift >= 0 ? numerator : denominator).shift_left(static_cast<unsigned>(std::abs(shift)));
  denominator.shift_left(kQuotientBits);
  std::uint64_t quotient = 0;
  for (int bit = 0; bit <= kQuotientBits; ++bit) {
    quotient <<= 1U;
    if (numerator >= denominator) {
      numerator.subtract(denominator);
      quotient |= 1U;
    }
    numerator.multiply_add(2);
  }
  return rounded(quotient, !numerator.is_zero(), -shift);
}

}  // namespace

ShortestDigits exact_shortest_digits(double x) {
  ShortestDigits out;
  out.negative = std::signbit(x);
  x = std::fabs(x);
  if (!put_short(x, out)) Interval(x).put(out);
  return out;
}

double read_exact_decimal(std::string_view text) {
  const Decimal decimal = decimal_of(text);
  const auto count = static_cast<int>(decimal.digits.size());
  if (count == 0) return 0;
  constexpr int kHuge = 310;   // 10^309 is past the largest double
  constexpr int kTiny = -324;  // and 10^-324 below half the smallest
  if (decimal.exponent + count >= kHuge) return std::numeric_limits<double>::infinity();
  if (decimal.exponent + count <= kTiny) return 0;
  const auto power = static_cast<std::size_t>(std::abs(decimal.exponent));
  if (count <= 15 && power < kExactPowers.size()) {
    std::uint64_t n = 0;
    for (const char c : decimal.digits) n = n * 10 + static_cast<std::uint64_t>(c - '0');
    const auto exact = static_cast<double>(n);
    return decimal.exponent >= 0 ? exact * kExactPowers[power] : exact / kExactPowers[power];
  }
  return divided(decimal);
}

}  // namespace partance::base
