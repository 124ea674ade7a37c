// Attacks the table of establishments: limits hold, every fault has its words, what is read is written and read again.
#include "store/establishment_file.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "base/utf8.hpp"

using namespace partance::store;

namespace {

void demand(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const CsvLimits limits{.bytes = 4096, .rows = 20, .columns = 30, .field_bytes = 300, .faults = 5};
  const auto file = read_establishment_file(std::string_view(reinterpret_cast<const char*>(data), size), {}, limits);
  demand(file.establishments.size() <= limits.rows, "more rows than allowed");
  for (const auto& fault : file.faults) {
    demand(fault.line > 0 && !fault.message.fr.empty() && !fault.message.en.empty(), "a fault without words");
    demand(partance::base::first_invalid_utf8(fault.message.fr) == fault.message.fr.size(), "a fault that is not text");
  }
  const auto again = read_establishment_file(write_establishment_file(file.establishments));
  demand(again.faults.empty(), "what was written is not read");
  demand(again.establishments == file.establishments, "what was read is not what was written");
  return 0;
}
