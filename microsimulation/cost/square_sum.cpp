// See square_sum.hpp.
#include "microsimulation/cost/square_sum.hpp"

#include <cmath>

namespace partance::microsimulation::cost {

namespace {

__extension__ using Twice = unsigned __int128;

constexpr unsigned kWordBits = 64;

}  // namespace

void SquareSum::add(const SquareSum& other) {
  Twice carry = 0;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    carry += static_cast<Twice>(words_[i]) + other.words_[i];
    words_[i] = static_cast<std::uint64_t>(carry);
    carry >>= kWordBits;
  }
}

void SquareSum::subtract(const SquareSum& other) {
  std::uint64_t borrow = 0;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const Twice wanted = static_cast<Twice>(other.words_[i]) + borrow;
    borrow = words_[i] < wanted ? 1 : 0;
    words_[i] = static_cast<std::uint64_t>(words_[i] - wanted);
  }
}

SquareSum SquareSum::times(std::uint64_t factor) const {
  SquareSum product;
  Twice carry = 0;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    carry += static_cast<Twice>(words_[i]) * factor;
    product.words_[i] = static_cast<std::uint64_t>(carry);
    carry >>= kWordBits;
  }
  return product;
}

SquareSum SquareSum::square(Exact z) {
  const Twice size = z < 0 ? -static_cast<Twice>(z) : static_cast<Twice>(z);
  const auto low = static_cast<std::uint64_t>(size);
  const auto high = static_cast<std::uint64_t>(size >> kWordBits);
  SquareSum sum;
  sum.words_[0] = low;
  sum = sum.times(low);
  if (high == 0) return sum;
  SquareSum cross;
  cross.words_[1] = low;
  cross = cross.times(high);
  SquareSum top;
  top.words_[2] = high;
  sum.add(cross);
  sum.add(cross);
  sum.add(top.times(high));
  return sum;
}

std::optional<double> SquareSum::standard_error(Exact total, std::uint64_t rows) const {
  if (rows < 2) return std::nullopt;
  // (n Σ z² − total²) / (n − 1): the same, and exact up to the division.
  SquareSum spread = times(rows);
  spread.subtract(square(total));
  double size = 0;
  for (std::size_t i = spread.words_.size(); i-- > 0;) {
    size = std::ldexp(size, kWordBits) + static_cast<double>(spread.words_[i]);
  }
  return std::sqrt(size / static_cast<double>(rows - 1)) / static_cast<double>(kOnePerson);
}

}  // namespace partance::microsimulation::cost
