// What stands after the number of an answer ("12500 €/an"), with the unit it was read as.
//
// Answers of a batch have few such endings. What an ending means does not depend on the number before it, so each is
// read by the parser once; a place that is taken is taken over, and nothing else follows from having forgotten one.
#pragma once

#include <array>
#include <cstring>
#include <string_view>

#include "engine/value/value.hpp"

namespace partance::engine::evaluate {

class UnitTails {
 public:
  /// True when this ending may be kept: it cannot be part of the number or of a date.
  static bool may_keep(std::string_view tail) {
    return !tail.empty() && tail.size() <= kMostBytes && tail.front() != '.' && tail.front() != '/';
  }

  /// The unit of an ending that was kept; kAbsent when it was not.
  [[nodiscard]] value::UnitId find(std::string_view tail) const {
    if (tail.empty()) return value::UnitId::kAbsent;
    const Tail& kept = tails_[place(tail)];
    const bool same = kept.size == tail.size() && std::memcmp(kept.text.data(), tail.data(), tail.size()) == 0;
    return same ? kept.unit : value::UnitId::kAbsent;
  }

  void keep(std::string_view tail, value::UnitId unit) {
    if (!may_keep(tail)) return;
    Tail& kept = tails_[place(tail)];
    kept.size = tail.size();
    tail.copy(kept.text.data(), tail.size());
    kept.unit = unit;
  }

  void clear() { tails_.fill({}); }

 private:
  static constexpr std::size_t kMostBytes = 32;
  static constexpr std::size_t kPlaces = 64;
  struct Tail {
    std::size_t size = 0;
    std::array<char, kMostBytes> text{};
    value::UnitId unit = value::UnitId::kAbsent;
  };
  static std::size_t place(std::string_view tail) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(tail[at]); };
    return (tail.size() * 7U + byte(tail.size() / 2) * 5U + byte(tail.size() - 1)) % kPlaces;
  }
  std::array<Tail, kPlaces> tails_{};
};

}  // namespace partance::engine::evaluate
