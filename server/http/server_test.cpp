// The server over real loopback sockets: what it answers, what it refuses, when it closes.
#include "server/http/server.hpp"

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <mutex>

#include <gtest/gtest.h>

#include "server/http/live_server.hpp"

namespace partance::server::http {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

Router example() {
  Router router;
  router.add("GET", "/hello", [](const Request&) { return respond("hello", "text/plain"); });
  router.add("GET", "/quick", [](const Request&) { return respond("quick", "text/plain"); }, {.at_once = true});
  router.add("POST", "/echo", [](const Request& request) { return respond(request.body, "text/plain"); },
             {.body_limit = 1000});
  router.add("POST", "/api/v1/open", [](const Request&) { return respond("{}", "application/json"); },
             {.open_to_other_sites = true});
  router.add("GET", "/who", [](const Request& request) { return respond(request.client_address, "text/plain"); });
  router.add("GET", "/fails", [](const Request&) -> Response { throw std::runtime_error("secret words"); });
  router.add("GET", "/large", [](const Request&) { return respond(std::string(8'000'000, 'x'), "text/plain"); });
  router.add("GET", "/widget/page", [](const Request&) { return respond("w", "text/html"); }, {.framable = true});
  return router;
}

std::string get(std::string_view path, std::string_view fields = "") {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: test\r\n" + std::string(fields) + "\r\n";
}

std::string post(std::string_view path, std::string_view body, std::string_view fields = "") {
  return "POST " + std::string(path) + " HTTP/1.1\r\nHost: test\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n" + std::string(fields) + "\r\n" + std::string(body);
}

ServerOptions with(const Limits& limits) {
  ServerOptions options;
  options.limits = limits;
  return options;
}

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

TEST(Server, AnswersAndKeepsTheConnection) {
  LiveServer server(example());
  Client client(server.port());
  for (const char* path : {"/hello", "/quick", "/hello"}) {
    const Answer answer = client.get(path);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, std::string(path).substr(1));
    EXPECT_EQ(answer.header("connection"), "");
  }
}

TEST(Server, EveryAnswerCarriesTheSecurityFields) {
  LiveServer server(example());
  Client client(server.port());
  for (const char* path : {"/hello", "/nowhere", "/fails", "/%"}) {
    const Answer answer = Client(server.port()).get(path);
    EXPECT_NE(answer.status, 0) << path;
    EXPECT_EQ(answer.header("content-security-policy"),
              "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
              "connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
              "form-action 'self'; frame-ancestors 'none'")
        << path;
    EXPECT_EQ(answer.header("x-content-type-options"), "nosniff");
    EXPECT_EQ(answer.header("referrer-policy"), "no-referrer");
    EXPECT_EQ(answer.header("cross-origin-opener-policy"), "same-origin");
    EXPECT_EQ(answer.header("cross-origin-resource-policy"), "same-origin");
    EXPECT_NE(answer.header("permissions-policy"), "");
    EXPECT_NE(answer.header("x-request-id"), "");
    EXPECT_EQ(answer.header("strict-transport-security"), "") << "without TLS it means nothing";
    EXPECT_EQ(answer.header("date"), "Sun, 06 Nov 1994 08:49:37 GMT");
  }
  const std::string framed = client.get("/widget/page").header("content-security-policy");
  EXPECT_NE(framed.find("frame-ancestors *"), std::string::npos);
}

TEST(Server, HeadHasTheFieldsOfGetWithoutItsBody) {
  LiveServer server(example());
  Client client(server.port());
  client.send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n");
  const Answer answer = client.read(true);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("content-length"), "5");
  EXPECT_EQ(client.get("/quick").body, "quick");
}

TEST(Server, PipelinedRequestsAreAnsweredInTheirOrder) {
  LiveServer server(example());
  Client client(server.port());
  client.send(get("/hello") + post("/echo", "one") + get("/quick") + post("/echo", "two") + get("/nowhere"));
  EXPECT_EQ(client.read().body, "hello");
  EXPECT_EQ(client.read().body, "one");
  EXPECT_EQ(client.read().body, "quick");
  EXPECT_EQ(client.read().body, "two");
  EXPECT_EQ(client.read().status, 404);
}

