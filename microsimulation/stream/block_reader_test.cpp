// Blocks of any size hold the same rows.
#include "microsimulation/stream/block_reader.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "microsimulation/stream/text_source.hpp"

namespace partance::microsimulation::stream {
namespace {

using testing::ElementsAre;

struct Piece {
  std::string row;
  std::uint64_t line;
  std::uint64_t offset;
  table::RowFault fault;
  friend bool operator==(const Piece&, const Piece&) = default;
};

/// The rows of all blocks, one by one.
std::vector<Piece> rows_of(const std::string& text, std::size_t block, std::size_t step, std::size_t begun = 0) {
  begun = std::min(begun, text.size());
  BlockReader reader(text_source(text.substr(begun), step), {.bytes = block, .has_quotes = true, .separator = ';'},
                     text.substr(0, begun), 0, 1);
  std::vector<Piece> pieces;
  Block found;
  while (reader.next(found).value()) {
    std::string& rows = found.rows.text;
    const std::string before = rows;
    table::CsvRow row(';');
    std::uint64_t line = found.rows.line;
    if (rows.empty()) pieces.push_back({"", line, found.offset, found.rows.fault});
    for (std::size_t at = 0; at < rows.size();) {
      const std::size_t end = row.read(rows.data(), rows.size(), at, found.rows.fault == table::RowFault::kQuote);
      pieces.push_back({before.substr(at, end - at), line, found.offset + at, found.rows.fault});
      line += row.lines();
      at = end;
    }
  }
  return pieces;
}

TEST(BlockReader, DoesNotCutInsideQuotes) {
  const std::string text = "a;\"x\ny\"\nb;\"\"\"\n\"\nc";
  for (std::size_t block = 1; block < 30; ++block) {
    EXPECT_THAT(rows_of(text, block, 3), ElementsAre(Piece{"a;\"x\ny\"\n", 1, 0, table::RowFault::kNone},
                                                     Piece{"b;\"\"\"\n\"\n", 3, 8, table::RowFault::kNone},
                                                     Piece{"c", 5, 16, table::RowFault::kNone}));
  }
}

TEST(BlockReader, GoesOnBehindTheLineOfAQuoteThatIsNeverClosed) {
  const std::string text = "a\nb;\"never closed\nc\nd\n";
  for (std::size_t block = 1; block < 30; ++block) {
    EXPECT_THAT(rows_of(text, block, 5),
                ElementsAre(Piece{"a\n", 1, 0, table::RowFault::kNone},
                            Piece{"b;\"never closed\n", 2, 2, table::RowFault::kQuote},
                            Piece{"c\n", 3, 18, table::RowFault::kNone}, Piece{"d\n", 4, 20, table::RowFault::kNone}));
  }
  // The same when the file goes on for longer than a row may.
  std::string longer = text;
  while (longer.size() < 3 * table::kMostRowBytes) longer += "e\n";
  for (const std::size_t block : {100U, 5000U, 1U << 18U}) {
    const auto pieces = rows_of(longer, block, 1U << 16U);
    ASSERT_GT(pieces.size(), 4U);
    EXPECT_EQ(pieces[1].fault, table::RowFault::kQuote);
    EXPECT_EQ(pieces[2].row, "c\n");
    EXPECT_EQ(pieces.back().row, "e\n");
  }
}

TEST(BlockReader, LetsARowGoThatIsTooLong) {
  const std::string text = "a\n" + std::string(2 * table::kMostRowBytes, 'x') + "\nb\n";
  for (const std::size_t block : {1000U, 1U << 18U}) {
    const auto pieces = rows_of(text, block, 1U << 16U);
    ASSERT_EQ(pieces.size(), 3U);
    EXPECT_EQ(pieces[1].fault, table::RowFault::kTooLong);
    EXPECT_EQ(pieces[1].line, 2U);
    EXPECT_EQ(pieces[2], (Piece{"b\n", 3, text.size() - 2, table::RowFault::kNone}));
  }
}

TEST(BlockReader, FindsTheSameRowsWhateverTheSizes) {
  rc::check("rows", [] {
    const auto text = *rc::gen::container<std::string>(rc::gen::element('a', ';', '"', '\n', '\r'));
    const auto whole = rows_of(text, 1U << 20U, 1U << 20U);
    const auto block = *rc::gen::inRange<std::size_t>(1, 40);
    const auto step = *rc::gen::inRange<std::size_t>(1, 40);
    const auto begun = *rc::gen::inRange<std::size_t>(0, 40);
    RC_ASSERT(rows_of(text, block, step, begun) == whole);
    std::string all;
    for (const Piece& piece : whole) all += piece.row;
    RC_ASSERT(all == text);
  });
}

TEST(BlockReader, TellsTheErrorOfItsSource) {
  BlockReader reader(
      [](std::span<char>) -> base::Result<std::size_t> {
        return base::fail(base::ErrorKind::kUnreadable, "non", "no");
      },
      {}, "a\n", 0, 1);
  Block block;
  EXPECT_EQ(reader.next(block).error().kind, base::ErrorKind::kUnreadable);
}

}  // namespace
}  // namespace partance::microsimulation::stream
