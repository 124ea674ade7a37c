// Order of rule names for replacements of equal priority (Publicodes 1.10, chapter 5.4).
#pragma once

#include <string_view>

namespace partance::engine::value {

/// Compares two UTF-8 names as a root locale would (as JS localeCompare): punctuation before digits
/// before letters, letters first by base letter, then accents, then case (lower first). Negative,
/// zero or positive.
int compare_names(std::string_view a, std::string_view b);

}  // namespace partance::engine::value
