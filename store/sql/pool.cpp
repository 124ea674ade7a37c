// See pool.hpp.
#include "store/sql/pool.hpp"

#include <utility>

namespace partance::store::sql {

Lease::~Lease() {
  if (session_) pool_->give_back(std::move(session_));
}

base::Result<Lease> Pool::take() {
  {
    std::unique_lock lock(mutex_);
    const bool is_free = freed_.wait_for(lock, patience_, [this] { return !idle_.empty() || open_ < most_; });
    if (!is_free) {
      return base::fail(base::ErrorKind::kUnavailable,
                        "Toutes les connexions à la base de données sont occupées : réessayez dans un instant.",
                        "All connections to the database are in use: try again in a moment.");
    }
    if (!idle_.empty()) {
      auto session = std::move(idle_.back());
      idle_.pop_back();
      return Lease(*this, std::move(session));
    }
    ++open_;
  }
  auto opened = Session::open(options_);  // outside the lock: it touches the disk
  if (!opened) {
    const std::lock_guard lock(mutex_);
    --open_;
    freed_.notify_one();
    return std::unexpected(opened.error());
  }
  return Lease(*this, std::move(*opened));
}

void Pool::give_back(std::unique_ptr<Session> session) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(session));
  freed_.notify_one();
}

}  // namespace partance::store::sql
