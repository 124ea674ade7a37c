// CSV as spreadsheets write it (RFC 4180 and its French relatives): how a file is written, and one row cut into cells.
//
// The grammar, which the cutting into blocks (stream/block_reader) shares to the letter: a quote opens a quoted cell
// only as its first byte; inside, a doubled quote is a quote, and line ends belong to the cell; a row ends at a line
// feed outside quotes, with or without a carriage return before it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "microsimulation/table/row_error.hpp"
#include "microsimulation/table/schema.hpp"

namespace partance::microsimulation::table {

// Limits of what is read; docs/batch.md tells them.
inline constexpr std::size_t kMostColumns = 2000;
inline constexpr std::size_t kMostHeaderBytes = 64U << 10U;
inline constexpr std::size_t kMostRowBytes = 1U << 20U;

/// How the bytes of a file stand for characters.
enum class Encoding : std::uint8_t {
  kUtf8,
  kWindows1252,
  kAscii,  ///< so far: a row that is not UTF-8 is then taken for Windows-1252
};

struct CsvDialect {
  char separator = ',';
  Encoding encoding = Encoding::kAscii;
  bool has_mark = false;  ///< the file begins with a byte order mark, of 3 bytes
  std::size_t begin = 0;  ///< of the table: behind the mark, and behind a first line "sep=;" as Excel writes it
};

/// What is seen in the beginning of a file; what is given stands as it is. The encoding is decided once, here: UTF-8
/// when the bytes say so, Windows-1252 when they cannot be UTF-8. The separator is that of a first line "sep=;", else
/// the most frequent in the header.
CsvDialect detect_dialect(std::string_view sample, std::optional<char> separator, std::optional<Encoding> encoding);

/// The first invalid byte of a UTF-8 text that may be cut in the middle of its last character; text.size() when none.
std::size_t first_invalid_in_sample(std::string_view sample);

/// Windows-1252 as UTF-8; the five bytes it leaves undefined become U+FFFD.
void append_windows_1252(std::string& out, std::string_view text);

/// Cuts rows into cells, in place: quotes are taken off, doubled ones put right.
class CsvRow {
 public:
  explicit CsvRow(char separator) : separator_(separator) {}

  /// Reads the row that begins at `at` of a text that holds it whole; gives where the next one begins. The text may be
  /// written over up to there. `is_unclosed`: its quotes are never closed, so that it ends at the first line feed.
  std::size_t read(char* text, std::size_t size, std::size_t at, bool is_unclosed = false);

  /// Views of the text. A row past kMostColumns has the first ones only, see count().
  [[nodiscard]] const std::vector<std::string_view>& cells() const { return cells_; }
  std::vector<std::string_view>& cells() { return cells_; }
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] RowFault fault() const { return fault_; }
  /// Nothing between two line ends.
  [[nodiscard]] bool is_blank() const { return count_ == 1 && !was_quoted_ && cells_[0].empty(); }
  /// The row's lines: 1 and the line feeds inside quotes.
  [[nodiscard]] std::uint64_t lines() const { return lines_; }

 private:
  std::size_t quoted_cell(char* text, std::size_t size, std::size_t at, bool is_unclosed);
  void add(const char* begin, std::size_t size);

  char separator_;
  std::vector<std::string_view> cells_;
  std::size_t count_ = 0;
  std::uint64_t lines_ = 1;
  RowFault fault_ = RowFault::kNone;
  bool was_quoted_ = false;
};

/// The header and what follows it in the beginning of a file.
struct CsvHeader {
  std::vector<std::string> names;
  std::size_t end = 0;      ///< where the first row begins in the sample
  std::uint64_t lines = 1;  ///< that the header takes, with the blank ones before it
  SampleRows rows;          ///< whole rows of the sample
};

/// Errors: no header, too many columns, a header past kMostHeaderBytes. `is_whole`: the sample is the whole file.
base::Result<CsvHeader> read_csv_header(std::string_view sample, bool is_whole, const CsvDialect& dialect);

/// Adds a cell to a row being written: quoted when it must be.
void append_csv_cell(std::string& out, std::string_view cell, char separator);

}  // namespace partance::microsimulation::table
