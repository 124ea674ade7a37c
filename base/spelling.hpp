// Spelling: how far a word is from another, to tell a person which one she probably meant.
#pragma once

#include <cstddef>
#include <string_view>

namespace partance::base {

/// Insertions, deletions and substitutions of bytes from `a` to `b`; past `most` the search is given up and the answer
/// is `most` + 1.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most);

}  // namespace partance::base
