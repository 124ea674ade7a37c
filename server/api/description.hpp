// The description of the interface: the OpenAPI document, and a page made from it for people.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace partance::server::api {

/// server/api/openapi.json, as the build put it into the program.
std::string_view openapi_json();

/// The page in this language; `address` is that of the service, for the examples. Empty when the document is not one,
/// which the tests would have told.
std::string description_page(std::string_view openapi, base::Language language, std::string_view address);

/// Its style sheet.
std::string_view description_style();

}  // namespace partance::server::api
