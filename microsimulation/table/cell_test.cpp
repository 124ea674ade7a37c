// Cells as French spreadsheets write them.
#include "microsimulation/table/cell.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/number_text.hpp"
#include "engine/value/calendar.hpp"

namespace partance::microsimulation::table {
namespace {

double number(std::string_view cell) {
  const NumberCell read = read_number_cell(cell);
  EXPECT_EQ(read.fault, RowFault::kNone) << cell;
  return read.number;
}

TEST(NumberCell, ReadsEverySignOfDecimalsAndEverySpaceOfThousands) {
  EXPECT_EQ(number("12500"), 12500);
  EXPECT_EQ(number("12500,5"), 12500.5);
  EXPECT_EQ(number("12500.5"), 12500.5);
  EXPECT_EQ(number("12 500,50"), 12500.5);
  EXPECT_EQ(number("1\u00A0234\u202F567,8"), 1234567.8);
  EXPECT_EQ(number("1\u2009234"), 1234);
  EXPECT_EQ(number(" -3,25\u00A0"), -3.25);
  EXPECT_EQ(number("\u22123"), -3);
  EXPECT_EQ(number("+7"), 7);
  EXPECT_EQ(number("1,5E+05"), 150000);
  EXPECT_EQ(number(",5"), 0.5);
  EXPECT_EQ(number("5,"), 5);
  EXPECT_EQ(number("00042"), 42);
}

TEST(NumberCell, GivesTheUnitThatFollows) {
  const NumberCell read = read_number_cell("1 250,50\u00A0€/mois");
  EXPECT_EQ(read.number, 1250.5);
  EXPECT_EQ(read.unit, "€/mois");
  EXPECT_EQ(read_number_cell("5 %").unit, "%");
}

TEST(NumberCell, RefusesWhatItWouldHaveToGuess) {
  for (const char* cell : {"", "-", "abc", "1,234.56", "1.234,56", "1,234,567", "12 34", "1 23", "1234 567", "12-",
                           "1e", "--1", "1 2345", "12/2025", "é"}) {
    const NumberCell read = read_number_cell(cell);
    EXPECT_TRUE(read.fault == RowFault::kNumber || !read.unit.empty()) << cell;
  }
  EXPECT_EQ(read_number_cell("1e999").fault, RowFault::kNumberRange);
  EXPECT_EQ(read_number_cell("Infinity").fault, RowFault::kNumber);
  EXPECT_EQ(read_number_cell("NaN").fault, RowFault::kNumber);
}

TEST(NumberCell, ReadsBackEveryNumberToTheLastBit) {
  rc::check("numbers", [](std::uint64_t bits) {
    const double x = std::bit_cast<double>(bits);
    RC_PRE(std::isfinite(x));
    const NumberCell read = read_number_cell(base::number_text(x));
    RC_ASSERT(read.fault == RowFault::kNone);
    RC_ASSERT(read.number == x);
  });
  rc::check("amounts with cents", [](std::int64_t cents) {
    const double x = static_cast<double>(cents % 100'000'000'000) / 100;
    std::string text = base::number_text(x);
    std::ranges::replace(text, '.', ',');
    RC_ASSERT(read_number_cell(text).number == x);
  });
}

TEST(YesNoCell, ReadsBothLanguagesAndSpreadsheets) {
  for (const char* yes : {"oui", "Oui", "YES", "true", "VRAI", "1", " oui "})
    EXPECT_EQ(read_yes_no_cell(yes), true) << yes;
  for (const char* no : {"non", "No", "false", "FAUX", "0"}) EXPECT_EQ(read_yes_no_cell(no), false) << no;
  for (const char* other : {"", "2", "o", "non applicable"}) EXPECT_FALSE(read_yes_no_cell(other).has_value()) << other;
}

TEST(DayCell, ReadsBothOrdersAndOnlyDaysThatExist) {
  const auto day = static_cast<std::int32_t>(engine::value::to_days({2025, 9, 1}));
  EXPECT_EQ(read_day_cell("01/09/2025"), day);
  EXPECT_EQ(read_day_cell("2025-09-01"), day);
  for (const char* cell : {"31/02/2025", "1/9/2025", "2025-13-01", "01/09/25", "01-09-2025", "aa/bb/cccc", ""}) {
    EXPECT_FALSE(read_day_cell(cell).has_value()) << cell;
  }
}

TEST(Trimmed, KeepsWhatIsInside) {
  EXPECT_EQ(trimmed("\u00A0 a b\t\u202F"), "a b");
  EXPECT_EQ(trimmed("\u00A0"), "");
}

}  // namespace
}  // namespace partance::microsimulation::table
