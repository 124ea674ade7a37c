// A small open-addressing table from a pair of units to what was worked out for it, for the inner
// loop of evaluation: one multiplication to find the place, most often one probe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/value/value.hpp"

namespace partance::engine::value {

/// T is copied freely. The pair (kAbsent, kAbsent) cannot be stored.
template <class T>
class PairCache {
 public:
  /// What is stored for the pair, or nullptr. Valid until the next insert.
  [[nodiscard]] const T* find(UnitId a, UnitId b) const {
    if (slots_.empty()) return nullptr;
    const std::uint32_t key = key_of(a, b);
    for (std::size_t at = home(key);; at = (at + 1) & mask_) {
      if (slots_[at].key == key) return &slots_[at].value;
      if (slots_[at].key == 0) return nullptr;
    }
  }

  /// Stores a pair that is not stored yet.
  const T& insert(UnitId a, UnitId b, const T& value) {
    if (count_ * 2 >= slots_.size()) grow();
    ++count_;
    return place(key_of(a, b), value);
  }

 private:
  struct Slot {
    std::uint32_t key = 0;
    T value{};
  };

  static std::uint32_t key_of(UnitId a, UnitId b) {
    return static_cast<std::uint32_t>(a) << 16 | static_cast<std::uint32_t>(b);
  }

  [[nodiscard]] std::size_t home(std::uint32_t key) const {
    return (key * 0x9E3779B1U) >> shift_;  // Fibonacci hashing: the high bits are well mixed
  }

  const T& place(std::uint32_t key, const T& value) {
    std::size_t at = home(key);
    while (slots_[at].key != 0) at = (at + 1) & mask_;
    slots_[at] = {key, value};
    return slots_[at].value;
  }

  void grow() {
    std::vector<Slot> old(slots_.empty() ? kFirstSize : slots_.size() * 2);
    old.swap(slots_);
    mask_ = slots_.size() - 1;
    shift_ = 32;
    for (std::size_t size = slots_.size(); size > 1; size /= 2) --shift_;
    for (const Slot& slot : old) {
      if (slot.key != 0) place(slot.key, slot.value);
    }
  }

  static constexpr std::size_t kFirstSize = 16;
  std::vector<Slot> slots_;  // a power of two, at most half full
  std::size_t count_ = 0;
  std::size_t mask_ = 0;
  unsigned shift_ = 32;
};

}  // namespace partance::engine::value
