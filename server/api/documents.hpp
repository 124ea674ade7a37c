// A result as a document: PDF and calendar, of a body just computed or of a saved simulation.
#pragma once

#include <string>
#include <string_view>

#include "server/api/office.hpp"

namespace partance::server::api {

/// `result` is the JSON of `simulate`; `link` leads to the saved simulation, empty when nothing was saved.
http::Response pdf_response(const http::Request& request, std::string_view result, std::string link,
                            std::chrono::sys_seconds created);
http::Response calendar_response(const http::Request& request, std::string_view result, std::string link,
                                 std::chrono::sys_seconds now);

}  // namespace partance::server::api
