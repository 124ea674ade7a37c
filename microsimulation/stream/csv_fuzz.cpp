// Attacks the reading of tables in CSV.
#include <cstddef>
#include <cstdint>

#include "microsimulation/stream/table_check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace partance::microsimulation::stream;
  return check_table(data, size, Format::kCsv);
}
