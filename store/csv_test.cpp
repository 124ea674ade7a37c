// Tables as spreadsheets write them.
#include "store/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace partance::store {
namespace {

using testing::ElementsAre;

TEST(Csv, ReadsCommasSemicolonsAndTabs) {
  for (const std::string separator : {",", ";", "\t"}) {
    const CsvTable table = read_csv("a" + separator + "b\n1" + separator + "2\n");
    EXPECT_TRUE(table.faults.empty());
    EXPECT_THAT(table.header, ElementsAre("a", "b"));
    ASSERT_EQ(table.rows.size(), 1U);
    EXPECT_THAT(table.rows[0].fields, ElementsAre("1", "2"));
  }
}

TEST(Csv, ReadsQuotedFieldsWithSeparatorsQuotesAndLineEnds) {
  const CsvTable table = read_csv("a;b\r\n\"x; \"\"y\"\"\nz\"; w \r\n\r\n1;2\r");
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_THAT(table.rows[0].fields, ElementsAre("x; \"y\"\nz", "w"));
  EXPECT_EQ(table.rows[0].line, 2U);
  EXPECT_THAT(table.rows[1].fields, ElementsAre("1", "2"));
  EXPECT_EQ(table.rows[1].line, 5U);
}

TEST(Csv, ReadsWindows1252WhenTheBytesAreNotUtf8) {
  const CsvTable table = read_csv("nom;prix\nUniversit\xe9 \x9cuvre;12 \x80\n");
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_THAT(table.rows[0].fields, ElementsAre("Université œuvre", "12 €"));
}

TEST(Csv, LeavesTheMarkOfUtf8Out) {
  EXPECT_THAT(read_csv("\xef\xbb\xbfid,nom\n").header, ElementsAre("id", "nom"));
}

TEST(Csv, TellsTheLineOfEachFault) {
  const CsvTable table = read_csv("a,b\n1,2\n1,2,3\n1\n4,5\n\"6,7\n");
  ASSERT_EQ(table.faults.size(), 4U);
  EXPECT_EQ(table.faults[0].line, 3U);
  EXPECT_EQ(table.faults[1].line, 4U);
  EXPECT_EQ(table.faults[2].line, 6U);
  EXPECT_NE(table.faults[2].message.fr.find("guillemet"), std::string::npos);
  EXPECT_EQ(table.rows.size(), 2U);
}

TEST(Csv, StopsAtItsLimits) {
  EXPECT_EQ(read_csv("a\n1\n2\n3\n", {.rows = 2}).rows.size(), 2U);
  EXPECT_EQ(read_csv("a\n1\n2\n3\n", {.rows = 2}).faults.size(), 1U);
  EXPECT_EQ(read_csv("abcdef", {.bytes = 3}).faults.size(), 1U);
  EXPECT_EQ(read_csv("a,b,c,d\n", {.columns = 2}).faults.size(), 1U);
  EXPECT_EQ(read_csv("a\n\"" + std::string(100, 'x') + "\"\n", {.field_bytes = 10}).faults.size(), 1U);
  EXPECT_EQ(read_csv("a,b\n1\n1\n1\n1\n", {.faults = 2}).faults.size(), 2U);
  EXPECT_EQ(read_csv(std::string("PK\x03\x04\0\0", 6)).faults.size(), 1U);
  EXPECT_EQ(read_csv("").faults.size(), 1U);
}

TEST(Csv, WritesNothingASpreadsheetTakesForAFormula) {
  std::string out;
  const std::vector<std::string> line{"=1+1", "+33 1", "plain"};
  append_csv_line(out, line);
  EXPECT_EQ(out, "'=1+1,'+33 1,plain\r\n");
}

RC_GTEST_PROP(Csv, ReadsBackWhatItWrote, ()) {
  const auto field = rc::gen::container<std::string>(rc::gen::element('a', '"', ',', ';', '\n', ' ', '=', '\t'));
  std::vector<std::string> fields{"first"};  // a line of empty fields is a blank line
  for (int i = 0; i < 3; ++i) {
    std::string one = *field;
    while (!one.empty() && std::string_view(" \t\n").contains(one.front())) one.erase(0, 1);
    while (!one.empty() && std::string_view(" \t\n").contains(one.back())) one.pop_back();
    fields.push_back(one);
  }
  std::string text = "a,b,c,d\r\n";
  append_csv_line(text, fields);
  const CsvTable table = read_csv(text);
  RC_ASSERT(table.faults.empty());
  RC_ASSERT(table.rows.size() == 1U);
  RC_ASSERT(table.rows[0].fields == fields);
}

}  // namespace
}  // namespace partance::store
