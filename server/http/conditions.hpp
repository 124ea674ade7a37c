// What a client says of the copy it has, of the part it wants, of the forms it understands.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

namespace partance::server::http {

/// True when If-None-Match names this entity tag (`"…"`), or any.
bool names_tag(std::string_view if_none_match, std::string_view etag);

/// Reads "Sun, 06 Nov 1994 08:49:37 GMT"; nothing for any other shape.
std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text);

struct ByteRange {
  std::size_t first = 0;
  std::size_t size = 0;
};
enum class RangeKind { kNone, kPart, kUnsatisfiable };
struct RangeAnswer {
  RangeKind kind = RangeKind::kNone;  ///< kNone: answer with the whole
  ByteRange range{};
};
/// Reads Range for a content of `size` bytes. One range only: several, or another unit, are answered with the whole.
RangeAnswer read_range(std::string_view range, std::size_t size);

/// True when Accept-Encoding admits this coding by its name, or by "*", with a weight above zero.
bool accepts_coding(std::string_view accept_encoding, std::string_view coding);

}  // namespace partance::server::http
