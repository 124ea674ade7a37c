// See response_head.hpp.
#include "server/http/response_head.hpp"

#include <algorithm>
#include <array>
#include <ctime>

#include <time.h>

#include "server/http/problem.hpp"

namespace partance::server::http {

namespace {

/// Nothing from elsewhere, no inline script or style; the engine's module needs 'wasm-unsafe-eval' to be compiled.
constexpr std::string_view kContentPolicy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors ";

constexpr std::array<std::string_view, 4> kOurs{"content-length", "connection", "transfer-encoding", "date"};

bool can_stand(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
}

bool has(const Response& response, std::string_view name) {
  return std::ranges::any_of(response.headers, [name](const auto& field) { return same_name(field.first, name); });
}

class Head {
 public:
  explicit Head(const Response& response) : response_(response) { text_.reserve(1024); }

  Head& raw(std::string_view text) {
    text_ += text;
    return *this;
  }
  void field(std::string_view name, std::string_view value) {
    if (can_stand(name) && can_stand(value)) raw(name).raw(": ").raw(value).raw("\r\n");
  }
  /// A field that the handler may have set itself.
  void unless_set(std::string_view name, std::string_view value) {
    if (!has(response_, name)) field(name, value);
  }
  std::string finish() { return std::move(raw("\r\n").text_); }

 private:
  const Response& response_;
  std::string text_{};
};

void add_security(Head& head, const ResponseFrame& frame) {
  std::string policy(kContentPolicy);
  policy += frame.framable ? "*" : "'none'";
  head.unless_set("Content-Security-Policy", policy);
  head.unless_set("X-Content-Type-Options", "nosniff");
  head.unless_set("Referrer-Policy", "no-referrer");
  head.unless_set("Permissions-Policy",
                  "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()");
  head.unless_set("Cross-Origin-Opener-Policy", "same-origin");
  const bool for_all = frame.open_to_other_sites || frame.framable;
  head.unless_set("Cross-Origin-Resource-Policy", for_all ? "cross-origin" : "same-origin");
  if (frame.over_tls) head.unless_set("Strict-Transport-Security", "max-age=31536000");
}

}  // namespace

bool has_no_content(int status) {
  return status < 200 || status == 204 || status == 304;
}

std::string http_date(std::chrono::system_clock::time_point moment) {
  static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t seconds = std::chrono::system_clock::to_time_t(moment);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[64] = {};
  std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT", kDays[parts.tm_wday], parts.tm_mday,
                kMonths[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
  return text;
}

std::string response_head(const Response& response, const ResponseFrame& frame) {
  Head head(response);
  head.raw("HTTP/1.1 ").raw(std::to_string(response.status)).raw(" ").raw(reason_phrase(response.status)).raw("\r\n");
  head.field("Date", http_date(frame.now));
  for (const auto& [name, value] : response.headers) {
    const bool ours = std::ranges::any_of(kOurs, [&](std::string_view one) { return same_name(one, name); });
    if (!ours) head.field(name, value);
  }
  if (!has_no_content(response.status)) head.field("Content-Length", std::to_string(response.content().size()));
  if (!frame.keep_alive) {
    head.field("Connection", "close");
  } else if (frame.http_1_0) {
    head.field("Connection", "keep-alive");
  }
  if (!frame.request_id.empty()) head.field("X-Request-Id", frame.request_id);
  if (frame.open_to_other_sites) {
    head.unless_set("Access-Control-Allow-Origin", "*");
    head.unless_set("Access-Control-Expose-Headers", "ETag, Retry-After, X-Request-Id, Content-Disposition");
  }
  add_security(head, frame);
  return head.finish();
}

}  // namespace partance::server::http
