// See address.hpp.
#include "server/http/address.hpp"

#include <algorithm>
#include <charconv>

#include <arpa/inet.h>

#include "server/http/message.hpp"

namespace partance::server::http {

namespace {

constexpr AddressBytes kIpv4Prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0};
constexpr int kIpv4Bits = 96;

/// The address with all but its first bits put to zero.
AddressBytes masked(AddressBytes address, int bits) {
  for (int i = 0; i < 16; ++i) {
    const int kept = std::clamp(bits - 8 * i, 0, 8);
    auto& byte = address[static_cast<std::size_t>(i)];
    byte = static_cast<std::uint8_t>(byte & (0xff00 >> kept));
  }
  return address;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> cut(std::string_view text, char at) {
  std::vector<std::string_view> pieces;
  while (true) {
    const auto end = text.find(at);
    pieces.push_back(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return pieces;
    text.remove_prefix(end + 1);
  }
}

/// "192.0.2.1", "192.0.2.1:80", "[2001:db8::1]", "[2001:db8::1]:80", each perhaps between quotes.
std::optional<AddressBytes> parse_node(std::string_view text) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    return end == std::string_view::npos ? std::nullopt : parse_address(text.substr(1, end - 1));
  }
  if (std::ranges::count(text, ':') == 1) text = text.substr(0, text.find(':'));
  return parse_address(text);
}

struct Hop {
  std::optional<AddressBytes> address{};
  std::string_view scheme{};
};

Hop forwarded_hop(std::string_view element) {
  Hop hop;
  for (const std::string_view pair : cut(element, ';')) {
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view value = pair.substr(equals + 1);
    if (same_name(pair.substr(0, equals), "for")) hop.address = parse_node(value);
    if (same_name(pair.substr(0, equals), "proto")) hop.scheme = value;
  }
  return hop;
}

std::vector<Hop> hops_of(std::string_view forwarded, std::string_view x_forwarded_for,
                         std::string_view x_forwarded_proto) {
  std::vector<Hop> hops;
  if (!forwarded.empty()) {
    for (const std::string_view element : cut(forwarded, ',')) hops.push_back(forwarded_hop(element));
    return hops;
  }
  const std::string_view scheme = cut(x_forwarded_proto, ',').back();
  if (x_forwarded_for.empty()) return {{std::nullopt, scheme}};
  for (const std::string_view element : cut(x_forwarded_for, ',')) hops.push_back({parse_node(element), scheme});
  return hops;
}

}  // namespace

std::optional<AddressBytes> parse_address(std::string_view text) {
  if (text.size() >= INET6_ADDRSTRLEN) return std::nullopt;
  const std::string terminated(text);
  AddressBytes address = kIpv4Prefix;
  if (inet_pton(AF_INET, terminated.c_str(), address.data() + 12) == 1) return address;
  if (inet_pton(AF_INET6, terminated.c_str(), address.data()) == 1) return address;
  return std::nullopt;
}

bool is_ipv4(const AddressBytes& address) {
  return std::equal(address.begin(), address.begin() + 12, kIpv4Prefix.begin());
}

std::string address_text(const AddressBytes& address) {
  char text[INET6_ADDRSTRLEN] = {};
  if (is_ipv4(address)) {
    inet_ntop(AF_INET, address.data() + 12, text, sizeof text);
  } else {
    inet_ntop(AF_INET6, address.data(), text, sizeof text);
  }
  return text;
}

bool AddressRange::contains(const AddressBytes& address) const {
  return masked(address, bits) == first;
}

std::optional<AddressRange> parse_address_range(std::string_view text) {
  const auto slash = text.find('/');
  const auto address = parse_address(text.substr(0, slash));
  if (!address) return std::nullopt;
  AddressRange range{*address, 128};
  if (slash == std::string_view::npos) return range;
  const std::string_view length = text.substr(slash + 1);
  int bits = 0;
  const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), bits);
  const bool written_as_ipv4 = text.find(':') == std::string_view::npos;
  if (error != std::errc{} || end != length.data() + length.size() || bits < 0 || bits > (written_as_ipv4 ? 32 : 128)) {
    return std::nullopt;
  }
  range.bits = bits + (written_as_ipv4 ? kIpv4Bits : 0);
  if (masked(range.first, range.bits) != range.first) return std::nullopt;
  return range;
}

std::string address_group(std::string_view address) {
  const auto bytes = parse_address(address);
  if (!bytes) return std::string(address);
  return address_text(masked(*bytes, is_ipv4(*bytes) ? 128 : 64));
}

std::string shortened_address(std::string_view address) {
  const auto bytes = parse_address(address);
  if (!bytes) return "-";
  const bool short_one = is_ipv4(*bytes);
  return address_text(masked(*bytes, short_one ? kIpv4Bits + 24 : 48)) + (short_one ? "/24" : "/48");
}

Origin origin_of(std::string_view peer, bool peer_is_secure, std::string_view forwarded,
                 std::string_view x_forwarded_for, std::string_view x_forwarded_proto,
                 std::span<const AddressRange> trusted_proxies) {
  Origin origin{std::string(peer), peer_is_secure};
  auto here = parse_address(peer);
  const auto trusted = [&](const AddressBytes& address) {
    return std::ranges::any_of(trusted_proxies, [&](const AddressRange& range) { return range.contains(address); });
  };
  if (!here || !trusted(*here)) return origin;
  const auto hops = hops_of(forwarded, x_forwarded_for, x_forwarded_proto);
  for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
    if (!hop->scheme.empty()) origin.secure = same_name(hop->scheme, "https");
    if (!hop->address) break;
    origin.address = address_text(*hop->address);
    if (!trusted(*hop->address)) break;
  }
  return origin;
}

}  // namespace partance::server::http
