// See rate_limit.hpp.
#include "server/http/rate_limit.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "server/http/address.hpp"

namespace partance::server::http {

std::optional<std::chrono::seconds> RateLimiter::take(std::string_view client_address, Moment now, double cost) {
  const std::lock_guard lock(mutex_);
  Bucket& bucket = bucket_of(address_group(client_address), now);
  const std::chrono::duration<double> passed = now - bucket.filled;
  if (passed.count() > 0) {
    bucket.tokens = std::min(limits_.burst, bucket.tokens + passed.count() * limits_.tokens_per_second);
    bucket.filled = now;
  }
  // A cost above a full bucket is paid with a full bucket: to wait longer would not help.
  const double price = std::min(cost, limits_.burst);
  if (bucket.tokens >= price) {
    bucket.tokens -= price;
    return std::nullopt;
  }
  const double wait = (price - bucket.tokens) / limits_.tokens_per_second;
  return std::chrono::seconds(std::max<std::int64_t>(1, std::llround(std::ceil(std::min(wait, 86'400.0)))));
}

std::size_t RateLimiter::groups() const {
  const std::lock_guard lock(mutex_);
  return buckets_.size();
}

RateLimiter::Bucket& RateLimiter::bucket_of(std::string group, Moment now) {
  const auto known = by_group_.find(group);
  if (known != by_group_.end()) {
    buckets_.splice(buckets_.begin(), buckets_, known->second);
    return buckets_.front();
  }
  if (buckets_.size() >= std::max<std::size_t>(1, limits_.most_groups)) {
    by_group_.erase(buckets_.back().group);
    buckets_.pop_back();
  }
  buckets_.push_front({std::move(group), limits_.burst, now});
  by_group_.emplace(buckets_.front().group, buckets_.begin());
  return buckets_.front();
}

}  // namespace partance::server::http
