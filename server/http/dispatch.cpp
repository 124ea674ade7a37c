// See dispatch.hpp.
#include "server/http/dispatch.hpp"

#include <exception>

#include "server/http/problem.hpp"

namespace partance::server::http {

Response respond_without_handler(const Request& request, const Match& match) {
  if (match.allow.empty()) return problem_response(request, standard_problem(404));
  if (request.method != "OPTIONS") {
    return problem_response(request, standard_problem(405)).set("Allow", match.allow);
  }
  Response response;
  response.status = 204;
  response.set("Allow", match.allow);
  if (match.open_to_other_sites) {
    response.set("Access-Control-Allow-Methods", match.allow);
    response.set("Access-Control-Allow-Headers", "Content-Type, Accept-Language, Partance-Holder");
    response.set("Access-Control-Max-Age", "86400");
  }
  return response;
}

Response call_handler(const Route& route, const Request& request, std::string& failed) {
  try {
    return route.handler(request);
  } catch (const std::exception& error) {
    failed = error.what();
  } catch (...) {
    failed = "unknown exception";
  }
  return problem_response(request, standard_problem(500));
}

}  // namespace partance::server::http
