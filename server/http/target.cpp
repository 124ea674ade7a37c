// See target.hpp.
#include "server/http/target.hpp"

#include <algorithm>
#include <utility>

#include "base/utf8.hpp"

namespace partance::server::http {

namespace {

int hexadecimal(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

/// The path and query of a whole address; the text itself when it is a path already.
std::string_view without_origin(std::string_view text) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!text.starts_with(scheme)) continue;
    const auto slash = text.find('/', scheme.size());
    return slash == std::string_view::npos ? std::string_view("/") : text.substr(slash);
  }
  return text;
}

bool read_segments(std::string_view path, Target& target) {
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    auto segment = decode_percent(path.substr(0, end));
    if (!segment || *segment == "." || *segment == "..") return false;
    target.path += '/';
    target.path += *segment;
    target.segments.push_back(*std::move(segment));
    path.remove_prefix(end);
  }
  return true;
}

bool read_query(std::string_view query, Target& target) {
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const std::string_view field = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (field.empty()) continue;
    const auto equals = std::min(field.find('='), field.size());
    auto name = decode_percent(field.substr(0, equals), true);
    auto value = decode_percent(field.substr(std::min(equals + 1, field.size())), true);
    if (!name || !value || target.query.size() == kMostQueryFields) return false;
    target.query.emplace_back(*std::move(name), *std::move(value));
  }
  return true;
}

}  // namespace

std::optional<std::string> decode_percent(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (text.size() - i < 3) return std::nullopt;
      const int high = hexadecimal(text[i + 1]);
      const int low = hexadecimal(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    if (is_control(c)) return std::nullopt;
    out += c;
  }
  if (base::first_invalid_utf8(out) != out.size()) return std::nullopt;
  return out;
}

std::optional<Target> parse_target(std::string_view text) {
  text = without_origin(text);
  if (!text.starts_with('/')) return std::nullopt;
  if (text.find('#') != std::string_view::npos) return std::nullopt;
  const auto mark = std::min(text.find('?'), text.size());
  Target target;
  if (!read_segments(text.substr(0, mark), target)) return std::nullopt;
  if (mark < text.size() && !read_query(text.substr(mark + 1), target)) return std::nullopt;
  return target;
}

}  // namespace partance::server::http
