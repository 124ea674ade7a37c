// The acceptance material kept beside the repository, read by the conformance tests and by them only.
//
// It stands in ../shared; PARTANCE_SHARED names another place. Tests say so and are skipped when it is absent.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

namespace partance::conformance {

inline std::filesystem::path shared_file(const std::string& name) {
  const char* elsewhere = std::getenv("PARTANCE_SHARED");
  const std::filesystem::path folder = elsewhere != nullptr ? std::filesystem::path(elsewhere)
                                                            : std::filesystem::path(PARTANCE_SOURCE_DIR) / "../shared";
  return (folder / name).lexically_normal();
}

/// The lines of a file of the shared material; nothing when it is absent.
inline std::optional<std::vector<std::string>> shared_lines(const std::string& name) {
  std::ifstream stream(shared_file(name), std::ios::binary);
  if (!stream) return std::nullopt;
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (!line.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

/// At most this many differences are printed by one test.
inline constexpr std::size_t kMostShown = 10;

}  // namespace partance::conformance
