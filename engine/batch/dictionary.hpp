// Texts as codes of 32 bits, so that columns of texts are compared like numbers.
//
// A plan brings the texts of its rules; each worker goes on with a copy of its own, so no two threads share one. A day
// DD/MM/YYYY is its own code and takes no place here.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/value/calendar.hpp"

namespace partance::engine::batch {

class Dictionary {
 public:
  Dictionary() = default;
  Dictionary(const Dictionary& other);
  Dictionary& operator=(const Dictionary& other);
  Dictionary(Dictionary&&) = default;
  Dictionary& operator=(Dictionary&&) = default;
  ~Dictionary() = default;

  /// The code of a text (UTF-8), added when it is new.
  std::uint32_t encode(std::string_view text);
  /// The text of a code that encode() or date_code() gave.
  [[nodiscard]] std::string text(std::uint32_t code) const;

  /// Texts kept, days not counted.
  [[nodiscard]] std::size_t size() const { return texts_.size(); }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  std::deque<std::string> texts_;  // a deque: the views used as keys below stay valid
  std::unordered_map<std::string_view, std::uint32_t> index_;
  std::size_t bytes_ = 0;
};

/// Codes of days have this bit; the others say how far the day is from 1970-01-01.
inline constexpr std::uint32_t kDayBit = 0x8000'0000U;
/// Codes of texts that Publicodes compares as the days of other texts ("01/13/2024", "01/09/0025").
inline constexpr std::uint32_t kOddDayBit = 0x4000'0000U;

constexpr bool is_day(std::uint32_t code) {
  return (code & kDayBit) != 0;
}
constexpr std::uint32_t day_code(std::int32_t days) {
  return kDayBit | (static_cast<std::uint32_t>(days + 0x4000'0000) & ~kDayBit);
}
constexpr std::int32_t day_of(std::uint32_t code) {
  return static_cast<std::int32_t>(code & ~kDayBit) - 0x4000'0000;
}

}  // namespace partance::engine::batch
