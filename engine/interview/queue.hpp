// The queue: which question comes next, and how far the interview is.
//
// Questions come by theme: the theme of the most useful question first, then the next one. A theme that was begun is
// finished before another starts, as long as it has questions that still matter.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/interview/question.hpp"

namespace partance::engine::interview {

/// Questions of one theme, most useful first.
struct ThemePage {
  std::string theme{};
  std::vector<RuleId> rules{};
};

/// What is still to ask, by theme. `ranked` holds missing rules with their score, most useful first; rules without a
/// question and those in `settled` (answered, or not known by the person) are left out. The theme named `current` comes
/// first if it still has questions.
std::vector<ThemePage> pages(const plan::Program& program, std::span<const std::pair<RuleId, double>> ranked,
                             const std::vector<RuleId>& settled, std::string_view current, base::Language language);

/// How far an interview is: both numbers only move by the questions that an answer settled or brought up.
struct Progress {
  std::size_t answered = 0;
  std::size_t remaining = 0;

  /// From 0 to 1.
  [[nodiscard]] double share() const;
};

}  // namespace partance::engine::interview
