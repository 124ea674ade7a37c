// Long texts made short for the database: a saved result is a quarter of a megabyte of JSON, and a tenth of it packed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace partance::store {

/// Letters, digits and a few signs (deflate, then base64, after the mark "z1:"), so that any database takes it as text.
std::string packed(std::string_view text);

/// The text that was packed; one without the mark is given back as it is. Errors: kUnreadable (damaged), kTooLarge
/// (more than `most` bytes come out).
base::Result<std::string> unpacked(std::string_view packed, std::size_t most);

}  // namespace partance::store
