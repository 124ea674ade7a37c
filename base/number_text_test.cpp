// Texts of numbers, against what JavaScript prints.
#include "base/number_text.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace partance::base {
namespace {

TEST(NumberText, IsTheShortestTextThatReadsBack) {
  EXPECT_EQ(number_text(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(number_text(5.0), "5");
  EXPECT_EQ(number_text(-1234.5), "-1234.5");
  EXPECT_EQ(number_text(5e-324), "5e-324");
  EXPECT_EQ(number_text(1.7976931348623157e308), "1.7976931348623157e+308");
}

TEST(NumberText, ChangesToAnExponentWhereJavaScriptDoes) {
  EXPECT_EQ(number_text(1e20), "100000000000000000000");
  EXPECT_EQ(number_text(1e21), "1e+21");
  EXPECT_EQ(number_text(123456789012345680000.0), "123456789012345680000");
  EXPECT_EQ(number_text(1.5e21), "1.5e+21");
  EXPECT_EQ(number_text(0.000001), "0.000001");
  EXPECT_EQ(number_text(0.00000123), "0.00000123");
  EXPECT_EQ(number_text(1e-7), "1e-7");
  EXPECT_EQ(number_text(-1.25e-7), "-1.25e-7");
}

TEST(NumberText, NamesZeroAndWhatIsNotFinite) {
  EXPECT_EQ(number_text(0.0), "0");
  EXPECT_EQ(number_text(-0.0), "0");
  EXPECT_EQ(number_text(std::numeric_limits<double>::quiet_NaN()), "NaN");
  EXPECT_EQ(number_text(std::numeric_limits<double>::infinity()), "Infinity");
  EXPECT_EQ(number_text(-std::numeric_limits<double>::infinity()), "-Infinity");
}

RC_GTEST_PROP(NumberText, ReadsBackAsTheSameNumber, (std::uint64_t bits)) {
  const double x = std::bit_cast<double>(bits);
  RC_PRE(std::isfinite(x));
  RC_ASSERT(parse_number(number_text(x)) == std::optional(x));
}

TEST(ShortestDigits, GivesDigitsWithoutZerosAtTheEnds) {
  const ShortestDigits digits = shortest_digits(-1200.5);
  EXPECT_TRUE(digits.negative);
  EXPECT_EQ(digits.text(), "12005");
  EXPECT_EQ(digits.point, 4);
  EXPECT_EQ(shortest_digits(0.00045).point, -3);
  EXPECT_EQ(shortest_digits(3000).text(), "3");
  EXPECT_EQ(shortest_digits(0).count, 0);
}

TEST(ParseNumber, ReadsDecimalsWithSignPointAndExponent) {
  EXPECT_EQ(parse_number("-12.50"), -12.5);
  EXPECT_EQ(parse_number("+.5"), 0.5);
  EXPECT_EQ(parse_number("5."), 5.0);
  EXPECT_EQ(parse_number("1E-3"), 0.001);
}

TEST(ParseNumber, RefusesOtherShapes) {
  for (const char* text : {"", ".", "-", "1e", "1e+", "e3", "1,5", "0x10", "inf", "nan", "1 ", "--1", "+-1"}) {
    EXPECT_FALSE(parse_number(text).has_value()) << text;
  }
}

TEST(ParseNumber, GoesToInfinityOrZeroOutOfRange) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(parse_number("1e400"), kInfinity);
  EXPECT_EQ(parse_number("-1e400"), -kInfinity);
  EXPECT_EQ(parse_number("1e-400"), 0.0);
  EXPECT_EQ(parse_number("0.0000e999999"), 0.0);
  EXPECT_EQ(parse_number("1" + std::string(400, '0')), kInfinity);
  EXPECT_EQ(parse_number("0." + std::string(400, '0') + "1"), 0.0);
  EXPECT_EQ(parse_number("1" + std::string(400, '0') + "e-400"), 1.0);
  EXPECT_EQ(parse_number("1e99999999999999999999"), kInfinity);
}

}  // namespace
}  // namespace partance::base
