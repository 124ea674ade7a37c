// Exact integer arithmetic gives the digits and the doubles of the C++ library, on chosen cases and on many others.
#include "base/decimal.hpp"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include <gtest/gtest.h>

namespace partance::base {
namespace {

std::string written_by_library(double x) {
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, x, std::chars_format::scientific);
  return {buffer, end.ptr};
}

/// "0.<digits>e<point>", which every reader understands.
std::string written(double x) {
  const ShortestDigits digits = exact_shortest_digits(x);
  return (digits.negative ? "-0." : "0.") + std::string(digits.text()) + "e" + std::to_string(digits.point);
}

double read_by_library(const std::string& text) {
  double x = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), x);
  if (read.ec == std::errc::result_out_of_range) x = std::strtod(text.c_str(), nullptr);
  return x;
}

void expect_same_digits(double x) {
  const ShortestDigits digits = exact_shortest_digits(x);
  std::string library = written_by_library(x);
  std::string expected;
  for (const char c : library.substr(0, library.find('e'))) {
    if (c >= '0' && c <= '9') expected += c;
  }
  ASSERT_EQ(digits.text(), expected) << library;
  ASSERT_EQ(digits.point - 1, std::stoi(library.substr(library.find('e') + 1))) << library;
  ASSERT_EQ(digits.negative, std::signbit(x));
}

void expect_same_double(const std::string& text) {
  ASSERT_EQ(std::bit_cast<std::uint64_t>(read_exact_decimal(text)), std::bit_cast<std::uint64_t>(read_by_library(text)))
      << text;
}

TEST(Decimal, PrintsAndReadsTheDelicateDoublesAsTheLibraryDoes) {
  using Limits = std::numeric_limits<double>;
  for (const double x : {1.0,
                         -1.0,
                         0.1,
                         0.3,
                         1.0 / 3,
                         2.0 / 3,
                         5e-324,
                         1e-323,
                         2.2250738585072011e-308,
                         2.2250738585072014e-308,
                         1.7976931348623157e308,
                         9007199254740993.0,
                         9007199254740992.0,
                         123456789012345678.0,
                         1e21,
                         1e22,
                         1e23,
                         8.5e22,
                         9.5e-7,
                         1e-7,
                         4.35,
                         633.4,
                         0.05,
                         12500.0,
                         Limits::epsilon(),
                         0x1p52,
                         0x1p53,
                         0x1p54,
                         0x1p-1022,
                         0x1p1023,
                         0x1.fffffffffffffp-1}) {
    expect_same_digits(x);
    for (const double near : {std::nextafter(x, Limits::infinity()), std::nextafter(x, -Limits::infinity())}) {
      if (near != 0 && std::isfinite(near)) expect_same_digits(near);
    }
    if (x > 0) expect_same_double(written(x));
  }
  for (int exponent = -1074; exponent <= 1023; ++exponent) expect_same_digits(std::ldexp(1.0, exponent));
}

TEST(Decimal, ReadsTiesOverflowsAndLongTextsAsTheLibraryDoes) {
  for (const char* text : {"0",
                           "0.0",
                           "000",
                           ".5",
                           "5.",
                           "1e400",
                           "1e-400",
                           "9007199254740993",
                           "9007199254740992.99999",
                           "1.7976931348623158e308",
                           "1.7976931348623159e308",
                           "2.4703282292062327e-324",
                           "2.4703282292062328e-324",
                           "2.2250738585072012e-308",
                           "1e23",
                           "1e22",
                           "123456789012345678901234567890",
                           "0.000000000000000000000001",
                           "1e99999999999999999999",
                           "1e-99999999999999999999",
                           "0e99999999999999999999",
                           "179769313486231580793e289"}) {
    expect_same_double(text);
  }
  // Midway between two doubles, and just beside it: 2^53 + 1 with zeros, then a one, behind the point.
  const std::string zeros(900, '0');
  expect_same_double("9007199254740993." + zeros);
  expect_same_double("9007199254740993." + zeros + "1");
  expect_same_double("0." + zeros + "1e600");
  expect_same_double("1" + zeros + "e-600");
}

TEST(Decimal, AgreesWithTheLibraryOnAnyDouble) {
  std::mt19937_64 random(20251122);
  for (int i = 0; i < 60'000; ++i) {
    const auto x = std::bit_cast<double>(random());
    if (!std::isfinite(x) || x == 0) continue;
    expect_same_digits(x);
    expect_same_double(written(std::fabs(x)));
  }
}

TEST(Decimal, AgreesWithTheLibraryOnAmountsAndOnTextsOfAnyLength) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 60'000; ++i) {
    const double amount = static_cast<double>(random() % 100'000'000) / 100;
    if (amount != 0) expect_same_digits(amount);
    expect_same_digits(amount * 1.1 + 0.05);
    std::string text;
    for (auto digits = 1 + random() % 40; digits > 0; --digits) text += static_cast<char>('0' + random() % 10);
    text.insert(random() % text.size(), ".");
    text += "e" + std::to_string(static_cast<int>(random() % 700) - 350);
    expect_same_double(text);
  }
}

}  // namespace
}  // namespace partance::base
