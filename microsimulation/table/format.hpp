// Two words of who reads and writes tables: the format of their text, and a part of their rows.
#pragma once

#include <cstdint>

namespace partance::microsimulation::table {

enum class Format : std::uint8_t { kCsv, kJsonLines };

/// One part of rows whose number or size is known: every row belongs to exactly one of `count` parts, and the parts one
/// after the other are the whole.
struct Slice {
  std::uint64_t number = 1;  ///< from 1 to count
  std::uint64_t count = 1;
};

}  // namespace partance::microsimulation::table
