// The public interface /api/v1: its routes, and what they need from outside.
//
// Answers about the rulebook come from simulation/requests, byte for byte; this room adds what HTTP needs — names in
// addresses, media types, languages, caching, limits — and what a server keeps: saved simulations, establishments.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "server/http/rate_limit.hpp"
#include "server/http/router.hpp"
#include "simulation/requests/desk.hpp"
#include "store/database.hpp"

namespace partance::server::api {

struct ApiContext {
  std::shared_ptr<const simulation::requests::Desk> desk{};
  store::Database* database = nullptr;  ///< null: nothing can be saved, and no establishment is known (503)
  std::function<std::chrono::system_clock::time_point()> now{};
  std::function<std::chrono::steady_clock::time_point()> ticks{};  ///< for limits; never goes back
  std::function<std::string(std::size_t)> random_bytes{};          ///< that nobody can guess; from any thread
  http::RateLimits computations{.tokens_per_second = 20, .burst = 60};
  http::RateLimits saves{.tokens_per_second = 20.0 / 3600, .burst = 10};
  std::chrono::days saved_days{31};
  std::string public_address{};  ///< "https://aides.example.org", for links; empty: as each request says
};

/// Adds every route of docs/api.md. What the context points to must outlive the router.
void add_api_routes(http::Router& router, ApiContext context);

}  // namespace partance::server::api
