// Room for the rows of a chunk (see chunk.hpp).
#include "microsimulation/table/chunk.hpp"

namespace partance::microsimulation::table {

using engine::batch::ColumnType;

void Chunk::start(const Schema& schema) {
  rows = 0;
  lines.clear();
  kept.clear();
  errors.clear();
  owned.clear();
  if (columns.size() == schema.answered.size()) return;
  columns.assign(schema.answered.size(), {});
  for (std::size_t i = 0; i < columns.size(); ++i) {
    Column& column = columns[i];
    const Answered& answered = schema.answered[i];
    column.name = schema.headers[answered.header];
    column.type = answered.type;
    column.unit = answered.unit;
    column.states.resize(kChunkRows);
    if (answered.type == ColumnType::kNumber) column.numbers.resize(kChunkRows);
    if (answered.type == ColumnType::kBoolean) column.booleans.resize(kChunkRows);
    if (answered.type == ColumnType::kText || answered.type == ColumnType::kDate) column.texts.resize(kChunkRows);
  }
}

}  // namespace partance::microsimulation::table
