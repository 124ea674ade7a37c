// What changed between two texts, line by line: how a reform is shown.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace partance::microsimulation::cost {

struct DiffLine {
  enum class Mark : std::uint8_t { kSame, kRemoved, kAdded };
  Mark mark = Mark::kSame;
  std::string text{};
  friend bool operator==(const DiffLine&, const DiffLine&) = default;
};

/// The fewest lines removed and added that make `after` of `before`. Past two thousand lines in all, everything is said
/// to be removed and added.
std::vector<DiffLine> line_diff(std::string_view before, std::string_view after);

}  // namespace partance::microsimulation::cost
