// Units: expected texts and figures are answers of npm publicodes 1.10.3.
#include "engine/value/unit.hpp"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace partance::engine::value {
namespace {

using Names = std::vector<std::string>;

class Units : public testing::Test {
 protected:
  UnitId unit(std::string_view text) {
    const auto read = table_.parse(text);
    EXPECT_TRUE(read.has_value()) << text;
    return read.value_or(UnitId::kAbsent);
  }
  std::string printed(std::string_view text) { return std::string(table_.text(unit(text))); }
  double converted(double x, std::string_view from, std::string_view to) {
    return table_.convert(unit(from), unit(to), x).value_or(std::nan(""));
  }

  UnitTable table_;
};

TEST_F(Units, AreReadAsNumeratorsAndDenominators) {
  const UnitId id = unit("kg.m2/s/an");
  EXPECT_EQ(table_.numerators(id), (Names{"kg", "m", "m"}));
  EXPECT_EQ(table_.denominators(id), (Names{"s", "an"}));
  EXPECT_EQ(unit(""), UnitId::kEmpty);
}

TEST_F(Units, ReadDigitsAtTheEndAsAPower) {
  EXPECT_EQ(table_.numerators(unit("kgCO2")), (Names{"kgCO", "kgCO"}));
  EXPECT_EQ(table_.numerators(unit("kgCO2e")), (Names{"kgCO2e"}));
  EXPECT_EQ(table_.numerators(unit("100km")), (Names{"100km"}));
  EXPECT_EQ(table_.numerators(unit("m²")), (Names{"m²"}));
  EXPECT_EQ(table_.numerators(unit("m0")), (Names{}));
  EXPECT_EQ(table_.numerators(unit("x33y3")), (Names{"x", "x", "x"}));
  EXPECT_EQ(table_.numerators(unit("a2\nb")), (Names{"a", "a"}));
  EXPECT_EQ(table_.numerators(unit("b.a2.b")), (Names{"b", "b", "a", "a"}));
  EXPECT_EQ(table_.numerators(unit("jour ouvré")), (Names{"jour ouvré"}));
}

TEST_F(Units, PrintAfterCancelling) {
  EXPECT_EQ(printed("a.b.a/a"), "a.b");
  EXPECT_EQ(printed("b.a2.b"), "b2.a2");
  EXPECT_EQ(printed("/an"), "/an");
  EXPECT_EQ(printed("a/b/c/b"), "a/b2.c");
  EXPECT_EQ(printed("m/m"), "");
  EXPECT_EQ(table_.text(UnitId::kAbsent), "");
}

TEST_F(Units, AreRefusedWithASpaceAfterTheSlash) {
  const auto read = table_.parse("€/ mois");
  ASSERT_FALSE(read.has_value());
  EXPECT_NE(read.error().fr.find("€/ mois"), std::string::npos);
  EXPECT_NE(read.error().en.find("without spaces"), std::string::npos);
  EXPECT_TRUE(table_.parse("€ /mois").has_value());
}

TEST_F(Units, AreRefusedWhenTooLarge) {
  EXPECT_TRUE(table_.parse("m64").has_value());
  EXPECT_FALSE(table_.parse("m65").has_value());
  EXPECT_FALSE(table_.parse("m99999999999999999999").has_value());
  EXPECT_FALSE(table_.parse("m40/s40").has_value());
  EXPECT_FALSE(table_.parse(std::string(2000, 'a')).has_value());
}

TEST_F(Units, TheTableRefusesItsUnit65536) {
  for (int i = 0; table_.size() < 65'535; ++i) ASSERT_TRUE(table_.parse("u" + std::to_string(i) + "x"));
  EXPECT_FALSE(table_.parse("nouvelle").has_value());
  EXPECT_TRUE(table_.parse("u0x").has_value());
  EXPECT_EQ(table_.multiply(unit("u0x"), unit("u1x")), UnitId::kEmpty);
}

TEST_F(Units, MultiplyAndDivideWithExactCancellation) {
  EXPECT_EQ(table_.text(table_.multiply(unit("€/mois"), unit("an"))), "€.an/mois");
  EXPECT_EQ(table_.text(table_.multiply(unit("a.b"), unit("a/b"))), "a2");
  EXPECT_EQ(table_.divide(unit("h"), unit("h")), UnitId::kEmpty);
  EXPECT_EQ(table_.text(table_.divide(unit("km"), unit("m"))), "km/m");
  EXPECT_EQ(table_.text(table_.multiply(unit("a"), unit("b.a/c.a.d"))), "b.a/c.d");
}

TEST_F(Units, TakeAnAbsentUnitAsNeutral) {
  const UnitId raw = unit("km.m/m");
  EXPECT_EQ(table_.multiply(raw, UnitId::kAbsent), raw);
  EXPECT_EQ(table_.multiply(UnitId::kAbsent, raw), raw);
  EXPECT_EQ(table_.multiply(UnitId::kAbsent, UnitId::kAbsent), UnitId::kAbsent);
  EXPECT_EQ(table_.divide(UnitId::kAbsent, UnitId::kAbsent), UnitId::kEmpty);
  EXPECT_EQ(table_.text(table_.divide(UnitId::kAbsent, unit("an"))), "/an");
  EXPECT_EQ(table_.divide(raw, UnitId::kAbsent), unit("km"));
}

TEST_F(Units, StayBoundedWhenTheyAreSquaredAgainAndAgain) {
  UnitId squared = unit("x.y");
  for (int i = 0; i < 100; ++i) squared = table_.multiply(squared, squared);
  EXPECT_EQ(squared, UnitId::kEmpty);
}

TEST_F(Units, TellPercentsApart) {
  EXPECT_TRUE(table_.is_percent(unit("%")));
  EXPECT_FALSE(table_.is_percent(unit("%/an")));
  EXPECT_TRUE(table_.has_percent(unit("%/an")));
  EXPECT_FALSE(table_.has_percent(unit("€/%")));
  EXPECT_EQ(table_.without_one_percent(unit("%2.a")), unit("%.a"));
  EXPECT_EQ(table_.without_one_percent(unit("%")), UnitId::kEmpty);
  EXPECT_EQ(table_.without_one_percent(UnitId::kAbsent), UnitId::kAbsent);
}

TEST_F(Units, SimplifyPairsOfOneClass) {
  EXPECT_EQ(table_.simplify(unit("€.mois/an")), unit("€"));
  EXPECT_EQ(table_.simplify(unit("km.m/cm")), unit("m"));
  EXPECT_EQ(table_.simplify(unit("cm/km.m")), unit("/m"));
  EXPECT_EQ(table_.simplify(unit("%3/%")), unit("%"));
  EXPECT_EQ(table_.simplify(unit("%.kg")), unit("kg"));
  EXPECT_EQ(table_.simplify(unit("€/%2")), unit("€"));
  EXPECT_EQ(table_.simplify(unit("%/an")), unit("%/an"));
  EXPECT_EQ(table_.simplify(UnitId::kAbsent), UnitId::kAbsent);
}

TEST_F(Units, ConvertWithinAClass) {
  EXPECT_EQ(converted(5, "mois", "an"), 0.4166666666666666);
  EXPECT_EQ(converted(5, "€/an", "€/mois"), 0.4166666666666666);
  EXPECT_EQ(converted(1, "an.mois/jour", "mois"), 11102.083333333334);
  EXPECT_EQ(converted(5, "m2", "cm2"), 50000);
  EXPECT_EQ(converted(5, "an.km", "mois.m"), 60000);
  EXPECT_EQ(converted(1.5, "k€", "€"), 1500);
  EXPECT_EQ(converted(5, "kW.h", "kWh"), 5);
  EXPECT_EQ(converted(5, "mn/h", "noeud"), 5);
}

TEST_F(Units, ConvertPercents) {
  EXPECT_EQ(converted(5, "%", ""), 0.05);
  EXPECT_EQ(converted(0.8, "", "%"), 80);
  EXPECT_EQ(converted(5, "%.€", "€"), 0.05);
  EXPECT_EQ(converted(5, "%/an", "/mois"), 0.0041666666666667);
  EXPECT_EQ(converted(441, "%.kgCO2e", "kgCO2e"), 4.41);
}

TEST_F(Units, ConvertAsTheReferenceDoesWhereItSurprises) {
  EXPECT_EQ(converted(1, "m2/cm", "m"), 10000);
  EXPECT_EQ(converted(7, "m.cm.mm", "m.cm.mm"), 0.007);
  EXPECT_EQ(converted(1e-17, "m", "m"), 0);
}

TEST_F(Units, ConvertToThemselvesAsToAnyOther) {
  EXPECT_EQ(table_.convert_in_place(unit("€"), 1.23456789e-10), 1.234568e-10);  // 16 decimals are kept
  EXPECT_EQ(table_.convert_in_place(unit("€"), 0.1), 0.1);
  EXPECT_EQ(table_.convert_in_place(unit("€/mois"), 1e17), 1e17);
  EXPECT_EQ(table_.convert_in_place(unit("%"), 200.5), 200.49999999999997);  // through 2.005
  EXPECT_EQ(table_.convert_in_place(unit("%"), 8.55), 8.55);
  EXPECT_EQ(table_.convert_in_place(unit("m.cm.mm"), 7), 0.007);
  EXPECT_EQ(table_.convert_in_place(UnitId::kAbsent, 1.23456789e-10), 1.23456789e-10);
}

TEST_F(Units, LoseTheirPercentAndWhatCancelsForABaseWithoutUnit) {
  const auto to_base = [&](double x, std::string_view text) {
    return table_.convert_to_base(unit(text), UnitId::kAbsent, x).value_or(std::nan(""));
  };
  EXPECT_EQ(to_base(5, "%"), 0.05);
  EXPECT_EQ(to_base(5, "%.€"), 0.05);
  EXPECT_EQ(to_base(5, "%/an"), 0.05);
  EXPECT_EQ(to_base(5, "€/%"), 500);
  EXPECT_EQ(to_base(5, "%.%.€"), 0.0005);
  EXPECT_EQ(to_base(5, "m.cm.mm"), 5);
  EXPECT_EQ(to_base(5, "€.an/mois"), 60);
  EXPECT_EQ(to_base(5, "%.kg/g"), 50);
  EXPECT_EQ(to_base(5, "€/an"), 5);
  EXPECT_EQ(to_base(1.23456789e-10, "€"), 1.23456789e-10);
  EXPECT_FALSE(table_.keeps_large_numbers(unit("€/%"), UnitId::kAbsent));
}

TEST_F(Units, ConvertNothingBetweenClasses) {
  EXPECT_FALSE(table_.convert(unit("€"), unit("mois"), 1).has_value());
  EXPECT_FALSE(table_.convert(unit("€"), UnitId::kEmpty, 1).has_value());
  EXPECT_FALSE(table_.convert(unit("kW.h/an"), unit("kWh/an"), 1).has_value());
  EXPECT_FALSE(table_.convert(unit("jours"), unit("jour"), 0).has_value());
  EXPECT_FALSE(table_.convertible(unit("h"), unit("mn")));
  EXPECT_TRUE(table_.convertible(unit("€/mois"), unit("k€/trimestre")));
}

TEST_F(Units, AdoptAnyUnitWhenAbsent) {
  EXPECT_EQ(table_.convert(UnitId::kAbsent, unit("%"), 1e-17), 1e-17);
  EXPECT_EQ(table_.convert(unit("%"), UnitId::kAbsent, 5), 5);
  EXPECT_TRUE(table_.convertible(UnitId::kAbsent, unit("%")));
}

TEST_F(Units, GiveZeroAndNaNBack) {
  EXPECT_TRUE(std::signbit(*table_.convert(unit("an"), unit("mois"), -0.0)));
  EXPECT_TRUE(std::isnan(*table_.convert(unit("an"), unit("mois"), std::nan(""))));
}

TEST_F(Units, ACopyOfTheTableLivesAlone) {
  const UnitId year = unit("€/an");
  const UnitId month = unit("€/mois");
  table_.convert(year, month, 12);
  UnitTable copy = table_;
  const auto added = copy.parse("nouvelle");
  ASSERT_TRUE(added.has_value());
  EXPECT_EQ(copy.convert(year, month, 12), 1);
  EXPECT_EQ(copy.size(), table_.size() + 1);
  table_ = copy;
  EXPECT_EQ(table_.text(*added), "nouvelle");
}

rc::Gen<std::string> unit_texts() {
  const auto side = rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("an", "mois", "€", "k€", "kg", "%", "x", "m", "cm", "repas"));
  return rc::gen::map(rc::gen::pair(side, side), [](const auto& sides) {
    std::string text;
    for (std::size_t i = 0; i < sides.first.size() && i < 5; ++i) text += "." + sides.first[i];
    for (std::size_t i = 0; i < sides.second.size() && i < 5; ++i) text += "/" + sides.second[i];
    return text;
  });
}

RC_GTEST_PROP(UnitProperties, APrintedUnitReadsBackAsItself, ()) {
  UnitTable table;
  const UnitId unit = *table.parse(*unit_texts());
  const UnitId again = *table.parse(table.text(unit));
  RC_ASSERT(table.text(again) == table.text(unit));
}

RC_GTEST_PROP(UnitProperties, DividingAProductByAFactorGivesAUnitThatConvertsToTheOther, ()) {
  UnitTable table;
  const UnitId a = *table.parse(*unit_texts());
  const UnitId b = *table.parse(*unit_texts());
  const UnitId back = table.divide(table.multiply(a, b), b);
  RC_ASSERT(table.convertible(a, back));
}

RC_GTEST_PROP(UnitProperties, AUnitConvertsToItsSimplifiedFormWhichIsSimple, ()) {
  UnitTable table;
  const UnitId unit = *table.parse(*unit_texts());
  const UnitId simple = table.simplify(unit);
  RC_ASSERT(table.convertible(unit, simple));
  RC_ASSERT(table.simplify(simple) == simple);
}

RC_GTEST_PROP(UnitProperties, AskingAgainGivesTheSameAnswer, (double x)) {
  UnitTable table;
  const UnitId a = *table.parse(*unit_texts());
  const UnitId b = *table.parse(*unit_texts());
  RC_ASSERT(table.multiply(a, b) == table.multiply(a, b));
  RC_ASSERT(table.divide(a, b) == table.divide(a, b));
  RC_ASSERT(table.convert(a, b, x) == table.convert(a, b, x));
}

}  // namespace
}  // namespace partance::engine::value
