// Reading JSON (RFC 8259) as a stream of events with their places in the text.
//
// For every reader of outside JSON: models, situations, tables. Nothing is built here; the caller keeps what it
// wants. Reading never recurses and stops at a depth limit. Numbers are correctly rounded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.hpp"

namespace partance::base {

/// Byte offsets [begin, end) in the text; quotes included.
struct JsonPlace {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Told each piece in order. Texts are only valid during the call. Returning false stops the reading.
class JsonEvents {
 public:
  virtual ~JsonEvents() = default;
  virtual bool null(JsonPlace place) = 0;
  virtual bool boolean(bool value, JsonPlace place) = 0;
  virtual bool number(double value, JsonPlace place) = 0;
  virtual bool text(std::string_view value, JsonPlace place) = 0;
  virtual bool key(std::string_view value, JsonPlace place) = 0;
  virtual bool begin_object(JsonPlace bracket) = 0;
  virtual bool end_object(JsonPlace bracket) = 0;
  virtual bool begin_array(JsonPlace bracket) = 0;
  virtual bool end_array(JsonPlace bracket) = 0;

 protected:
  JsonEvents() = default;
  JsonEvents(const JsonEvents&) = default;
  JsonEvents& operator=(const JsonEvents&) = default;
};

enum class JsonErrorKind : std::uint8_t {
  kSyntax,
  kNotUtf8,
  kTooDeep,
  kStopped,  ///< an event returned false
};

struct JsonError {
  JsonErrorKind kind = JsonErrorKind::kSyntax;
  std::size_t offset = 0;  ///< byte where reading stopped, at most the text's size
  Message message;
  Message hint;
};

/// Arrays and objects inside each other.
inline constexpr std::size_t kDefaultJsonDepth = 100;

/// Reads the whole of `text`, which holds one value. Nothing when it went well.
std::optional<JsonError> read_json(std::string_view text, JsonEvents& events,
                                   std::size_t max_depth = kDefaultJsonDepth);

}  // namespace partance::base
