// TLS: what is agreed on, what is refused, and certificates that change while connections are open.
#include "server/http/tls.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "server/http/live_tls.hpp"

namespace partance::server::http {
namespace {

namespace fs = std::filesystem;

class Tls : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(testing::TempDir()) / (std::string("tls_") + info->name() + std::to_string(getpid()));
    fs::create_directories(folder_);
    write_pair(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  ServerOptions options() {
    ServerOptions options;
    options.tls = TlsFiles{(folder_ / "certificate.pem").string(), (folder_ / "key.pem").string()};
    return options;
  }
  static Router routes() {
    Router router;
    router.add("GET", "/hello",
               [](const Request& request) { return respond(request.secure ? "secure" : "plain", "text/plain"); });
    return router;
  }

  /// What the server sends back over TLS until it closes; nothing when no TLS could be agreed on.
  static std::optional<std::string> ask(std::uint16_t port, std::string_view request, int most_version) {
    TlsClient client(port, most_version);
    if (!client.agreed()) return std::nullopt;
    EXPECT_EQ(client.protocol(), "http/1.1");
    client.send(request);
    return client.read_all();
  }
  std::string log() const { return (folder_ / "log").string(); }
  /// The log, once this event is in it; what there is after ten seconds.
  std::string log_with(std::string_view event) const {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (true) {
      std::ifstream in(log());
      std::string text{std::istreambuf_iterator<char>(in), {}};
      if (text.find(event) != std::string::npos || std::chrono::steady_clock::now() > end) return text;
      std::this_thread::yield();
    }
  }

  fs::path folder_{};
};

constexpr std::string_view kHello = "GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

TEST_F(Tls, AnswersOverTls12And13AndAsksBrowsersToStay) {
  LiveServer server(routes(), options());
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const auto answer = ask(server.port(), kHello, version);
    ASSERT_TRUE(answer) << version;
    EXPECT_TRUE(answer->starts_with("HTTP/1.1 200 OK\r\n")) << *answer;
    EXPECT_TRUE(answer->ends_with("\r\n\r\nsecure")) << *answer;
    EXPECT_NE(answer->find("Strict-Transport-Security: max-age=31536000\r\n"), std::string::npos);
  }
}

TEST_F(Tls, RefusesOlderVersionsAndPlainText) {
  LiveServer server(routes(), options());
  EXPECT_FALSE(ask(server.port(), kHello, TLS1_1_VERSION));
  Client plain(server.port());
  plain.send(kHello);
  EXPECT_TRUE(plain.closed());
  EXPECT_EQ(plain.rest().find("HTTP/1.1"), std::string::npos);
}

TEST_F(Tls, AHandshakeThatDoesNotEndIsCutOff) {
  ServerOptions slow = options();
  slow.limits.request = std::chrono::milliseconds(200);
  LiveServer server(routes(), slow);
  Client silent(server.port());
  EXPECT_TRUE(silent.closed());
}

TEST_F(Tls, FilesThatAreNotUsableAreNamed) {
  ServerOptions missing = options();
  missing.tls->certificate = (folder_ / "none.pem").string();
  auto server = Server::open(missing, {});
  ASSERT_FALSE(server.has_value());
  EXPECT_NE(server.error().message.en.find("none.pem"), std::string::npos);

  const TlsKey other(EVP_EC_gen("P-256"));
  write_key(folder_ / "other.pem", other.get());
  ServerOptions foreign = options();
  foreign.tls->key = (folder_ / "other.pem").string();
  server = Server::open(foreign, {});
  ASSERT_FALSE(server.has_value());
  EXPECT_NE(server.error().message.en.find("not that of the certificate"), std::string::npos);
}

constexpr std::string_view kStay = "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n";

TEST_F(Tls, AReloadGivesTheNewCertificateToNewConnectionsAndEndsNone) {
  LiveServer server(routes(), options(), log());
  TlsClient early(server.port());
  ASSERT_TRUE(early.agreed());
  EXPECT_EQ(early.name(), "localhost");
  write_pair(folder_, "renewed");
  server.reload();
  EXPECT_NE(log_with("certificate-reloaded").find("\"valid_until\":\"2"), std::string::npos);
  EXPECT_EQ(TlsClient(server.port()).name(), "renewed");
  early.send(kStay);
  EXPECT_TRUE(early.read_until("\r\n\r\nsecure").starts_with("HTTP/1.1 200 OK\r\n"));
}

TEST_F(Tls, AReloadOfFilesThatAreNotUsableKeepsTheFormerCertificateAndSaysWhy) {
  LiveServer server(routes(), options(), log());
  const TlsKey other(EVP_EC_gen("P-256"));
  write_key(folder_ / "key.pem", other.get());
  server.reload();
  const std::string text = log_with("certificate-not-reloaded");
  EXPECT_NE(text.find("\"level\":\"error\""), std::string::npos) << text;
  EXPECT_NE(text.find("not that of the certificate"), std::string::npos) << text;
  EXPECT_TRUE(ask(server.port(), kHello, TLS1_3_VERSION)->ends_with("\r\n\r\nsecure"));
  write_pair(folder_, "mended");
  server.reload();
  log_with("\"certificate-reloaded\"");
  EXPECT_EQ(TlsClient(server.port()).name(), "mended");
}

TEST_F(Tls, AReloadWithoutTlsChangesNothing) {
  LiveServer server(routes(), {}, log());
  server.reload();
  EXPECT_NE(log_with("nothing-to-reload").find("nothing-to-reload"), std::string::npos);
  EXPECT_EQ(Client(server.port()).get("/hello").body, "plain");
}

}  // namespace
}  // namespace partance::server::http
