// A crowd of idle and slow connections must not be felt by those who ask in earnest. The large version, with thousands,
// is bench/server.mjs.
#include <algorithm>
#include <chrono>
#include <memory>
#include <vector>

#include <gtest/gtest.h>

#include "server/http/live_server.hpp"

namespace partance::server::http {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kIdle = 300;
constexpr int kSlow = 100;
constexpr int kRequests = 400;

Router routes() {
  Router router;
  router.add("GET", "/hello", [](const Request&) { return respond("hello", "text/plain"); });
  return router;
}

/// 99 in 100 requests are answered within this many milliseconds; before each, `between` is called.
template <class Between>
double ninety_ninth(std::uint16_t port, Between between) {
  Client client(port);
  std::vector<double> milliseconds;
  for (int i = 0; i < kRequests; ++i) {
    between(i);
    const auto start = Clock::now();
    EXPECT_EQ(client.get("/hello").body, "hello");
    milliseconds.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  }
  std::ranges::sort(milliseconds);
  return milliseconds[kRequests * 99 / 100];
}

TEST(Crowd, OfIdleAndSlowConnectionsIsNotFeltByOthers) {
  ServerOptions options;
  options.limits.connections_per_address = kIdle + kSlow + 10;
  options.limits.request = std::chrono::minutes(5);
  options.limits.idle = std::chrono::minutes(5);
  LiveServer server(routes(), options);
  const double alone = ninety_ninth(server.port(), [](int) {});
  std::vector<std::unique_ptr<Client>> idle;
  std::vector<std::unique_ptr<Client>> slow;
  for (int i = 0; i < kIdle; ++i) idle.push_back(std::make_unique<Client>(server.port()));
  for (int i = 0; i < kSlow; ++i) {
    slow.push_back(std::make_unique<Client>(server.port()));
    slow.back()->send("GET /hello HTTP/1.1\r\nX: ");
  }
  const double beside =
      ninety_ninth(server.port(), [&](int i) { slow[static_cast<std::size_t>(i % kSlow)]->send("x"); });
  // The machine may be busy with other things: what must not happen is that somebody waits for the slow ones.
  EXPECT_LT(beside, std::max(2000.0, 20 * alone)) << "alone " << alone << " ms";
  EXPECT_EQ(idle.back()->get("/hello").body, "hello") << "who was idle is served when she asks";
  EXPECT_EQ(slow.back()->ask("\r\nHost: a\r\n\r\n").body, "hello") << "who was slow is served when she is done";
}

}  // namespace
}  // namespace partance::server::http
