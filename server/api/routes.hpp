// The groups of routes of the interface, added one after the other by add_api_routes().
#pragma once

#include <memory>

#include "server/api/office.hpp"
#include "server/http/router.hpp"

namespace partance::server::api {

using SharedOffice = std::shared_ptr<Office>;

/// POST simulate, questions, question, check, recap, explain, evaluate; result.pdf and calendar.ics of a body.
void add_computation_routes(http::Router& router, const SharedOffice& office);
/// GET aids, aids/{id}, rules, rules/{name}.
void add_catalogue_routes(http::Router& router, const SharedOffice& office);
/// GET establishments, establishments/{id}.
void add_establishment_routes(http::Router& router, const SharedOffice& office);
/// Saved simulations: POST simulations; GET and DELETE of one; its PDF and its calendar.
void add_simulation_routes(http::Router& router, const SharedOffice& office);
/// GET openapi.json, and the readable page at /api.
void add_description_routes(http::Router& router, const SharedOffice& office);

}  // namespace partance::server::api
