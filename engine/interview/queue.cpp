// See queue.hpp.
#include "engine/interview/queue.hpp"

#include <algorithm>

namespace partance::engine::interview {

std::vector<ThemePage> pages(const plan::Program& program, std::span<const std::pair<RuleId, double>> ranked,
                             const std::vector<RuleId>& settled, std::string_view current, base::Language language) {
  std::vector<ThemePage> all;
  for (const auto& [rule, score] : ranked) {
    if (!program.model.rule(rule).has_question) continue;
    if (std::ranges::find(settled, rule) != settled.end()) continue;
    const std::string theme = theme_of(program, rule, language);
    auto page = std::ranges::find(all, theme, &ThemePage::theme);
    if (page == all.end()) page = all.insert(all.end(), {.theme = theme});
    page->rules.push_back(rule);
  }
  std::ranges::stable_partition(all, [&](const ThemePage& page) { return page.theme == current; });
  return all;
}

double Progress::share() const {
  const std::size_t total = answered + remaining;
  return total == 0 ? 1 : static_cast<double>(answered) / static_cast<double>(total);
}

}  // namespace partance::engine::interview
