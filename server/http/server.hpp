// The server: listens, gives each connection to one of its threads, ends in good order.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "server/http/address.hpp"
#include "server/http/limits.hpp"
#include "server/http/serving.hpp"

namespace partance::server::http {

struct TlsFiles {
  std::string certificate{};  ///< PEM, the chain after it
  std::string key{};          ///< PEM
};

struct ServerOptions {
  std::vector<std::string> addresses{"127.0.0.1"};
  std::uint16_t port = 8080;      ///< 0: one that is free, the same for all addresses
  std::optional<TlsFiles> tls{};  ///< TLS 1.2 or later
  Limits limits{};
  std::vector<AddressRange> trusted_proxies{};
  std::size_t threads = 0;        ///< that read and write the network; 0: one a core
  bool stop_on_signals = false;   ///< TERM and INT stop the server; a second one ends the process at once
  bool reload_on_hangup = false;  ///< HUP is reload()
};

class Server {
 public:
  /// Binds the port and reads the certificate; connections wait until run(). Errors: kInvalidInput (an address),
  /// kUnreadable (port taken, certificate or key not usable).
  static base::Result<std::unique_ptr<Server>> open(ServerOptions options, Surroundings surroundings);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] std::uint16_t port() const;

  /// Serves until stop(). True when every request that had begun was answered within the grace time.
  bool run();

  /// Reads certificate and key again, for the connections that come from now on; those that are open go on as they are.
  /// Files that are not usable change nothing. The journal says which it was. From any thread.
  void reload();

  /// Takes no more connections or requests, lets what has begun end. From any thread, any number of times.
  void stop();

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace partance::server::http
