// The head of a response as bytes: status line, the handler's fields, and those that every answer carries.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "server/http/message.hpp"

namespace partance::server::http {

/// What the head depends on besides the response.
struct ResponseFrame {
  bool keep_alive = true;
  bool http_1_0 = false;
  bool over_tls = false;             ///< adds Strict-Transport-Security
  bool open_to_other_sites = false;  ///< adds the fields of CORS
  bool framable = false;             ///< lets other sites show it in a frame
  std::string_view request_id{};
  std::chrono::system_clock::time_point now{};
};

/// True when a response of this status has no content and no length: 1xx, 204, 304.
bool has_no_content(int status);

/// Fields whose name or value would break the head (line ends, control characters) are left out. Fields of the frame
/// (Content-Length, Connection, Date…) are ours: those of the handler are left out; its security fields win over ours.
std::string response_head(const Response& response, const ResponseFrame& frame);

/// "Sun, 06 Nov 1994 08:49:37 GMT".
std::string http_date(std::chrono::system_clock::time_point moment);

}  // namespace partance::server::http
