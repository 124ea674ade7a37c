// The reader's language: what --lang says, else what the system says, else French.
#pragma once

#include <string_view>

#include "base/result.hpp"

namespace partance::cli {

/// `option` is the value of --lang ("fr", "en" or empty). When empty, the first of LC_ALL, LC_MESSAGES and LANG that is
/// set decides: English when it starts with "en", French otherwise.
base::Language reader_language(std::string_view option);

}  // namespace partance::cli
