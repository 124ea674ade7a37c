// Nearest names: what a person probably meant when she misspelt an aid or a question.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace partance::simulation {

/// At most `most` of `names`, nearest first, ignoring the case of ASCII letters and the accents of French ones. Names
/// further than a third of the letters are left out, unless one contains the other.
std::vector<std::string_view> nearest(std::string_view name, std::span<const std::string_view> names, std::size_t most);

}  // namespace partance::simulation