TEST(Server, ClosesWhenAskedTo) {
  LiveServer server(example());
  Client client(server.port());
  const Answer answer = client.get("/hello", "Connection: close\r\n");
  EXPECT_EQ(answer.body, "hello");
  EXPECT_EQ(answer.header("connection"), "close");
  EXPECT_TRUE(client.closed());
}

TEST(Server, AnOldClientIsAnsweredAndTheConnectionClosed) {
  LiveServer server(example());
  Client client(server.port());
  EXPECT_EQ(client.ask("GET /hello HTTP/1.0\r\n\r\n").body, "hello");
  EXPECT_TRUE(client.closed());
  Client stays(server.port());
  EXPECT_EQ(stays.ask("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").header("connection"), "keep-alive");
  EXPECT_EQ(stays.get("/quick").body, "quick");
}

TEST(Server, ReadsABodyByLengthAndInChunks) {
  LiveServer server(example());
  Client client(server.port());
  EXPECT_EQ(client.ask(post("/echo", "some text")).body, "some text");
  EXPECT_EQ(client
                .ask("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                     "4\r\nsome\r\n5\r\n text\r\n0\r\n\r\n")
                .body,
            "some text");
  EXPECT_EQ(client.get("/hello").body, "hello");
}

TEST(Server, SaysContinueOnlyWhenTheBodyIsWanted) {
  LiveServer server(example());
  Client client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read(true).status, 100);
  EXPECT_EQ(client.ask("ab").body, "ab");
  EXPECT_EQ(client.ask("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2000\r\nExpect: 100-continue\r\n\r\n").status,
            413);
  EXPECT_TRUE(client.closed());
  EXPECT_EQ(Client(server.port()).get("/hello", "Expect: tea\r\n").status, 417);
}

TEST(Server, TellsTheMethodsOfAPath) {
  LiveServer server(example());
  Client client(server.port());
  const Answer refused = client.ask("DELETE /hello HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(refused.header("allow"), "GET, HEAD, OPTIONS");
  const Answer options = client.ask("OPTIONS /api/v1/open HTTP/1.1\r\nHost: a\r\nOrigin: https://b.example\r\n\r\n");
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.header("allow"), "OPTIONS, POST");
  EXPECT_EQ(options.header("access-control-allow-origin"), "*");
  EXPECT_EQ(options.header("access-control-allow-methods"), "OPTIONS, POST");
  EXPECT_EQ(options.header("content-length"), "");
  EXPECT_EQ(client.get("/hello").header("access-control-allow-origin"), "") << "not open to other sites";
  EXPECT_EQ(client.ask(post("/api/v1/open", "{}")).header("access-control-allow-origin"), "*");
}

TEST(Server, AHandlerThatFailsIsA500WithoutItsWords) {
  LiveServer server(example());
  Client client(server.port());
  const Answer answer = client.get("/fails");
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.body.find("secret"), std::string::npos);
  EXPECT_EQ(client.get("/hello").body, "hello") << "the connection goes on";
}

TEST(Server, ErrorsAreProblemsBelowApiAndPagesElsewhere) {
  LiveServer server(example());
  EXPECT_EQ(Client(server.port()).get("/api/nothing").header("content-type"), "application/problem+json");
  EXPECT_EQ(Client(server.port()).get("/api/v1/%zz").header("content-type"), "application/problem+json");
  const Answer page = Client(server.port()).get("/nothing", "Accept-Language: en\r\n");
  EXPECT_EQ(page.header("content-type"), "text/html; charset=utf-8");
  EXPECT_NE(page.body.find("Nothing at this address"), std::string::npos);
}

