// Rows of CSV into chunks (see csv_reader.hpp).
#include "microsimulation/table/csv_reader.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace partance::microsimulation::table {

namespace {

/// True when no byte is past 0x7F; looks at many bytes at once.
bool is_ascii(std::string_view text) {
  unsigned char all = 0;
  for (const char c : text) all |= static_cast<unsigned char>(c);
  return all < 0x80;
}

}  // namespace

void CsvReader::begin(Rows& rows) {
  rows_ = &rows;
  at_ = 0;
  line_ = rows.line;
  is_ascii_ = is_ascii(rows.text);
}

bool CsvReader::next(Chunk& chunk) {
  chunk.start(*schema_);
  if (rows_->fault == RowFault::kTooLong) {
    if (at_ > 0) return false;
    at_ = 1;
    chunk.lines.push_back(line_);
    refuse_row(RowFault::kTooLong, chunk);
    ++chunk.rows;
    return true;
  }
  while (chunk.rows < kChunkRows && at_ < rows_->text.size()) read_row(chunk);
  return chunk.rows > 0;
}

/// A row that cannot be read: without answers, but with the cells to copy where they can be told.
void CsvReader::refuse_row(RowFault fault, Chunk& chunk) const {
  for (std::uint32_t i = 0; i < chunk.columns.size(); ++i) CellReader::skip(i, chunk.rows, chunk);
  chunk.errors.push_back(
      {.row = chunk.rows, .fault = fault, .column = RowError::kWholeRow, .found = {}, .expected = {}});
  if (fault == RowFault::kCells) {
    chunk.errors.back().found = std::to_string(row_.count());
    chunk.errors.back().expected = std::to_string(schema_->headers.size());
  }
  const auto& cells = row_.cells();
  for (const std::size_t column : schema_->kept) {
    const bool is_there = fault != RowFault::kTooLong && column < cells.size() &&
                          base::first_invalid_utf8(cells[column]) == cells[column].size();
    chunk.kept.push_back(is_there ? cells[column] : std::string_view());
  }
}

/// Turns the cells of the row into UTF-8 if need be. False when their bytes are no text.
bool CsvReader::decode(Chunk& chunk) {
  const auto is_utf8 = [](std::string_view cell) { return base::first_invalid_utf8(cell) == cell.size(); };
  if (dialect_.encoding != Encoding::kWindows1252 && std::ranges::all_of(row_.cells(), is_utf8)) return true;
  if (dialect_.encoding == Encoding::kUtf8) return false;
  for (std::string_view& cell : row_.cells()) {
    if (is_ascii(cell)) continue;
    append_windows_1252(chunk.owned.emplace_back(), cell);
    cell = chunk.owned.back();
  }
  return true;
}

/// As many cells as the header; more are forgiven when nothing is in them.
bool CsvReader::fits() const {
  const std::size_t wanted = schema_->headers.size();
  if (row_.count() == wanted) return true;
  if (row_.count() < wanted || row_.count() > kMostColumns) return false;
  const auto& cells = row_.cells();
  return std::all_of(cells.begin() + static_cast<std::ptrdiff_t>(wanted), cells.end(),
                     [](std::string_view cell) { return cell.empty(); });
}

void CsvReader::read_row(Chunk& chunk) {
  const std::size_t begin = at_;
  at_ = row_.read(rows_->text.data(), rows_->text.size(), at_, rows_->fault == RowFault::kQuote);
  const std::uint64_t line = line_;
  line_ += row_.lines();
  if (row_.is_blank()) return;
  chunk.lines.push_back(line);
  const bool is_plain = is_ascii_ || is_ascii(std::string_view(rows_->text).substr(begin, at_ - begin));
  if (!is_plain && !decode(chunk)) {
    refuse_row(RowFault::kEncoding, chunk);
  } else if (row_.fault() != RowFault::kNone) {
    refuse_row(row_.fault(), chunk);
  } else if (!fits()) {
    refuse_row(RowFault::kCells, chunk);
  } else {
    const auto& cells = row_.cells();
    for (std::uint32_t i = 0; i < chunk.columns.size(); ++i) {
      cells_.read(i, cells[schema_->answered[i].header], chunk.rows, chunk);
    }
    for (const std::size_t column : schema_->kept) chunk.kept.push_back(cells[column]);
  }
  ++chunk.rows;
}

}  // namespace partance::microsimulation::table
