// White space at the ends of texts.
#include "engine/value/text_shape.hpp"

#include <gtest/gtest.h>

namespace partance::engine::value {
namespace {

TEST(Trim, TakesAwaySpacesOfEveryKindAtBothEnds) {
  EXPECT_EQ(trim("  a b\t\r\n"), "a b");
  EXPECT_EQ(trim("\uFEFF\u00A0\u202Fé\u3000\u2003"), "é");
  EXPECT_EQ(trim(" \u2028 "), "");
  EXPECT_EQ(trim(""), "");
}

TEST(Trim, LeavesLettersThatShareBytesWithSpaces) {
  EXPECT_EQ(trim("à"), "à");  // C3 A0 ends like the no-break space C2 A0
  EXPECT_EQ(trim("ÿ\u200B"), "ÿ\u200B");
}

}  // namespace
}  // namespace partance::engine::value
