// How often one client may ask: a bucket of tokens for each group of addresses, refilled with time.
//
// Groups are those of address_group(): an IPv4 address, a /64 of IPv6. The table is bounded: when it is full, the group
// that asked longest ago makes room.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace partance::server::http {

struct RateLimits {
  double tokens_per_second = 1;
  double burst = 10;                ///< tokens of a full bucket
  std::size_t most_groups = 65536;  ///< buckets kept
};

/// Safe to use from several threads. The clock is passed in: any moment that never goes back.
class RateLimiter {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  explicit RateLimiter(const RateLimits& limits) : limits_(limits) {}

  /// Takes `cost` tokens. Nothing when there were enough; else no token is taken and the answer is how many whole
  /// seconds to wait: the value of Retry-After.
  std::optional<std::chrono::seconds> take(std::string_view client_address, Moment now, double cost = 1);

  [[nodiscard]] std::size_t groups() const;

 private:
  struct Bucket {
    std::string group;
    double tokens;
    Moment filled;
  };

  Bucket& bucket_of(std::string group, Moment now);

  RateLimits limits_;
  mutable std::mutex mutex_{};
  std::list<Bucket> buckets_{};  // the one used last comes first
  std::unordered_map<std::string_view, std::list<Bucket>::iterator> by_group_{};
};

}  // namespace partance::server::http
