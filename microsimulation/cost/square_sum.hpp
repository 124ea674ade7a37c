// Exact sums of squares, from which the standard error of a weighted total comes.
//
// A row stands for z = weight × value (millionths of a person, or of a cent). The squares are added up in 256 bits, so
// that the sum is the same in any order, as those of exact.hpp are.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "microsimulation/cost/exact.hpp"

namespace partance::microsimulation::cost {

class SquareSum {
 public:
  void add_square(Exact z) { add(square(z)); }
  void add(const SquareSum& other);

  /// The standard error of `total`, the sum of the z of a sample of `rows` (those that are zero included), in people or
  /// in cents: the square root of n / (n − 1) × Σ (z − total / n)². Nothing for fewer than two rows.
  [[nodiscard]] std::optional<double> standard_error(Exact total, std::uint64_t rows) const;

  friend bool operator==(const SquareSum&, const SquareSum&) = default;

 private:
  static SquareSum square(Exact z);
  [[nodiscard]] SquareSum times(std::uint64_t factor) const;
  /// `other` is not the greater.
  void subtract(const SquareSum& other);

  std::array<std::uint64_t, 4> words_{};  // lowest first
};

}  // namespace partance::microsimulation::cost
