// From a whole request to its response: OPTIONS, methods that are not allowed, handlers that fail.
#pragma once

#include <string_view>

#include "server/http/message.hpp"
#include "server/http/router.hpp"

namespace partance::server::http {

/// The response when no handler is to be called (`match.route` is null, or the method is OPTIONS without a route).
Response respond_without_handler(const Request& request, const Match& match);

/// Calls the handler; what it throws becomes a 500 without a word of it, and `failed` the text for the log.
Response call_handler(const Route& route, const Request& request, std::string& failed);

}  // namespace partance::server::http
