// Routes that describe the interface itself (see routes.hpp).
#include "server/api/description.hpp"
#include "server/api/routes.hpp"

namespace partance::server::api {

using http::Request;
using http::Response;

void add_description_routes(http::Router& router, const SharedOffice& office) {
  const http::RouteOptions open{.body_limit = 0, .open_to_other_sites = true};
  router.add(
      "GET", "/api/v1/openapi.json",
      [](const Request& request) { return shared_response(request, std::string(openapi_json()), "application/json"); },
      open);
  router.add("GET", "/api",
             [office](const Request& request) {
               return shared_response(
                   request,
                   description_page(openapi_json(), http::reader_language(request), office->address_of(request)),
                   "text/html; charset=utf-8");
             },
             {.body_limit = 0});
  router.add("GET", "/api/style.css",
             [](const Request& request) {
               return shared_response(request, std::string(description_style()), "text/css; charset=utf-8");
             },
             {.body_limit = 0});
  // The type of a problem is an address: it leads to where problems are described.
  router.add("GET", "/api/problems/{code}",
             [](const Request&) { return Response{.status = 303, .headers = {{"Location", "/api#schema-Problem"}}}; },
             {.body_limit = 0});
}

}  // namespace partance::server::api
