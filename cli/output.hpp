// Where a page goes: a file put in place whole, or standard output.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace partance::cli {

/// Writes `text` to the file `path`, or to standard output when it is "-". Gives the exit status, having said on
/// standard error what went wrong.
int put_output(const std::string& path, std::string_view text, base::Language language);

}  // namespace partance::cli
