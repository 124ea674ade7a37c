// From bytes to a request, without a network: what a connection reads is fed here piece by piece, however it is cut.
//
// Stricter than the protocol asks: lines end in CR LF, no folded lines, one Host, one way to tell the length of the
// body. What is ambiguous is what request smuggling is made of.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/chunk_reader.hpp"
#include "server/http/limits.hpp"
#include "server/http/message.hpp"

namespace partance::server::http {

/// The head of a request, as soon as it is whole.
struct RequestHead {
  std::string method{};
  std::string target{};
  Fields headers{};  ///< names in small letters
  bool keep_alive = true;
  bool http_1_0 = false;
  bool expects_continue = false;  ///< the client waits for "100 Continue" before it sends the body
  bool has_body = false;
  std::optional<std::size_t> content_length{};  ///< nothing when the body comes in chunks or not at all
};

/// Reads one request. Make another one for the next.
class RequestParser {
 public:
  enum class Step {
    kMore,     ///< feed it more bytes
    kHead,     ///< head() is there; call expect_body(), then go on feeding (perhaps nothing) when there is a body
    kDone,     ///< the request is whole; bytes not used belong to the next one
    kRefused,  ///< answer with refusal() and close: where the next request would begin is not known
  };

  explicit RequestParser(const Limits& limits) : limits_(limits) {}

  /// Takes from the front of `bytes`; `used` is how many must not be given again. What was not used must come again,
  /// followed by more; once the head is whole all bytes of the request are used.
  Step feed(std::string_view bytes, std::size_t& used);

  [[nodiscard]] const RequestHead& head() const { return head_; }

  /// How many bytes of a body are accepted; call once, after kHead. False: refused already, by the announced length.
  bool expect_body(std::size_t most_bytes);

  /// The whole body, after kDone.
  std::string take_body();

  /// The status to answer with after kRefused: 400, 413…
  [[nodiscard]] int refusal() const { return refusal_; }

 private:
  Step refuse(int status);
  Step read_head(std::string_view bytes, std::size_t& used);
  Step read_body(std::string_view bytes, std::size_t& used);

  Limits limits_;
  RequestHead head_{};
  std::optional<ChunkReader> chunks_{};
  std::string body_{};  // when its length was announced
  std::size_t scanned_ = 0;
  bool started_ = false;  // something else than the first half of an empty line came
  int refusal_ = 0;
  bool head_done_ = false;
};

}  // namespace partance::server::http
