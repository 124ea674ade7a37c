// Recorded answers of the reference (folder golden/): every line must come out the same to the last bit.
// They were drawn at random once; a line changes only when the reference is shown to answer otherwise.
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/number_text.hpp"
#include "engine/value/calendar.hpp"
#include "engine/value/collation.hpp"
#include "engine/value/format.hpp"
#include "engine/value/unit.hpp"

namespace partance::engine::value {
namespace {

using Row = std::vector<std::string>;

/// The lines of a golden file without its remarks, cut at tabs.
std::vector<Row> rows_of(const std::string& name) {
  std::ifstream file(std::string(PARTANCE_SOURCE_DIR) + "/engine/value/golden/" + name);
  std::vector<Row> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    Row row(1);
    for (const char c : line) {
      if (c == '\t') {
        row.emplace_back();
      } else {
        row.back() += c;
      }
    }
    rows.push_back(std::move(row));
  }
  EXPECT_GT(rows.size(), 50U) << name << " is missing or short";
  return rows;
}

double number(const std::string& text) {
  return base::parse_number(text).value();
}

/// As the golden files print numbers; nothing prints "-".
std::string shown(const std::optional<double>& x) {
  return x ? base::number_text(*x) : "-";
}

TEST(Reference, ConvertsSimplifiesMultipliesAndDividesUnitsTheSameWay) {
  UnitTable table;
  for (const Row& row : rows_of("units.tsv")) {
    ASSERT_EQ(row.size(), 8U);
    const UnitId unit = table.parse(row[0]).value();
    const UnitId other = table.parse(row[1]).value();
    const double x = number(row[2]);
    const std::string where = row[2] + " " + row[0] + " -> " + row[1];
    EXPECT_EQ(shown(table.convert(unit, other, x)), row[3]) << where;
    const UnitId simple = table.simplify(unit);
    EXPECT_EQ(table.text(simple), row[4]) << where;
    EXPECT_EQ(shown(table.convert(unit, simple, x)), row[5]) << where;
    const UnitId product = table.multiply(unit, other);
    EXPECT_EQ(table.text(table.without_one_percent(product)), row[6]) << where;
    EXPECT_EQ(table.text(table.divide(unit, other)), row[7]) << where;
  }
}

TEST(Reference, FormatsNumbersTheSameWay) {
  UnitTable table;
  const TextPool texts;
  for (const Row& row : rows_of("formats.tsv")) {
    ASSERT_EQ(row.size(), 5U);
    const UnitId unit = row[1] == "-" ? UnitId::kAbsent : table.parse(row[1]).value();
    const FormatOptions options{.language = row[3] == "fr" ? base::Language::kFrench : base::Language::kEnglish,
                                .precision = std::stoi(row[2])};
    EXPECT_EQ(format(Value::of_number(number(row[0]), unit), table, texts, options), row[4]) << row[0] << " " << row[1];
  }
}

TEST(Reference, CountsDurationsTheSameWay) {
  for (const Row& row : rows_of("durations.tsv")) {
    ASSERT_EQ(row.size(), 4U);
    const double counted =
        duration(parse_date_text(row[0]).value(), parse_date_text(row[1]).value(), duration_unit(row[2]).value());
    EXPECT_EQ(base::number_text(counted), row[3]) << row[0] << " " << row[1] << " " << row[2];
  }
}

TEST(Reference, OrdersNamesTheSameWay) {
  const std::vector<Row> rows = rows_of("names.txt");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = i + 1; j < rows.size(); ++j) {
      EXPECT_LT(compare_names(rows[i][0], rows[j][0]), 0) << rows[i][0] << " | " << rows[j][0];
      EXPECT_GT(compare_names(rows[j][0], rows[i][0]), 0) << rows[i][0] << " | " << rows[j][0];
    }
  }
}

}  // namespace
}  // namespace partance::engine::value
