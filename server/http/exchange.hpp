// One request and its answer, apart from the bytes: what the request became, where it leads, how long it took.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "server/http/request_parser.hpp"
#include "server/http/response_head.hpp"
#include "server/http/serving.hpp"

namespace partance::server::http {

class Exchange {
 public:
  Exchange(Serving& serving, std::string_view peer);

  /// Takes the head; false when its target cannot be read (400).
  bool take_head(const RequestHead& head);
  /// What little can be told of a request whose head is refused: whether it was meant for the API.
  void take_refused_bytes(std::string_view bytes);

  /// Most bytes of a body that this request may have.
  [[nodiscard]] std::size_t body_limit() const;
  void take_body(std::string body);

  [[nodiscard]] const Route* route() const { return match_.route; }
  [[nodiscard]] const Request& request() const { return request_; }
  [[nodiscard]] bool is_head_request() const { return request_.method == "HEAD"; }

  /// The answer when no handler is called: 404, 405, OPTIONS.
  Response without_handler() const;
  /// Calls the handler (on whatever thread) and keeps its answer.
  void call();
  /// The server's own answer of this status.
  void refuse(int status);

  Response& response() { return response_; }
  void set_response(Response response) { response_ = std::move(response); }

  /// The bytes before the content; the clock of the exchange stops.
  std::string make_head(bool keep_alive);
  /// Counts and logs the exchange, once its answer is sent or given up.
  void record(std::size_t bytes_out) const;

 private:
  Serving& serving_;
  Request request_{};
  Response response_{};
  Match match_{};
  bool http_1_0_ = false;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  double milliseconds_ = 0;
};

}  // namespace partance::server::http
