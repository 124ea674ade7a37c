// For tests: certificates of the test's own, and a client that speaks TLS to a port of this machine.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "server/http/live_server.hpp"

namespace partance::server::http {

template <class T, auto kFree>
struct Freer {
  void operator()(T* it) const { kFree(it); }
};
using TlsKey = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY, EVP_PKEY_free>>;
using TlsCertificate = std::unique_ptr<X509, Freer<X509, X509_free>>;
using TlsClientContext = std::unique_ptr<SSL_CTX, Freer<SSL_CTX, SSL_CTX_free>>;
using TlsSession = std::unique_ptr<SSL, Freer<SSL, SSL_free>>;

inline void write_key(const std::filesystem::path& file, EVP_PKEY* key) {
  FILE* out = std::fopen(file.c_str(), "w");
  PEM_write_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
  std::fclose(out);
}

/// A certificate of this name, good for an hour, signed with its own key.
inline void write_certificate(const std::filesystem::path& file, EVP_PKEY* key, const char* name = "localhost") {
  const TlsCertificate certificate(X509_new());
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* subject = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(name), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), subject);
  X509_sign(certificate.get(), key, EVP_sha256());
  FILE* out = std::fopen(file.c_str(), "w");
  PEM_write_X509(out, certificate.get());
  std::fclose(out);
}

/// certificate.pem and key.pem in a folder.
inline void write_pair(const std::filesystem::path& folder, const char* name = "localhost") {
  const TlsKey key(EVP_EC_gen("P-256"));
  write_key(folder / "key.pem", key.get());
  write_certificate(folder / "certificate.pem", key.get(), name);
}

/// One connection that agreed on TLS, or did not.
class TlsClient {
 public:
  explicit TlsClient(std::uint16_t port, int most_version = TLS1_3_VERSION)
      : context_(SSL_CTX_new(TLS_client_method())), client_(port) {
    SSL_CTX_set_max_proto_version(context_.get(), most_version);
    SSL_CTX_set_security_level(context_.get(), 0);
    session_.reset(SSL_new(context_.get()));
    static constexpr unsigned char kProtocols[] = "\x02h2\x08http/1.1";
    SSL_set_alpn_protos(session_.get(), kProtocols, sizeof kProtocols - 1);
    SSL_set_fd(session_.get(), client_.descriptor());
    agreed_ = SSL_connect(session_.get()) == 1;
  }

  [[nodiscard]] bool agreed() const { return agreed_; }
  /// The protocol that was chosen from those offered.
  [[nodiscard]] std::string protocol() const {
    const unsigned char* chosen = nullptr;
    unsigned int size = 0;
    SSL_get0_alpn_selected(session_.get(), &chosen, &size);
    return {reinterpret_cast<const char*>(chosen), size};
  }
  /// The name on the certificate of the server.
  [[nodiscard]] std::string name() const {
    const TlsCertificate certificate(SSL_get1_peer_certificate(session_.get()));
    char text[64] = "";
    if (certificate) {
      X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, text, sizeof text);
    }
    return text;
  }
  void send(std::string_view request) { SSL_write(session_.get(), request.data(), static_cast<int>(request.size())); }
  /// What comes until these words came, or the server closed.
  std::string read_until(std::string_view words) {
    std::string text;
    char bytes[4096];
    while (text.find(words) == std::string::npos) {
      const int got = SSL_read(session_.get(), bytes, sizeof bytes);
      if (got <= 0) break;
      text.append(bytes, static_cast<std::size_t>(got));
    }
    return text;
  }
  std::string read_all() { return read_until("\r\n\r\nno answer holds this"); }

 private:
  TlsClientContext context_;
  Client client_;
  TlsSession session_{};
  bool agreed_ = false;
};

}  // namespace partance::server::http
