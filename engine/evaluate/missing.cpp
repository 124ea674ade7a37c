// See missing.hpp.
#include "engine/evaluate/missing.hpp"

#include <algorithm>

#include "base/stable_sort.hpp"

namespace partance::engine::evaluate {

using model::RuleId;

MissingId MissingSets::add(Kind kind, std::uint32_t a, std::uint32_t b) {
  sets_.push_back({kind, a, b});
  return MissingId{static_cast<std::uint32_t>(sets_.size() - 1)};
}

MissingId MissingSets::without(MissingId a, const std::vector<RuleId>& rules) {
  if (a == MissingId::kNothing || rules.empty()) return a;
  std::vector<RuleId> shown = names(a);
  std::erase_if(shown, [&](RuleId rule) { return std::find(rules.begin(), rules.end(), rule) != rules.end(); });
  if (shown.empty()) return MissingId::kNothing;
  shown_.push_back(std::move(shown));
  return add(Kind::kWithout, bits(a), static_cast<std::uint32_t>(shown_.size() - 1));
}

std::vector<RuleId> MissingSets::names(MissingId root) {
  std::vector<RuleId> found;
  if (root == MissingId::kNothing) return found;
  constexpr std::size_t kUsual = 16;
  found.reserve(kUsual);
  ++stamp_;
  if (seen_.size() < sets_.size()) seen_.resize(sets_.size(), 0);
  const auto list = [&](RuleId rule) {
    if (index(rule) >= listed_.size()) listed_.resize(index(rule) + 1, 0);
    if (listed_[index(rule)] == stamp_) return;
    listed_[index(rule)] = stamp_;
    found.push_back(rule);
  };
  // Merging keeps first occurrences, so a walk in writing order that skips what it has seen lists the keys in order.
  // A default names its rule after its own inputs: it is met twice, the second time with its mark set.
  constexpr std::uint32_t kSecondTime = 0x80000000U;
  stack_.clear();
  for (std::uint32_t at = bits(root);;) {
    // `at` is the next of the walk; 0 when what is left is on the stack.
    if (at == 0) {
      if (stack_.empty()) return found;
      at = stack_.back();
      stack_.pop_back();
    }
    if ((at & kSecondTime) != 0) {
      list(RuleId{sets_[at & ~kSecondTime].b});
      at = 0;
      continue;
    }
    if (seen_[at] == stamp_) {
      at = 0;
      continue;
    }
    seen_[at] = stamp_;
    const Set& set = sets_[at];
    switch (set.kind) {
      case Kind::kNothing:
        at = 0;
        break;
      case Kind::kSingle:
        list(RuleId{set.a});
        at = 0;
        break;
      case Kind::kMerge:
        if (set.b != 0) stack_.push_back(set.b);
        at = set.a;
        break;
      case Kind::kBonus:
        at = set.a;
        break;
      case Kind::kDefault:
        stack_.push_back(at | kSecondTime);
        at = set.a;
        break;
      case Kind::kWithout:
        for (const RuleId rule : shown_[set.b]) list(rule);
        at = 0;
        break;
    }
  }
}

std::vector<std::uint32_t> MissingSets::reachable(MissingId root) const {
  std::vector<bool> marked(sets_.size(), false);
  std::vector<std::uint32_t> found;
  std::vector<std::uint32_t> stack{bits(root)};
  while (!stack.empty()) {
    const std::uint32_t at = stack.back();
    stack.pop_back();
    if (at == 0 || marked[at]) continue;
    marked[at] = true;
    found.push_back(at);
    const Set& set = sets_[at];
    if (set.kind != Kind::kSingle) stack.push_back(set.a);
    if (set.kind == Kind::kMerge) stack.push_back(set.b);
  }
  base::stable_sort(found);
  return found;
}

std::vector<std::pair<RuleId, double>> MissingSets::scores(MissingId root) {
  const std::vector<std::uint32_t> order = reachable(root);
  // Rules hidden by a context still count inside it: columns are for every rule met, not only those of the answer.
  std::vector<RuleId> columns;
  std::vector<std::uint32_t> column_of;
  const auto column = [&](RuleId rule) {
    if (index(rule) >= column_of.size()) column_of.resize(index(rule) + 1, 0);
    if (column_of[index(rule)] == 0) {
      columns.push_back(rule);
      column_of[index(rule)] = static_cast<std::uint32_t>(columns.size());
    }
    return std::size_t{column_of[index(rule)]} - 1;
  };
  for (const std::uint32_t id : order) {
    if (sets_[id].kind == Kind::kSingle) column(RuleId{sets_[id].a});
    if (sets_[id].kind == Kind::kDefault) column(RuleId{sets_[id].b});
  }
  std::vector<std::pair<RuleId, double>> result;
  for (const RuleId rule : names(root)) result.emplace_back(rule, 0.0);
  const std::size_t width = columns.size();
  if (order.empty() || order.size() * width > kMostCells) return result;

  // A set is always made after its parts: going by increasing index, the rows of the parts are ready first.
  std::vector<double> cells((order.size() + 1) * width, 0.0);  // row 0 is the empty set
  const auto row = [&](std::uint32_t id) {
    if (id == 0) return std::size_t{0};
    return (static_cast<std::size_t>(std::lower_bound(order.begin(), order.end(), id) - order.begin()) + 1) * width;
  };
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Set& set = sets_[order[i]];
    double* const here = cells.data() + (i + 1) * width;
    if (set.kind == Kind::kSingle) {
      here[column(RuleId{set.a})] = 1;
      continue;
    }
    const double* const a = cells.data() + row(set.a);
    const double* const b = cells.data() + (set.kind == Kind::kMerge ? row(set.b) : 0);
    for (std::size_t k = 0; k < width; ++k) here[k] = a[k] + b[k];
    if (set.kind == Kind::kBonus) {
      for (std::size_t k = 0; k < width; ++k) here[k] += here[k] > 0 ? 1 : 0;
    } else if (set.kind == Kind::kDefault) {
      here[column(RuleId{set.b})] += 1 + *std::max_element(a, a + width);
    } else if (set.kind == Kind::kWithout) {
      const std::vector<RuleId>& shown = shown_[set.b];
      for (std::size_t k = 0; k < width; ++k) {
        if (std::find(shown.begin(), shown.end(), columns[k]) == shown.end()) here[k] = 0;
      }
    }
  }
  const double* const last = cells.data() + order.size() * width;
  for (auto& [rule, score] : result) score = last[column(rule)];
  return result;
}

}  // namespace partance::engine::evaluate
