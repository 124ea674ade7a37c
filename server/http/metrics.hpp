// What the server counts, and how a Prometheus server reads it (/metrics).
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace partance::server::http {

/// Safe to use from several threads.
class Metrics {
 public:
  explicit Metrics(std::string_view version);
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  /// One answered request; `route` is the pattern, so that there are few of them.
  void request(std::string_view route, std::string_view method, int status, double seconds, std::size_t bytes_out);
  /// A connection refused before any request: "connections", "address", "accept", "handshake".
  void refused(std::string_view reason);
  void connections(std::ptrdiff_t change);

  /// A figure that is asked for when somebody looks: `name` without the prefix "partance_".
  void watch(std::string_view name, std::string_view meaning, std::function<double()> read);

  /// In the text format of Prometheus, version 0.0.4.
  [[nodiscard]] std::string text() const;

 private:
  struct Registry;
  std::unique_ptr<Registry> registry_;
};

}  // namespace partance::server::http
