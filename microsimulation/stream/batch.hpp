// A batch from file to file: what the beginning of a table says, the plan made from it, and the run over all rows.
//
// Knows no path and no terminal: bytes come from a Source and go to a sink, progress is told to whoever asked.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/batch/plan.hpp"
#include "microsimulation/stream/beginning.hpp"
#include "microsimulation/stream/block_reader.hpp"
#include "microsimulation/stream/ordered_work.hpp"
#include "microsimulation/stream/read_table.hpp"
#include "microsimulation/stream/row_writer.hpp"

namespace partance::microsimulation::stream {

/// Of the rows of a file whose size is known.
using table::Slice;

/// A target, and the unit its column shall have; empty: its own.
struct TargetRequest {
  engine::model::RuleId rule{};
  std::string unit;
};

struct BatchOptions {
  InputForm input;
  Format output = Format::kCsv;
  std::optional<char> output_separator;  ///< nothing: as the input
  std::optional<char> decimal;           ///< nothing: a comma where the separator is a semicolon, as spreadsheets do
  const table::Mapping* mapping = nullptr;
  std::vector<std::string> keep;
  std::vector<TargetRequest> targets;
  std::vector<engine::batch::Constant> constants;
  engine::evaluate::RunOptions run;
  bool is_strict = false;
  base::Language language = base::Language::kFrench;
  std::size_t threads = 1;
  std::size_t block_bytes = 0;  ///< 0: as suits the plan
  Slice slice;
  std::uint64_t input_bytes = 0;  ///< of the whole input, for slices
};

/// Why a batch cannot begin: an ordinary failure, or what is wrong with columns, constants and units.
using BatchRefusal = TableRefusal;

class Batch {
 public:
  /// Reads the beginning of `source` and makes the plan.
  static std::expected<std::unique_ptr<Batch>, BatchRefusal> open(std::shared_ptr<const engine::plan::Program> program,
                                                                  Source source, BatchOptions options);

  [[nodiscard]] const engine::batch::Plan& plan() const { return *plan_; }
  [[nodiscard]] const std::shared_ptr<const engine::batch::Plan>& shared_plan() const { return plan_; }
  [[nodiscard]] const table::Schema& schema() const { return schema_; }
  [[nodiscard]] const OutputShape& shape() const { return shape_; }
  /// What the output begins with: the header, except in slices behind the first.
  [[nodiscard]] std::string header() const;
  /// The bytes of the input where its rows begin: [first, last); last is 0 when it is not known.
  [[nodiscard]] std::uint64_t first_byte() const { return slice_begin_; }
  [[nodiscard]] std::uint64_t last_byte() const { return std::min(slice_end_, options_.input_bytes); }
  /// Resuming: so many rows of the output are there already.
  void skip(std::uint64_t rows) { rows_to_skip_ = rows; }

  /// Called after each write with what was done so far.
  using Progress = std::function<void(const Tally&)>;
  using Sink = std::function<base::Result<void>(std::string_view)>;

  /// Evaluates the rows and hands them to `sink`, in order. Ends early when `stop` is set, or at an error when strict.
  base::Result<Tally> run(const Sink& sink, const Progress& progress, const std::atomic<bool>& stop);

 private:
  Batch(std::shared_ptr<const engine::plan::Program> program, Source source, BatchOptions options)
      : program_(std::move(program)), source_(std::move(source)), options_(std::move(options)) {}

  std::optional<BatchRefusal> prepare();
  void choose_units();
  void choose_units_seen();
  void cut_slice();
  [[nodiscard]] std::size_t block_bytes() const;
  base::Result<bool> read_block(BlockReader& blocks, Block& block);
  [[nodiscard]] std::size_t next_row(std::string_view text, std::size_t at, bool& is_blank) const;
  bool keep_slice(Block& block);
  bool skip_written(Block& block);

  std::shared_ptr<const engine::plan::Program> program_;
  Source source_;
  BatchOptions options_;
  Beginning beginning_;
  table::Schema schema_;
  OutputShape shape_;
  std::shared_ptr<const engine::batch::Plan> plan_;
  std::uint64_t slice_begin_ = 0;
  std::uint64_t slice_end_ = 0;
  std::uint64_t rows_to_skip_ = 0;
};

}  // namespace partance::microsimulation::stream
