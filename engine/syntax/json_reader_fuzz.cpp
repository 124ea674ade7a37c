// Attacks the JSON reader: spans stay inside the text, limits hold, a refusal always has a reason.
#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/syntax/document_check.hpp"

using namespace partance::engine::syntax;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Sources sources;
  const std::uint32_t source = sources.add("f", std::string(reinterpret_cast<const char*>(data), size));
  std::vector<Diagnostic> diagnostics;
  const auto document = read_json(sources, source, fuzz_limits(), diagnostics);
  check_reading(document, diagnostics, sources, sources.text(source));
  return 0;
}
