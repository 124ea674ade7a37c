// Results as rows of text: CSV or JSON Lines, with the columns to copy, the line and what was wrong. One a thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "engine/batch/worker.hpp"
#include "microsimulation/stream/beginning.hpp"
#include "microsimulation/stream/tally.hpp"
#include "microsimulation/table/chunk.hpp"

namespace partance::microsimulation::stream {

/// A JSON value (not a list nor an object), read once already, as the text of a cell: null is nothing.
std::string cell_of_json(std::string_view value);

/// A target as a column of the output.
struct TargetColumn {
  engine::model::RuleId rule{};
  std::string name{};
  std::string unit{};  ///< of its numbers; empty: none, or not known beforehand
};

/// How the output is written.
struct OutputShape {
  Format format = Format::kCsv;
  char separator = ',';
  char decimal = '.';
  bool has_mark = false;  ///< a byte order mark before the header, for spreadsheets
  bool stops_at_errors = false;
  base::Language language = base::Language::kFrench;  ///< of the words of errors, and of the columns added here
  std::vector<TargetColumn> targets;
};

/// The header with its line end; nothing for JSON Lines.
std::string output_header(const table::Schema& schema, const OutputShape& shape);

class RowWriter {
 public:
  RowWriter(const table::Schema& schema, const OutputShape& shape);

  /// Adds the rows of a chunk to `out` and to `tally`. `worker` has computed `results`, and tells why one is an error.
  /// False when it stopped at an error.
  bool write(const table::Chunk& chunk, std::span<const engine::batch::ColumnView> inputs,
             const std::vector<engine::batch::ResultColumn>& results, engine::batch::Worker& worker, std::string& out,
             Tally& tally);

 private:
  /// What is wrong with a row, in the order met.
  struct Problem {
    std::string code;
    base::Message message;  ///< may hold what stood in a cell
    base::Message discreet;
    std::vector<std::size_t> targets;  ///< that have no value for it; none: the row itself is at fault
  };

  bool write_rows(const table::Chunk& chunk, std::span<const engine::batch::ColumnView> inputs,
                  const std::vector<engine::batch::ResultColumn>& results, engine::batch::Worker& worker,
                  std::string& out, Tally& tally);
  void follow_units(const engine::value::UnitTable& units);
  void collect_problems(const table::Chunk& chunk, std::uint32_t row, std::size_t& error);
  void write_csv_row(const table::Chunk& chunk, const std::vector<engine::batch::ResultColumn>& results,
                     const engine::batch::Dictionary& dictionary, std::uint32_t row, std::string& out);
  void write_json_row(const table::Chunk& chunk, const std::vector<engine::batch::ResultColumn>& results,
                      const engine::batch::Dictionary& dictionary, std::uint32_t row, std::string& out);
  bool in_target_unit(std::size_t target, const engine::batch::ResultColumn& result, std::uint32_t row, double& number,
                      std::string_view& unit);
  void write_csv_value(std::size_t target, const engine::batch::ResultColumn& result,
                       const engine::batch::Dictionary& dictionary, std::uint32_t row, std::string& out);
  void write_json_value(std::size_t target, const engine::batch::ResultColumn& result,
                        const engine::batch::Dictionary& dictionary, std::uint32_t row, std::string& out);
  void add_problem_of(std::size_t target, std::string code, const base::Message& cause);
  [[nodiscard]] base::Message in_words(const Problem& problem, const base::Message& cause) const;
  void unfit_unit(std::size_t target, std::string_view unit);
  [[nodiscard]] std::string message() const;

  const table::Schema* schema_;
  const OutputShape* shape_;
  engine::value::UnitTable units_;  // a copy of the worker's, which converts
  std::size_t worker_units_ = 0;    // how many it had then
  std::vector<engine::value::UnitId> target_units_;
  std::vector<std::string> json_keys_{};   // "name": of kept columns, then of targets
  std::vector<Problem> problems_;          // of the row being written
  std::vector<std::uint64_t> unanswered_;  // of the chunk being written, by target
  bool is_readable_ = true;                // that row, so that its targets were computed from what it says
  std::string scratch_{};
};

/// The shortest text that reads back as the same number.
void append_number(std::string& out, double number, char decimal);

}  // namespace partance::microsimulation::stream
