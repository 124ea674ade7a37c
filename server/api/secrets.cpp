// See secrets.hpp.
#include "server/api/secrets.hpp"

#include <algorithm>
#include <cstdint>

#include <openssl/sha.h>

namespace partance::server::api {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kSecretBytes = 24;
constexpr std::size_t kIdSize = 22;

/// Base64 of RFC 4648 for addresses, without padding.
std::string in_letters(std::string_view bytes) {
  std::string out;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char c : bytes) {
    held = (held << 8U) | static_cast<unsigned char>(c);
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      out += kAlphabet[(held >> bits) & 63U];
    }
  }
  if (bits > 0) out += kAlphabet[(held << (6 - bits)) & 63U];
  return out;
}

}  // namespace

std::string new_link_id(const RandomBytes& random_bytes) {
  return in_letters(random_bytes(kIdBytes));
}

std::string new_holder_secret(const RandomBytes& random_bytes) {
  return in_letters(random_bytes(kSecretBytes));
}

bool is_link_id(std::string_view text) {
  return text.size() == kIdSize && std::ranges::all_of(text, [](char c) { return kAlphabet.contains(c); });
}

std::string sha256(std::string_view text) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const unsigned char byte : digest) {
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return out;
}

}  // namespace partance::server::api
