// The whole of standard input as a text, within a limit.
#pragma once

#include <string>

#include "base/result.hpp"

namespace partance::cli {

/// kTooLarge past `most_bytes`.
base::Result<std::string> read_standard_input(std::size_t most_bytes);

}  // namespace partance::cli
