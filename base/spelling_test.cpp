// How far words are from each other.
#include "base/spelling.hpp"

#include <gtest/gtest.h>

namespace partance::base {
namespace {

TEST(Spelling, CountsTheEditsBetweenTwoWords) {
  EXPECT_EQ(edit_distance("plafond", "plafond", 3), 0U);
  EXPECT_EQ(edit_distance("plafon", "plafond", 3), 1U);
  EXPECT_EQ(edit_distance("plafonds", "plafond", 3), 1U);
  EXPECT_EQ(edit_distance("plafund", "plafond", 3), 1U);
  EXPECT_EQ(edit_distance("", "abc", 3), 3U);
}

TEST(Spelling, GivesUpPastTheMost) {
  EXPECT_EQ(edit_distance("plafond", "plancher", 3), 4U);
  EXPECT_EQ(edit_distance("a", "abcdef", 2), 3U);
  EXPECT_EQ(edit_distance("abc", "xyz", 2), 3U);
}

}  // namespace
}  // namespace partance::base
