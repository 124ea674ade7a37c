// A whole table in memory, from a file: for those who go over the same people several times.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "engine/plan/program.hpp"
#include "engine/syntax/diagnostic.hpp"
#include "microsimulation/stream/beginning.hpp"
#include "microsimulation/table/table.hpp"

namespace partance::microsimulation::stream {

/// Why a table cannot be read at all: an ordinary failure, or what is wrong with its columns.
struct TableRefusal {
  std::optional<base::Error> error;
  std::vector<engine::syntax::Diagnostic> diagnostics;
};

struct TableOptions {
  InputForm form;
  const table::Mapping* mapping = nullptr;
  std::vector<std::string> numbers;  ///< columns of numbers that answer no rule, such as a weight; each must be there
  std::uint64_t most_rows = 50'000'000;
};

/// A row that could not be read, and is not in the table.
struct BadRow {
  std::uint64_t line = 0;
  std::string code;
  base::Message message;  ///< may hold what stood in a cell
};

struct TableRead {
  table::Table table;  ///< its columns are named after their rules, or as `numbers` says, in the order of the file
  std::vector<BadRow> bad_rows;  ///< the first hundred
  std::uint64_t bad_row_count = 0;
};

/// Columns that are neither rules nor among `numbers` are an error, with the nearest name.
std::expected<TableRead, TableRefusal> read_table(const engine::plan::Program& program, const Source& source,
                                                  const TableOptions& options);

}  // namespace partance::microsimulation::stream
