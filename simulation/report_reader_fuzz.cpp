// Attacks the reader of reports: it refuses or reads, and what it read is written to something it reads again.
#include "simulation/report_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "simulation/report_json.hpp"

using namespace partance;

namespace {

std::string written(const simulation::Report& report) {
  std::string out;
  base::JsonWriter json(out);
  simulation::write_json(report, json);
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto report = simulation::read_report(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!report) return 0;
  const std::string once = written(*report);
  const auto again = simulation::read_report(once);
  if (!again || written(*again) != once) {
    std::fprintf(stderr, "broken: %s\n", once.c_str());
    std::abort();
  }
  return 0;
}
