// Days, date texts, and durations as npm publicodes 1.10.3 gives them.
#include "engine/value/calendar.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace partance::engine::value {
namespace {

double between(std::string_view from, std::string_view to, DurationUnit unit) {
  return duration(*parse_date_text(from), *parse_date_text(to), unit);
}

TEST(Calendar, KnowsWhichDaysExist) {
  EXPECT_TRUE(exists({2024, 2, 29}));
  EXPECT_FALSE(exists({2023, 2, 29}));
  EXPECT_FALSE(exists({2023, 4, 31}));
  EXPECT_FALSE(exists({2023, 13, 1}));
  EXPECT_FALSE(exists({2023, 0, 1}));
  EXPECT_FALSE(exists({2023, 1, 0}));
}

TEST(Calendar, CountsDaysFrom1970) {
  EXPECT_EQ(to_days({1970, 1, 1}), 0);
  EXPECT_EQ(to_days({2024, 12, 31}), 20088);
  EXPECT_EQ(from_days(-1), (Date{1969, 12, 31}));
}

RC_GTEST_PROP(Calendar, GoesToDaysAndTextAndBack, ()) {
  const auto days = *rc::gen::inRange<std::int64_t>(-600'000, 2'900'000);
  const Date date = from_days(days);
  RC_ASSERT(exists(date));
  RC_ASSERT(to_days(date) == days);
  RC_ASSERT(parse_date_text(date_text(date)) == std::optional(date));
}

TEST(DateText, IsDayMonthYear) {
  EXPECT_EQ(date_text({2025, 9, 1}), "01/09/2025");
  EXPECT_EQ(parse_date_text("01/09/2025"), (Date{2025, 9, 1}));
}

TEST(DateText, RefusesOtherShapesAndDaysThatDoNotExist) {
  for (const char* text :
       {"1/9/2025", "31/02/2024", "2025-09-01", "01/13/2020", "00/01/2020", "01/09/25", "", "01/09/2025 "}) {
    EXPECT_FALSE(parse_date_text(text).has_value()) << text;
  }
}

TEST(DurationUnit, HasAFrenchName) {
  for (const char* name : {"jour", "mois", "an", "trimestre", "trimestre civil", "année civile"}) {
    ASSERT_TRUE(duration_unit(name).has_value()) << name;
    EXPECT_EQ(duration_unit_name(*duration_unit(name)), name);
  }
  EXPECT_FALSE(duration_unit("jours").has_value());
}

TEST(Duration, CountsWholeDays) {
  EXPECT_EQ(between("30/12/2024", "31/12/2024", DurationUnit::kDay), 1);
  EXPECT_EQ(between("28/02/2024", "01/03/2024", DurationUnit::kDay), 2);
}

TEST(Duration, CountsBothEndsOfAMonth) {
  EXPECT_EQ(between("01/01/2024", "01/01/2024", DurationUnit::kMonth), 1.0 / 31);
  EXPECT_EQ(between("01/01/2024", "31/12/2024", DurationUnit::kMonth), 12);
  EXPECT_EQ(between("01/01/2024", "31/03/2024", DurationUnit::kQuarter), 1);
}

TEST(Duration, LeavesLeapDaysOutOfYears) {
  EXPECT_EQ(between("28/02/2019", "28/05/2022", DurationUnit::kYear), 3.243835616438356);
  EXPECT_EQ(between("01/01/2024", "01/01/2025", DurationUnit::kYear), 1);
}

TEST(Duration, CountsCivilPeriodsTouched) {
  EXPECT_EQ(between("31/03/2024", "01/04/2024", DurationUnit::kCivilQuarter), 2);
  EXPECT_EQ(between("31/12/2024", "01/01/2025", DurationUnit::kCivilYear), 2);
  EXPECT_EQ(between("01/01/2024", "31/12/2024", DurationUnit::kCivilYear), 1);
}

TEST(Duration, IsNeverNegative) {
  for (const DurationUnit unit : {DurationUnit::kDay, DurationUnit::kMonth, DurationUnit::kYear,
                                  DurationUnit::kCivilQuarter, DurationUnit::kCivilYear}) {
    EXPECT_EQ(between("01/01/2025", "01/01/2020", unit), 0);
  }
}

}  // namespace
}  // namespace partance::engine::value
