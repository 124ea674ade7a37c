// What a handler receives and gives back: an HTTP request and its response as plain values.
//
// Handlers never see the network library. A request given to a handler is well formed, within the limits of the
// server, and its body is whole.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace partance::server::http {

/// Names with their values, in the order they came; a name may come twice.
using Fields = std::vector<std::pair<std::string, std::string>>;

/// The value of the first field of that name, letters compared as they are.
std::optional<std::string_view> find_field(const Fields& fields, std::string_view name);

struct Request {
  std::string method{};          ///< as sent: "GET", "POST"
  std::string path{};            ///< percent-decoded, without the query; starts with "/"
  Fields query{};                ///< decoded names and values ("+" is a space)
  Fields headers{};              ///< names in small letters
  std::string body{};            ///< whole, chunks put together
  Fields parameters{};           ///< what stands for {name} in the pattern of the route, decoded
  std::string client_address{};  ///< of the person's machine as far as trusted proxies tell; never to be written down
  std::string id{};              ///< made by the server for this request, for its log line and its error page
  bool secure = false;           ///< came over TLS, here or at a trusted proxy

  /// A header field by its name in small letters; nothing when it was not sent.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const {
    return find_field(headers, name);
  }
  [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const {
    return find_field(query, name);
  }
  /// What stands for {name}; empty when the route has no such parameter.
  [[nodiscard]] std::string_view parameter(std::string_view name) const {
    return find_field(parameters, name).value_or(std::string_view{});
  }
};

/// A part of a text that several responses share, such as a file kept in memory.
struct SharedText {
  std::shared_ptr<const std::string> whole{};
  std::size_t from = 0;
  std::size_t size = 0;

  [[nodiscard]] std::string_view view() const { return std::string_view(*whole).substr(from, size); }
};

/// The server adds Content-Length, Date, Connection, the request's id and the security headers by itself; a security
/// header that the handler sets is left as it is.
struct Response {
  int status = 200;
  Fields headers{};
  std::string body{};
  std::optional<SharedText> shared_body{};  ///< sent in place of `body`

  /// Puts a header in place of any other of that name (letters compared without regard to case).
  Response& set(std::string_view name, std::string_view value);

  [[nodiscard]] std::string_view content() const { return shared_body ? shared_body->view() : std::string_view(body); }
};

/// A plain function, called on a worker thread; several calls run at once.
using Handler = std::function<Response(const Request&)>;

/// A body with its media type, status 200 unless told.
Response respond(std::string body, std::string_view media_type, int status = 200);

/// True when two header names are the same word, whatever their letters' case.
bool same_name(std::string_view left, std::string_view right);

}  // namespace partance::server::http
