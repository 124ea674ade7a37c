// The connections of a server: few, opened when first needed, lent to one thread at a time.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "store/sql/session.hpp"

namespace partance::store::sql {

class Pool;

/// A connection lent; it goes back to its pool at the end of its life.
class Lease {
 public:
  Lease(Pool& pool, std::unique_ptr<Session> session) : pool_(&pool), session_(std::move(session)) {}
  Lease(Lease&&) noexcept = default;
  Lease& operator=(Lease&&) = delete;
  ~Lease();
  Session& operator*() const { return *session_; }
  Session* operator->() const { return session_.get(); }

 private:
  Pool* pool_;
  std::unique_ptr<Session> session_;
};

class Pool {
 public:
  Pool(SessionOptions options, std::size_t most, std::chrono::milliseconds patience)
      : options_(std::move(options)), most_(most), patience_(patience) {}

  /// Waits at most the pool's patience for a free connection; kUnavailable after that.
  base::Result<Lease> take();

 private:
  friend class Lease;
  void give_back(std::unique_ptr<Session> session);

  SessionOptions options_;
  std::size_t most_;
  std::chrono::milliseconds patience_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Session>> idle_;
  std::size_t open_ = 0;  // idle and lent
};

}  // namespace partance::store::sql
