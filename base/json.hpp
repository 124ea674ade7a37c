// Writing JSON straight into a text: answers of the command, explanations, JSON Lines.
//
// The writer puts commas, colons and indentation; the caller gives the pieces in order. Nothing is
// kept in memory but the text itself and one bit per open level.
#pragma once

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace partance::base {

enum class JsonLayout {
  kCompact,   ///< one line without spaces
  kIndented,  ///< two spaces a level, for people
};

/// Adds `text` (UTF-8) between quotes to `out`. Quotes, backslashes and control characters are
/// escaped, U+2028 and U+2029 too so that the text may stand in a script; bytes that are not UTF-8
/// become U+FFFD.
void append_json_text(std::string& out, std::string_view text);

/// Usage: begin_object().key("montant").value(12.5).end_object(). Calls must nest properly;
/// complete() tells.
class JsonWriter {
 public:
  /// Writes at the end of `out`, which must outlive the writer.
  explicit JsonWriter(std::string& out, JsonLayout layout = JsonLayout::kCompact) : out_(&out), layout_(layout) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }

  /// The name of the next value of an object.
  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  /// As JavaScript prints it; null when the number is not finite, as JSON has no word for that.
  JsonWriter& value(double number);
  JsonWriter& value(bool truth);
  template <std::integral T>
    requires(!std::same_as<T, bool> && !std::same_as<T, char>)
  JsonWriter& value(T number) {
    return raw(std::to_string(number));
  }
  JsonWriter& null() { return raw("null"); }

  /// A value that is JSON already.
  JsonWriter& raw(std::string_view json);

  /// True when one whole value has been written and every level is closed.
  [[nodiscard]] bool complete() const { return open_.empty() && written_; }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void before_value();
  void new_line();

  std::string* out_;
  JsonLayout layout_;
  std::vector<bool> open_;  // one per open level: something was written in it
  bool after_key_ = false;
  bool written_ = false;
};

}  // namespace partance::base
