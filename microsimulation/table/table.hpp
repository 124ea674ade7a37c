// A table of people in memory: one column a question, one row a person.
//
// Filled by the readers of files (microsimulation/table) and by the synthetic population; evaluated through
// engine/batch, whose columns these are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/batch/column.hpp"
#include "engine/batch/dictionary.hpp"

namespace partance::microsimulation::table {

struct Column {
  std::string name;  ///< of the rule it answers, or of something else the reader of the table knows ("poids")
  engine::batch::ColumnType type = engine::batch::ColumnType::kNumber;
  std::string unit;                          ///< of its numbers; empty when none was said
  std::vector<engine::batch::State> states;  ///< empty: every row is known
  std::vector<double> numbers;               ///< kNumber
  std::vector<std::uint8_t> booleans;        ///< kBoolean
  std::vector<std::uint32_t> texts;          ///< kText and kDate: codes of Table::dictionary

  [[nodiscard]] engine::batch::ColumnView view() const {
    return {.states = states.empty() ? nullptr : states.data(),
            .numbers = numbers.data(),
            .booleans = booleans.data(),
            .texts = texts.data()};
  }
};

struct Table {
  std::vector<Column> columns;
  std::size_t rows = 0;
  engine::batch::Dictionary dictionary;
};

}  // namespace partance::microsimulation::table

namespace partance::microsimulation {

using table::Column;
using table::Table;

}  // namespace partance::microsimulation
