// See router.hpp.
#include "server/http/router.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <utility>

namespace partance::server::http {

namespace {

enum class Piece { kWord, kParameter, kRest };

Piece kind_of(std::string_view piece) {
  if (!piece.starts_with('{')) return Piece::kWord;
  return piece.ends_with("...}") ? Piece::kRest : Piece::kParameter;
}

std::string_view name_of(std::string_view piece) {
  piece.remove_prefix(1);
  return piece.substr(0, piece.size() - (piece.ends_with("...}") ? 4 : 1));
}

[[noreturn]] void our_mistake(std::string_view pattern, const char* what) {
  std::fprintf(stderr, "partance: route %.*s: %s\n", static_cast<int>(pattern.size()), pattern.data(), what);
  std::abort();
}

std::vector<std::string> cut(std::string_view pattern) {
  if (!pattern.starts_with('/')) our_mistake(pattern, "a pattern starts with a slash");
  std::vector<std::string> pieces;
  std::string_view rest = pattern;
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const auto end = std::min(rest.find('/'), rest.size());
    const std::string_view piece = rest.substr(0, end);
    if (piece.starts_with('{') != piece.ends_with('}')) our_mistake(pattern, "a brace is missing");
    if (kind_of(piece) != Piece::kWord && name_of(piece).empty()) our_mistake(pattern, "a parameter has no name");
    pieces.emplace_back(piece);
    rest.remove_prefix(end);
    if (kind_of(piece) == Piece::kRest && !rest.empty()) our_mistake(pattern, "{...} is not last");
  }
  return pieces;
}

/// True when `left` is tried before `right`: a word before a parameter before the rest, from left to right.
bool more_particular(const Route& left, const Route& right) {
  return std::ranges::lexicographical_compare(left.pieces, right.pieces, [](const auto& a, const auto& b) {
    return kind_of(a) != kind_of(b) ? kind_of(a) < kind_of(b) : kind_of(a) == Piece::kWord && a < b;
  });
}

std::string join(std::span<const std::string> segments) {
  std::string text;
  for (const std::string& segment : segments) {
    if (&segment != segments.data()) text += '/';
    text += segment;
  }
  return text;
}

std::optional<Fields> fits(const Route& route, std::span<const std::string> segments) {
  Fields parameters;
  for (std::size_t i = 0; i < route.pieces.size(); ++i) {
    const std::string& piece = route.pieces[i];
    const Piece kind = kind_of(piece);
    if (kind == Piece::kRest) {
      parameters.emplace_back(name_of(piece), join(segments.subspan(std::min(i, segments.size()))));
      return parameters;
    }
    if (i == segments.size()) return std::nullopt;
    if (kind == Piece::kWord && piece != segments[i]) return std::nullopt;
    if (kind == Piece::kParameter) {
      if (segments[i].empty()) return std::nullopt;
      parameters.emplace_back(name_of(piece), segments[i]);
    }
  }
  if (route.pieces.size() != segments.size()) return std::nullopt;
  return parameters;
}

/// The methods of Allow, each once, in alphabetical order; HEAD with GET, OPTIONS always.
std::string allow_text(std::vector<std::string_view> methods) {
  if (std::ranges::find(methods, "GET") != methods.end()) methods.emplace_back("HEAD");
  methods.emplace_back("OPTIONS");
  std::ranges::sort(methods);
  methods.erase(std::ranges::unique(methods).begin(), methods.end());
  std::string text;
  for (const std::string_view method : methods) {
    if (!text.empty()) text += ", ";
    text += method;
  }
  return text;
}

}  // namespace

void Router::add(std::string_view method, std::string_view pattern, Handler handler, RouteOptions options) {
  auto route = std::make_unique<Route>(
      Route{std::string(method), std::string(pattern), std::move(handler), options, cut(pattern)});
  const auto place = std::ranges::find_if(routes_, [&](const auto& other) { return more_particular(*route, *other); });
  const bool twice = std::ranges::any_of(routes_, [&](const auto& other) {
    return other->method == route->method && !more_particular(*route, *other) && !more_particular(*other, *route);
  });
  if (twice) our_mistake(pattern, "added twice");
  routes_.insert(place, std::move(route));
}

Match Router::match(std::string_view method, std::span<const std::string> segments) const {
  Match match;
  const Route* first = nullptr;
  const Route* get = nullptr;
  std::vector<std::string_view> methods;
  for (const auto& route : routes_) {
    if (first != nullptr && more_particular(*first, *route)) break;
    auto parameters = fits(*route, segments);
    if (!parameters) continue;
    if (first == nullptr) first = route.get();
    methods.push_back(route->method);
    match.open_to_other_sites = match.open_to_other_sites || route->options.open_to_other_sites;
    if (route->method == "GET") get = route.get();
    if (route->method == method) match.route = route.get();
  }
  if (method == "HEAD" && match.route == nullptr) match.route = get;
  if (match.route != nullptr) match.parameters = *fits(*match.route, segments);
  if (first != nullptr) match.allow = allow_text(std::move(methods));
  return match;
}

}  // namespace partance::server::http
