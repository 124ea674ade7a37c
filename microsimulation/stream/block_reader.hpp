// Cuts a file into blocks of whole rows, within bounded memory, so that threads can read them apart.
//
// Where rows end follows the grammar of table/csv.hpp to the letter (JSON Lines: every line feed), whatever the size of
// the blocks: a quoted line feed is no end. A row that does not end within kMostRowBytes, or whose quote is never
// closed, becomes a block of its own with the fault, and reading goes on behind its first line feed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "base/result.hpp"
#include "microsimulation/table/csv.hpp"
#include "microsimulation/table/rows_reader.hpp"

namespace partance::microsimulation::stream {

/// Reads the next bytes of a file into a buffer; 0 at its end.
using Source = std::function<base::Result<std::size_t>(std::span<char>)>;

/// Whole rows, and where they stood.
struct Block {
  table::Rows rows{};
  std::uint64_t offset = 0;  ///< of its first byte in the file
};

class BlockReader {
 public:
  struct Options {
    std::size_t bytes = 256U << 10U;  ///< of a block, about
    bool has_quotes = true;           ///< CSV; JSON Lines has none
    char separator = ',';
  };
  /// `begun` are bytes already read, of which the first is number `offset` and stands on `line`.
  BlockReader(Source source, const Options& options, std::string begun, std::uint64_t offset, std::uint64_t line)
      : source_(std::move(source)), options_(options), text_(std::move(begun)), offset_(offset), line_(line) {}

  /// The next rows; false at the end. What a block held before is written over.
  base::Result<bool> next(Block& block);

 private:
  base::Result<bool> read_more();
  void scan();
  void scan_plain(std::size_t limit);
  void scan_quoted(std::size_t limit);
  [[nodiscard]] bool is_stuck() const;
  base::Result<bool> give_bad_row(Block& block);
  void give(std::size_t size, table::RowFault fault, Block& block);

  Source source_;
  Options options_;
  std::string text_;  // begins with a row
  std::uint64_t offset_;
  std::uint64_t line_;
  std::size_t scanned_ = 0;   // no row end is unknown before
  std::size_t rows_end_ = 0;  // behind the last row end
  bool is_quoted_ = false;    // at scanned_
  bool is_at_end_ = false;
};

}  // namespace partance::microsimulation::stream
