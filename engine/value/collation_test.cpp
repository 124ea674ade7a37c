// Order of names: expected orders are those of localeCompare in node 20 (CLDR 48).
#include "engine/value/collation.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace partance::engine::value {
namespace {

void expect_ascending(const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (std::size_t j = 0; j < names.size(); ++j) {
      const int order = compare_names(names[i], names[j]);
      EXPECT_EQ(order < 0, i < j) << names[i] << " | " << names[j];
      EXPECT_EQ(order > 0, i > j) << names[i] << " | " << names[j];
    }
  }
}

TEST(CompareNames, PutsPunctuationBeforeDigitsBeforeLetters) {
  expect_ascending(
      {" ", "_", "-", ",", ".", "'", "\"", "«", "»", "%", "°", "+", "÷", "×", "$", "€", "0", "9", "a", "B", "c"});
}

TEST(CompareNames, LooksAtLettersThenAccentsThenCase) {
  expect_ascending({"cote", "Cote", "coté", "côte", "côté", "cotes"});
  expect_ascending({"a", "A", "ª", "á", "à", "â", "ä", "ã", "ae", "aé", "æ", "Æ", "b"});
  expect_ascending({"e", "E", "é", "É", "è", "f"});
  expect_ascending({"oe", "œ", "of"});
}

TEST(CompareNames, PutsAParentBeforeItsChildren) {
  expect_ascending({"aide", "aide . montant", "aide . montant . base", "aide annexe", "aide-b", "aides"});
}

TEST(CompareNames, TellsSpacesAndQuotesApartLast) {
  expect_ascending({"l'aide", "l’aide", "l'aides"});
  expect_ascending({"x y", "x\u00A0y", "x-y", "xy"});
  expect_ascending({"m2", "m²", "m3"});
}

TEST(CompareNames, TakesAnAccentApartFromItsLetterAsOne) {
  EXPECT_EQ(compare_names("e\u0301te\u0301", "été"), 0);
}

TEST(CompareNames, OrdersOtherScriptsByCodePointAfterTheLatinOne) {
  expect_ascending({"zz", "þ", "α", "β", "字"});
}

TEST(CompareNames, TakesAnyBytes) {
  EXPECT_EQ(compare_names("\xFF", "\xFF"), 0);
  EXPECT_NE(compare_names("a\xFF", "a"), 0);
  EXPECT_EQ(compare_names("", ""), 0);
}

RC_GTEST_PROP(CompareNames, IsAnOrder, ()) {
  const auto names = rc::gen::container<std::string>(
      3, rc::gen::element('a', 'B', 'b', ' ', '.', '-', '1', '\xC3', '\xA9', '\xA0', '\'', 'e'));
  const std::string a = *names;
  const std::string b = *names;
  const std::string c = *names;
  const int ab = compare_names(a, b);
  RC_ASSERT((ab < 0) == (compare_names(b, a) > 0));
  RC_ASSERT(!(ab <= 0 && compare_names(b, c) <= 0) || compare_names(a, c) <= 0);
}

}  // namespace
}  // namespace partance::engine::value
