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
  std::vector<std::string> numbers{};  ///< columns of numbers that answer no rule, such as a weight; each must be there
  /// Further ones that answer no rule, where they are there: numbers when every cell that says something is one, texts
  /// otherwise.
  std::vector<std::string> groups{};
  /// Columns that are none of these are left out and named, and `numbers` need not be there; otherwise an error.
  bool leaves_out_others = false;
  bool shows_cells = true;  ///< messages of bad rows hold what stood in a cell
  std::uint64_t most_rows = 50'000'000;
};

/// A row that could not be read, and is not in the table.
struct BadRow {
  std::uint64_t line = 0;
  std::string code;
  base::Message message;  ///< may hold what stood in a cell
};

struct TableRead {
  table::Table table;  ///< its columns are named after their rules, then those that answer none as they are
  std::vector<std::string> left_out;  ///< columns that are not read
  std::vector<BadRow> bad_rows;       ///< the first hundred
  std::uint64_t bad_row_count = 0;
};

/// Columns that are neither rules nor named in the options are an error, with the nearest name, unless left out.
std::expected<TableRead, TableRefusal> read_table(const engine::plan::Program& program, const Source& source,
                                                  const TableOptions& options);

}  // namespace partance::microsimulation::stream
