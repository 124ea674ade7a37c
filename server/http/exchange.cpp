// See exchange.hpp.
#include "server/http/exchange.hpp"

#include <algorithm>
#include <utility>

#include "server/http/dispatch.hpp"
#include "server/http/problem.hpp"
#include "server/http/target.hpp"

namespace partance::server::http {

Exchange::Exchange(Serving& serving, std::string_view peer) : serving_(serving) {
  request_.client_address = peer;
  request_.secure = serving.over_tls;
  request_.id = serving.surroundings.new_id();
}

bool Exchange::take_head(const RequestHead& head) {
  request_.method = head.method;
  request_.headers = head.headers;
  http_1_0_ = head.http_1_0;
  const auto text_of = [&](std::string_view name) { return request_.header(name).value_or(""); };
  Origin origin = origin_of(request_.client_address, request_.secure, text_of("forwarded"), text_of("x-forwarded-for"),
                            text_of("x-forwarded-proto"), serving_.trusted_proxies);
  request_.client_address = std::move(origin.address);
  request_.secure = origin.secure;
  auto target = parse_target(head.target);
  if (!target) {
    take_refused_bytes(head.target);
    return false;
  }
  request_.path = std::move(target->path);
  request_.query = std::move(target->query);
  match_ = serving_.surroundings.router->match(request_.method, target->segments);
  request_.parameters = std::move(match_.parameters);
  return true;
}

void Exchange::take_refused_bytes(std::string_view bytes) {
  constexpr std::size_t kWhereAPathBegins = 16;
  const std::string_view start = bytes.substr(0, kWhereAPathBegins + 5);
  if (start.find("/api/") != std::string_view::npos) request_.path = "/api/";
}

std::size_t Exchange::body_limit() const {
  return match_.route == nullptr ? 0 : std::min(match_.route->options.body_limit, serving_.limits.body_bytes);
}

void Exchange::take_body(std::string body) {
  request_.body = std::move(body);
  start_ = std::chrono::steady_clock::now();
}

Response Exchange::without_handler() const {
  return respond_without_handler(request_, match_);
}

void Exchange::call() {
  std::string failed;
  response_ = call_handler(*match_.route, request_, failed);
  if (failed.empty()) return;
  // What a library says may quote what it was given: the log gets the place, not the words.
  serving_.surroundings.journal->event(Level::kError, "handler-failed",
                                       {{"request", request_.id}, {"route", match_.route->pattern}});
}

void Exchange::refuse(int status) {
  response_ = problem_response(request_, standard_problem(status));
  if (status == 503) response_.set("Retry-After", "1");
}

std::string Exchange::make_head(bool keep_alive) {
  const std::chrono::duration<double, std::milli> passed = std::chrono::steady_clock::now() - start_;
  milliseconds_ = passed.count();
  ResponseFrame frame;
  frame.keep_alive = keep_alive;
  frame.http_1_0 = http_1_0_;
  frame.over_tls = request_.secure;
  frame.open_to_other_sites = match_.open_to_other_sites;
  frame.framable = match_.route != nullptr && match_.route->options.framable;
  frame.request_id = request_.id;
  frame.now = serving_.surroundings.now();
  return response_head(response_, frame);
}

void Exchange::record(std::size_t bytes_out) const {
  const std::string_view route = match_.route == nullptr ? std::string_view("-") : match_.route->pattern;
  const std::string_view method = request_.method.empty() ? std::string_view("-") : request_.method;
  serving_.surroundings.metrics->request(route, method, response_.status, milliseconds_ / 1000, bytes_out);
  RequestRecord record;
  record.id = request_.id;
  record.method = match_.allow.empty() ? std::string_view("-") : method;
  record.route = route;
  record.status = response_.status;
  record.milliseconds = milliseconds_;
  record.bytes_in = request_.body.size();
  record.bytes_out = bytes_out;
  record.client = request_.client_address;
  serving_.surroundings.journal->request(record);
}

}  // namespace partance::server::http
