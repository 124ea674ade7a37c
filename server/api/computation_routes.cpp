// Routes that compute from a body and keep nothing (see routes.hpp).
#include <array>

#include "server/api/documents.hpp"
#include "server/api/routes.hpp"
#include "simulation/requests/body.hpp"

namespace partance::server::api {

using http::Request;
using http::Response;

namespace {

struct Computation {
  std::string_view name;
  double cost;  ///< in computations: roughly how much longer than the others it takes
};
constexpr std::array<Computation, 7> kComputations{
    {{"simulate", 2}, {"questions", 1}, {"question", 1}, {"check", 1}, {"recap", 2}, {"explain", 1}, {"evaluate", 1}}};
constexpr double kPdfCost = 10;

http::RouteOptions options() {
  return {.body_limit = simulation::requests::kMostBodyBytes, .open_to_other_sites = true};
}

/// The answer of a request about the rulebook, or the response that refuses it.
std::expected<std::string, Response> computed(Office& office, const Request& request, std::string_view name,
                                              double cost) {
  if (auto refused = refuse_media_type(request)) return std::unexpected(*std::move(refused));
  if (auto refused = office.refuse_computation(request, cost)) return std::unexpected(*std::move(refused));
  auto answer = office.sessions.answer(name, request.body, office.today());
  if (!answer) return std::unexpected(problem(request, answer.error()));
  return *std::move(answer);
}

}  // namespace

void add_computation_routes(http::Router& router, const SharedOffice& office) {
  for (const Computation& one : kComputations) {
    const auto answer = [office, one](const Request& request) {
      auto json = computed(*office, request, one.name, one.cost);
      return json ? json_response(*std::move(json)) : json.error();
    };
    router.add("POST", "/api/v1/" + std::string(one.name), answer, options());
  }
  router.add(
      "POST", "/api/v1/result.pdf",
      [office](const Request& request) {
        const auto json = computed(*office, request, "simulate", kPdfCost);
        return json ? pdf_response(request, *json, {}, office->now()) : json.error();
      },
      options());
  router.add(
      "POST", "/api/v1/calendar.ics",
      [office](const Request& request) {
        const auto json = computed(*office, request, "simulate", 2);
        return json ? calendar_response(request, *json, {}, office->now()) : json.error();
      },
      options());
}

}  // namespace partance::server::api
