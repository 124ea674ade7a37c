// What the connections of one server share, whichever thread they live on.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/http/address.hpp"
#include "server/http/journal.hpp"
#include "server/http/limits.hpp"
#include "server/http/metrics.hpp"
#include "server/http/router.hpp"
#include "server/http/worker_pool.hpp"

namespace partance::server::http {

/// What a server needs from outside. Journal and metrics must outlive it.
struct Surroundings {
  std::shared_ptr<const Router> router{};
  Journal* journal = nullptr;
  Metrics* metrics = nullptr;
  std::function<std::chrono::system_clock::time_point()> now{};
  std::function<std::string()> new_id{};  ///< a name for each request, never the same twice; called from any thread
};

/// Counts open connections, in all and for each group of addresses.
class Admission {
 public:
  Admission(const Limits& limits, std::vector<AddressRange> uncounted)
      : most_(limits.connections), most_per_group_(limits.connections_per_address), uncounted_(std::move(uncounted)) {}

  enum class Answer { kWelcome, kTooMany, kTooManyFromThere };
  Answer enter(std::string_view address);
  /// Once for each kWelcome.
  void leave(std::string_view address);

  [[nodiscard]] std::size_t open() const { return open_.load(); }

 private:
  [[nodiscard]] bool is_counted(std::string_view address) const;

  std::size_t most_;
  std::size_t most_per_group_;
  std::vector<AddressRange> uncounted_;
  std::atomic<std::size_t> open_ = 0;
  std::mutex mutex_{};
  std::unordered_map<std::string, std::size_t> by_group_{};
};

struct Serving {
  Serving(const Limits& its_limits, Surroundings its_surroundings, std::vector<AddressRange> proxies, bool tls)
      : limits(its_limits),
        surroundings(std::move(its_surroundings)),
        trusted_proxies(std::move(proxies)),
        admission(its_limits, trusted_proxies),
        over_tls(tls) {}

  Limits limits;
  Surroundings surroundings;
  std::vector<AddressRange> trusted_proxies;
  Admission admission;
  bool over_tls;
  std::atomic<bool> stopping = false;
  std::shared_ptr<WorkerPool> workers{};
};

}  // namespace partance::server::http
