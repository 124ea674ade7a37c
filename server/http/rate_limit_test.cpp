// The rate limiter, with a clock of its own.
#include "server/http/rate_limit.hpp"

#include <gtest/gtest.h>

namespace partance::server::http {
namespace {

using namespace std::chrono_literals;

const RateLimiter::Moment kStart{1h};

TEST(RateLimiter, LetsABurstPassThenTellsHowLongToWait) {
  RateLimiter limiter({.tokens_per_second = 0.5, .burst = 3});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limiter.take("192.0.2.1", kStart), std::nullopt);
  EXPECT_EQ(limiter.take("192.0.2.1", kStart), 2s);
  EXPECT_EQ(limiter.take("192.0.2.1", kStart + 1s), 1s) << "a refusal takes no token";
  EXPECT_EQ(limiter.take("192.0.2.1", kStart + 2s), std::nullopt);
}

TEST(RateLimiter, CountsEachGroupOfAddressesApart) {
  RateLimiter limiter({.tokens_per_second = 1, .burst = 1});
  EXPECT_EQ(limiter.take("192.0.2.1", kStart), std::nullopt);
  EXPECT_EQ(limiter.take("192.0.2.2", kStart), std::nullopt);
  EXPECT_EQ(limiter.take("2001:db8::1", kStart), std::nullopt);
  EXPECT_EQ(limiter.take("2001:db8::2", kStart), 1s);
}

TEST(RateLimiter, NeverSavesMoreThanAFullBucket) {
  RateLimiter limiter({.tokens_per_second = 1, .burst = 2});
  EXPECT_EQ(limiter.take("a", kStart), std::nullopt);
  for (int i = 0; i < 2; ++i) EXPECT_EQ(limiter.take("a", kStart + 1h), std::nullopt);
  EXPECT_EQ(limiter.take("a", kStart + 1h), 1s);
}

TEST(RateLimiter, AClockThatGoesBackGivesNothing) {
  RateLimiter limiter({.tokens_per_second = 1, .burst = 1});
  EXPECT_EQ(limiter.take("a", kStart), std::nullopt);
  EXPECT_EQ(limiter.take("a", kStart - 1h), 1s);
  EXPECT_EQ(limiter.take("a", kStart), 1s);
}

TEST(RateLimiter, ACostAboveTheBucketIsPaidWithAFullOne) {
  RateLimiter limiter({.tokens_per_second = 1, .burst = 4});
  EXPECT_EQ(limiter.take("a", kStart, 100), std::nullopt);
  EXPECT_EQ(limiter.take("a", kStart, 100), 4s);
}

TEST(RateLimiter, KeepsABoundedTableOfWhoAskedLast) {
  RateLimiter limiter({.tokens_per_second = 0.001, .burst = 1, .most_groups = 100});
  EXPECT_EQ(limiter.take("steady", kStart), std::nullopt);
  for (int i = 0; i < 1000; ++i) {
    EXPECT_EQ(limiter.take("stranger " + std::to_string(i), kStart), std::nullopt);
    EXPECT_NE(limiter.take("steady", kStart), std::nullopt) << "somebody who goes on asking is not forgotten";
  }
  EXPECT_EQ(limiter.groups(), 100U);
}

}  // namespace
}  // namespace partance::server::http
