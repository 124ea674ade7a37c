// A table is written as `partance batch` reads it.
#include "microsimulation/table/table_writer.hpp"

#include <gtest/gtest.h>

namespace partance::microsimulation::table {
namespace {

using engine::batch::ColumnType;
using engine::batch::State;

Table small_table() {
  Table table;
  table.rows = 3;
  const auto code = [&](std::string_view text) { return table.dictionary.encode(text); };
  Column income;
  income.name = "revenu";
  income.unit = "€/an";
  income.numbers = {0, 12'500.5, 1e-7};
  income.states = {State::kUnknown, State::kKnown, State::kKnown};
  Column free;
  free.name = "libre, ou non";
  free.type = ColumnType::kBoolean;
  free.booleans = {0, 1, 0};
  Column place;
  place.name = "lieu";
  place.type = ColumnType::kText;
  place.texts = {code("a,b"), code("dit \"le\" port"), code("31/02/2025")};
  Column day;
  day.name = "jour";
  day.type = ColumnType::kDate;
  day.texts = {code("01/09/2025"), code("29/02/2024"), code("01/09/2025")};
  day.states = {State::kKnown, State::kKnown, State::kNotApplicable};
  table.columns = {income, free, place, day};
  return table;
}

TEST(TableWriter, WritesCsvThatASpreadsheetReads) {
  const Table table = small_table();
  TableWriter writer(Format::kCsv);
  std::string out = writer.header(table);
  writer.write(table, out);
  EXPECT_EQ(out,
            "revenu (€/an),\"libre, ou non\",lieu,jour\n"
            ",non,\"a,b\",01/09/2025\n"
            "12500.5,oui,\"dit \"\"le\"\" port\",29/02/2024\n"
            "1e-7,non,31/02/2025,non applicable\n");
}

TEST(TableWriter, WritesJsonLines) {
  const Table table = small_table();
  TableWriter writer(Format::kJsonLines);
  std::string out = writer.header(table);
  writer.write(table, out);
  EXPECT_EQ(
      out,
      "{\"revenu (€/an)\":null,\"libre, ou non\":false,\"lieu\":\"a,b\",\"jour\":\"01/09/2025\"}\n"
      "{\"revenu (€/an)\":12500.5,\"libre, ou non\":true,\"lieu\":\"dit \\\"le\\\" port\",\"jour\":\"29/02/2024\"}\n"
      "{\"revenu (€/an)\":1e-7,\"libre, ou non\":false,\"lieu\":\"31/02/2025\",\"jour\":\"non applicable\"}\n");
}

}  // namespace
}  // namespace partance::microsimulation::table
