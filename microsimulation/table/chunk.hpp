// Rows of a file as columns: what a reader fills and a batch evaluates, a few thousand rows at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "microsimulation/table/row_error.hpp"
#include "microsimulation/table/schema.hpp"
#include "microsimulation/table/table.hpp"

namespace partance::microsimulation::table {

/// Most rows of a chunk.
inline constexpr std::uint32_t kChunkRows = 2048;

struct Chunk {
  std::uint32_t rows = 0;
  std::vector<Column> columns;         ///< as Schema::answered lists them
  std::vector<std::uint64_t> lines;    ///< per row: where it begins in the file
  std::vector<std::string_view> kept;  ///< row by row, the cells of Schema::kept: views of the block, or of `owned`
  bool kept_are_json = false;          ///< `kept` holds JSON values as they were written, not cells
  std::vector<RowError> errors;        ///< in the order of rows
  std::deque<std::string> owned;       ///< cells that could not be shown in place

  /// Empty, with room for kChunkRows.
  void start(const Schema& schema);
};

}  // namespace partance::microsimulation::table
