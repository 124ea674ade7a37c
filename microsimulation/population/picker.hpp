// Drawing from a table of weights, and from a curve: integers only, so that every machine draws the same.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "microsimulation/population/distributions.hpp"

namespace partance::microsimulation::population {

/// A table of weights made ready: 32 bits of chance become a place of the table.
class Picker {
 public:
  Picker() = default;
  /// Their sum is above 0 and below 2³².
  explicit Picker(std::span<const std::uint64_t> weights);

  /// Of anything that has a weight.
  template <typename Rows>
  static Picker of(const Rows& rows) {
    std::vector<std::uint64_t> weights;
    for (const auto& row : rows) weights.push_back(row.weight);
    return Picker(weights);
  }

  [[nodiscard]] std::int32_t pick(std::uint64_t bits) const {
    const std::uint64_t chance = bits >> 32U;
    std::size_t place = first_[chance >> 24U];
    while (chance >= ends_[place]) ++place;
    return static_cast<std::int32_t>(place);
  }

 private:
  std::vector<std::uint64_t> ends_;        ///< of each place, the first chance past it
  std::array<std::uint8_t, 256> first_{};  ///< where to begin to look, by the eight highest bits
};

/// The value of a curve at so many in ten millions, in whole numbers.
std::int32_t on_curve(std::span<const Quantile> curve, std::uint32_t in_ten_millions);

/// The same for a count: steps, not slopes; counts left out of the curve are even.
std::int32_t on_steps(std::span<const Quantile> steps, std::uint32_t in_ten_millions);

}  // namespace partance::microsimulation::population
