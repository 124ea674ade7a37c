// White space as JavaScript's trim counts it, for texts met in units and coercions.
#pragma once

#include <string_view>

namespace partance::engine::value {

/// `text` (UTF-8) without the white space and line ends at both ends, no-break spaces and the byte
/// order mark included.
std::string_view trim(std::string_view text);

}  // namespace partance::engine::value
