// See picker.hpp.
#include "microsimulation/population/picker.hpp"

namespace partance::microsimulation::population {

namespace {

constexpr std::uint32_t kFiner = 1000;  // curves count in ten thousands, chances in ten millions

}  // namespace

Picker::Picker(std::span<const std::uint64_t> weights) {
  std::uint64_t total = 0;
  for (const std::uint64_t weight : weights) total += weight;
  std::uint64_t sum = 0;
  for (const std::uint64_t weight : weights) {
    sum += weight;
    ends_.push_back((sum << 32U) / total);
  }
  std::size_t place = 0;
  for (std::size_t i = 0; i < first_.size(); ++i) {
    while ((static_cast<std::uint64_t>(i) << 24U) >= ends_[place]) ++place;
    first_[i] = static_cast<std::uint8_t>(place);
  }
}

std::int32_t on_curve(std::span<const Quantile> curve, std::uint32_t in_ten_millions) {
  std::int64_t value = curve.front().value;
  std::int64_t below = static_cast<std::int64_t>(curve.front().below) * kFiner;
  const auto chance = static_cast<std::int64_t>(in_ten_millions);
  if (chance < below) return curve.front().value;
  for (const Quantile& point : curve.subspan(1)) {
    const std::int64_t next = static_cast<std::int64_t>(point.below) * kFiner;
    if (chance < next) {
      return static_cast<std::int32_t>(value + (point.value - value) * (chance - below) / (next - below));
    }
    value = point.value;
    below = next;
  }
  return curve.back().value;
}

std::int32_t on_steps(std::span<const Quantile> steps, std::uint32_t in_ten_millions) {
  std::int64_t before = steps.front().value - 1;
  std::int64_t below = 0;
  const auto chance = static_cast<std::int64_t>(in_ten_millions);
  for (const Quantile& step : steps) {
    const std::int64_t next = static_cast<std::int64_t>(step.below) * kFiner;
    if (chance < next) {
      return static_cast<std::int32_t>(before + 1 + (step.value - before) * (chance - below) / (next - below));
    }
    before = step.value;
    below = next;
  }
  return steps.back().value;
}

}  // namespace partance::microsimulation::population
