// How values of settings are written: sizes, durations, lists, yes or no.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/address.hpp"
#include "server/http/journal.hpp"

namespace partance::server {

/// "8080": digits only.
std::optional<std::uint64_t> read_count(std::string_view text);
/// "16 KB", "1 MB", "500": bytes; K and M are 1024 and 1024².
std::optional<std::size_t> read_bytes(std::string_view text);
/// "500 ms", "15 s", "2 min", "1 h".
std::optional<std::chrono::milliseconds> read_duration(std::string_view text);
/// "20", "0.5": above zero.
std::optional<double> read_rate(std::string_view text);
std::optional<bool> read_yes_no(std::string_view text);
std::optional<http::Level> read_level(std::string_view text);
/// Words between blanks.
std::vector<std::string> read_words(std::string_view text);
std::optional<std::vector<http::AddressRange>> read_ranges(std::string_view text);
/// Without blanks at both ends.
std::string_view without_blanks(std::string_view text);

}  // namespace partance::server
