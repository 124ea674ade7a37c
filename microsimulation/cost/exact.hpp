// Exact sums of weighted people and weighted money.
//
// A weight is rounded once to the millionth, an amount once to the cent; from then on everything is integers of 128
// bits, so that sums are the same in any order, parts add up to their whole, and any number of threads gives the same.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

#include "base/money.hpp"

namespace partance::microsimulation::cost {

/// Millionths of a person, or of a cent.
__extension__ using Exact = __int128;

/// A weight of 1.
inline constexpr std::int64_t kOnePerson = 1'000'000;
/// Most a weight may be: sums of a billion rows of the largest amounts still fit.
inline constexpr double kMostWeight = 1e7;

/// The weight as an integer; nothing when it is negative, not finite or past kMostWeight.
inline std::optional<std::int64_t> exact_weight(double weight) {
  if (!(weight >= 0) || weight > kMostWeight) return std::nullopt;
  return static_cast<std::int64_t>(std::llround(weight * static_cast<double>(kOnePerson)));
}

/// `sum` / `by` to the nearest integer, halves away from zero; the largest one that fits when it does not.
inline std::int64_t divide_rounded(Exact sum, Exact by) {
  if (by == 0) return 0;
  const bool negative = (sum < 0) != (by < 0);
  const Exact size = sum < 0 ? -sum : sum;
  const Exact parts = by < 0 ? -by : by;
  const Exact rounded = (size / parts) + (size % parts >= parts - size % parts ? 1 : 0);
  constexpr Exact kMost = std::numeric_limits<std::int64_t>::max();
  const auto fitting = static_cast<std::int64_t>(rounded < kMost ? rounded : kMost);
  return negative ? -fitting : fitting;
}

/// A sum of money, to the cent.
inline base::Cents to_cents(Exact money) {
  return divide_rounded(money, kOnePerson);
}
/// A sum of weights, as a number of people.
inline double to_people(Exact weight) {
  return static_cast<double>(weight) / static_cast<double>(kOnePerson);
}

/// Rows, and the people they stand for.
struct Count {
  std::uint64_t rows = 0;
  Exact weight = 0;

  void add(std::int64_t of_row) {
    ++rows;
    weight += of_row;
  }
  void add(const Count& other) {
    rows += other.rows;
    weight += other.weight;
  }
  friend bool operator==(const Count&, const Count&) = default;
};

}  // namespace partance::microsimulation::cost
