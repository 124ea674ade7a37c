// A batch from file to file (see batch.hpp).
#include "microsimulation/stream/batch.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "engine/batch/worker.hpp"
#include "engine/plan/wording.hpp"
#include "microsimulation/table/json_lines_reader.hpp"

namespace partance::microsimulation::stream {

using engine::batch::ColumnView;
using engine::batch::ResultColumn;
using engine::batch::Worker;

namespace {

/// Texts a worker keeps before it starts a new dictionary.
constexpr std::size_t kMostTexts = 200'000;

/// All that one thread works with.
class BlockWorker {
 public:
  BlockWorker(const table::Schema& schema, const OutputShape& shape, std::shared_ptr<const engine::batch::Plan> plan,
              std::unique_ptr<table::RowsReader> reader)
      : plan_(plan), worker_(plan), writer_(schema, shape), reader_(std::move(reader)) {
    reader_->use(worker_.dictionary());
  }

  void work(Block& block, std::string& out, Tally& tally) {
    tally.begin_offset = block.offset;
    tally.offset = block.offset + block.rows.text.size();
    reader_->begin(block.rows);
    const std::uint64_t computed = worker_.computed();
    const std::uint64_t one_by_one = worker_.one_by_one();
    while (reader_->next(chunk_)) {
      evaluate();
      if (!writer_.write(chunk_, views_, results_, worker_, out, tally)) break;
    }
    tally.computed = worker_.computed() - computed;
    tally.one_by_one = worker_.one_by_one() - one_by_one;
    if (worker_.dictionary().size() < plan_->dictionary().size() + kMostTexts) return;
    worker_.use_dictionary(plan_->dictionary());
    reader_->use(worker_.dictionary());
  }

 private:
  void evaluate() {
    views_.clear();
    for (const table::Column& column : chunk_.columns) views_.push_back(column.view());
    worker_.evaluate(views_, chunk_.rows, results_);
  }

