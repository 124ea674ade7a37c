// A page of HTML that stands alone: its style is inside, it needs no script and loads nothing.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace partance::cli {

/// The page around `body` (HTML). Light and dark, readable by a screen reader, printable on A4.
std::string html_page(std::string_view title, std::string_view body, base::Language language);

}  // namespace partance::cli
