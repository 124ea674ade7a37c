// The target of a request line ("/api/v1/aids/a%20b?language=en") taken to pieces, strictly.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.hpp"

namespace partance::server::http {

struct Target {
  std::string path{};                   ///< decoded; starts with "/"
  std::vector<std::string> segments{};  ///< of the path, cut at the slashes that were sent as such, then decoded
  Fields query{};
};

/// Most fields of a query that are read; a target with more is refused.
inline constexpr std::size_t kMostQueryFields = 64;

/// Nothing when the target is not an absolute path, has an escape that is not two hexadecimal digits, decodes to bytes
/// that are not UTF-8 or to control characters, or has a segment "." or "..": no honest client sends these. A whole
/// address ("http://host/path") is accepted, as the protocol asks, and its host ignored.
std::optional<Target> parse_target(std::string_view text);

/// Decodes %XX; nothing when an escape is cut short or the result is not UTF-8 without control characters.
std::optional<std::string> decode_percent(std::string_view text, bool plus_is_space = false);

}  // namespace partance::server::http
