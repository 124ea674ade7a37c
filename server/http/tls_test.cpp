// TLS: a certificate of the test's own, a client on OpenSSL.
#include "server/http/tls.hpp"

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "server/http/live_server.hpp"

namespace partance::server::http {
namespace {

namespace fs = std::filesystem;

template <class T, auto kFree>
struct Freer {
  void operator()(T* it) const { kFree(it); }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509, X509_free>>;
using Context = std::unique_ptr<SSL_CTX, Freer<SSL_CTX, SSL_CTX_free>>;
using Session = std::unique_ptr<SSL, Freer<SSL, SSL_free>>;

void write_key(const fs::path& file, EVP_PKEY* key) {
  FILE* out = std::fopen(file.c_str(), "w");
  PEM_write_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
  std::fclose(out);
}

/// A certificate for localhost, signed with its own key.
void write_certificate(const fs::path& file, EVP_PKEY* key) {
  const Certificate certificate(X509_new());
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* name = X509_get_subject_name(certificate.get());
  const auto* host = reinterpret_cast<const unsigned char*>("localhost");
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, host, -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  X509_sign(certificate.get(), key, EVP_sha256());
  FILE* out = std::fopen(file.c_str(), "w");
  PEM_write_X509(out, certificate.get());
  std::fclose(out);
}

class Tls : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(testing::TempDir()) / (std::string("tls_") + info->name() + std::to_string(getpid()));
    fs::create_directories(folder_);
    const Key key(EVP_EC_gen("P-256"));
    write_key(folder_ / "key.pem", key.get());
    write_certificate(folder_ / "certificate.pem", key.get());
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
    const Context context(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_max_proto_version(context.get(), most_version);
    SSL_CTX_set_security_level(context.get(), 0);
    Client client(port);
    const Session session(SSL_new(context.get()));
    static constexpr unsigned char kProtocols[] = "\x02h2\x08http/1.1";
    SSL_set_alpn_protos(session.get(), kProtocols, sizeof kProtocols - 1);
    SSL_set_fd(session.get(), client.descriptor());
    if (SSL_connect(session.get()) != 1) return std::nullopt;
    const unsigned char* chosen = nullptr;
    unsigned int size = 0;
    SSL_get0_alpn_selected(session.get(), &chosen, &size);
    EXPECT_EQ(std::string(reinterpret_cast<const char*>(chosen), size), "http/1.1");
    SSL_write(session.get(), request.data(), static_cast<int>(request.size()));
    std::string text;
    char bytes[4096];
    for (int got = 0; (got = SSL_read(session.get(), bytes, sizeof bytes)) > 0;) {
      text.append(bytes, static_cast<std::size_t>(got));
    }
    return text;
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

  const Key other(EVP_EC_gen("P-256"));
  write_key(folder_ / "other.pem", other.get());
  ServerOptions foreign = options();
  foreign.tls->key = (folder_ / "other.pem").string();
  server = Server::open(foreign, {});
  ASSERT_FALSE(server.has_value());
  EXPECT_NE(server.error().message.en.find("not that of the certificate"), std::string::npos);
}

}  // namespace
}  // namespace partance::server::http
