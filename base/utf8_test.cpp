// UTF-8: what is well formed, how long it is, how many code points.
#include "base/utf8.hpp"

#include <string>

#include <gtest/gtest.h>

namespace partance::base {
namespace {

TEST(Utf8, AcceptsCharactersOfEachLength) {
  EXPECT_EQ(utf8_size("a", 0), 1U);
  EXPECT_EQ(utf8_size("é", 0), 2U);
  EXPECT_EQ(utf8_size("€", 0), 3U);
  EXPECT_EQ(utf8_size("😀", 0), 4U);
  EXPECT_EQ(utf8_size("x\u007F", 1), 1U);
}

TEST(Utf8, RefusesWhatNoEncoderWrites) {
  EXPECT_EQ(utf8_size("\xC0\x80", 0), 0U) << "overlong zero";
  EXPECT_EQ(utf8_size("\xE0\x80\x80", 0), 0U) << "overlong";
  EXPECT_EQ(utf8_size("\xED\xA0\x80", 0), 0U) << "surrogate";
  EXPECT_EQ(utf8_size("\xF4\x90\x80\x80", 0), 0U) << "past U+10FFFF";
  EXPECT_EQ(utf8_size("\xF0\x80\x80\x80", 0), 0U) << "overlong";
  EXPECT_EQ(utf8_size("\x80", 0), 0U) << "continuation alone";
  EXPECT_EQ(utf8_size("\xE2\x82", 0), 0U) << "cut short";
  EXPECT_EQ(utf8_size("\xFF", 0), 0U);
}

TEST(Utf8, FindsTheFirstInvalidByteWhereverItStands) {
  for (std::size_t before = 0; before < 20; ++before) {
    const std::string text = std::string(before, 'a') + "\xE9" + std::string(12, 'b');
    EXPECT_EQ(first_invalid_utf8(text), before);
  }
  EXPECT_EQ(first_invalid_utf8("été à l'œuvre, 12 €"), std::string_view("été à l'œuvre, 12 €").size());
  EXPECT_EQ(first_invalid_utf8(""), 0U);
}

TEST(Utf8, CountsCodePoints) {
  EXPECT_EQ(code_points("été €😀"), 6U);
  EXPECT_EQ(code_points(""), 0U);
}

TEST(Utf8, GivesTheCodePoint) {
  EXPECT_EQ(code_point("a", 0, 1), U'a');
  EXPECT_EQ(code_point("é", 0, 2), U'é');
  EXPECT_EQ(code_point("x€", 1, 3), U'€');
  EXPECT_EQ(code_point("😀", 0, 4), U'😀');
}

}  // namespace
}  // namespace partance::base
