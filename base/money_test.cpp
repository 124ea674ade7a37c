// Money keeps every cent.
#include "base/money.hpp"

#include <limits>
#include <numeric>

#include <gtest/gtest.h>

namespace partance::base {
namespace {

TEST(Money, RoundsToTheNearestCentHalvesAwayFromZero) {
  EXPECT_EQ(cents_from_euros(633.5), 63350);
  EXPECT_EQ(cents_from_euros(0.145), 15);
  EXPECT_EQ(cents_from_euros(0.144), 14);
  EXPECT_EQ(cents_from_euros(-0.145), -15);
}

TEST(Money, RefusesWhatIsNotAnAmount) {
  EXPECT_FALSE(cents_from_euros(std::numeric_limits<double>::quiet_NaN()));
  EXPECT_FALSE(cents_from_euros(std::numeric_limits<double>::infinity()));
  EXPECT_FALSE(cents_from_euros(1e14));
}

TEST(Money, SharesAddUpToTheAmountAndDifferByACentAtMost) {
  for (const Cents amount : {0L, 1L, 100L, 90001L, -250L, 633500L}) {
    for (const std::size_t parts : {1UL, 2UL, 3UL, 7UL, 10UL}) {
      const auto shares = split_evenly(amount, parts);
      EXPECT_EQ(std::accumulate(shares.begin(), shares.end(), Cents{0}), amount);
      EXPECT_LE(std::abs(shares.front() - shares.back()), 1);
    }
  }
  EXPECT_TRUE(split_evenly(100, 0).empty());
}

TEST(Money, IsWrittenAsTheReaderWritesIt) {
  EXPECT_EQ(money_text(123450, Language::kFrench), "1\u202f234,50\u00a0€");
  EXPECT_EQ(money_text(123450, Language::kEnglish), "€1,234.50");
  EXPECT_EQ(money_text(40000, Language::kFrench), "400\u00a0€");
  EXPECT_EQ(money_text(-5, Language::kEnglish), "-€0.05");
}

}  // namespace
}  // namespace partance::base
