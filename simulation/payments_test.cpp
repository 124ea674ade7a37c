// Payments keep every cent and fall on the days the schedule names.
#include "simulation/payments.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace partance::simulation {
namespace {

const StayDates kDates{.year_start = Date{2025, 9, 1}, .start = Date{2026, 1, 31}, .end = Date{2026, 6, 15}};

base::Cents sum(const std::vector<Payment>& all) {
  base::Cents total = 0;
  for (const Payment& payment : all) total += payment.amount;
  return total;
}

TEST(Payments, AddUpToTheTotalWhateverTheSchedule) {
  EXPECT_TRUE(rc::check("no cent is lost", [] {
    const auto schedule = static_cast<Schedule>(*rc::gen::inRange(0, 7));
    const auto total = *rc::gen::inRange<base::Cents>(1, 2'000'000);
    const double months = *rc::gen::inRange(0, 400) / 30.0;
    RC_ASSERT(sum(payments(schedule, total, months, kDates)) == total);
    RC_ASSERT(sum(payments(schedule, total, months, {})) == total);
  }));
}

TEST(Payments, OfAMonthlyAidFallOnTheSameDayOfEachMonthOrItsLastOne) {
  const auto all = payments(Schedule::kMonthly, 1600'00, 4, kDates);
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0].date, (Date{2026, 1, 31}));
  EXPECT_EQ(all[1].date, (Date{2026, 2, 28}));
  EXPECT_EQ(all[3].date, (Date{2026, 4, 30}));
  EXPECT_EQ(all[3].amount, 400'00);
}

TEST(Payments, OfFiveMonthsAndAHalfAreFiveFullOnesAndTheRest) {
  const auto all = payments(Schedule::kMonthly, 1650'00, 5.5, kDates);
  ASSERT_EQ(all.size(), 6U);
  EXPECT_EQ(all[0].amount, 300'00);
  EXPECT_EQ(all[5].amount, 150'00);
}

TEST(Payments, InTwoPartsComeTwoMonthsAfterTheStartAndAfterTheEnd) {
  const auto all = payments(Schedule::kEightyTwenty, 1000'01, 5, kDates);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].date, (Date{2026, 3, 31}));
  EXPECT_EQ(all[0].amount, 800'00);
  EXPECT_EQ(all[1].date, (Date{2026, 8, 15}));
  EXPECT_EQ(all[1].amount, 200'01);
}

TEST(Payments, OfTheYearStartWithTheAcademicYear) {
  const auto all = payments(Schedule::kTenMonths, 6335'00, 0, kDates);
  ASSERT_EQ(all.size(), 10U);
  EXPECT_EQ(all[0].date, (Date{2025, 9, 1}));
  EXPECT_EQ(all[9].date, (Date{2026, 6, 1}));
  EXPECT_EQ(all[9].amount, 633'50);
}

TEST(Payments, WithoutDatesAreKeptUndated) {
  const auto all = payments(Schedule::kMonthly, 800'00, 2, {});
  ASSERT_EQ(all.size(), 2U);
  EXPECT_FALSE(all[0].date);
  EXPECT_FALSE(payments(schedule_of("au hasard"), 5, 1, kDates)[0].date);
}

}  // namespace
}  // namespace partance::simulation
