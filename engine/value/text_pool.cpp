// Texts kept once; what a comparison needs of a text is worked out when it enters.
#include "engine/value/text_pool.hpp"

#include <array>

#include "engine/value/calendar.hpp"

namespace partance::engine::value {
namespace {

constexpr double kMillisecondsPerDay = 86'400'000;

/// The reference counts month 13 of a text as January of the next year and month 00 as December of
/// the year before, and reads the years 0000 to 0099 as 1900 to 1999; the day must exist in the
/// month found.
std::optional<double> date_ms_of(std::string_view text) {
  if (text.size() != 10 || text[2] != '/' || text[5] != '/') return std::nullopt;
  std::array<int, 3> parts = {0, 0, 0};
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at == 2 || at == 5) continue;
    if (text[at] < '0' || text[at] > '9') return std::nullopt;
    int& part = parts[at < 2 ? 0 : at < 5 ? 1 : 2];
    part = part * 10 + (text[at] - '0');
  }
  const int month = parts[1] + 11;  // months counted from the January before, so that none is negative
  const int year = (parts[2] < 100 ? parts[2] + 1900 : parts[2]) - 1 + month / 12;
  const Date date{year, static_cast<std::uint8_t>(month % 12 + 1), static_cast<std::uint8_t>(parts[0])};
  if (!exists(date)) return std::nullopt;
  return static_cast<double>(to_days(date)) * kMillisecondsPerDay;
}

}  // namespace

TextPool::TextPool(const TextPool& other) : bytes_(other.bytes_), entries_(other.entries_) {
  index_.reserve(entries_.size());
  for (std::size_t at = 0; at < entries_.size(); ++at) {
    index_.emplace(entries_[at].text, static_cast<TextId>(at));
  }
}

TextPool& TextPool::operator=(const TextPool& other) {
  if (this != &other) *this = TextPool(other);
  return *this;
}

TextId TextPool::intern(std::string_view text) {
  const auto found = index_.find(text);
  if (found != index_.end()) return found->second;
  const auto id = static_cast<TextId>(entries_.size());
  entries_.push_back({std::string(text), date_ms_of(text)});
  bytes_ += text.size();
  index_.emplace(entries_.back().text, id);
  return id;
}

std::string_view TextPool::text(TextId id) const {
  return entries_[static_cast<std::size_t>(id)].text;
}

std::optional<double> TextPool::date_ms(TextId id) const {
  return entries_[static_cast<std::size_t>(id)].date_ms;
}

int compare_utf16(std::string_view a, std::string_view b) {
  const std::size_t shorter = a.size() < b.size() ? a.size() : b.size();
  std::size_t at = 0;
  while (at < shorter && a[at] == b[at]) ++at;
  if (at == shorter) return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
  const auto byte_a = static_cast<unsigned char>(a[at]);
  const auto byte_b = static_cast<unsigned char>(b[at]);
  // UTF-8 bytes order like code points. UTF-16 does not for those past U+FFFF (first byte F0 and
  // up), whose surrogates D800–DFFF come before U+E000–U+FFFF (first bytes EE and EF).
  const bool pair_a = byte_a >= 0xF0;
  const bool pair_b = byte_b >= 0xF0;
  if (pair_a && !pair_b && byte_b >= 0xEE) return -1;
  if (pair_b && !pair_a && byte_a >= 0xEE) return 1;
  return byte_a < byte_b ? -1 : 1;
}

}  // namespace partance::engine::value
