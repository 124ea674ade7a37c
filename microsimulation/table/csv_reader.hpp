// Rows of CSV into chunks. One a thread; the schema and the dialect are shared.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "microsimulation/table/cell_reader.hpp"
#include "microsimulation/table/csv.hpp"
#include "microsimulation/table/rows_reader.hpp"

namespace partance::microsimulation::table {

class CsvReader final : public RowsReader {
 public:
  CsvReader(const Schema& schema, const CsvDialect& dialect, CellReader cells)
      : schema_(&schema), dialect_(dialect), cells_(std::move(cells)), row_(dialect.separator) {}

  void use(engine::batch::Dictionary& dictionary) override { cells_.use(dictionary); }
  void begin(Rows& rows) override;
  bool next(Chunk& chunk) override;

 private:
  void read_row(Chunk& chunk);
  bool decode(Chunk& chunk);
  [[nodiscard]] bool fits() const;
  void refuse_row(RowFault fault, Chunk& chunk) const;

  const Schema* schema_;
  CsvDialect dialect_;
  CellReader cells_;
  CsvRow row_;
  Rows* rows_ = nullptr;
  std::size_t at_ = 0;
  std::uint64_t line_ = 0;
  bool is_ascii_ = true;
};

}  // namespace partance::microsimulation::table
