// See office.hpp.
#include "server/api/office.hpp"

#include <algorithm>

#include "base/fingerprint.hpp"
#include "server/api/paris_day.hpp"
#include "server/http/conditions.hpp"

namespace partance::server::api {

using http::Problem;
using http::Request;
using http::Response;

namespace {

std::string hexadecimal(std::uint64_t number) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out(16, '0');
  for (std::size_t i = out.size(); i-- > 0; number >>= 4U) out[i] = kDigits[number & 15U];
  return out;
}

std::string small_letters(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

}  // namespace

engine::value::Date Office::today() const {
  return paris_day(context.now());
}

std::chrono::sys_seconds Office::now() const {
  return std::chrono::floor<std::chrono::seconds>(context.now());
}

std::optional<Response> Office::refuse(http::RateLimiter& limiter, const Request& request, double cost) {
  const auto wait = limiter.take(request.client_address, context.ticks(), cost);
  if (!wait) return std::nullopt;
  Response response = http::problem_response(request, http::standard_problem(429));
  response.set("Retry-After", std::to_string(wait->count()));
  return response;
}

std::optional<Response> Office::refuse_computation(const Request& request, double cost) {
  return refuse(computations_, request, std::min(cost, context.computations.burst));
}

std::optional<Response> Office::refuse_save(const Request& request) {
  return refuse(saves_, request, 1);
}

std::string Office::address_of(const Request& request) const {
  if (!context.public_address.empty()) return context.public_address;
  const std::string scheme = request.secure ? "https://" : "http://";
  return scheme + std::string(request.header("host").value_or("localhost"));
}

Response json_response(std::string json, int status) {
  Response response = http::respond(std::move(json), "application/json", status);
  response.set("Cache-Control", "no-store");
  return response;
}

Response shared_response(const Request& request, std::string body, std::string_view media_type) {
  const auto print = base::fingerprint(body);
  const std::string tag = "\"" + hexadecimal(print.first) + hexadecimal(print.second).substr(0, 8) + "\"";
  const auto known = request.header("if-none-match");
  const bool has_it = known && http::names_tag(*known, tag);
  Response response = has_it ? Response{.status = 304} : http::respond(std::move(body), media_type);
  response.set("ETag", tag).set("Cache-Control", "public, max-age=300").set("Vary", "Accept-Language");
  return response;
}

Response problem(const Request& request, const simulation::requests::Refusal& refusal) {
  return http::problem_response(request,
                                Problem{.status = refusal.status,
                                        .code = refusal.code,
                                        .title = refusal.title,
                                        .detail = refusal.detail,
                                        .where = refusal.where},
                                refusal.language.value_or(http::reader_language(request)));
}

Response problem(const Request& request, const base::Error& error) {
  using base::ErrorKind;
  switch (error.kind) {
    case ErrorKind::kTooLarge: {
      Problem told = http::standard_problem(413);
      told.detail = error.message;
      return http::problem_response(request, told);
    }
    case ErrorKind::kUnavailable:
      return http::problem_response(request, http::standard_problem(503)).set("Retry-After", "5");
    default:
      // Messages of the store name files of the machine: they are for its log.
      return http::problem_response(request, http::standard_problem(500));
  }
}

Response absent(const Request& request, std::string_view code, base::Message title, base::Message detail) {
  return http::problem_response(request, Problem{.status = 404,
                                                 .code = std::string(code),
                                                 .title = std::move(title),
                                                 .detail = std::move(detail),
                                                 .where = {}});
}

std::optional<Response> refuse_media_type(const Request& request) {
  std::string type = small_letters(request.header("content-type").value_or(""));
  std::erase(type, ' ');
  if (type == "application/json" || type == "application/json;charset=utf-8" ||
      type == "application/json;charset=\"utf-8\"") {
    return std::nullopt;
  }
  const Problem told{.status = 415,
                     .code = "media-type",
                     .title = {"Sorte de contenu non admise", "Media type not accepted"},
                     .detail = {"Envoyer du JSON en UTF-8, avec « Content-Type: application/json ».",
                                "Send JSON in UTF-8, with “Content-Type: application/json”."},
                     .where = "Content-Type"};
  return http::problem_response(request, told).set("Accept-Post", "application/json");
}

}  // namespace partance::server::api
