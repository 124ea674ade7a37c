// See setting_values.hpp.
#include "server/setting_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/number_text.hpp"

namespace partance::server {

namespace {

struct Unit {
  std::string_view name;
  std::uint64_t factor;
};
constexpr std::array<Unit, 6> kSizes{
    {{"", 1}, {"B", 1}, {"K", 1024}, {"KB", 1024}, {"M", 1024 * 1024}, {"MB", 1024 * 1024}}};
constexpr std::array<Unit, 4> kDurations{{{"ms", 1}, {"s", 1000}, {"min", 60'000}, {"h", 3'600'000}}};
constexpr std::uint64_t kMost = 1'000'000'000;  // of any count: far above what makes sense, far below overflow

/// "15 s" → 15 × the factor of its unit.
template <std::size_t kCount>
std::optional<std::uint64_t> read_with_unit(std::string_view text, const std::array<Unit, kCount>& units) {
  const auto end = std::min(text.find_first_not_of("0123456789"), text.size());
  const auto number = read_count(text.substr(0, end));
  const std::string_view name = without_blanks(text.substr(end));
  const auto* unit = std::ranges::find(units, name, &Unit::name);
  if (!number || unit == units.end() || *number > kMost) return std::nullopt;
  return *number * unit->factor;
}

}  // namespace

std::string_view without_blanks(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

std::optional<std::uint64_t> read_count(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size() || number > kMost) return std::nullopt;
  return number;
}

std::optional<std::size_t> read_bytes(std::string_view text) {
  return read_with_unit(text, kSizes);
}

std::optional<std::chrono::milliseconds> read_duration(std::string_view text) {
  const auto number = read_with_unit(text, kDurations);
  if (!number) return std::nullopt;
  return std::chrono::milliseconds(static_cast<std::int64_t>(*number));
}

std::optional<double> read_rate(std::string_view text) {
  const auto number = base::parse_number(text);
  if (!number || *number <= 0 || *number > static_cast<double>(kMost)) return std::nullopt;
  return number;
}

std::optional<bool> read_yes_no(std::string_view text) {
  if (text == "yes" || text == "oui" || text == "true") return true;
  if (text == "no" || text == "non" || text == "false") return false;
  return std::nullopt;
}

std::optional<http::Level> read_level(std::string_view text) {
  if (text == "debug") return http::Level::kDebug;
  if (text == "info") return http::Level::kInfo;
  if (text == "warning") return http::Level::kWarning;
  if (text == "error") return http::Level::kError;
  return std::nullopt;
}

std::vector<std::string> read_words(std::string_view text) {
  std::vector<std::string> words;
  text = without_blanks(text);
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(" \t"), text.size());
    words.emplace_back(text.substr(0, end));
    text = without_blanks(text.substr(end));
  }
  return words;
}

std::optional<std::vector<http::AddressRange>> read_ranges(std::string_view text) {
  std::vector<http::AddressRange> ranges;
  for (const std::string& word : read_words(text)) {
    const auto range = http::parse_address_range(word);
    if (!range) return std::nullopt;
    ranges.push_back(*range);
  }
  return ranges;
}

}  // namespace partance::server
