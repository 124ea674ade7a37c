// Which rows of a block, a bit each.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace partance::engine::batch {

struct RowBits {
  static constexpr std::size_t kWords = 32;
  static constexpr std::size_t kRows = kWords * 64;  ///< of a block, at most

  alignas(64) std::array<std::uint64_t, kWords> words{};

  /// The rows from the first to one before `rows`.
  static RowBits first(std::size_t rows) {
    RowBits all;
    for (std::size_t i = 0; i < kWords && rows > i * 64; ++i) {
      const std::size_t left = rows - i * 64;
      all.words[i] = left >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << left) - 1;
    }
    return all;
  }

  [[nodiscard]] bool none() const {
    std::uint64_t any = 0;
    for (const std::uint64_t word : words) any |= word;
    return any == 0;
  }
  /// Whether every row of this is one of `others`.
  [[nodiscard]] bool within(const RowBits& others) const { return without(others).none(); }
  [[nodiscard]] RowBits both(const RowBits& other) const {
    RowBits made;
    for (std::size_t i = 0; i < kWords; ++i) made.words[i] = words[i] & other.words[i];
    return made;
  }
  [[nodiscard]] RowBits either(const RowBits& other) const {
    RowBits made;
    for (std::size_t i = 0; i < kWords; ++i) made.words[i] = words[i] | other.words[i];
    return made;
  }
  [[nodiscard]] RowBits without(const RowBits& other) const {
    RowBits made;
    for (std::size_t i = 0; i < kWords; ++i) made.words[i] = words[i] & ~other.words[i];
    return made;
  }
  [[nodiscard]] std::size_t count() const {
    std::size_t rows = 0;
    for (const std::uint64_t word : words) rows += static_cast<std::size_t>(std::popcount(word));
    return rows;
  }
  [[nodiscard]] bool holds(std::size_t row) const { return (words[row / 64] >> (row % 64) & 1U) != 0; }
  void set(std::size_t row) { words[row / 64] |= std::uint64_t{1} << (row % 64); }

  /// Calls f(row) for every row.
  template <class F>
  void for_each(F&& f) const {
    for (std::size_t i = 0; i < kWords; ++i) {
      for (std::uint64_t word = words[i]; word != 0; word &= word - 1) {
        f(i * 64 + static_cast<std::size_t>(std::countr_zero(word)));
      }
    }
  }
  friend bool operator==(const RowBits&, const RowBits&) = default;
};

}  // namespace partance::engine::batch
