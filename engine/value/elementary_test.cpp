// Powers and logarithms are the nearest doubles: 64-bit mantissas of the C library decide. The same doubles come out of
// the browser module: web/engine compares fingerprints of the same list.
#include "engine/value/elementary.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include <gtest/gtest.h>

namespace partance::engine::value {
namespace {

using Limits = std::numeric_limits<double>;
constexpr double kInf = Limits::infinity();

bool same(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b));
}

/// Half a unit in the last place and what the long double itself may be wrong by.
bool is_nearest(double obtained, long double expected) {
  const double rounded = static_cast<double>(expected);
  if (same(obtained, rounded)) return true;
  if (!std::isfinite(obtained) || !std::isfinite(rounded)) return false;
  const long double unit = std::nextafter(std::fabs(rounded), kInf) - std::fabs(rounded);
  return std::fabs(static_cast<long double>(obtained) - expected) <= unit * 0.502L;
}

TEST(Elementary, PowersOfSpecialNumbersAreThoseOfC) {
  const double all[] = {0.0,
                        -0.0,
                        1.0,
                        -1.0,
                        2.0,
                        -2.0,
                        3.0,
                        -3.0,
                        0.5,
                        -0.5,
                        1.5,
                        -1.5,
                        10.0,
                        1e9,
                        -1e9,
                        1e300,
                        kInf,
                        -kInf,
                        1e-300,
                        Limits::quiet_NaN(),
                        Limits::denorm_min()};
  for (const double base : all) {
    for (const double exponent : all) {
      const double expected = std::pow(base, exponent);
      const double obtained = power(base, exponent);
      const bool is_close = std::isfinite(expected) && std::fabs(obtained - expected) <= std::fabs(expected) * 1e-15;
      EXPECT_TRUE(same(obtained, expected) || is_close) << base << " ^ " << exponent << " = " << obtained;
      EXPECT_TRUE(expected != 0 || same(obtained, expected)) << base << " ^ " << exponent;
    }
  }
}

TEST(Elementary, PowersOfTenAndSmallSquaresAreExact) {
  double ten = 1;
  for (int k = 0; k <= 22; ++k, ten *= 10) EXPECT_EQ(power(10, k), ten) << k;
  EXPECT_EQ(power(10, -2), 0.01);
  EXPECT_EQ(power(10, -3), 0.001);
  for (int n = 1; n < 3'000; ++n) EXPECT_EQ(power(n, 2), static_cast<double>(n) * n);
  for (int k = -1074; k <= 1023; ++k) EXPECT_EQ(power(2, k), std::ldexp(1.0, k)) << k;
}

TEST(Elementary, PowersAreTheNearestDoubles) {
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> bases(0, 20), exponents(-30, 30), near_one(0.9, 1.1), large(-5'000, 5'000);
  for (int i = 0; i < 50'000; ++i) {
    const double base = bases(random), exponent = exponents(random);
    ASSERT_TRUE(is_nearest(power(base, exponent), std::pow(static_cast<long double>(base), exponent)))
        << base << " ^ " << exponent;
    const double one = near_one(random), many = large(random);
    ASSERT_TRUE(is_nearest(power(one, many), std::pow(static_cast<long double>(one), many))) << one << " ^ " << many;
  }
}

TEST(Elementary, LogarithmsAreTheNearestDoubles) {
  EXPECT_EQ(logarithm(1), 0);
  EXPECT_EQ(logarithm(0), -kInf);
  EXPECT_EQ(logarithm(kInf), kInf);
  EXPECT_TRUE(std::isnan(logarithm(-1)));
  EXPECT_TRUE(std::isnan(logarithm(Limits::quiet_NaN())));
  std::mt19937_64 random(5);
  std::uniform_real_distribution<double> near_one(0.99, 1.01), amounts(0, 1e6);
  for (int i = 0; i < 50'000; ++i) {
    for (const double x : {near_one(random), amounts(random), std::fabs(std::bit_cast<double>(random()))}) {
      if (!std::isfinite(x) || x == 0) continue;
      ASSERT_TRUE(is_nearest(logarithm(x), std::log(static_cast<long double>(x)))) << x;
    }
  }
}

}  // namespace
}  // namespace partance::engine::value
