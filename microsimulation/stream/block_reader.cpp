// Finding row ends (see block_reader.hpp): jumps from quote to quote, and between them to the last line feed.
#include "microsimulation/stream/block_reader.hpp"

#include <algorithm>
#include <utility>

namespace partance::microsimulation::stream {

namespace {

constexpr std::size_t kReadBytes = 64U << 10U;

}  // namespace

base::Result<bool> BlockReader::read_more() {
  const std::size_t before = text_.size();
  const std::size_t wanted = std::max(kReadBytes, options_.bytes);
  text_.resize(before + wanted);
  const auto got = source_(std::span(text_).subspan(before, wanted));
  text_.resize(before + got.value_or(0));
  if (!got) return std::unexpected(got.error());
  is_at_end_ = *got == 0;
  return !is_at_end_;
}

/// Outside quotes, up to the next quote that opens a cell, or the limit.
void BlockReader::scan_plain(std::size_t limit) {
  const std::string_view text(text_.data(), limit);
  std::size_t quote = options_.has_quotes ? text.find('"', scanned_) : std::string_view::npos;
  const auto opens = [&](std::size_t at) {
    return at == 0 || text[at - 1] == options_.separator || text[at - 1] == '\n';
  };
  while (quote != std::string_view::npos && !opens(quote)) quote = text.find('"', quote + 1);
  const std::size_t end = std::min(quote, limit);
  const std::size_t feed = text.substr(scanned_, end - scanned_).rfind('\n');
  if (feed != std::string_view::npos) rows_end_ = scanned_ + feed + 1;
  is_quoted_ = quote != std::string_view::npos;
  scanned_ = is_quoted_ ? quote + 1 : end;
}

/// Inside quotes, up to behind the one that closes them, or the limit.
void BlockReader::scan_quoted(std::size_t limit) {
  while (scanned_ < limit) {
    const std::size_t quote = text_.find('"', scanned_);
    if (quote >= limit) {
      scanned_ = limit;
      return;
    }
    if (quote + 1 == text_.size() && !is_at_end_) {
      scanned_ = quote;
      return;
    }
    const bool is_doubled = quote + 1 < text_.size() && text_[quote + 1] == '"';
    scanned_ = quote + (is_doubled ? 2 : 1);
    is_quoted_ = is_doubled;
    if (!is_quoted_) return;
  }
}

/// Looks for row ends until there are enough rows for a block, or no more bytes, or a row is too long.
void BlockReader::scan() {
  while (rows_end_ < options_.bytes) {
    const std::size_t limit = std::min({text_.size(), rows_end_ + table::kMostRowBytes, scanned_ + options_.bytes});
    if (scanned_ >= limit) return;
    const std::size_t before = scanned_;
    if (is_quoted_) {
      scan_quoted(limit);
    } else {
      scan_plain(limit);
    }
    if (scanned_ == before) return;
  }
}

/// True when the row at rows_end_ has no end that may be found.
bool BlockReader::is_stuck() const {
  return scanned_ >= rows_end_ + table::kMostRowBytes || (is_at_end_ && is_quoted_);
}

void BlockReader::give(std::size_t size, table::RowFault fault, Block& block) {
  block.rows.text.assign(text_, 0, size);
  block.rows.line = line_;
  block.rows.fault = fault;
  block.offset = offset_;
  text_.erase(0, size);
  line_ += static_cast<std::uint64_t>(std::ranges::count(block.rows.text, '\n'));
  offset_ += size;
  scanned_ = scanned_ > size ? scanned_ - size : 0;
  rows_end_ = rows_end_ > size ? rows_end_ - size : 0;
}

/// The row at the beginning, whose end was not found: up to its first line feed, all told.
base::Result<bool> BlockReader::give_bad_row(Block& block) {
  const std::size_t feed = text_.find('\n');
  const bool was_quoted = is_quoted_;
  scanned_ = rows_end_ = 0;
  is_quoted_ = false;
  if (was_quoted && (feed < table::kMostRowBytes || text_.size() < table::kMostRowBytes)) {
    give(feed == std::string::npos ? text_.size() : feed + 1, table::RowFault::kQuote, block);
    return true;
  }
  // Too long: its bytes are let go up to the line feed.
  give(0, table::RowFault::kTooLong, block);
  while (true) {
    const std::size_t end = text_.find('\n');
    const std::size_t size = end == std::string::npos ? text_.size() : end + 1;
    text_.erase(0, size);
    offset_ += size;
    if (end != std::string::npos) break;
    const auto more = read_more();
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
  }
  ++line_;
  return true;
}

base::Result<bool> BlockReader::next(Block& block) {
  while (true) {
    scan();
    if (rows_end_ > 0 && (rows_end_ >= options_.bytes || is_stuck())) break;
    if (is_stuck()) return give_bad_row(block);
    if (is_at_end_) break;
    const auto more = read_more();
    if (!more) return std::unexpected(more.error());
  }
  if (text_.empty()) return false;
  const std::size_t size = rows_end_ > 0 ? rows_end_ : text_.size();
  give(size, table::RowFault::kNone, block);
  return true;
}

}  // namespace partance::microsimulation::stream
