// The dialects of CSV, and rows cut into cells.
#include "microsimulation/table/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/utf8.hpp"

namespace partance::microsimulation::table {
namespace {

using testing::ElementsAre;

std::vector<std::vector<std::string>> rows_of(std::string text, char separator) {
  std::vector<std::vector<std::string>> rows;
  CsvRow row(separator);
  for (std::size_t at = 0; at < text.size();) {
    at = row.read(text.data(), text.size(), at);
    if (row.is_blank()) continue;
    rows.emplace_back(row.cells().begin(), row.cells().end());
  }
  return rows;
}

TEST(CsvRow, TakesQuotesOffAndKeepsLineEndsInside) {
  EXPECT_THAT(rows_of("a,\"b,c\",\"d\"\"e\"\r\n\"x\ny\",,\n", ','),
              ElementsAre(ElementsAre("a", "b,c", "d\"e"), ElementsAre("x\ny", "", "")));
}

TEST(CsvRow, PassesBlankLinesOverAndNeedsNoLastLineEnd) {
  EXPECT_THAT(rows_of("a\n\n\r\n\"\"\nb", ','), ElementsAre(ElementsAre("a"), ElementsAre(""), ElementsAre("b")));
}

TEST(CsvRow, LosesNothingOfAMisplacedQuoteAndSaysSo) {
  std::string text = "5\" screen;\"a\"b;c\n";
  CsvRow row(';');
  row.read(text.data(), text.size(), 0);
  EXPECT_THAT(row.cells(), ElementsAre("5\" screen", "ab", "c"));
  EXPECT_EQ(row.fault(), RowFault::kQuote);
  std::string fine = "5\" screen;c\n";
  row.read(fine.data(), fine.size(), 0);
  EXPECT_EQ(row.fault(), RowFault::kNone);
}

TEST(CsvRow, ReadsBackWhateverIsWritten) {
  rc::check("cells", [](std::vector<std::string> cells) {
    RC_PRE(!cells.empty());
    for (const char separator : {',', ';', '\t'}) {
      std::string text;
      for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) text += separator;
        append_csv_cell(text, cells[i], separator);
      }
      text += '\n';
      CsvRow row(separator);
      const std::size_t end = row.read(text.data(), text.size(), 0);
      RC_ASSERT(end == text.size());
      RC_ASSERT(std::vector<std::string>(row.cells().begin(), row.cells().end()) == cells);
    }
  });
}

TEST(CsvDialect, IsSeenInTheBeginningOfTheFile) {
  const auto separator = [](std::string_view text) { return detect_dialect(text, {}, {}).separator; };
  EXPECT_EQ(separator("a;b;c,d\n1;2;3\n"), ';');
  EXPECT_EQ(separator("a,b\n1;2;3;4\n"), ',');
  EXPECT_EQ(separator("a\tb\n"), '\t');
  EXPECT_EQ(separator("\"a;b\",c\n"), ',');
  EXPECT_EQ(separator("a\n"), ',');
  const auto encoding = [](std::string_view text) { return detect_dialect(text, {}, {}).encoding; };
  EXPECT_EQ(encoding("a\n"), Encoding::kAscii);
  EXPECT_EQ(encoding("é\n"), Encoding::kUtf8);
  EXPECT_EQ(encoding("\xE9t\xE9\n"), Encoding::kWindows1252);
  EXPECT_EQ(encoding("\xEF\xBB\xBF"
                     "a\n"),
            Encoding::kUtf8);
  // A character cut by the end of the sample is no fault.
  EXPECT_EQ(encoding("abc \xE2\x82"), Encoding::kUtf8);
  EXPECT_EQ(encoding("abc \xE9 def"), Encoding::kWindows1252);
  EXPECT_TRUE(detect_dialect("\xEF\xBB\xBF"
                             "a;b\n",
                             {}, {})
                  .has_mark);
  EXPECT_EQ(detect_dialect("a;b\n", ',', {}).separator, ',');
}

TEST(CsvDialect, ReadsTheSeparatorThatExcelWritesInALineOfItsOwn) {
  for (const char* text : {"sep=|\r\na|b;c\r\n1|2\r\n", "SEP=|\na|b;c\n1|2\n", "\xEF\xBB\xBFsep=|\na|b;c\n1|2\n"}) {
    const CsvDialect dialect = detect_dialect(text, {}, {});
    EXPECT_EQ(dialect.separator, '|') << text;
    const auto header = read_csv_header(text, true, dialect);
    ASSERT_TRUE(header.has_value());
    EXPECT_THAT(header->names, ElementsAre("a", "b;c"));
    EXPECT_EQ(header->lines, 2U);
    EXPECT_THAT(header->rows, ElementsAre(ElementsAre("1", "2")));
  }
  EXPECT_EQ(detect_dialect("sep=;\na,b\n", ',', {}).separator, ',') << "what is given stands";
  EXPECT_EQ(detect_dialect("sep=;\na,b\n", ',', {}).begin, 6U);
  EXPECT_EQ(detect_dialect("sep=;x;y\na;b\n", {}, {}).begin, 0U) << "a header of that name";
}

TEST(Windows1252, BecomesUtf8) {
  std::string out;
  append_windows_1252(out, "\x80 \xE9 \x9C \x81");
  EXPECT_EQ(out, "€ é œ \uFFFD");
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  out.clear();
  append_windows_1252(out, all);
  EXPECT_EQ(base::first_invalid_utf8(out), out.size());
  EXPECT_EQ(base::code_points(out), 256U);
}

TEST(CsvHeader, IsTheFirstLineThatIsNotBlank) {
  const auto header =
      read_csv_header("\xEF\xBB\xBF\n a ;\"b\nc\"\n1;2\n3;", true, {.separator = ';', .has_mark = true, .begin = 3});
  ASSERT_TRUE(header.has_value());
  EXPECT_THAT(header->names, ElementsAre("a", "b\nc"));
  EXPECT_EQ(header->lines, 3U);
  EXPECT_THAT(header->rows, ElementsAre(ElementsAre("1", "2"), ElementsAre("3", "")));
  EXPECT_FALSE(read_csv_header("\n\n", true, {}).has_value());
  EXPECT_FALSE(read_csv_header("", true, {}).has_value());
  EXPECT_EQ(read_csv_header(std::string(kMostHeaderBytes + 1, 'a'), false, {}).error().kind,
            base::ErrorKind::kTooLarge);
  EXPECT_EQ(read_csv_header(std::string(kMostColumns, ',') + "\n", true, {}).error().kind, base::ErrorKind::kTooLarge);
}

}  // namespace
}  // namespace partance::microsimulation::table
