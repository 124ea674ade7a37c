// See read_table.hpp.
#include "microsimulation/stream/read_table.hpp"

#include <algorithm>
#include <utility>

#include "microsimulation/table/cell.hpp"
#include "microsimulation/table/row_error.hpp"

namespace partance::microsimulation::stream {

using engine::batch::ColumnType;
using engine::batch::State;

namespace {

class TableFiller {
 public:
  TableFiller(const engine::plan::Program& program, const Beginning& beginning, table::Schema schema)
      : schema_(std::move(schema)), reader_(beginning.reader(schema_, program.model.units)) {
    for (const table::Answered& answered : schema_.answered) {
      table::Column column;
      column.name = program.model.rule(answered.rule).name;
      column.type = answered.type;
      column.unit = answered.header_unit;
      read_.table.columns.push_back(std::move(column));
    }
    for (const std::size_t kept : schema_.kept) read_.table.columns.emplace_back().name = schema_.headers[kept];
    reader_->use(read_.table.dictionary);
  }

  void add(table::Rows& rows) {
    reader_->begin(rows);
    while (reader_->next(chunk_)) add_chunk();
  }

  [[nodiscard]] std::uint64_t rows() const { return read_.table.rows; }
  TableRead finish() && { return std::move(read_); }

 private:
  void add_chunk() {
    numbers_.assign(schema_.kept.size(), {});
    for (std::size_t k = 0; k < schema_.kept.size(); ++k) read_numbers(k);
    std::ranges::stable_sort(chunk_.errors, {}, &table::RowError::row);
    std::size_t error = 0;
    for (std::uint32_t row = 0; row < chunk_.rows; ++row) {
      const std::size_t first = error;
      while (error < chunk_.errors.size() && chunk_.errors[error].row == row) ++error;
      if (error > first) {
        add_bad_row(chunk_.errors[first]);
      } else {
        add_row(row);
      }
    }
  }

  /// The cells of a column that answers no rule. One that holds no number is an error of its row.
  void read_numbers(std::size_t kept) {
    for (std::uint32_t row = 0; row < chunk_.rows; ++row) {
      std::string_view cell = table::trimmed(chunk_.kept[row * schema_.kept.size() + kept]);
      if (chunk_.kept_are_json && cell.size() >= 2 && cell.front() == '"') cell = cell.substr(1, cell.size() - 2);
      const table::NumberCell number = table::read_number_cell(cell);
      numbers_[kept].push_back(number.number);
      if (number.fault == table::RowFault::kNone && number.unit.empty()) continue;
      chunk_.errors.push_back({.row = row,
                               .fault = table::RowFault::kNumber,
                               .column = static_cast<std::uint32_t>(schema_.kept[kept]),
                               .found = table::shown_cell(cell),
                               .expected = {}});
    }
  }

  void add_bad_row(const table::RowError& error) {
    constexpr std::size_t kMostBadRows = 100;
    ++read_.bad_row_count;
    if (read_.bad_rows.size() >= kMostBadRows) return;
    const bool has_column = error.column < schema_.headers.size();
    const std::string_view header = has_column ? std::string_view(schema_.headers[error.column]) : std::string_view();
    read_.bad_rows.push_back({chunk_.lines[error.row], std::string(table::row_fault_code(error.fault)),
                              table::row_error_message(error, header, true)});
  }

  void add_row(std::uint32_t row) {
    auto& columns = read_.table.columns;
    for (std::size_t i = 0; i < chunk_.columns.size(); ++i) {
      const table::Column& from = chunk_.columns[i];
      columns[i].states.push_back(from.states[row]);
      if (from.type == ColumnType::kNumber) columns[i].numbers.push_back(from.numbers[row]);
      if (from.type == ColumnType::kBoolean) columns[i].booleans.push_back(from.booleans[row]);
      if (!from.texts.empty()) columns[i].texts.push_back(from.texts[row]);
    }
    for (std::size_t k = 0; k < numbers_.size(); ++k)
      columns[chunk_.columns.size() + k].numbers.push_back(numbers_[k][row]);
    ++read_.table.rows;
  }

  table::Schema schema_;
  std::unique_ptr<table::RowsReader> reader_;
  TableRead read_;
  table::Chunk chunk_;
  std::vector<std::vector<double>> numbers_;  // of the chunk, per kept column
};

}  // namespace

std::expected<TableRead, TableRefusal> read_table(const engine::plan::Program& program, const Source& source,
                                                  const TableOptions& options) {
  constexpr std::size_t kBlockBytes = 1U << 20U;
  const auto beginning = read_beginning(source, options.form, options.mapping);
  if (!beginning) return std::unexpected(TableRefusal{beginning.error(), {}});
  const table::SchemaOptions schema_options{.mapping = options.mapping, .keep = options.numbers};
  auto schema = table::make_schema(program, beginning->headers, schema_options, beginning->rows);
  if (!schema) return std::unexpected(TableRefusal{{}, std::move(schema.error())});
  // A weight that is also a rule would be read twice; what a mapping leaves over is not wanted.
  std::erase_if(schema->kept, [&](std::size_t kept) {
    return std::ranges::find(options.numbers, schema->headers[kept]) == options.numbers.end();
  });
  TableFiller filler(program, *beginning, *std::move(schema));
  BlockReader blocks = beginning->blocks(source, kBlockBytes);
  Block block;
  while (true) {
    const auto got = blocks.next(block);
    if (!got) return std::unexpected(TableRefusal{got.error(), {}});
    if (!*got) return std::move(filler).finish();
    filler.add(block.rows);
    if (filler.rows() <= options.most_rows) continue;
    const std::string most = std::to_string(options.most_rows);
    return std::unexpected(TableRefusal{
        base::Error{base::ErrorKind::kTooLarge,
                    {"Le tableau a plus de " + most + " lignes.", "The table has more than " + most + " rows."}},
        {}});
  }
}

}  // namespace partance::microsimulation::stream
