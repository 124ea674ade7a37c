// See combination.hpp.
#include "simulation/combination.hpp"

#include <algorithm>
#include <numeric>

#include "base/stable_sort.hpp"

namespace partance::simulation {

namespace {

constexpr std::uint64_t kMostSteps = 3'000'000;

/// Pairs as a table, so that a set is checked without searching.
class PairTable {
 public:
  PairTable(std::size_t size, std::span<const Pair> pairs) : size_(size), pairs_(pairs), at_(size * size, kNone) {
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (pairs[i].gives_way >= size || pairs[i].other >= size) continue;
      at_[pairs[i].gives_way * size + pairs[i].other] = static_cast<std::uint32_t>(i);
      at_[pairs[i].other * size + pairs[i].gives_way] = static_cast<std::uint32_t>(i);
    }
  }
  [[nodiscard]] bool allowed(std::size_t a, std::size_t b) const {
    const std::uint32_t i = at_[a * size_ + b];
    return i != kNone && pairs_[i].relation == Relation::kAllowed;
  }

 private:
  static constexpr std::uint32_t kNone = 0xffffffffU;
  std::size_t size_;
  std::span<const Pair> pairs_;
  std::vector<std::uint32_t> at_;
};

/// Amounts of a set whose pairs are all allowed.
Combination paid(std::vector<std::size_t> members, std::span<const Cents> amounts, std::span<const Pair> pairs) {
  base::stable_sort(members);
  Combination made{.members = std::move(members), .amounts = {}, .total = 0};
  for (const std::size_t member : made.members) made.amounts.push_back(amounts[member]);
  const auto place = [&](std::size_t aid) -> Cents* {
    const auto it = std::ranges::lower_bound(made.members, aid);
    if (it == made.members.end() || *it != aid) return nullptr;
    return &made.amounts[static_cast<std::size_t>(it - made.members.begin())];
  };
  for (const Pair& pair : pairs) {
    Cents* lowered = place(pair.gives_way);
    if (pair.reduced && lowered && place(pair.other)) *lowered = std::min(*lowered, *pair.reduced);
  }
  for (const Pair& pair : pairs) {
    Cents* lowered = place(pair.gives_way);
    const Cents* other = place(pair.other);
    if (!pair.ceiling || !lowered || !other) continue;
    *lowered = std::max<Cents>(0, std::min(*lowered, *pair.ceiling - *other));
  }
  made.total = std::accumulate(made.amounts.begin(), made.amounts.end(), Cents{0});
  return made;
}

bool better(const Combination& a, const Combination& b) {
  if (a.total != b.total) return a.total > b.total;
  if (a.members.size() != b.members.size()) return a.members.size() < b.members.size();
  return a.members < b.members;
}

/// Goes through the sets of aids, greatest amounts first, leaving out those that cannot beat the best one met.
class Search {
 public:
  Search(std::span<const Cents> amounts, std::span<const Pair> pairs, std::uint64_t& steps)
      : amounts_(amounts), pairs_(pairs), table_(amounts.size(), pairs), order_(amounts.size()), steps_(steps) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    base::stable_sort(order_, [&](std::size_t a, std::size_t b) { return amounts[a] > amounts[b]; });
  }

  /// The best set that holds at least one aid outside `known` (any set when it is null).
  std::optional<Combination> run(const Combination* known) {
    known_ = known;
    best_.reset();
    Cents rest = 0;
    for (const Cents amount : amounts_) rest += amount;
    visit(0, rest, 0);
    return best_;
  }

 private:
  [[nodiscard]] bool is_wanted() const {
    if (!known_) return true;
    return std::ranges::any_of(chosen_, [&](std::size_t i) { return !std::ranges::binary_search(known_->members, i); });
  }

  void visit(std::size_t depth, Cents rest, Cents sum) {
    if (steps_ == 0) return;
    --steps_;
    // Reductions only lower a total: the plain sum bounds what this branch may reach.
    if (best_ && sum + rest < best_->total) return;
    if (depth == order_.size()) {
      if (!is_wanted()) return;
      Combination made = paid(chosen_, amounts_, pairs_);
      if (!best_ || better(made, *best_)) best_ = std::move(made);
      return;
    }
    const std::size_t aid = order_[depth];
    rest -= amounts_[aid];
    if (std::ranges::all_of(chosen_, [&](std::size_t other) { return table_.allowed(aid, other); })) {
      chosen_.push_back(aid);
      visit(depth + 1, rest, sum + amounts_[aid]);
      chosen_.pop_back();
    }
    visit(depth + 1, rest, sum);
  }

  std::span<const Cents> amounts_;
  std::span<const Pair> pairs_;
  PairTable table_;
  std::vector<std::size_t> order_;
  std::uint64_t& steps_;
  const Combination* known_ = nullptr;
  std::vector<std::size_t> chosen_;
  std::optional<Combination> best_;
};

}  // namespace

Pair pair_in_words(std::size_t gives_way, std::size_t other, std::string_view word, std::optional<Cents> ceiling,
                   std::optional<Cents> reduced) {
  Pair pair{.gives_way = gives_way, .other = other};
  if (word == "interdit") pair.relation = Relation::kForbidden;
  if (word != "autorisé" && word != "plafonné") return pair;
  pair.ceiling = ceiling;
  pair.reduced = reduced;
  const bool is_lowered = ceiling || reduced;
  if (word == "autorisé" || is_lowered) pair.relation = Relation::kAllowed;
  return pair;
}

std::optional<Combination> together(std::span<const std::size_t> members, std::span<const Cents> amounts,
                                    std::span<const Pair> pairs) {
  const PairTable table(amounts.size(), pairs);
  for (std::size_t i = 0; i < members.size(); ++i) {
    for (std::size_t j = i + 1; j < members.size(); ++j) {
      if (!table.allowed(members[i], members[j])) return std::nullopt;
    }
  }
  return paid({members.begin(), members.end()}, amounts, pairs);
}

Choice best_combination(std::span<const Cents> amounts, std::span<const Pair> pairs, bool with_runner_up) {
  std::uint64_t steps = kMostSteps;
  Search search(amounts, pairs, steps);
  Choice choice;
  choice.best = search.run(nullptr).value_or(Combination{});
  if (with_runner_up) choice.runner_up = search.run(&choice.best);
  choice.exact = steps > 0;
  return choice;
}

}  // namespace partance::simulation
