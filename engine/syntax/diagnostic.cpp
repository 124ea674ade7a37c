// Sources and their lines, and the drawing of a diagnostic with its excerpt.
#include "engine/syntax/diagnostic.hpp"

#include <algorithm>
#include <cstring>

#include "base/utf8.hpp"

namespace partance::engine::syntax {
namespace {

/// Columns of an excerpt shown before and after the place where the caret starts.
constexpr std::size_t kColumnsBefore = 60;
constexpr std::size_t kColumnsAfter = 60;

/// Stands for what a terminal should not be given: control characters and bytes that are not UTF-8.
constexpr std::string_view kUnprintable = "\uFFFD";

std::vector<std::uint32_t> line_starts_of(std::string_view text) {
  std::vector<std::uint32_t> starts{0};
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    starts.push_back(static_cast<std::uint32_t>(at + 1));
  }
  return starts;
}

/// Columns a terminal gives to a code point: 0 for marks that combine with the letter before, 2 for wide ones.
std::size_t width_of(char32_t c) {
  struct Range {
    char32_t first, last;
  };
  static constexpr Range kNone[] = {{0x0300, 0x036F}, {0x200B, 0x200F}, {0x2060, 0x2064}, {0x20D0, 0x20FF},
                                    {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}};
  static constexpr Range kWide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},  {0x3400, 0x4DBF},
                                    {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xAC00, 0xD7A3},  {0xF900, 0xFAFF},
                                    {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},  {0x1F300, 0x1F64F},
                                    {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
  if (c < 0x0300) return 1;
  const auto holds = [c](const Range& range) { return c >= range.first && c <= range.last; };
  if (std::ranges::any_of(kNone, holds)) return 0;
  return std::ranges::any_of(kWide, holds) ? 2 : 1;
}

/// One character of a line as it is drawn.
struct Cell {
  std::string_view shown;
  std::size_t size = 1;   // bytes in the source
  std::size_t width = 1;  // columns on the terminal
};

Cell cell_at(std::string_view line, std::size_t at) {
  const std::size_t size = base::utf8_size(line, at);
  if (size == 0) return {kUnprintable, 1, 1};
  if (line[at] == '\t') return {"\t", 1, 1};
  const char32_t c = base::code_point(line, at, size);
  const bool control =
      c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  if (control) return {kUnprintable, size, 1};
  return {line.substr(at, size), size, width_of(c)};
}

/// Where to start drawing so that about kColumnsBefore columns precede `at`.
std::size_t window_start(std::string_view line, std::size_t at) {
  for (std::size_t columns = 0; at > 0 && columns < kColumnsBefore; ++columns) {
    --at;
    for (int i = 0; i < 3 && at > 0 && (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U; ++i) --at;
  }
  return at;
}

/// The excerpt and the line of carets under it.
struct Excerpt {
  std::string text;
  std::string carets;
};

Excerpt draw(std::string_view line, std::size_t begin, std::size_t end) {
  Excerpt excerpt;
  std::size_t at = window_start(line, begin);
  if (at > 0) {
    excerpt.text += "…";
    excerpt.carets += ' ';
  }
  std::size_t carets = 0;
  std::size_t columns_after = 0;
  while (at < line.size()) {
    if (columns_after >= kColumnsAfter) {
      excerpt.text += "…";
      break;
    }
    const Cell cell = cell_at(line, at);
    excerpt.text += cell.shown;
    if (at < begin) {
      excerpt.carets.append(cell.width, line[at] == '\t' ? '\t' : ' ');
    } else {
      carets += at < end ? cell.width : 0;
      columns_after += std::max<std::size_t>(1, cell.width);
    }
    at += cell.size;
  }
  excerpt.carets.append(std::max<std::size_t>(1, carets), '^');
  return excerpt;
}

struct Words {
  std::string_view error, warning, rule, hint;
};

Words words_in(base::Language language) {
  if (language == base::Language::kFrench) return {"erreur", "avertissement", "règle : ", "aide : "};
  return {"error", "warning", "rule: ", "hint: "};
}

std::string draw_excerpt(const Span& span, const Position& position, std::string_view text) {
  const std::size_t begin = std::min<std::size_t>(span.begin, text.size());
  const std::size_t previous = begin == 0 ? std::string_view::npos : text.rfind('\n', begin - 1);
  const std::size_t line_begin = previous == std::string_view::npos ? 0 : previous + 1;
  std::string_view line = text.substr(line_begin);
  line = line.substr(0, line.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);

  const std::size_t line_end = line_begin + line.size();
  const std::size_t end = std::clamp<std::size_t>(span.end, begin, std::max(begin, line_end));
  const Excerpt excerpt = draw(line, std::min(begin - line_begin, line.size()), end - line_begin);
  std::string number = std::to_string(position.line);
  if (number.size() < 5) number.insert(0, 5 - number.size(), ' ');
  const std::string margin(number.size(), ' ');
  return number + " | " + excerpt.text + "\n" + margin + " | " + excerpt.carets + "\n";
}

}  // namespace

std::uint32_t Sources::add(std::string name, std::string text) {
  std::vector<std::uint32_t> line_starts = line_starts_of(text);
  sources_.push_back({std::move(name), std::move(text), std::move(line_starts)});
  return static_cast<std::uint32_t>(sources_.size() - 1);
}

std::string_view Sources::name(std::uint32_t source) const {
  return source < sources_.size() ? std::string_view(sources_[source].name) : std::string_view();
}

std::string_view Sources::text(std::uint32_t source) const {
  return source < sources_.size() ? std::string_view(sources_[source].text) : std::string_view();
}

Position Sources::position(std::uint32_t source, std::uint32_t offset) const {
  if (source >= sources_.size()) return {};
  const Source& found = sources_[source];
  const auto at = static_cast<std::uint32_t>(std::min<std::size_t>(offset, found.text.size()));
  const auto after = std::upper_bound(found.line_starts.begin(), found.line_starts.end(), at);
  const std::uint32_t start = *(after - 1);
  const std::size_t before = base::code_points(std::string_view(found.text).substr(start, at - start));
  return {static_cast<std::uint32_t>(after - found.line_starts.begin()), static_cast<std::uint32_t>(before + 1)};
}

std::string render(const Diagnostic& diagnostic, const Sources& sources, base::Language language) {
  const Words words = words_in(language);
  const bool placed = diagnostic.span.source < sources.size();
  std::string out;
  Position position;
  if (placed) {
    position = sources.position(diagnostic.span.source, diagnostic.span.begin);
    out += std::string(sources.name(diagnostic.span.source)) + ":" + std::to_string(position.line) + ":" +
           std::to_string(position.column) + ": ";
  }
  out += diagnostic.severity == Severity::kError ? words.error : words.warning;
  out += " [" + diagnostic.code + "] " + diagnostic.message.in(language) + "\n";
  if (placed) out += draw_excerpt(diagnostic.span, position, sources.text(diagnostic.span.source));
  if (!diagnostic.rule.empty()) out += "   " + std::string(words.rule) + diagnostic.rule + "\n";
  if (const std::string& hint = diagnostic.hint.in(language); !hint.empty()) {
    out += "   " + std::string(words.hint) + hint + "\n";
  }
  return out;
}

}  // namespace partance::engine::syntax
