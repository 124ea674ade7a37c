// Texts met while rules run, each kept once and named by an index, with what comparisons need of
// them.
//
// A program brings the pool of its constants; each run works on a copy, to which it adds the texts
// it builds.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/value/value.hpp"

namespace partance::engine::value {

class TextPool {
 public:
  TextPool() = default;
  TextPool(const TextPool& other);
  TextPool& operator=(const TextPool& other);
  TextPool(TextPool&&) = default;
  TextPool& operator=(TextPool&&) = default;
  ~TextPool() = default;

  /// The index of `text` (UTF-8), added when it is new.
  TextId intern(std::string_view text);

  [[nodiscard]] std::string_view text(TextId id) const;

  /// Milliseconds from 1970-01-01 UTC to the day the text names, when it has the shape DD/MM/YYYY
  /// of a date. Publicodes compares and computes with two such texts as with these numbers.
  [[nodiscard]] std::optional<double> date_ms(TextId id) const;

  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  /// Of all its texts together.
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  struct Entry {
    std::string text;
    std::optional<double> date_ms;
  };
  std::size_t bytes_ = 0;
  std::deque<Entry> entries_;  // a deque: the views used as keys below stay valid
  std::unordered_map<std::string_view, TextId> index_;
};

/// Order of two UTF-8 texts by UTF-16 code units, as JavaScript compares strings: negative, zero or
/// positive.
int compare_utf16(std::string_view a, std::string_view b);

}  // namespace partance::engine::value
