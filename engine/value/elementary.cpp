// A number here is the unevaluated sum of two doubles (Dekker, 1971): 106 bits, of which a few are lost on the way.
#include "engine/value/elementary.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace partance::engine::value {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// high + low, where high is the double nearest to the sum.
struct Pair {
  double high = 0;
  double low = 0;
};

/// a + b exactly; |a| is not smaller than |b|.
constexpr Pair sum_of_ordered(double a, double b) {
  const double sum = a + b;
  return {sum, b - (sum - a)};
}

/// a + b exactly.
constexpr Pair sum_of(double a, double b) {
  const double sum = a + b;
  const double of_b = sum - a;
  return {sum, (a - (sum - of_b)) + (b - of_b)};
}

/// a × b exactly, halves of 26 bits being multiplied without rounding.
constexpr Pair product_of(double a, double b) {
  constexpr double kSplit = 134'217'729;  // 2^27 + 1
  const double a_high = a * kSplit - (a * kSplit - a);
  const double b_high = b * kSplit - (b * kSplit - b);
  const double a_low = a - a_high;
  const double b_low = b - b_high;
  const double product = a * b;
  return {product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

constexpr Pair operator+(const Pair& a, const Pair& b) {
  const Pair high = sum_of(a.high, b.high);
  const Pair low = sum_of(a.low, b.low);
  const Pair once = sum_of_ordered(high.high, high.low + low.high);
  return sum_of_ordered(once.high, once.low + low.low);
}

constexpr Pair operator-(const Pair& a) {
  return {-a.high, -a.low};
}

constexpr Pair operator*(const Pair& a, const Pair& b) {
  const Pair product = product_of(a.high, b.high);
  return sum_of_ordered(product.high, product.low + (a.high * b.low + a.low * b.high));
}

constexpr Pair operator/(const Pair& a, const Pair& b) {
  const double first = a.high / b.high;
  const Pair rest = a + -(b * Pair{first, 0});
  const double second = rest.high / b.high;
  const Pair last = rest + -(b * Pair{second, 0});
  const Pair quotient = sum_of_ordered(first, second);
  return quotient + Pair{last.high / b.high, 0};
}

constexpr Pair kLogTwo{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};

/// 1/1, 1/3, 1/5 … and 1/0!, 1/1!, 1/2! …
template <std::size_t N>
constexpr std::array<Pair, N> odd_reciprocals() {
  std::array<Pair, N> all{};
  for (std::size_t i = 0; i < N; ++i) all[i] = Pair{1, 0} / Pair{static_cast<double>(2 * i + 1), 0};
  return all;
}
template <std::size_t N>
constexpr std::array<Pair, N> factorial_reciprocals() {
  std::array<Pair, N> all{};
  all[0] = {1, 0};
  for (std::size_t i = 1; i < N; ++i) all[i] = all[i - 1] / Pair{static_cast<double>(i), 0};
  return all;
}

template <std::size_t N>
constexpr Pair polynomial(const std::array<Pair, N>& coefficients, const Pair& x) {
  Pair sum = coefficients[N - 1];
  for (std::size_t i = N - 1; i-- > 0;) sum = sum * x + coefficients[i];
  return sum;
}

/// The logarithm of a finite x > 0: x = m × 2^e with m near 1, ln m = 2 artanh((m - 1) / (m + 1)).
Pair wide_logarithm(double x) {
  constexpr auto kTerms = odd_reciprocals<23>();  // the next one is below 2^-112
  constexpr double kRootOfHalf = 0.70710678118654752;
  int exponent = 0;
  double mantissa = std::frexp(x, &exponent);
  if (mantissa < kRootOfHalf) {
    mantissa *= 2;
    --exponent;
  }
  const Pair ratio = sum_of(mantissa, -1) / sum_of(mantissa, 1);
  const Pair half = ratio * polynomial(kTerms, ratio * ratio);
  return Pair{static_cast<double>(exponent), 0} * kLogTwo + Pair{2 * half.high, 2 * half.low};
}

/// x × 2^exponent rounded once, even where doubles have fewer bits.
double scaled(Pair x, int exponent) {
  const Pair normal = sum_of_ordered(x.high, x.low);
  double high = normal.high;
  const bool is_subnormal = std::ilogb(high) + exponent < std::numeric_limits<double>::min_exponent - 1;
  if (is_subnormal && normal.low != 0) {
    // Rounding to odd keeps what was cut in sight of the second rounding.
    const auto bits = std::bit_cast<std::uint64_t>(high);
    const bool is_away = std::signbit(normal.low) == std::signbit(high);
    if (bits % 2 == 0) high = std::bit_cast<double>(is_away ? bits + 1 : bits - 1);
  }
  return std::ldexp(high, exponent);
}

/// e^x, for x far from what overflows an int of binary exponents.
double wide_exponential(const Pair& x) {
  constexpr auto kTerms = factorial_reciprocals<27>();  // |x| < 0.35: the next one is below 2^-130
  const double turns = std::floor(x.high / kLogTwo.high + 0.5);
  const Pair rest = x + -(kLogTwo * Pair{turns, 0});
  return scaled(polynomial(kTerms, rest), static_cast<int>(turns));
}

/// base^n for a small natural number n: exact as long as 106 bits hold it.
double small_power(double base, unsigned n, bool is_inverse) {
  int exponent = 0;
  const Pair mantissa{std::frexp(base, &exponent), 0};
  Pair result{1, 0};
  for (unsigned i = 0; i < n; ++i) result = result * mantissa;
  int scale = exponent * static_cast<int>(n);
  if (is_inverse) {
    result = Pair{1, 0} / result;
    scale = -scale;
  }
  return scaled(result, scale);
}

bool is_odd(double x) {
  return std::fmod(x, 2) != 0;
}

/// power() of zero, of infinities and of NaN.
double special_power(double base, double exponent) {
  if (exponent == 0 || base == 1) return 1;
  if (std::isnan(base) || std::isnan(exponent)) return kNaN;
  if (std::isinf(exponent)) {
    if (std::fabs(base) == 1) return 1;
    return (std::fabs(base) > 1) == (exponent > 0) ? kInfinity : 0;
  }
  const bool is_integer = std::floor(exponent) == exponent;
  const bool is_negative = std::signbit(base) && is_integer && is_odd(exponent);
  const double magnitude = (base == 0) == (exponent > 0) ? 0 : kInfinity;
  return is_negative ? -magnitude : magnitude;
}

}  // namespace

double power(double base, double exponent) {
  if (base == 0 || base == 1 || exponent == 0 || !std::isfinite(base) || !std::isfinite(exponent)) {
    return special_power(base, exponent);
  }
  const bool is_integer = std::floor(exponent) == exponent;
  if (base < 0 && !is_integer) return kNaN;
  constexpr double kMostMultiplied = 64;
  if (is_integer && std::fabs(exponent) <= kMostMultiplied) {
    return small_power(base, static_cast<unsigned>(std::fabs(exponent)), exponent < 0);
  }
  const Pair log = wide_logarithm(std::fabs(base));
  constexpr double kMost = 800;  // e^±800 is past the doubles
  const double rough = log.high * exponent;
  double result = 0;
  if (rough > kMost) {
    result = kInfinity;
  } else if (rough >= -kMost) {
    result = wide_exponential(log * Pair{exponent, 0});
  }
  return base < 0 && is_odd(exponent) ? -result : result;
}

double logarithm(double x) {
  if (std::isnan(x) || x < 0) return kNaN;
  if (x == 0) return -kInfinity;
  if (std::isinf(x)) return x;
  const Pair log = wide_logarithm(x);
  return log.high + log.low;
}

}  // namespace partance::engine::value
