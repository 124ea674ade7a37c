// See terminal.hpp.
#include "cli/terminal.hpp"

#include <algorithm>
#include <cstdlib>

#include <sys/ioctl.h>
#include <unistd.h>

#include "base/utf8.hpp"

namespace partance::cli {

namespace {

std::string_view code_of(Style style) {
  switch (style) {
    case Style::kBold:
      return "\x1b[1m";
    case Style::kFaint:
      return "\x1b[2m";
    case Style::kGood:
      return "\x1b[32m";
    case Style::kBad:
      return "\x1b[31m";
    case Style::kOpen:
      return "\x1b[33m";
    case Style::kLink:
      return "\x1b[36m";
    case Style::kPlain:
      break;
  }
  return {};
}

/// Where to cut `text` so that at most `room` columns come before; a space when there is one.
std::size_t cut(std::string_view text, std::size_t room) {
  std::size_t at = 0, used = 0, space = 0;
  while (at < text.size() && used < room) {
    if (text[at] == ' ') space = at;
    at += std::max<std::size_t>(1, base::utf8_size(text, at));
    ++used;
  }
  if (at >= text.size()) return text.size();
  if (text[at] == ' ') return at;
  return space > 0 ? space : at;
}

/// French puts a space before high punctuation: a line must not be cut there.
std::string bound(std::string text) {
  for (std::size_t at = text.find(' '); at != std::string::npos; at = text.find(' ', at + 1)) {
    const char next = at + 1 < text.size() ? text[at + 1] : ' ';
    const bool is_high = next == ';' || next == ':' || next == '?' || next == '!' || text.substr(at + 1, 2) == "»";
    if (is_high) text.replace(at, 1, "\u00a0");
  }
  for (std::size_t at = text.find("« "); at != std::string::npos; at = text.find("« ", at + 1)) {
    text.replace(at + 2, 1, "\u00a0");
  }
  return text;
}

}  // namespace

Screen screen_of(int descriptor) {
  Screen screen;
  if (isatty(descriptor) == 0) return screen;
  const char* plain = std::getenv("NO_COLOR");
  const char* kind = std::getenv("TERM");
  screen.has_colours = (plain == nullptr || *plain == '\0') && kind != nullptr && std::string_view(kind) != "dumb";
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    screen.width = std::clamp<std::size_t>(size.ws_col, 60, 100);
  }
  return screen;
}

std::size_t columns(std::string_view text) {
  std::size_t count = base::code_points(text);
  // Marks of style take no room: ESC [ … m.
  for (std::size_t at = text.find("\x1b["); at != std::string_view::npos; at = text.find("\x1b[", at + 1)) {
    const std::size_t end = text.find("m", at);
    count -= (end == std::string_view::npos ? text.size() : end + 1) - at;
  }
  return count;
}

std::string Page::styled(Style style, std::string_view text) const {
  const std::string_view code = screen_.has_colours ? code_of(style) : std::string_view();
  if (code.empty()) return std::string(text);
  return std::string(code) + std::string(text) + "\x1b[0m";
}

void Page::line(std::string_view text) {
  text_ += text;
  text_ += '\n';
}

void Page::heading(std::string_view text) {
  if (!text_.empty()) line();
  line(styled(Style::kBold, text));
  std::string rule;
  for (std::size_t i = 0; i < std::min(columns(text), screen_.width); ++i) rule += "─";
  line(styled(Style::kFaint, rule));
}

void Page::paragraph(std::string_view lead, std::string_view text, Style style) {
  const std::string clean = bound(printable(text));
  std::string_view left = clean;
  const std::size_t indent = columns(lead);
  const std::size_t room = screen_.width > indent + 20 ? screen_.width - indent : 20;
  bool is_first = true;
  do {
    const std::size_t end = cut(left, room);
    text_ += is_first ? std::string(lead) : std::string(indent, ' ');
    line(styled(style, left.substr(0, end)));
    left.remove_prefix(end);
    while (left.starts_with(' ')) left.remove_prefix(1);
    is_first = false;
  } while (!left.empty());
}

void Page::sides(std::string_view left, std::string_view right, Style style) {
  const std::size_t used = columns(left) + columns(right) + 2;
  if (used > screen_.width) {
    line(left);
    const std::size_t pad = screen_.width > columns(right) ? screen_.width - columns(right) : 0;
    line(std::string(pad, ' ') + styled(style, right));
    return;
  }
  line(std::string(left) + std::string(screen_.width - columns(left) - columns(right), ' ') + styled(style, right));
}

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = base::utf8_size(text, at);
    const auto byte = static_cast<unsigned char>(text[at]);
    // C0 and DEL; C1 controls are U+0080 to U+009F, two bytes in UTF-8.
    const bool is_c1 = size == 2 && byte == 0xC2 && static_cast<unsigned char>(text[at + 1]) < 0xA0;
    if (byte < 0x20 || byte == 0x7F || is_c1) {
      out += ' ';
    } else if (size > 0) {
      out += text.substr(at, size);
    }
    at += std::max<std::size_t>(1, size);
  }
  return out;
}

}  // namespace partance::cli
