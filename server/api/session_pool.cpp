// See session_pool.hpp.
#include "server/api/session_pool.hpp"

#include <utility>

namespace partance::server::api {

namespace {

/// Kept for the next requests; a crowd makes more for a moment.
constexpr std::size_t kMostIdle = 16;

}  // namespace

std::unique_ptr<simulation::requests::Session> SessionPool::take() {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return nullptr;
  auto session = std::move(idle_.back());
  idle_.pop_back();
  return session;
}

void SessionPool::give_back(std::unique_ptr<Session> session) {
  const std::lock_guard lock(mutex_);
  if (idle_.size() < kMostIdle) idle_.push_back(std::move(session));
}

simulation::requests::Answered SessionPool::answer(std::string_view name, std::string_view body,
                                                   engine::value::Date today) {
  auto session = take();
  if (!session) session = std::make_unique<Session>(*desk_);
  auto answer = session->answer(name, body, today);
  give_back(std::move(session));
  return answer;
}

}  // namespace partance::server::api
