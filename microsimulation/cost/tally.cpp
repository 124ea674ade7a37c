// See tally.hpp.
#include "microsimulation/cost/tally.hpp"

#include <utility>

namespace partance::microsimulation::cost {

namespace {

/// One person's outcomes of one target, or of all together.
struct Pair {
  Outcome before, after;
};

void add(Count& count, SquareSum& squares, std::int64_t weight) {
  count.add(weight);
  squares.add_square(weight);
}

void add(Exact& sum, SquareSum& squares, Exact money) {
  if (money == 0) return;
  sum += money;
  squares.add_square(money);
}

void count_decided(const Pair& pair, std::int64_t weight, Figures& figures) {
  Squares& squares = figures.squares;
  figures.decided.add(weight);
  const bool was = pair.before.is_entitled;
  const bool is = pair.after.is_entitled;
  if (was) add(figures.beneficiaries_before, squares.beneficiaries_before, weight);
  if (is) add(figures.beneficiaries_after, squares.beneficiaries_after, weight);
  if (is && !was) add(figures.entering, squares.entering, weight);
  if (was && !is) add(figures.leaving, squares.leaving, weight);
  const Exact before = static_cast<Exact>(pair.before.cents) * weight;
  const Exact after = static_cast<Exact>(pair.after.cents) * weight;
  add(figures.cost_before, squares.cost_before, before);
  add(figures.cost_after, squares.cost_after, after);
  if (pair.after.cents > pair.before.cents) {
    add(figures.winners, squares.winners, weight);
    add(figures.gain, squares.gain, after - before);
  } else if (pair.after.cents < pair.before.cents) {
    add(figures.losers, squares.losers, weight);
    add(figures.loss, squares.loss, before - after);
  } else {
    figures.unchanged.add(weight);
  }
  if (after != before) squares.difference.add_square(after - before);
}

void count(const Pair& pair, std::int64_t weight, Figures& figures) {
  figures.everybody.add(weight);
  const Status before = pair.before.status;
  const Status after = pair.after.status;
  if (before == Status::kDecided && after == Status::kDecided) return count_decided(pair, weight, figures);
  if (before == Status::kUndecided) figures.undecided_before.add(weight);
  if (after == Status::kUndecided) figures.undecided_after.add(weight);
  (before == Status::kError || after == Status::kError ? figures.errors : figures.undecided).add(weight);
}

}  // namespace

Tally::Tally(std::size_t targets, std::span<const NamedGrouping> groupings, const Weights& weights)
    : targets_(targets), groupings_(groupings), weights_(weights), whole_(targets + 1), spread_(targets + 1) {
  for (const NamedGrouping& grouping : groupings) {
    by_group_.emplace_back(grouping.grouping.names.size(), std::vector<Figures>(targets + 1));
  }
}

template <class F>
void Tally::for_figures(std::size_t target, std::size_t row, F&& f) {
  f(whole_[target]);
  for (std::size_t i = 0; i < groupings_.size(); ++i) f(by_group_[i][groupings_[i].grouping.of_row[row]][target]);
}

void Tally::add_block(std::span<const std::vector<Outcome>> before, std::span<const std::vector<Outcome>> after,
                      std::size_t first, std::size_t rows) {
  together_.assign(rows, {});
  for (std::size_t target = 0; target < targets_; ++target) {
    for (std::size_t i = 0; i < rows; ++i) {
      const Pair pair{before[target][i], after[target][i]};
      const std::int64_t weight = weights_.of(first + i);
      for_figures(target, first + i, [&](Figures& figures) { count(pair, weight, figures); });
      Together& sum = together_[i];
      const Status old = pair.before.status;
      const Status now = pair.after.status;
      if (old == Status::kDecided && now == Status::kDecided) {
        spread_[target].add(pair.after.cents - pair.before.cents, weight);
        sum.before.is_entitled |= pair.before.is_entitled;
        sum.after.is_entitled |= pair.after.is_entitled;
        sum.before.cents += pair.before.cents;
        sum.after.cents += pair.after.cents;
        sum.is_decided = true;
      } else {
        sum.was_open |= old == Status::kUndecided;
        sum.is_open |= now == Status::kUndecided;
        sum.has_error |= old == Status::kError || now == Status::kError;
      }
    }
  }
  for (std::size_t i = 0; i < rows; ++i) add_together(together_[i], first + i);
}

/// A person counts for the targets that are decided; `incomplete` tells that there are others.
void Tally::add_together(const Together& sum, std::size_t row) {
  const std::int64_t weight = weights_.of(row);
  if (sum.is_decided) spread_[targets_].add(sum.after.cents - sum.before.cents, weight);
  for_figures(targets_, row, [&](Figures& figures) {
    figures.everybody.add(weight);
    if (sum.was_open) figures.undecided_before.add(weight);
    if (sum.is_open) figures.undecided_after.add(weight);
    if (sum.is_decided) {
      count_decided({sum.before, sum.after}, weight, figures);
      if (sum.was_open || sum.is_open || sum.has_error) figures.incomplete.add(weight);
    } else {
      (sum.has_error ? figures.errors : figures.undecided).add(weight);
    }
  });
}

void Tally::add(const Tally& other) {
  for (std::size_t target = 0; target < whole_.size(); ++target) {
    whole_[target].add(other.whole_[target]);
    spread_[target].add(other.spread_[target]);
  }
  for (std::size_t i = 0; i < by_group_.size(); ++i) {
    for (std::size_t group = 0; group < by_group_[i].size(); ++group) {
      for (std::size_t target = 0; target < whole_.size(); ++target) {
        by_group_[i][group][target].add(other.by_group_[i][group][target]);
      }
    }
  }
}

void Tally::move_into(Comparison& comparison) && {
  for (std::size_t target = 0; target < targets_; ++target) {
    comparison.targets[target].figures = whole_[target];
    comparison.targets[target].distribution = std::move(spread_[target]);
  }
  comparison.together.figures = whole_[targets_];
  comparison.together.distribution = std::move(spread_[targets_]);
  for (std::size_t i = 0; i < by_group_.size(); ++i) {
    for (std::size_t group = 0; group < by_group_[i].size(); ++group) {
      comparison.breakdowns[i].groups[group].figures = std::move(by_group_[i][group]);
    }
  }
}

}  // namespace partance::microsimulation::cost
