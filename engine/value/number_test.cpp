// Rounding and coercion, against JavaScript.
#include "engine/value/number.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace partance::engine::value {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(RoundTo16Decimals, IsIdentityFromOneHalfUp) {
  for (const double x : {0.5, 0.7000000000000001, 1.0000000000000002, 1234.56, 1e20, 1e22, 1e300}) {
    EXPECT_EQ(round_to_16_decimals(x), x);
    EXPECT_EQ(round_to_16_decimals(-x), -x);
  }
  EXPECT_EQ(round_to_16_decimals(kInfinity), kInfinity);
  EXPECT_TRUE(std::isnan(round_to_16_decimals(std::nan(""))));
}

TEST(RoundTo16Decimals, CutsWhatIsBelowOneHalf) {
  EXPECT_EQ(round_to_16_decimals(0.12345678901234568), 0.1234567890123457);
  EXPECT_EQ(round_to_16_decimals(5.0 / 12), 0.4166666666666667);
  EXPECT_EQ(round_to_16_decimals(0.00012345678901234567), 0.0001234567890123);
  EXPECT_EQ(round_to_16_decimals(1e-17), 0.0);
  EXPECT_EQ(round_to_16_decimals(5e-324), 0.0);
  EXPECT_TRUE(std::signbit(round_to_16_decimals(-1e-20)));
  EXPECT_FALSE(std::signbit(round_to_16_decimals(-0.0)));
}

TEST(RoundTo16Decimals, SendsAnExactTieAwayFromZero) {
  // 3 × 2^-17 = 0.00002288818359375 exactly: 17 decimals, the last one a 5.
  EXPECT_EQ(round_to_16_decimals(0x3p-17), 0.0000228881835938);
  EXPECT_EQ(round_to_16_decimals(-0x3p-17), -0.0000228881835938);
}

RC_GTEST_PROP(RoundTo16Decimals, AgreesWithTheExactDecimalTextExceptOnTies, (std::uint64_t bits)) {
  // Any mantissa with an exponent from 2^-70 to 2^3.
  const std::uint64_t exponent = 953 + bits % 73;
  const double x = std::bit_cast<double>(exponent << 52 | (bits >> 12));
  char text[64];
  std::snprintf(text, sizeof text, "%.16f", x);
  char longer[128];
  std::snprintf(longer, sizeof longer, "%.80f", x);
  RC_PRE(std::string_view(longer).substr(std::string_view(longer).find('.') + 17) != "5" + std::string(63, '0'));
  RC_ASSERT(round_to_16_decimals(x) == std::strtod(text, nullptr));
}

TEST(RoundHalfUp, SendsTiesTowardsPlusInfinity) {
  EXPECT_EQ(round_half_up(2.5), 3);
  EXPECT_EQ(round_half_up(-2.5), -2);
  EXPECT_EQ(round_half_up(-2.6), -3);
  EXPECT_EQ(round_half_up(0.49999999999999994), 0);
  EXPECT_EQ(round_half_up(4503599627370497.0), 4503599627370497.0);
  EXPECT_EQ(round_half_up(kInfinity), kInfinity);
  EXPECT_TRUE(std::signbit(round_half_up(-0.2)));
}

TEST(NumberOfText, ReadsWhatJavaScriptReads) {
  EXPECT_EQ(number_of_text(""), 0);
  EXPECT_EQ(number_of_text(" \u00A0\n"), 0);
  EXPECT_EQ(number_of_text(" 12.5 "), 12.5);
  EXPECT_EQ(number_of_text("-.5e1"), -5);
  EXPECT_EQ(number_of_text("0x1F"), 31);
  EXPECT_EQ(number_of_text("0B11"), 3);
  EXPECT_EQ(number_of_text("-Infinity"), -kInfinity);
}

TEST(NumberOfText, IsNaNForTheRest) {
  for (const char* text : {"abc", "12px", "31/12/2024", "1,5", "0x", "0b2", "-0x1", "nan", "inf", "1 2"}) {
    EXPECT_TRUE(std::isnan(number_of_text(text))) << text;
  }
}

}  // namespace
}  // namespace partance::engine::value
