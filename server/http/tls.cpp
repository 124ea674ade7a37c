// See tls.hpp.
#include "server/http/tls.hpp"

#include <ctime>
#include <string_view>

#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace partance::server::http {

namespace ssl = boost::asio::ssl;

namespace {

base::Error not_usable(const std::string& file, const char* fr, const char* en,
                       const boost::system::error_code& error) {
  return {base::ErrorKind::kUnreadable,
          {"« " + file + " » : " + fr + " (" + error.message() + ").",
           "\"" + file + "\": " + en + " (" + error.message() + ")."}};
}

/// Takes HTTP/1.1 when the client offers it; a client that offers other protocols only goes on without agreement.
int choose_protocol(SSL*, const unsigned char** out, unsigned char* out_size, const unsigned char* offered,
                    unsigned int offered_size, void*) {
  static constexpr unsigned char kHttp11[] = "\x08http/1.1";
  unsigned char* chosen = nullptr;
  const int found = SSL_select_next_proto(&chosen, out_size, kHttp11, sizeof kHttp11 - 1, offered, offered_size);
  *out = chosen;
  return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

}  // namespace

base::Result<ssl::context> make_tls_context(const TlsFiles& files) {
  boost::system::error_code error;
  ssl::context context(ssl::context::tls_server);
  context.set_options(ssl::context::default_workarounds | ssl::context::no_compression, error);
  SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_options(context.native_handle(), SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_mode(context.native_handle(), SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_alpn_select_cb(context.native_handle(), choose_protocol, nullptr);
  context.use_certificate_chain_file(files.certificate, error);
  if (error) {
    return std::unexpected(not_usable(files.certificate, "ce certificat PEM ne peut pas être lu",
                                      "this PEM certificate cannot be read", error));
  }
  context.use_private_key_file(files.key, ssl::context::pem, error);
  if (error) {
    return std::unexpected(not_usable(files.key, "cette clé PEM ne peut pas être lue ou n'est pas celle du certificat",
                                      "this PEM key cannot be read or is not that of the certificate", error));
  }
  return context;
}

std::string last_day(ssl::context& context) {
  const X509* certificate = SSL_CTX_get0_certificate(context.native_handle());
  std::tm moment{};
  if (certificate == nullptr || ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &moment) != 1) return {};
  char text[16];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%d", &moment)};
}

}  // namespace partance::server::http
