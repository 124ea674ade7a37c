// What can be wrong in one row of a table: a stable code, and words in both languages.
//
// A bad row never stops a run: it is written out with its code and its words. Codes are listed in docs/batch.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace partance::microsimulation::table {

enum class RowFault : std::uint8_t {
  kNone,
  kNumber,       ///< a cell that is no number
  kNumberRange,  ///< a number too large to be kept
  kUnit,         ///< a number in a unit that is none, or does not convert to the column's
  kYesNo,
  kDate,
  kOption,      ///< a text that is not one of the options of its rule
  kText,        ///< a text too long to be an answer
  kCells,       ///< more or fewer cells than the header
  kQuote,       ///< quotes never closed, or followed by something
  kEncoding,    ///< bytes that are no text
  kTooLong,     ///< a row past the limit
  kJson,        ///< a line that is no JSON object
  kUnknownKey,  ///< a key met nowhere at the beginning of the file
  kTwice,       ///< a key twice in one object
  kKind,        ///< a list or an object where an answer is expected
};

/// The stable code of a fault ("number", "yes-no"…).
std::string_view row_fault_code(RowFault fault);

/// One thing wrong in one row.
struct RowError {
  static constexpr std::uint32_t kWholeRow = 0xffffffffU;

  std::uint32_t row = 0;  ///< in its chunk
  RowFault fault = RowFault::kNone;
  std::uint32_t column = kWholeRow;  ///< number of the header
  std::string found{};               ///< what stood there, cut to a few characters
  std::string expected{};            ///< what would do, where that differs by column
};

/// Puts an error into words. `header` names its column; what stood in the cell is only shown when `with_found` says so,
/// as it may be personal.
base::Message row_error_message(const RowError& error, std::string_view header, bool with_found);

/// The beginning of a cell as messages show it: valid UTF-8, without control characters.
std::string shown_cell(std::string_view cell);

}  // namespace partance::microsimulation::table
