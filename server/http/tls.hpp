// TLS as this server speaks it. Internal to the server: shows Boost.Asio.
#pragma once

#include <string>

#include <boost/asio/ssl/context.hpp>

#include "base/result.hpp"
#include "server/http/server.hpp"

namespace partance::server::http {

/// TLS 1.2 and 1.3, HTTP/1.1 only. Errors (kUnreadable) tell which file is not usable.
base::Result<boost::asio::ssl::context> make_tls_context(const TlsFiles& files);

/// The last day of its certificate, "YYYY-MM-DD".
std::string last_day(boost::asio::ssl::context& context);

}  // namespace partance::server::http
