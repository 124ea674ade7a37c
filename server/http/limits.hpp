// Every bound of the server on what strangers may do to it. The defaults are those of the configuration file.
#pragma once

#include <chrono>
#include <cstddef>

namespace partance::server::http {

struct Limits {
  std::size_t header_bytes = 16 * 1024;  ///< request line and fields together; more is 431
  std::size_t header_fields = 100;       ///< more is 431
  std::size_t target_bytes = 8 * 1024;   ///< more is 414
  std::size_t body_bytes = 1024 * 1024;  ///< of any route, whatever it would accept; more is 413

  std::chrono::milliseconds request{15'000};  ///< from the first byte of a request to its last; later is 408
  std::chrono::milliseconds idle{60'000};     ///< between two requests of one connection
  std::chrono::milliseconds write{30'000};    ///< for each 64 KB of an answer
  std::chrono::milliseconds linger{
      2'000};  ///< how long what still arrives is thrown away before closing after an error
  std::chrono::milliseconds grace{10'000};  ///< for what runs when the server is asked to stop

  std::size_t connections = 10'000;           ///< in all; more are answered 503 and closed
  std::size_t connections_per_address = 200;  ///< trusted proxies excepted
  std::size_t workers = 0;                    ///< threads that run handlers; 0: one a core
  std::size_t waiting_requests = 512;         ///< for a worker; more are answered 503
};

}  // namespace partance::server::http
