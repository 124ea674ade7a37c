// Texts kept once, their dates, and the order of texts.
#include "engine/value/text_pool.hpp"

#include <utility>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace partance::engine::value {
namespace {

TEST(TextPool, GivesOneTextOneNumber) {
  TextPool pool;
  const TextId first = pool.intern("CROUS");
  EXPECT_NE(pool.intern("région"), first);
  EXPECT_EQ(pool.intern("CROUS"), first);
  EXPECT_EQ(pool.text(first), "CROUS");
  EXPECT_EQ(pool.size(), 2U);
}

TEST(TextPool, ACopyOutlivesTheOriginalAndGrowsAlone) {
  TextPool copy;
  {
    TextPool original;
    for (int i = 0; i < 1000; ++i) original.intern("texte " + std::to_string(i));
    copy = original;
    original.intern("seul");
  }
  EXPECT_EQ(copy.size(), 1000U);
  EXPECT_EQ(copy.intern("texte 500"), TextId{500});
  EXPECT_EQ(copy.intern("autre"), TextId{1000});
}

TEST(TextPool, KeepsItsTextsWhenItMoves) {
  TextPool original;
  original.intern("court");
  TextPool moved = std::move(original);
  EXPECT_EQ(moved.intern("court"), TextId{0});
  EXPECT_EQ(moved.text(TextId{0}), "court");
}

TEST(TextPool, KnowsTheDayOfADateText) {
  TextPool pool;
  EXPECT_EQ(pool.date_ms(pool.intern("01/01/1970")), 0.0);
  EXPECT_EQ(pool.date_ms(pool.intern("31/12/2024")), 1735603200000.0);
  EXPECT_EQ(pool.date_ms(pool.intern("31/12/1969")), -86400000.0);
  // As the reference reads them: month 13 overflows, years below 100 belong to the twentieth
  // century.
  EXPECT_EQ(pool.date_ms(pool.intern("01/13/2020")), 1609459200000.0);
  EXPECT_EQ(pool.date_ms(pool.intern("01/00/2020")), 1575158400000.0);
  EXPECT_EQ(pool.date_ms(pool.intern("01/01/0001")), -2177452800000.0);
}

TEST(TextPool, SeesNoDateInOtherTexts) {
  TextPool pool;
  for (const char* text : {"1/9/2025", "31/02/2024", "00/01/2020", "40/12/2020", "01-01-2020", "12/2024", " 01/01/2020",
                           "01/01/2020x", "01/01/12020", "ab/cd/efgh", ""}) {
    EXPECT_FALSE(pool.date_ms(pool.intern(text)).has_value()) << text;
  }
}

TEST(CompareUtf16, OrdersByCodeUnits) {
  EXPECT_EQ(compare_utf16("été", "été"), 0);
  EXPECT_LT(compare_utf16("Z", "a"), 0);
  EXPECT_LT(compare_utf16("z", "é"), 0);
  EXPECT_LT(compare_utf16("a", "ab"), 0);
  EXPECT_GT(compare_utf16("b", "ab"), 0);
}

TEST(CompareUtf16, PutsSurrogatePairsBeforeTheLastPlaneZeroCharacters) {
  EXPECT_LT(compare_utf16("\U0001F600", "\uFF01"), 0);
  EXPECT_GT(compare_utf16("\uE000", "\U0001F600"), 0);
  EXPECT_GT(compare_utf16("\U0001F600", "\u4E00"), 0);
  EXPECT_LT(compare_utf16("\U0001F600", "\U0001F601"), 0);
}

RC_GTEST_PROP(CompareUtf16, IsAntisymmetric, (const std::string& a, const std::string& b)) {
  const int one = compare_utf16(a, b);
  const int other = compare_utf16(b, a);
  RC_ASSERT((one < 0) == (other > 0));
  RC_ASSERT((one == 0) == (a == b));
}

}  // namespace
}  // namespace partance::engine::value
