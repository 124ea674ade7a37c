// What an interrupted run left: how many rows of its output are whole.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.hpp"
#include "microsimulation/stream/block_reader.hpp"
#include "microsimulation/stream/row_writer.hpp"

namespace partance::microsimulation::stream {

struct Written {
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;  ///< of the header and these rows; what follows is a part of a row
};

/// Reads an output begun before. kConflict when it does not begin with `header`: it is another run's.
base::Result<Written> whole_rows(const Source& part, std::string_view header, const OutputShape& shape);

}  // namespace partance::microsimulation::stream
