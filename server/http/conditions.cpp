// See conditions.hpp.
#include "server/http/conditions.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "server/http/message.hpp"

namespace partance::server::http {

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Takes the text before the next `at` away from the front of `text`.
std::string_view take(std::string_view& text, char at) {
  const auto end = std::min(text.find(at), text.size());
  const std::string_view piece = trimmed(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return piece;
}

template <class Number>
std::optional<Number> read_number(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// True for "q=0", "q=0.0", "q=0.000".
bool has_no_weight(std::string_view parameter) {
  if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) return false;
  parameter.remove_prefix(2);
  return !parameter.empty() && parameter.find_first_not_of("0.") == std::string_view::npos;
}

}  // namespace

bool names_tag(std::string_view if_none_match, std::string_view etag) {
  while (!if_none_match.empty()) {
    std::string_view tag = take(if_none_match, ',');
    if (tag == "*") return true;
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == etag) return true;
  }
  return false;
}

std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text) {
  static constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (text.size() != 29 || text.substr(3, 2) != ", " || text.substr(25) != " GMT") return std::nullopt;
  const auto day = read_number<unsigned>(text.substr(5, 2));
  const auto month = std::ranges::find(kMonths, text.substr(8, 3));
  const auto year = read_number<int>(text.substr(12, 4));
  const auto hour = read_number<int>(text.substr(17, 2));
  const auto minute = read_number<int>(text.substr(20, 2));
  const auto second = read_number<int>(text.substr(23, 2));
  if (!day || month == kMonths.end() || !year || !hour || !minute || !second) return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  const auto number = static_cast<unsigned>(month - kMonths.begin()) + 1;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(number), std::chrono::day(*day)};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
         std::chrono::seconds(*second);
}

RangeAnswer read_range(std::string_view range, std::size_t size) {
  if (!range.starts_with("bytes=") || range.find(',') != std::string_view::npos) return {};
  range.remove_prefix(6);
  const auto dash = range.find('-');
  if (dash == std::string_view::npos) return {};
  const auto from = read_number<std::size_t>(trimmed(range.substr(0, dash)));
  const auto to = read_number<std::size_t>(trimmed(range.substr(dash + 1)));
  if (!from && dash != 0) return {};
  if (!to && dash + 1 != range.size()) return {};
  if (!from) {  // the last bytes
    if (!to) return {};
    if (*to == 0 || size == 0) return {RangeKind::kUnsatisfiable, {}};
    const std::size_t count = std::min(*to, size);
    return {RangeKind::kPart, {size - count, count}};
  }
  if (to && *to < *from) return {};
  if (*from >= size) return {RangeKind::kUnsatisfiable, {}};
  const std::size_t last = std::min(to.value_or(size - 1), size - 1);
  return {RangeKind::kPart, {*from, last - *from + 1}};
}

bool accepts_coding(std::string_view accept_encoding, std::string_view coding) {
  bool any = false;
  while (!accept_encoding.empty()) {
    std::string_view choice = take(accept_encoding, ',');
    const std::string_view name = take(choice, ';');
    const bool wanted = !has_no_weight(choice);
    if (same_name(name, coding)) return wanted;
    if (name == "*") any = wanted;
  }
  return any;
}

}  // namespace partance::server::http
