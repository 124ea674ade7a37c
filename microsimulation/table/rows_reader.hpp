// What reads the rows of a block of text, whatever its format.
#pragma once

#include <cstdint>
#include <string>

#include "engine/batch/dictionary.hpp"
#include "microsimulation/table/chunk.hpp"

namespace partance::microsimulation::table {

/// Whole rows of a file, as they were cut out of it.
struct Rows {
  std::string text;
  std::uint64_t line = 1;            ///< of its first byte in the file
  RowFault fault = RowFault::kNone;  ///< kQuote, kTooLong: it is one row, which could not be read to its end
};

class RowsReader {
 public:
  virtual ~RowsReader() = default;
  /// Where texts get their codes from now on.
  virtual void use(engine::batch::Dictionary& dictionary) = 0;
  /// Goes to the beginning of other rows, which it may write over and which must stay while their chunks are used.
  virtual void begin(Rows& rows) = 0;
  /// Fills a chunk with the next rows; false when there are none left.
  virtual bool next(Chunk& chunk) = 0;

 protected:
  RowsReader() = default;
  RowsReader(const RowsReader&) = default;
  RowsReader& operator=(const RowsReader&) = default;
};

}  // namespace partance::microsimulation::table
