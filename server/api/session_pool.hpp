// Sessions lent to requests: making a run costs more than most answers, so each goes back and serves again.
//
// Nothing of one person's answers can show in another's: a session gives the bytes that a desk without memory gives.
#pragma once

#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

#include "simulation/requests/session.hpp"

namespace partance::server::api {

/// Safe to use from several threads. The desk must outlive it.
class SessionPool {
 public:
  explicit SessionPool(const simulation::requests::Desk& desk) : desk_(&desk) {}

  simulation::requests::Answered answer(std::string_view name, std::string_view body, engine::value::Date today);

 private:
  using Session = simulation::requests::Session;
  std::unique_ptr<Session> take();
  void give_back(std::unique_ptr<Session> session);

  const simulation::requests::Desk* desk_;
  std::mutex mutex_{};
  std::vector<std::unique_ptr<Session>> idle_{};
};

}  // namespace partance::server::api
