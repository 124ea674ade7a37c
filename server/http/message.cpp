// See message.hpp.
#include "server/http/message.hpp"

#include <algorithm>

namespace partance::server::http {

namespace {

char small_letter(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

bool same_name(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, {}, small_letter, small_letter);
}

std::optional<std::string_view> find_field(const Fields& fields, std::string_view name) {
  for (const auto& [key, value] : fields) {
    if (key == name) return value;
  }
  return std::nullopt;
}

Response& Response::set(std::string_view name, std::string_view value) {
  std::erase_if(headers, [name](const auto& field) { return same_name(field.first, name); });
  headers.emplace_back(name, value);
  return *this;
}

Response respond(std::string body, std::string_view media_type, int status) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  response.set("Content-Type", media_type);
  return response;
}

}  // namespace partance::server::http
