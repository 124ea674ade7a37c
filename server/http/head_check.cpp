// See head_check.hpp.
#include "server/http/head_check.hpp"

#include <algorithm>

#include "server/http/message.hpp"

namespace partance::server::http {

namespace {

constexpr std::size_t kMethodAndVersionBytes = 48;  // "VERSION-CONTROL", "HTTP/1.1" and what stands between

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// What Host may hold: a name or an address, perhaps with a port.
bool is_host(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view(".-_~:[]").find(c) != std::string_view::npos;
  });
}

int check_request_line(std::string_view line, const Limits& limits, bool& http_1_0) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == 0 || first == last) return 400;
  if (last - first - 1 > limits.target_bytes) return 414;
  const std::string_view version = line.substr(last + 1);
  if (version.size() != 8 || !version.starts_with("HTTP/") || !is_digit(version[5]) || version[6] != '.' ||
      !is_digit(version[7])) {
    return 400;
  }
  http_1_0 = version == "HTTP/1.0";
  return http_1_0 || version == "HTTP/1.1" ? 0 : 505;
}

/// Counts what may come once only.
class DecidingFields {
 public:
  int see(std::string_view name, std::string_view value) {
    if (same_name(name, "host")) {
      ++hosts_;
      return is_host(value) ? 0 : 400;
    }
    if (same_name(name, "content-length")) {
      ++lengths_;
      return !value.empty() && std::ranges::all_of(value, is_digit) ? 0 : 400;
    }
    if (same_name(name, "transfer-encoding")) {
      ++codings_;
      return same_name(value, "chunked") ? 0 : 501;
    }
    if (same_name(name, "expect")) return same_name(value, "100-continue") ? 0 : 417;
    return 0;
  }

  [[nodiscard]] int verdict(bool http_1_0) const {
    if (hosts_ > 1 || (hosts_ == 0 && !http_1_0)) return 400;
    if (lengths_ > 1 || codings_ > 1 || (lengths_ > 0 && codings_ > 0)) return 400;
    return codings_ > 0 && http_1_0 ? 400 : 0;
  }

 private:
  int hosts_ = 0;
  int lengths_ = 0;
  int codings_ = 0;
};

}  // namespace

int check_partial_head(std::string_view bytes, std::size_t scanned, const Limits& limits) {
  for (std::size_t i = scanned; i < bytes.size(); ++i) {
    if (bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r')) return 400;
    if (bytes[i] == '\0') return 400;
  }
  const auto line = bytes.find("\r\n");
  if (std::min(line, bytes.size()) > limits.target_bytes + kMethodAndVersionBytes) return 414;
  return bytes.size() > limits.header_bytes ? 431 : 0;
}

int check_head(std::string_view head, const Limits& limits) {
  if (const int status = check_partial_head(head, 0, limits); status != 0) return status;
  bool http_1_0 = false;
  auto end = head.find("\r\n");
  if (const int status = check_request_line(head.substr(0, end), limits, http_1_0); status != 0) return status;
  DecidingFields deciding;
  for (std::size_t fields = 0;; ++fields) {
    head.remove_prefix(end + 2);
    end = head.find("\r\n");
    const std::string_view line = head.substr(0, end);
    if (line.empty()) break;
    if (fields == limits.header_fields) return 431;
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || line.front() == ' ' || line.front() == '\t') return 400;
    const int status = deciding.see(line.substr(0, colon), trimmed(line.substr(colon + 1)));
    if (status != 0) return status;
  }
  return deciding.verdict(http_1_0);
}

}  // namespace partance::server::http
