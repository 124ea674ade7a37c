// See read_table.hpp.
#include "microsimulation/stream/read_table.hpp"

#include <algorithm>
#include <utility>

#include "microsimulation/stream/row_writer.hpp"
#include "microsimulation/table/cell.hpp"
#include "microsimulation/table/row_error.hpp"

namespace partance::microsimulation::stream {

using engine::batch::ColumnType;
using engine::batch::State;

namespace {

bool is_among(const std::string& name, const std::vector<std::string>& names) {
  return std::ranges::find(names, name) != names.end();
}

class TableFiller {
 public:
  TableFiller(const engine::plan::Program& program, const Beginning& beginning, table::Schema schema,
              const TableOptions& options)
      : schema_(std::move(schema)),
        shows_cells_(options.shows_cells),
        reader_(beginning.reader(schema_, program.model.units)) {
    for (const table::Answered& answered : schema_.answered) {
      table::Column column;
      column.name = program.model.rule(answered.rule).name;
      column.type = answered.type;
      column.unit = answered.header_unit;
      read_.table.columns.push_back(std::move(column));
    }
    for (const std::size_t kept : schema_.kept) {
      const std::string& name = schema_.headers[kept];
      read_.table.columns.emplace_back().name = name;
      is_group_.push_back(!is_among(name, options.numbers));
      is_numeric_.push_back(true);
    }
    reader_->use(read_.table.dictionary);
  }

  void add(table::Rows& rows) {
    reader_->begin(rows);
    while (reader_->next(chunk_)) add_chunk();
  }

  [[nodiscard]] std::uint64_t rows() const { return read_.table.rows; }
  TableRead finish() && {
    // A group is numbers or texts, not both.
    for (std::size_t k = 0; k < is_group_.size(); ++k) {
      if (!is_group_[k]) continue;
      table::Column& column = read_.table.columns[schema_.answered.size() + k];
      if (!is_numeric_[k]) column.type = ColumnType::kText;
      if (is_numeric_[k]) column.texts = {};
      if (!is_numeric_[k]) column.numbers = {};
    }
    return std::move(read_);
  }

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
      const bool is_number = number.fault == table::RowFault::kNone && number.unit.empty();
      numbers_[kept].push_back(is_number ? number.number : 0);
      if (is_number || is_group_[kept]) continue;
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
                              table::row_error_message(error, header, shows_cells_)});
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
    for (std::size_t k = 0; k < numbers_.size(); ++k) {
      table::Column& column = columns[chunk_.columns.size() + k];
      column.numbers.push_back(numbers_[k][row]);
      if (is_group_[k]) add_group_cell(k, row, column);
    }
    ++read_.table.rows;
  }

  void add_group_cell(std::size_t kept, std::uint32_t row, table::Column& column) {
    const std::string_view written = chunk_.kept[row * schema_.kept.size() + kept];
    const std::string cell(table::trimmed(chunk_.kept_are_json ? cell_of_json(written) : std::string(written)));
    const table::NumberCell number = table::read_number_cell(cell);
    const bool is_number = number.fault == table::RowFault::kNone && number.unit.empty();
    is_numeric_[kept] = is_numeric_[kept] && (is_number || cell.empty());
    column.states.push_back(cell.empty() ? State::kUnknown : State::kKnown);
    column.texts.push_back(read_.table.dictionary.encode(cell));
  }

  table::Schema schema_;
  bool shows_cells_;
  std::vector<bool> is_group_;    // per kept column
  std::vector<bool> is_numeric_;  // of groups: so far
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
  table::SchemaOptions schema_options{.mapping = options.mapping, .keep = options.numbers};
  for (const std::string& header : beginning->headers) {
    const bool answers = table::public_rule(program, table::split_unit(header).name).has_value();
    const bool is_wanted = options.leaves_out_others || is_among(header, options.groups);
    if (is_wanted && !answers && !is_among(header, options.numbers)) schema_options.keep.push_back(header);
  }
  if (options.leaves_out_others) {
    std::erase_if(schema_options.keep, [&](const std::string& name) { return !is_among(name, beginning->headers); });
  }
  auto schema = table::make_schema(program, beginning->headers, schema_options, beginning->rows);
  if (!schema) return std::unexpected(TableRefusal{{}, std::move(schema.error())});
  // A weight that is also a rule would be read twice; what a mapping leaves over is not wanted.
  std::vector<std::string> left_out;
  std::erase_if(schema->kept, [&](std::size_t kept) {
    const std::string& name = schema->headers[kept];
    const bool is_read = is_among(name, options.numbers) || is_among(name, options.groups);
    if (!is_read) left_out.push_back(name);
    return !is_read;
  });
  TableFiller filler(program, *beginning, *std::move(schema), options);
  BlockReader blocks = beginning->blocks(source, kBlockBytes);
  Block block;
  while (true) {
    const auto got = blocks.next(block);
    if (!got) return std::unexpected(TableRefusal{got.error(), {}});
    if (!*got) {
      TableRead read = std::move(filler).finish();
      read.left_out = std::move(left_out);
      return read;
    }
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
