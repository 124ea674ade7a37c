// Identifiers and secrets that cannot be guessed, and their fingerprints, which are all that is kept of them.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace partance::server::api {

using RandomBytes = std::function<std::string(std::size_t)>;

/// 128 random bits as 22 letters, digits, "-" and "_".
std::string new_link_id(const RandomBytes& random_bytes);
/// 192 random bits as 32 such characters: who holds it may delete.
std::string new_holder_secret(const RandomBytes& random_bytes);

/// True for a text that new_link_id() may have made.
bool is_link_id(std::string_view text);

/// SHA-256 in small hexadecimal, 64 characters.
std::string sha256(std::string_view text);

}  // namespace partance::server::api
