// From method and path to a handler. Routes are added when the server is put together; afterwards the router does not
// change and is shared by all threads.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.hpp"

namespace partance::server::http {

struct RouteOptions {
  std::size_t body_limit = 1024 * 1024;  ///< bytes of a request body; more is refused with 413
  bool open_to_other_sites = false;      ///< pages of any site may call it (CORS *, without credentials)
  bool framable = false;                 ///< pages of any site may show it in a frame (the widget)
  bool at_once = false;  ///< takes microseconds and never waits: may run on the thread that reads the network
};

struct Route {
  std::string method{};
  std::string pattern{};
  Handler handler{};
  RouteOptions options{};
  std::vector<std::string> pieces{};  ///< of the pattern
};

/// What a method and a path lead to.
struct Match {
  const Route* route = nullptr;  ///< null: no route for this method
  Fields parameters{};
  std::string allow{};               ///< methods of the path, for Allow; empty when no route has this path
  bool open_to_other_sites = false;  ///< some route of this path is
};

class Router {
 public:
  /// `pattern` is a path whose segments are fixed words, "{name}" for one segment that is not empty, or, last,
  /// "{name...}" for all the rest, slashes included, possibly nothing. A fixed word wins over {name}, {name} over
  /// {name...}, from left to right. GET answers HEAD too. A pattern that cannot be read, or added twice for one method,
  /// is a mistake of ours and ends the program.
  void add(std::string_view method, std::string_view pattern, Handler handler, RouteOptions options = {});

  /// `segments` as parse_target() gives them. The most particular pattern that fits the path decides which methods it
  /// has; HEAD finds the GET route when it has none of its own.
  [[nodiscard]] Match match(std::string_view method, std::span<const std::string> segments) const;

  /// All routes, the most particular first: what an interface description is compared with.
  [[nodiscard]] std::span<const std::unique_ptr<const Route>> routes() const { return routes_; }

 private:
  std::vector<std::unique_ptr<const Route>> routes_{};
};

}  // namespace partance::server::http
