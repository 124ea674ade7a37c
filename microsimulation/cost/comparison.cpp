// See comparison.hpp.
#include "microsimulation/cost/comparison.hpp"

#include <algorithm>
#include <cmath>

namespace partance::microsimulation::cost {

void Figures::add(const Figures& other) {
  everybody.add(other.everybody);
  decided.add(other.decided);
  undecided.add(other.undecided);
  errors.add(other.errors);
  undecided_before.add(other.undecided_before);
  undecided_after.add(other.undecided_after);
  cost_before += other.cost_before;
  cost_after += other.cost_after;
  beneficiaries_before.add(other.beneficiaries_before);
  beneficiaries_after.add(other.beneficiaries_after);
  entering.add(other.entering);
  leaving.add(other.leaving);
  winners.add(other.winners);
  losers.add(other.losers);
  unchanged.add(other.unchanged);
  gain += other.gain;
  loss += other.loss;
  incomplete.add(other.incomplete);
  squares.add(other.squares);
}

void Squares::add(const Squares& other) {
  cost_before.add(other.cost_before);
  cost_after.add(other.cost_after);
  difference.add(other.difference);
  gain.add(other.gain);
  loss.add(other.loss);
  beneficiaries_before.add(other.beneficiaries_before);
  beneficiaries_after.add(other.beneficiaries_after);
  entering.add(other.entering);
  leaving.add(other.leaving);
  winners.add(other.winners);
  losers.add(other.losers);
}

void Combining::add(const Combining& other) {
  set_aside_before += other.set_aside_before;
  set_aside_after += other.set_aside_after;
  reduced_before.add(other.reduced_before);
  reduced_after.add(other.reduced_after);
  unsure.add(other.unsure);
  inexact.add(other.inexact);
}

void Distribution::add(const Distribution& other) {
  for (const auto& [difference, weight] : other.weights_) weights_[difference] += weight;
  unchanged_ += other.unchanged_;
}

namespace {

/// The smallest of 1, 2, 5, 10, 20, 50… cents that is not below `width`.
base::Cents round_width(base::Cents width) {
  base::Cents power = 1;
  for (;;) {
    for (const base::Cents digit : {1, 2, 5}) {
      if (digit * power >= width) return digit * power;
    }
    power *= 10;
  }
}

/// The multiple of `width` at or below `x`, less one: bars are open on the left.
base::Cents bar_start(base::Cents x, base::Cents width) {
  base::Cents quotient = x / width;
  if (quotient * width >= x) --quotient;
  return quotient * width;
}

}  // namespace

std::vector<Distribution::Bar> Distribution::histogram(std::size_t most_bars) const {
  std::vector<Bar> bars;
  if (weights_.empty() || most_bars < 4) return bars;
  constexpr std::size_t kFewDifferences = 12;
  if (weights_.size() <= std::min(kFewDifferences, most_bars - 1)) {
    for (const auto& [difference, weight] : weights_) {
      bars.push_back({.from = difference - 1, .to = difference, .weight = weight});
    }
    const auto gains = std::ranges::find_if(bars, [](const Bar& bar) { return bar.to > 0; });
    bars.insert(gains, {.weight = unchanged_});
    return bars;
  }
  const base::Cents lowest = std::min<base::Cents>(weights_.begin()->first, 0);
  const base::Cents highest = std::max<base::Cents>(weights_.rbegin()->first, 0);
  // Round bounds may add a bar at each end, and zero has one of its own.
  const auto parts = static_cast<base::Cents>(most_bars - 3);
  const base::Cents width = round_width((highest - lowest + parts - 1) / parts);
  // Empty bars are drawn too, so that the axis stays regular.
  const auto fill = [&](base::Cents from, base::Cents to) {
    for (; from < to; from += width) bars.push_back({.from = from, .to = from + width});
  };
  fill(lowest < 0 ? bar_start(lowest, width) : 0, 0);
  bars.push_back({.weight = unchanged_});
  fill(0, highest > 0 ? bar_start(highest, width) + width : 0);
  for (const auto& [difference, weight] : weights_) {
    const auto start = (bar_start(difference, width) - bars.front().from) / width;
    bars[static_cast<std::size_t>(start) + (difference > 0 ? 1 : 0)].weight += weight;
  }
  return bars;
}

std::optional<base::Cents> Distribution::quantile(unsigned percent) const {
  Exact total = 0;
  for (const auto& [difference, weight] : weights_) total += weight;
  if (total == 0) return std::nullopt;
  Exact sum = 0;
  std::optional<base::Cents> last;
  for (const auto& [difference, weight] : weights_) {
    if (weight == 0) continue;
    sum += weight;
    last = difference;
    if (sum * 100 >= total * percent) break;
  }
  return last;
}

}  // namespace partance::microsimulation::cost
