// See api.hpp.
#include "server/api/api.hpp"

#include <utility>

#include "server/api/routes.hpp"

namespace partance::server::api {

void add_api_routes(http::Router& router, ApiContext context) {
  const auto office = std::make_shared<Office>(std::move(context));
  add_computation_routes(router, office);
  add_catalogue_routes(router, office);
  add_establishment_routes(router, office);
  add_simulation_routes(router, office);
  add_description_routes(router, office);
}

}  // namespace partance::server::api
