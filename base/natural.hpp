// Natural numbers of any size, as far as turning doubles into decimals and back needs them.
#pragma once

#include <algorithm>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace partance::base {

class Natural {
 public:
  explicit Natural(std::uint64_t x = 0) {
    for (; x != 0; x >>= kBits) limbs_.push_back(static_cast<std::uint32_t>(x));
  }

  /// this × by + more
  void multiply_add(std::uint32_t by, std::uint32_t more = 0) {
    std::uint64_t carry = more;
    for (std::uint32_t& limb : limbs_) {
      carry += std::uint64_t{limb} * by;
      limb = static_cast<std::uint32_t>(carry);
      carry >>= kBits;
    }
    if (carry != 0) limbs_.push_back(static_cast<std::uint32_t>(carry));
    trim();
  }
  void multiply_by_power_of_ten(unsigned exponent) {
    constexpr unsigned kStep = 9;
    for (; exponent >= kStep; exponent -= kStep) multiply_add(1'000'000'000);
    for (; exponent > 0; --exponent) multiply_add(10);
  }
  /// this × 2^by
  void shift_left(unsigned by) {
    if (limbs_.empty()) return;
    multiply_add(std::uint32_t{1} << by % kBits);
    limbs_.insert(limbs_.begin(), by / kBits, 0);
  }
  void add(const Natural& other) {
    limbs_.resize(std::max(limbs_.size(), other.limbs_.size()) + 1);
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < limbs_.size(); ++i) {
      carry += std::uint64_t{limbs_[i]} + (i < other.limbs_.size() ? other.limbs_[i] : 0);
      limbs_[i] = static_cast<std::uint32_t>(carry);
      carry >>= kBits;
    }
    trim();
  }
  /// `other` is not greater.
  void subtract(const Natural& other) {
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < limbs_.size(); ++i) {
      const std::uint64_t less = borrow + (i < other.limbs_.size() ? other.limbs_[i] : 0);
      borrow = limbs_[i] < less ? 1 : 0;
      limbs_[i] = static_cast<std::uint32_t>(limbs_[i] - less);
    }
    trim();
  }
  [[nodiscard]] unsigned bit_width() const {
    if (limbs_.empty()) return 0;
    return static_cast<unsigned>((limbs_.size() - 1) * kBits) + static_cast<unsigned>(std::bit_width(limbs_.back()));
  }
  [[nodiscard]] bool is_zero() const { return limbs_.empty(); }

  friend std::strong_ordering operator<=>(const Natural& a, const Natural& b) {
    if (a.limbs_.size() != b.limbs_.size()) return a.limbs_.size() <=> b.limbs_.size();
    for (std::size_t i = a.limbs_.size(); i-- > 0;) {
      if (a.limbs_[i] != b.limbs_[i]) return a.limbs_[i] <=> b.limbs_[i];
    }
    return std::strong_ordering::equal;
  }
  friend bool operator==(const Natural&, const Natural&) = default;

 private:
  static constexpr unsigned kBits = 32;
  void trim() {
    while (!limbs_.empty() && limbs_.back() == 0) limbs_.pop_back();
  }

  std::vector<std::uint32_t> limbs_;  // the least significant first, none at the end that is zero
};

}  // namespace partance::base
