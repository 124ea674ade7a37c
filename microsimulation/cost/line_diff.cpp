// See line_diff.hpp.
#include "microsimulation/cost/line_diff.hpp"

#include <algorithm>

namespace partance::microsimulation::cost {

namespace {

constexpr std::size_t kMostLines = 2000;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return lines;
}

}  // namespace

std::vector<DiffLine> line_diff(std::string_view before, std::string_view after) {
  const auto old = lines_of(before);
  const auto now = lines_of(after);
  std::vector<DiffLine> lines;
  const auto add = [&](DiffLine::Mark mark, std::string_view text) { lines.push_back({mark, std::string(text)}); };
  if (old.size() + now.size() > kMostLines) {
    for (const auto line : old) add(DiffLine::Mark::kRemoved, line);
    for (const auto line : now) add(DiffLine::Mark::kAdded, line);
    return lines;
  }
  // kept[i][j]: most lines of old from i on and of now from j on that can be kept.
  std::vector<std::vector<std::uint16_t>> kept(old.size() + 1, std::vector<std::uint16_t>(now.size() + 1, 0));
  for (std::size_t i = old.size(); i-- > 0;) {
    for (std::size_t j = now.size(); j-- > 0;) {
      kept[i][j] = old[i] == now[j] ? static_cast<std::uint16_t>(kept[i + 1][j + 1] + 1)
                                    : std::max(kept[i + 1][j], kept[i][j + 1]);
    }
  }
  std::size_t i = 0, j = 0;
  while (i < old.size() || j < now.size()) {
    if (i < old.size() && j < now.size() && old[i] == now[j]) {
      add(DiffLine::Mark::kSame, old[i]);
      ++i, ++j;
    } else if (j == now.size() || (i < old.size() && kept[i + 1][j] >= kept[i][j + 1])) {
      add(DiffLine::Mark::kRemoved, old[i++]);
    } else {
      add(DiffLine::Mark::kAdded, now[j++]);
    }
  }
  return lines;
}

}  // namespace partance::microsimulation::cost
