// See table_options.hpp.
#include "cli/table_options.hpp"

#include <charconv>
#include <cstdint>

namespace partance::cli {

using microsimulation::table::Format;
using microsimulation::table::Slice;

std::optional<Format> format_named(std::string_view word) {
  if (word == "csv") return Format::kCsv;
  if (word == "jsonl") return Format::kJsonLines;
  return std::nullopt;
}

Format format_of_file(std::string_view path) {
  const bool is_json = path.ends_with(".jsonl") || path.ends_with(".ndjson") || path.ends_with(".json");
  return is_json ? Format::kJsonLines : Format::kCsv;
}

std::optional<Slice> slice_named(std::string_view text) {
  const std::size_t bar = text.find('/');
  if (bar == std::string_view::npos) return std::nullopt;
  Slice slice{.number = 0, .count = 0};
  const auto read = [](std::string_view digits, std::uint64_t& into) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), into);
    return error == std::errc() && end == digits.data() + digits.size();
  };
  constexpr std::uint64_t kMostSlices = 1'000'000;
  const bool is_read = read(text.substr(0, bar), slice.number) && read(text.substr(bar + 1), slice.count);
  if (!is_read || slice.number < 1 || slice.number > slice.count || slice.count > kMostSlices) return std::nullopt;
  return slice;
}

}  // namespace partance::cli