  std::shared_ptr<const engine::batch::Plan> plan_;
  Worker worker_;
  RowWriter writer_;
  std::unique_ptr<table::RowsReader> reader_;
  table::Chunk chunk_;
  std::vector<ColumnView> views_;
  std::vector<ResultColumn> results_;
};

}  // namespace

std::expected<std::unique_ptr<Batch>, BatchRefusal> Batch::open(std::shared_ptr<const engine::plan::Program> program,
                                                                Source source, BatchOptions options) {
  std::unique_ptr<Batch> batch(new Batch(std::move(program), std::move(source), std::move(options)));
  if (auto refusal = batch->prepare()) return std::unexpected(*std::move(refusal));
  return batch;
}

std::optional<BatchRefusal> Batch::prepare() {
  auto beginning = read_beginning(source_, options_.input, options_.mapping);
  if (!beginning) return BatchRefusal{beginning.error(), {}};
  beginning_ = *std::move(beginning);
  const table::SchemaOptions columns{.mapping = options_.mapping, .keep = options_.keep};
  auto schema = table::make_schema(*program_, beginning_.headers, columns, beginning_.rows);
  if (!schema) return BatchRefusal{{}, std::move(schema.error())};
  schema_ = *std::move(schema);

  engine::batch::Request request;
  request.inputs = schema_.inputs();
  request.constants = options_.constants;
  for (const TargetRequest& target : options_.targets) request.targets.push_back(target.rule);
  request.run = options_.run;
  auto plan = engine::batch::make_plan(program_, std::move(request));
  if (!plan) return BatchRefusal{{}, std::move(plan.error())};
  plan_ = *std::move(plan);

  shape_.format = options_.output;
  shape_.separator = options_.output_separator.value_or(beginning_.dialect.separator);
  shape_.decimal = options_.decimal.value_or(shape_.separator == ';' ? ',' : '.');
  shape_.has_mark = beginning_.dialect.has_mark || beginning_.dialect.encoding == table::Encoding::kWindows1252;
  shape_.stops_at_errors = options_.is_strict;
  shape_.language = options_.language;
  choose_units();
  cut_slice();
  return std::nullopt;
}

/// Which bytes a row of the slice begins in.
void Batch::cut_slice() {
  const std::size_t begin = beginning_.header_end;
  const std::uint64_t bytes = options_.input_bytes > begin ? options_.input_bytes - begin : 0;
  const Slice& slice = options_.slice;
  const auto border = [&](std::uint64_t number) { return begin + bytes / slice.count * number; };
  slice_begin_ = border(slice.number - 1);
  const bool is_last = slice.number == slice.count;
  slice_end_ = is_last ? std::numeric_limits<std::uint64_t>::max() : border(slice.number);
}

/// How much of the input a worker takes at a time. Rules that rows follow together want as many rows as do.
std::size_t Batch::block_bytes() const {
  constexpr std::size_t kUsual = 256U << 10U;
  constexpr std::size_t kMost = 4U << 20U;
  if (options_.block_bytes != 0) return options_.block_bytes;
  if (!plan_->needs_order()) return kUsual;
  const std::string_view rows = std::string_view(beginning_.sample).substr(beginning_.header_end);
  const auto lines = static_cast<std::size_t>(std::ranges::count(rows, '\n')) + 1;
  return std::clamp(rows.size() / lines * table::kChunkRows, kUsual, kMost);
}

/// The unit of each target's column: the one asked for, else what the rule declares, else that of the first of the rows
/// read so far whose number is not 0, else what the plan thinks.
void Batch::choose_units() {
  for (std::size_t i = 0; i < options_.targets.size(); ++i) {
    const TargetRequest& target = options_.targets[i];
    TargetColumn column{.rule = target.rule, .name = program_->model.rule(target.rule).name, .unit = target.unit};
    if (column.unit.empty()) column.unit = engine::plan::declared_unit(*program_, target.rule);
    shape_.targets.push_back(std::move(column));
  }
  choose_units_seen();
  for (std::size_t i = 0; i < shape_.targets.size(); ++i) {
    std::string& unit = shape_.targets[i].unit;
    if (unit.empty()) unit = plan_->units().text(plan_->target_unit(i));
  }
}

/// Evaluates the rows read so far, for the units of their results. Of 0, the language may keep any unit.
void Batch::choose_units_seen() {
  if (std::ranges::none_of(shape_.targets, [](const TargetColumn& target) { return target.unit.empty(); })) return;
  table::Rows rows = beginning_.sample_rows();
  Worker worker(plan_);
  const auto reader = beginning_.reader(schema_, plan_->units());
  reader->use(worker.dictionary());
  reader->begin(rows);
  table::Chunk chunk;
  if (!reader->next(chunk)) return;
  std::vector<ColumnView> views;
  for (const table::Column& column : chunk.columns) views.push_back(column.view());
  std::vector<ResultColumn> results;
  worker.evaluate(views, chunk.rows, results);
  for (std::size_t t = 0; t < results.size(); ++t) {
    if (!shape_.targets[t].unit.empty()) continue;
    for (std::size_t row = 0; row < chunk.rows; ++row) {
      const auto unit = results[t].units[row];
      const bool is_known = static_cast<std::size_t>(unit) < worker.units().size();
      if (results[t].kinds[row] != engine::value::Kind::kNumber || results[t].numbers[row] == 0 || !is_known) continue;
      if (worker.units().text(unit).empty()) continue;
      shape_.targets[t].unit = worker.units().text(unit);
      break;
    }
  }
}

std::string Batch::header() const {
  return options_.slice.number == 1 ? output_header(schema_, shape_) : std::string();
}

/// Where the row after the one at `at` begins.
std::size_t Batch::next_row(std::string_view text, std::size_t at, bool& is_blank) const {
  const std::string_view rest = text.substr(at);
  if (beginning_.format == Format::kJsonLines) {
    const std::size_t feed = std::min(rest.find('\n'), rest.size());
    is_blank = table::is_blank_line(rest.substr(0, feed));
    return std::min(at + feed + 1, text.size());
  }
  std::size_t end = 0;
  bool is_quoted = false;
  for (; end < rest.size(); ++end) {
    const char c = rest[end];
    if (c == '\n' && !is_quoted) break;
    if (c != '"') continue;
    if (is_quoted) {
      const bool is_doubled = end + 1 < rest.size() && rest[end + 1] == '"';
      if (is_doubled) ++end;
      is_quoted = is_doubled;
    } else {
      is_quoted = end == 0 || rest[end - 1] == beginning_.dialect.separator;
    }
  }
  const std::string_view row = rest.substr(0, end);
  is_blank = row.empty() || row == "\r";
  return std::min(at + end + 1, text.size());
}

/// Leaves of a block only the rows that begin in the slice; false when none do.
bool Batch::keep_slice(Block& block) {
  std::string& text = block.rows.text;
  if (block.offset >= slice_end_) return false;
  if (block.rows.fault != table::RowFault::kNone) return block.offset >= slice_begin_;
  std::size_t begin = 0, end = text.size();
  bool is_blank = false;
  while (begin < text.size() && block.offset + begin < slice_begin_) begin = next_row(text, begin, is_blank);
  if (block.offset + text.size() > slice_end_) {
    end = begin;
    while (end < text.size() && block.offset + end < slice_end_) end = next_row(text, end, is_blank);
  }
  block.rows.line +=
      static_cast<std::uint64_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
  text.erase(end);
  text.erase(0, begin);
  block.offset += begin;
  return !text.empty();
}

/// Takes away the rows whose results are written already; false when none are left.
bool Batch::skip_written(Block& block) {
  if (rows_to_skip_ == 0) return true;
  std::string& text = block.rows.text;
  if (block.rows.fault != table::RowFault::kNone) {
    --rows_to_skip_;
    return false;
  }
  std::size_t begin = 0;
  while (begin < text.size() && rows_to_skip_ > 0) {
    bool is_blank = false;
    begin = next_row(text, begin, is_blank);
    if (!is_blank) --rows_to_skip_;
  }
  block.rows.line +=
      static_cast<std::uint64_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
  text.erase(0, begin);
  block.offset += begin;
  return !text.empty();
}

base::Result<bool> Batch::read_block(BlockReader& blocks, Block& block) {
  while (true) {
    const auto got = blocks.next(block);
    if (!got || !*got) return got;
    if (options_.slice.count > 1) {
      if (block.offset >= slice_end_) return false;
      if (!keep_slice(block)) continue;
    }
    if (skip_written(block)) return true;
  }
}

base::Result<Tally> Batch::run(const Sink& sink, const Progress& progress, const std::atomic<bool>& stop) {
  BlockReader blocks = beginning_.blocks(source_, block_bytes());
  std::vector<WorkOnBlock> workers;
  for (std::size_t i = 0; i < std::max<std::size_t>(options_.threads, 1); ++i) {
    auto worker = std::make_shared<BlockWorker>(schema_, shape_, plan_, beginning_.reader(schema_, plan_->units()));
    workers.emplace_back([worker](Block& block, std::string& out, Tally& tally) { worker->work(block, out, tally); });
  }
  Tally total;
  const auto read = [&](Block& block) { return read_block(blocks, block); };
  const auto write = [&](std::string_view rows, const Tally& tally) -> base::Result<bool> {
    if (auto written = sink(rows); !written) return std::unexpected(written.error());
    total.add(tally);
    progress(total);
    return !total.stopped_at.has_value();
  };
  if (auto worked = work_in_order(workers, read, write, stop); !worked) return std::unexpected(worked.error());
  return total;
}

}  // namespace partance::microsimulation::stream
