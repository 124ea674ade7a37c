// Internet addresses as bytes: who is a trusted proxy, whom a limit counts together.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace partance::server::http {

/// 16 bytes; an IPv4 address is kept as IPv6 writes it (::ffff:a.b.c.d).
using AddressBytes = std::array<std::uint8_t, 16>;

/// Reads "192.0.2.1" or "2001:db8::1"; brackets, ports and zones are not part of an address.
std::optional<AddressBytes> parse_address(std::string_view text);

bool is_ipv4(const AddressBytes& address);

/// As people write it: "192.0.2.1", "2001:db8::1".
std::string address_text(const AddressBytes& address);

/// The addresses that start with the same bits.
struct AddressRange {
  AddressBytes first{};
  int bits = 128;

  [[nodiscard]] bool contains(const AddressBytes& address) const;
};

/// Reads "192.0.2.0/24", "2001:db8::/32" or one address. Bits past the prefix must be zero.
std::optional<AddressRange> parse_address_range(std::string_view text);

/// The group an address is counted in: an IPv4 address itself, an IPv6 address its first 64 bits (what one household or
/// one machine has), any other text itself.
std::string address_group(std::string_view address);

/// What a log may keep of an address: the first 24 bits of IPv4, 48 of IPv6.
std::string shortened_address(std::string_view address);

/// What a request says of where it comes from.
struct Origin {
  std::string address{};
  bool secure = false;
};

/// The person's address when `peer` is a trusted proxy: read from Forwarded or else X-Forwarded-For, from right to
/// left, up to the first address that is not a trusted proxy. A field that cannot be read ends the search. The scheme
/// is that of the same element (proto=), or the last of X-Forwarded-Proto. From others these fields mean nothing.
Origin origin_of(std::string_view peer, bool peer_is_secure, std::string_view forwarded,
                 std::string_view x_forwarded_for, std::string_view x_forwarded_proto,
                 std::span<const AddressRange> trusted_proxies);

}  // namespace partance::server::http
