// Attacks what stands between the network and the handlers: parser, target, router, ranges, proxies. A request must be
// read in the same way whole and byte by byte, and nothing that was accepted may be ambiguous.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "server/http/address.hpp"
#include "server/http/conditions.hpp"
#include "server/http/dispatch.hpp"
#include "server/http/request_parser.hpp"
#include "server/http/response_head.hpp"
#include "server/http/router.hpp"
#include "server/http/target.hpp"

using namespace partance::server::http;

namespace {

void must(bool truth) {
  if (!truth) std::abort();
}

struct Outcome {
  int refusal = 0;  // -1: more bytes are wanted
  RequestHead head{};
  std::string body{};
  std::size_t used = 0;
};

Outcome read(std::string_view text, std::size_t piece, const Limits& limits) {
  RequestParser parser(limits);
  Outcome outcome;
  std::string buffer;
  while (true) {
    std::size_t used = 0;
    const auto step = parser.feed(buffer, used);
    must(used <= buffer.size());
    buffer.erase(0, used);
    outcome.used += used;
    if (step == RequestParser::Step::kRefused) {
      must(parser.refusal() >= 400);
      outcome.refusal = parser.refusal();
      return outcome;
    }
    if (step == RequestParser::Step::kDone) {
      outcome.body = parser.take_body();
      return outcome;
    }
    if (step == RequestParser::Step::kHead) {
      outcome.head = parser.head();
      if (parser.expect_body(limits.body_bytes)) continue;
      outcome.refusal = parser.refusal();
      return outcome;
    }
    must(buffer.size() <= limits.header_bytes);
    if (text.empty()) {
      outcome.refusal = -1;
      return outcome;
    }
    const std::size_t size = std::min(piece, text.size());
    buffer += text.substr(0, size);
    text.remove_prefix(size);
  }
}

std::size_t count(const Fields& fields, std::string_view name) {
  return static_cast<std::size_t>(
      std::ranges::count_if(fields, [name](const auto& field) { return field.first == name; }));
}

Router example() {
  Router router;
  const Handler handler = [](const Request& request) { return respond(request.body, "text/plain"); };
  router.add("GET", "/", handler);
  router.add("GET", "/api/v1/aids/{id}", handler);
  router.add("POST", "/api/v1/{name}", handler, {.open_to_other_sites = true});
  router.add("GET", "/fr/{path...}", handler);
  return router;
}

void answer(const Outcome& outcome) {
  static const Router router = example();
  const auto target = parse_target(outcome.head.target);
  if (!target) return;
  must(target->path.starts_with('/') && target->path.find('\0') == std::string::npos);
  for (const std::string& segment : target->segments) must(segment != ".." && segment != ".");
  Request request;
  request.method = outcome.head.method;
  request.path = target->path;
  request.headers = outcome.head.headers;
  request.body = outcome.body;
  request.id = "1";
  const Match match = router.match(request.method, target->segments);
  std::string failed;
  const Response response =
      match.route == nullptr ? respond_without_handler(request, match) : call_handler(*match.route, request, failed);
  must(failed.empty());
  const std::string head = response_head(response, {.request_id = request.id});
  must(head.starts_with("HTTP/1.1 ") && head.ends_with("\r\n\r\n"));
  must(head.find("\r\n\r\n") == head.size() - 4);
}

void try_conditions(std::string_view text) {
  const RangeAnswer range = read_range(text, 1000);
  if (range.kind == RangeKind::kPart) must(range.range.size > 0 && range.range.first + range.range.size <= 1000);
  parse_http_date(text);
  accepts_coding(text, "br");
  names_tag(text, "\"a\"");
  const AddressRange proxies[] = {*parse_address_range("10.0.0.0/8")};
  const Origin origin = origin_of("10.0.0.1", false, text, "", "", proxies);
  must(parse_address(origin.address).has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Limits limits;
  limits.header_bytes = 2000;
  limits.target_bytes = 500;
  limits.header_fields = 20;
  limits.body_bytes = 1000;
  const Outcome whole = read(text, text.size() + 1, limits);
  const Outcome bytes = read(text, 1, limits);
  must((whole.refusal == 0) == (bytes.refusal == 0));
  if (whole.refusal == 0) {
    must(whole.body == bytes.body && whole.used == bytes.used && whole.head.headers == bytes.head.headers);
    must(whole.body.size() <= limits.body_bytes && whole.head.headers.size() <= limits.header_fields);
    must(count(whole.head.headers, "host") <= 1);
    must(count(whole.head.headers, "content-length") + count(whole.head.headers, "transfer-encoding") <= 1);
    answer(whole);
  }
  try_conditions(text);
  return 0;
}
