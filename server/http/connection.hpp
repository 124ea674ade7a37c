// One connection from its first byte to its last. Internal to the server: shows Boost.Asio, with lane.hpp.
#pragma once

#include <string>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include "server/http/lane.hpp"
#include "server/http/serving.hpp"

namespace partance::server::http {

/// Serves a connection that was admitted, on the lane it belongs to, until it ends. `tls` is null for plain HTTP.
void serve_connection(boost::asio::ip::tcp::socket socket, std::string peer, Serving& serving, Lane& lane,
                      boost::asio::ssl::context* tls);

/// Answers 503 without reading anything and closes.
void turn_away(boost::asio::ip::tcp::socket socket, const Serving& serving);

}  // namespace partance::server::http
