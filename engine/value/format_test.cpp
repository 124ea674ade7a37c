// Texts of values: expected ones are what npm publicodes 1.10.3 prints.
#include "engine/value/format.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace partance::engine::value {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::string shown(double x, std::string_view unit, const FormatOptions& options = {}) {
  UnitTable units;
  const TextPool texts;
  return format(Value::of_number(x, *units.parse(unit)), units, texts, options);
}

FormatOptions decimals(int precision) {
  return {.precision = precision};
}
const FormatOptions kEnglish{.language = base::Language::kEnglish};

TEST(Format, WritesEurosWithTwoDecimalsUnlessWhole) {
  EXPECT_EQ(shown(5, "€"), "5\u00A0€");
  EXPECT_EQ(shown(5.5, "€"), "5,50\u00A0€");
  EXPECT_EQ(shown(1234567.891, "€"), "1\u202F234\u202F567,89\u00A0€");
  EXPECT_EQ(shown(5.0001, "€"), "5,00\u00A0€");
  EXPECT_EQ(shown(-5, "€"), "-5\u00A0€");
  EXPECT_EQ(shown(1234.5, "€", kEnglish), "€1,234.50");
  EXPECT_EQ(shown(-5, "€", kEnglish), "-€5");
}

TEST(Format, GivesEurosTheDecimalsAskedFor) {
  EXPECT_EQ(shown(5.5, "€", decimals(0)), "6\u00A0€");
  EXPECT_EQ(shown(5.55, "€", decimals(1)), "5,6\u00A0€");
  EXPECT_EQ(shown(9.99994, "€", decimals(1)), "10\u00A0€");
  EXPECT_EQ(shown(5.5555, "€", decimals(3)), "5,556\u00A0€");
}

TEST(Format, WritesPercents) {
  EXPECT_EQ(shown(50, "%"), "50\u00A0%");
  EXPECT_EQ(shown(1234, "%", kEnglish), "1,234%");
  EXPECT_EQ(shown(5.555, "%"), "5,55\u00A0%") << "5.555 / 100 is a little less than 0.05555";
  EXPECT_EQ(shown(33.333333, "%", decimals(15)), "33,333333000000004\u00A0%");
}

TEST(Format, RoundsTheShortestTextHalfAwayFromZero) {
  EXPECT_EQ(format_number(1.005), "1,01");
  EXPECT_EQ(format_number(1.015), "1,02");
  EXPECT_EQ(format_number(-2.5, decimals(0)), "-3");
  EXPECT_EQ(format_number(999.999), "1\u202F000");
  EXPECT_EQ(format_number(0.5, decimals(0)), "1");
  EXPECT_EQ(format_number(0.05, decimals(0)), "0");
  EXPECT_EQ(format_number(1e-7, decimals(15)), "0,0000001");
  EXPECT_EQ(format_number(0.1 + 0.2, decimals(15)), "0,3");
}

TEST(Format, KeepsTheSignOfANumberRoundedToZero) {
  EXPECT_EQ(shown(-0.001, "€"), "-0,00\u00A0€");
  EXPECT_EQ(shown(-0.001, "m"), "-0\u00A0m");
}

TEST(Format, PutsTheUnitAfterTheNumber) {
  EXPECT_EQ(shown(12000.456, "€/mois"), "12\u202F000,46\u00A0€/mois");
  EXPECT_EQ(shown(3, "mois"), "3\u00A0mois");
  EXPECT_EQ(shown(5, ""), "5");
  EXPECT_EQ(shown(1e22, "m", kEnglish), "10,000,000,000,000,000,000,000\u00A0m");
}

TEST(Format, SimplifiesTheUnitFirst) {
  EXPECT_EQ(shown(24, "k€/k€"), "24");
  EXPECT_EQ(shown(5, "%.€"), "0,05\u00A0€");
  EXPECT_EQ(shown(36000, "€.mois/an"), "3\u202F000,00\u00A0€") << "1/12 is rounded to 16 decimals";
}

TEST(Format, NamesWhatIsNotANumber) {
  UnitTable units;
  TextPool texts;
  const auto text = [&](const Value& value, const FormatOptions& options) {
    return format(value, units, texts, options);
  };
  EXPECT_EQ(shown(std::nan(""), "€"), "Erreur dans le calcul du nombre");
  EXPECT_EQ(shown(-kInfinity, "%"), "-∞\u00A0%");
  EXPECT_EQ(text(Value::undefined(), kEnglish), "Pas encore défini");
  EXPECT_EQ(text(Value::not_applicable(), {}), "Non applicable");
  EXPECT_EQ(text(Value::boolean(true), {}), "oui");
  EXPECT_EQ(text(Value::boolean(false), kEnglish), "no");
  EXPECT_EQ(text(Value::text(texts.intern("a\\nb\\nc")), {}), "a\nb\\nc");
}

TEST(Format, KeepsThePrecisionBetween0And15) {
  EXPECT_EQ(format_number(1.25, decimals(-3)), "1");
  EXPECT_EQ(format_number(0.1234567890123456, decimals(99)), "0,123456789012346");
}

RC_GTEST_PROP(FormatProperties, ReadsBackAsTheNumberRounded, ()) {
  const double x = *rc::gen::inRange<int>(-1'000'000'000, 1'000'000'000) / 1000.0;
  std::string text = format_number(x, kEnglish);
  std::erase(text, ',');
  RC_ASSERT(std::fabs(std::stod(text) - x) <= 0.005 + 1e-9);
}

}  // namespace
}  // namespace partance::engine::value
