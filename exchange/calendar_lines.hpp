// Lines of an iCalendar file: escaped, folded, ended as RFC 5545 asks.
#pragma once

#include <string>
#include <string_view>

namespace partance::exchange {

/// A text as a value: backslashes, semicolons, commas and line ends escaped, other control characters left out.
std::string calendar_text(std::string_view text);

/// Adds "name:value" with CRLF, folded so that no line has more than 75 bytes and no character is cut.
void append_calendar_line(std::string& out, std::string_view name, std::string_view value);

}  // namespace partance::exchange
