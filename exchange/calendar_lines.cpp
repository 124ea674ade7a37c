// See calendar_lines.hpp.
#include "exchange/calendar_lines.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace partance::exchange {

std::string calendar_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\\' || c == ';' || c == ',') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
      out += c;
    }
  }
  return out;
}

void append_calendar_line(std::string& out, std::string_view name, std::string_view value) {
  constexpr std::size_t kMost = 75;
  std::string line(name);
  line += ':';
  line += value;
  std::size_t used = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t size = std::max<std::size_t>(base::utf8_size(line, at), 1);
    if (used + size > kMost) {
      out += "\r\n ";
      used = 1;  // the blank counts
    }
    out.append(line, at, size);
    used += size;
    at += size;
  }
  out += "\r\n";
}

}  // namespace partance::exchange
