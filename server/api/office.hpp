// What the routes of the interface share: the context, the sessions, the limits, and how answers and errors are given.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "server/api/api.hpp"
#include "server/api/session_pool.hpp"
#include "server/http/message.hpp"
#include "server/http/problem.hpp"

namespace partance::server::api {

class Office {
 public:
  explicit Office(ApiContext its_context)
      : context(std::move(its_context)),
        sessions(*context.desk),
        computations_(context.computations),
        saves_(context.saves) {}

  const ApiContext context;
  SessionPool sessions;

  [[nodiscard]] engine::value::Date today() const;
  [[nodiscard]] std::chrono::sys_seconds now() const;

  /// Nothing when this client may go on; else the answer that tells when to come back. `cost` in computations.
  std::optional<http::Response> refuse_computation(const http::Request& request, double cost = 1);
  std::optional<http::Response> refuse_save(const http::Request& request);

  /// "https://host" of links to this service, as the settings or else the request say.
  [[nodiscard]] std::string address_of(const http::Request& request) const;

 private:
  std::optional<http::Response> refuse(http::RateLimiter& limiter, const http::Request& request, double cost);

  http::RateLimiter computations_;
  http::RateLimiter saves_;
};

/// JSON that nobody keeps.
http::Response json_response(std::string json, int status = 200);

/// Something everybody may read, kept for a few minutes and not sent again to who has it (ETag, If-None-Match).
http::Response shared_response(const http::Request& request, std::string body, std::string_view media_type);

/// A refusal as a problem document, in the language the body asked for, else the reader's.
http::Response problem(const http::Request& request, const simulation::requests::Refusal& refusal);
/// A failure of the store or of a printed document. What is our affair is not told.
http::Response problem(const http::Request& request, const base::Error& error);
/// Such a thing does not exist (404).
http::Response absent(const http::Request& request, std::string_view code, base::Message title, base::Message detail);

/// Nothing when the body is said to be JSON in UTF-8; else 415.
std::optional<http::Response> refuse_media_type(const http::Request& request);

}  // namespace partance::server::api
