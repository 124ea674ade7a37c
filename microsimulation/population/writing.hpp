// A population as text, block after block: memory holds a block a thread, whatever the size.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

#include "base/result.hpp"
#include "microsimulation/population/population.hpp"
#include "microsimulation/table/table_writer.hpp"

namespace partance::microsimulation::population {

/// The rows of a part: from the first on, up to the last, which is left out.
struct Rows {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};
Rows rows_of(const Settings& settings, const table::Slice& slice);

/// Takes text in order; an error ends the writing.
using Sink = std::function<base::Result<void>(std::string_view)>;

/// Writes the rows, and the header before the first row of the population. The text does not depend on `threads`. When
/// `stop` is set, whole blocks are written and no more. Gives the number of rows written.
base::Result<std::uint64_t> write(const Settings& settings, const Rows& rows, table::Format format, std::size_t threads,
                                  const Sink& sink, const std::atomic<bool>& stop);

}  // namespace partance::microsimulation::population