TEST(Server, RefusesWhatIsAmbiguousAndCloses) {
  LiveServer server(example());
  const std::pair<std::string, int> cases[] = {
      {"GET /hello HTTP/1.1\r\n\r\n", 400},
      {"GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
      {"GET /hello HTTP/1.1\nHost: a\n\n", 400},
      {get("/hello", "X: 1\r\n folded\r\n"), 400},
      {get("/hello", "Content-Length: 1\r\nContent-Length: 1\r\n") + "a", 400},
      {get("/hello", "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n", 400},
      {get("/hello", "Transfer-Encoding: gzip\r\n"), 501},
      {"GET /hello HTTP/3.0\r\nHost: a\r\n\r\n", 505},
      {get("/../etc/passwd"), 400},
      {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 tls to a plain port\n", 400},
  };
  for (const auto& [bytes, status] : cases) {
    Client client(server.port());
    const Answer answer = client.ask(bytes + get("/quick"));
    EXPECT_EQ(answer.status, status) << bytes;
    EXPECT_EQ(answer.header("connection"), "close");
    client.end_sending();
    EXPECT_TRUE(client.closed()) << bytes;
    EXPECT_EQ(client.rest(), "") << "what followed was answered: " << bytes;
  }
}

TEST(Server, RefusesHeadsAndTargetsThatAreTooLong) {
  LiveServer server(example());
  const auto status_of = [&](const std::string& bytes) { return Client(server.port()).ask(bytes).status; };
  EXPECT_EQ(status_of(get("/" + std::string(8191, 'a'))), 404);
  EXPECT_EQ(status_of(get("/" + std::string(8192, 'a'))), 414);
  EXPECT_EQ(status_of(get("/hello", "X: " + std::string(16'000, 'x') + "\r\n")), 200);
  EXPECT_EQ(status_of(get("/hello", "X: " + std::string(17'000, 'x') + "\r\n")), 431);
  std::string fields;
  for (int i = 0; i < 99; ++i) fields += "X: 1\r\n";
  EXPECT_EQ(status_of(get("/hello", fields)), 200);
  EXPECT_EQ(status_of(get("/hello", fields + "X: 1\r\n")), 431);
}

TEST(Server, RefusesABodyThatIsTooLongThrowsItAwayAndCloses) {
  LiveServer server(example());
  const std::string body(1001, 'b');
  EXPECT_EQ(Client(server.port()).ask(post("/echo", body.substr(1))).status, 200);
  Client announced(server.port());
  EXPECT_EQ(announced.ask(post("/echo", body)).status, 413);
  announced.end_sending();
  EXPECT_TRUE(announced.closed());

  Client chunked(server.port());
  chunked.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
  const std::string chunk = "1f4\r\n" + std::string(500, 'c') + "\r\n";
  for (int i = 0; i < 2000; ++i) {
    if (!chunked.send(chunk)) break;
  }
  EXPECT_EQ(chunked.read().status, 413) << "a megabyte after the limit, and the answer still arrives";
  chunked.end_sending();
  EXPECT_TRUE(chunked.closed());
}

TEST(Server, ABodyForAPathThatTakesNoneEndsTheConnection) {
  LiveServer server(example());
  Client client(server.port());
  const Answer answer = client.ask(post("/nowhere", "abc") + get("/quick"));
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(answer.header("connection"), "close");
}

TEST(Server, ATrickleDoesNotExtendTheDeadlineOfARequest) {
  Limits limits;
  limits.request = 400ms;
  limits.linger = 100ms;
  LiveServer server(example(), with(limits));
  for (const std::string_view start :
       {std::string_view("GET /hello HTTP/1.1\r\nHost: a\r\nX: "),
        std::string_view("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n")}) {
    Client client(server.port());
    const auto begin = Clock::now();
    client.send(start);
    Answer answer;
    while (answer.status == 0 && seconds_since(begin) < 30) {
      client.send("x");
      answer = client.read(false, 50);
    }
    EXPECT_EQ(answer.status, 408);
    EXPECT_EQ(answer.header("connection"), "close");
    EXPECT_GE(seconds_since(begin), 0.4);
    EXPECT_LT(seconds_since(begin), 20);
    EXPECT_TRUE(client.closed());
  }
}

TEST(Server, AnIdleConnectionIsClosedWithoutAWord) {
  Limits limits;
  limits.idle = 200ms;
  LiveServer server(example(), with(limits));
  Client never_spoke(server.port());
  Client spoke(server.port());
  EXPECT_EQ(spoke.get("/hello").body, "hello");
  EXPECT_TRUE(spoke.closed());
  EXPECT_EQ(spoke.rest(), "");
  EXPECT_TRUE(never_spoke.closed());
  EXPECT_EQ(never_spoke.rest(), "");
}

TEST(Server, AReaderThatDoesNotReadIsCutOff) {
  Limits limits;
  limits.write = 300ms;
  LiveServer server(example(), with(limits));
  Client client(server.port(), 4096);
  client.send(get("/large"));
  EXPECT_EQ(client.read(true).status, 200);
  const auto begin = Clock::now();
  while (server.metrics().text().find("partance_http_connections 0") == std::string::npos &&
         seconds_since(begin) < 30) {
    std::this_thread::yield();
  }
  EXPECT_LT(seconds_since(begin), 30);
  EXPECT_TRUE(client.closed());
  EXPECT_LT(client.rest().size(), 8'000'000U);
  EXPECT_EQ(Client(server.port()).get("/large").body.size(), 8'000'000U) << "who reads gets it whole";
}

TEST(Server, TooManyConnectionsAreTurnedAway) {
  Limits limits;
  limits.connections = 2;
  LiveServer server(example(), with(limits));
  Client first(server.port());
  Client second(server.port());
  EXPECT_EQ(first.get("/hello").status, 200);
  EXPECT_EQ(second.get("/hello").status, 200);
  Client third(server.port());
  const Answer refused = third.read();
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.header("retry-after"), "5");
  EXPECT_TRUE(third.closed());
  EXPECT_EQ(first.get("/hello", "Connection: close\r\n").status, 200);
  EXPECT_TRUE(first.closed());
  EXPECT_NE(server.metrics().text().find("partance_http_connections_refused_total{reason=\"connections\"} 1"),
            std::string::npos);
}

TEST(Server, TooManyConnectionsFromOneAddressAreTurnedAwayUnlessItIsATrustedProxy) {
  ServerOptions options;
  options.limits.connections_per_address = 1;
  {
    LiveServer server(example(), options);
    Client first(server.port());
    EXPECT_EQ(first.get("/hello").status, 200);
    EXPECT_EQ(Client(server.port()).read().status, 503);
  }
  options.trusted_proxies = {*parse_address_range("127.0.0.0/8")};
  LiveServer server(example(), options);
  Client first(server.port());
  EXPECT_EQ(first.get("/hello").status, 200);
  EXPECT_EQ(Client(server.port()).get("/hello").status, 200);
}

TEST(Server, HearsATrustedProxyOnly) {
  ServerOptions options;
  {
    LiveServer server(example(), options);
    EXPECT_EQ(Client(server.port()).get("/who", "X-Forwarded-For: 198.51.100.7\r\n").body, "127.0.0.1");
  }
  options.trusted_proxies = {*parse_address_range("127.0.0.1")};
  LiveServer server(example(), options);
  const Answer answer =
      Client(server.port()).get("/who", "X-Forwarded-For: 198.51.100.7\r\nX-Forwarded-Proto: https\r\n");
  EXPECT_EQ(answer.body, "198.51.100.7");
  EXPECT_EQ(answer.header("strict-transport-security"), "max-age=31536000");
}

/// A handler that waits until the test lets it go.
class Gate {
 public:
  void wait() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    change_.notify_all();
    change_.wait(lock, [this] { return open_; });
  }
  void wait_for(int count) {
    std::unique_lock lock(mutex_);
    change_.wait_for(lock, 5s, [&] { return waiting_ >= count; });
  }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    change_.notify_all();
  }

 private:
  std::mutex mutex_{};
  std::condition_variable change_{};
  int waiting_ = 0;
  bool open_ = false;
};

Router gated(Gate& gate) {
  Router router = example();
  router.add("GET", "/wait", [&gate](const Request&) {
    gate.wait();
    return respond("waited", "text/plain");
  });
  return router;
}

TEST(Server, WhatNoWorkerCanTakeIsAnswered503AtOnce) {
  Gate gate;
  Limits limits;
  limits.workers = 1;
  limits.waiting_requests = 1;
  LiveServer server(gated(gate), with(limits));
  Client running(server.port());
  running.send(get("/wait"));
  gate.wait_for(1);
  std::vector<std::unique_ptr<Client>> others;
  for (int i = 0; i < 5; ++i) {
    others.push_back(std::make_unique<Client>(server.port()));
    others.back()->send(get("/wait"));
  }
  std::size_t refused = 0;
  for (int round = 0; round < 200 && refused < 4; ++round) {
    refused += std::erase_if(others, [](const auto& other) {
      const Answer answer = other->read(false, 20);
      return answer.status == 503 && answer.header("retry-after") == "1";
    });
  }
  EXPECT_EQ(refused, 4U) << "one waits, the others are refused";
  EXPECT_EQ(Client(server.port()).get("/quick").body, "quick") << "what runs at once is still served";
  gate.open();
  EXPECT_EQ(running.read().body, "waited");
}

TEST(Server, StoppingAnswersWhatHasBegunAndTakesNothingNew) {
  Gate gate;
  LiveServer server(gated(gate));
  Client busy(server.port());
  Client idle(server.port());
  EXPECT_EQ(idle.get("/hello").status, 200);
  busy.send(get("/wait") + get("/hello"));
  gate.wait_for(1);
  server.stop();
  EXPECT_TRUE(idle.closed()) << "idle connections are closed at once";
  EXPECT_FALSE(Client(server.port()).connected());
  gate.open();
  const Answer answer = busy.read();
  EXPECT_EQ(answer.body, "waited");
  EXPECT_EQ(answer.header("connection"), "close");
  EXPECT_TRUE(busy.closed());
  EXPECT_EQ(busy.rest(), "") << "the request behind it had not begun";
  EXPECT_TRUE(server.end());
}

TEST(Server, StoppingDoesNotWaitLongerThanTheGraceTime) {
  Limits limits;
  limits.grace = 200ms;
  limits.request = 60s;
  LiveServer server(example(), with(limits));
  Client client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n");
  EXPECT_EQ(Client(server.port()).get("/hello").status, 200);
  const auto begin = Clock::now();
  EXPECT_FALSE(server.end());
  EXPECT_LT(seconds_since(begin), 30);
}

TEST(Server, APortThatIsTakenIsNamed) {
  LiveServer server(example());
  ServerOptions options;
  options.port = server.port();
  const auto second = Server::open(options, Surroundings{});
  ASSERT_FALSE(second.has_value());
  EXPECT_NE(second.error().message.fr.find("déjà pris"), std::string::npos) << second.error().message.fr;
  EXPECT_NE(second.error().message.en.find(std::to_string(server.port())), std::string::npos);
}

TEST(Server, AnAddressThatIsNoneIsRefused) {
  ServerOptions options;
  options.addresses = {"example.org"};
  const auto server = Server::open(options, Surroundings{});
  ASSERT_FALSE(server.has_value());
  EXPECT_EQ(server.error().kind, base::ErrorKind::kInvalidInput);
}

TEST(Server, ASignalThatComesBeforeItRunsWaitsForIt) {
  Metrics metrics("test");
  const auto journal = *Journal::open({"/dev/null", Level::kInfo, true});
  Surroundings surroundings;
  surroundings.router = std::make_shared<const Router>(example());
  surroundings.journal = journal.get();
  surroundings.metrics = &metrics;
  surroundings.now = [] { return std::chrono::system_clock::time_point(); };
  surroundings.new_id = [] { return std::string("request"); };
  ServerOptions options;
  options.port = 0;
  options.stop_on_signals = true;
  options.reload_on_hangup = true;
  const auto server = *Server::open(std::move(options), std::move(surroundings));
  // Either would end this program, were it not caught.
  std::raise(SIGHUP);
  std::raise(SIGTERM);
  EXPECT_TRUE(server->run());
}

}  // namespace
}  // namespace partance::server::http
