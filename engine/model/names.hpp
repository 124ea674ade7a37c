// Rule names: paths of segments joined by " . " (Publicodes 1.10, chapters 1.2 and 1.6).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace partance::engine::model {

inline constexpr std::string_view kSeparator = " . ";
inline constexpr std::string_view kSlotName = "$SITUATION";
inline constexpr std::string_view kEvaluationName = "$EVALUATION";

/// The name less its last segment; nothing for a root rule.
inline std::optional<std::string_view> parent_name(std::string_view name) {
  const std::size_t at = name.rfind(kSeparator);
  if (at == std::string_view::npos) return std::nullopt;
  return name.substr(0, at);
}

/// The last segment.
inline std::string_view leaf_name(std::string_view name) {
  const std::size_t at = name.rfind(kSeparator);
  return at == std::string_view::npos ? name : name.substr(at + kSeparator.size());
}

/// Every strict prefix that is a name, nearest first.
inline std::vector<std::string_view> ancestor_names(std::string_view name) {
  std::vector<std::string_view> ancestors;
  for (auto up = parent_name(name); up; up = parent_name(*up)) ancestors.push_back(*up);
  return ancestors;
}

/// The longest name that is `a` and `b` or an ancestor of both; empty for the root.
inline std::string_view common_ancestor(std::string_view a, std::string_view b) {
  std::size_t end = 0;
  for (std::size_t i = 0;; ++i) {
    const bool a_ends = i == a.size() || a.substr(i).starts_with(kSeparator);
    const bool b_ends = i == b.size() || b.substr(i).starts_with(kSeparator);
    if (a_ends && b_ends) end = i;
    if (i == a.size() || i == b.size() || a[i] != b[i]) break;
  }
  return a.substr(0, end);
}

}  // namespace partance::engine::model
