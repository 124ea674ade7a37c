// What options about tables say: a format, a part of the rows.
#pragma once

#include <optional>
#include <string_view>

#include "microsimulation/table/format.hpp"

namespace partance::cli {

/// "csv" or "jsonl".
std::optional<microsimulation::table::Format> format_named(std::string_view word);

/// As the ending of a file name says; CSV when it says nothing.
microsimulation::table::Format format_of_file(std::string_view path);

/// "3/10" as a slice; nothing when it is none.
std::optional<microsimulation::table::Slice> slice_named(std::string_view text);

}  // namespace partance::cli
