// Dialects, rows and headers of CSV (see csv.hpp).
#include "microsimulation/table/csv.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "base/utf8.hpp"
#include "microsimulation/table/cell.hpp"

namespace partance::microsimulation::table {

namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

/// Bytes 0x80 to 0x9F of Windows-1252; 0 where it has no character.
constexpr std::array<char16_t, 32> kWindowsCharacters = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append_character(std::string& out, char16_t c) {
  if (c >= 0x800) {
    out += static_cast<char>(0xE0 | (c >> 12U));
    out += static_cast<char>(0x80 | ((c >> 6U) & 0x3FU));
  } else {
    out += static_cast<char>(0xC0 | (c >> 6U));
  }
  out += static_cast<char>(0x80 | (c & 0x3FU));
}

/// What a first line that only says the separator takes, its line end included, and the separator.
struct SaidSeparator {
  std::size_t size = 0;
  char separator = 0;
};
SaidSeparator said_separator(std::string_view text) {
  constexpr std::string_view kWord = "sep=";
  const std::size_t feed = text.find('\n');
  if (feed == std::string_view::npos) return {};
  std::string_view line = text.substr(0, feed);
  if (line.ends_with('\r')) line.remove_suffix(1);
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  const bool is_said =
      line.size() == kWord.size() + 1 && std::ranges::equal(line.substr(0, kWord.size()), kWord, {}, lower);
  if (!is_said || line.back() == '"' || line.back() == '\r') return {};
  return {.size = feed + 1, .separator = line.back()};
}

char most_frequent_separator(std::string_view sample) {
  constexpr std::string_view kSeparators = ";,\t";
  std::array<std::size_t, 3> counts{};
  bool is_quoted = false;
  for (const char c : sample) {
    if (c == '"') is_quoted = !is_quoted;
    if (is_quoted) continue;
    if (c == '\n' && std::ranges::max(counts) > 0) break;
    if (const std::size_t which = kSeparators.find(c); which != std::string_view::npos) ++counts[which];
  }
  const auto best = std::ranges::max_element(counts);
  return *best == 0 ? ',' : kSeparators[static_cast<std::size_t>(best - counts.begin())];
}

}  // namespace

std::size_t first_invalid_in_sample(std::string_view sample) {
  constexpr std::size_t kLongestCharacter = 4;
  const std::size_t at = base::first_invalid_utf8(sample);
  if (at == sample.size() || sample.size() - at >= kLongestCharacter) return at;
  // A character cut at the end: would other bytes make it whole?
  for (const char* rest : {"\x80", "\x80\x80", "\x80\x80\x80", "\xA0\x80", "\x90\x80\x80"}) {
    if (base::first_invalid_utf8(std::string(sample.substr(at)) + rest) > sample.size() - at) return sample.size();
  }
  return at;
}

CsvDialect detect_dialect(std::string_view sample, std::optional<char> separator, std::optional<Encoding> encoding) {
  CsvDialect dialect;
  dialect.has_mark = sample.starts_with(kMark);
  const bool is_ascii = std::ranges::none_of(sample, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  const bool is_utf8 = dialect.has_mark || first_invalid_in_sample(sample) == sample.size();
  if (encoding) {
    dialect.encoding = *encoding;
  } else if (is_ascii) {
    dialect.encoding = Encoding::kAscii;
  } else {
    dialect.encoding = is_utf8 ? Encoding::kUtf8 : Encoding::kWindows1252;
  }
  dialect.begin = dialect.has_mark ? kMark.size() : 0;
  const SaidSeparator said = said_separator(sample.substr(dialect.begin));
  dialect.begin += said.size;
  dialect.separator = separator ? *separator : said.size > 0 ? said.separator : most_frequent_separator(sample);
  return dialect;
}

void append_windows_1252(std::string& out, std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out += c;
    } else if (byte < 0xA0) {
      const char16_t character = kWindowsCharacters[byte - 0x80U];
      append_character(out, character == 0 ? u'\uFFFD' : character);
    } else {
      append_character(out, byte);
    }
  }
}

void CsvRow::add(const char* begin, std::size_t size) {
  ++count_;
  if (count_ <= kMostColumns) cells_.emplace_back(begin, size);
}

/// Reads a quoted cell, `at` being behind its first quote; gives where it ends: at a separator, a line feed or the end.
std::size_t CsvRow::quoted_cell(char* text, std::size_t size, std::size_t at, bool is_unclosed) {
  was_quoted_ = true;
  char* const begin = text + at;
  char* end = begin;
  bool is_closed = false;
  while (at < size) {
    const char c = text[at];
    if (c == '"') {
      if (at + 1 < size && text[at + 1] == '"') {
        *end++ = '"';
        at += 2;
        continue;
      }
      is_closed = true;
      ++at;
      break;
    }
    if (c == '\n') {
      if (is_unclosed) break;
      ++lines_;
    }
    *end++ = c;
    ++at;
  }
  // What follows the closing quote is kept, so that nothing is lost, and the row is at fault.
  const std::size_t closed_at = at;
  while (at < size && text[at] != separator_ && text[at] != '\n') *end++ = text[at++];
  auto extra = std::string_view(text + closed_at, at - closed_at);
  if (extra == "\r" && (at == size || text[at] == '\n')) {
    --end;
    extra = {};
  }
  if (!is_closed || !extra.empty()) fault_ = RowFault::kQuote;
  add(begin, static_cast<std::size_t>(end - begin));
  return at;
}

std::size_t CsvRow::read(char* text, std::size_t size, std::size_t at, bool is_unclosed) {
  cells_.clear();
  count_ = 0;
  lines_ = 1;
  fault_ = RowFault::kNone;
  was_quoted_ = false;
  const char separator = separator_;
  while (true) {
    if (at < size && text[at] == '"') {
      at = quoted_cell(text, size, at + 1, is_unclosed);
    } else {
      const std::size_t begin = at;
      while (at < size && text[at] != separator && text[at] != '\n') ++at;
      const bool has_return = at > begin && text[at - 1] == '\r' && (at == size || text[at] == '\n');
      add(text + begin, at - begin - (has_return ? 1 : 0));
    }
    if (at >= size) return size;
    if (text[at] == '\n') return at + 1;
    ++at;
  }
}

base::Result<CsvHeader> read_csv_header(std::string_view sample, bool is_whole, const CsvDialect& dialect) {
  CsvHeader header;
  CsvRow row(dialect.separator);
  std::string text(sample.substr(0, kMostHeaderBytes));
  std::size_t at = std::min(dialect.begin, text.size());
  auto line = static_cast<std::uint64_t>(std::ranges::count(text.substr(0, at), '\n'));
  const auto is_cut = [&](std::size_t end) {
    return end == text.size() && !(is_whole && text.size() == sample.size());
  };
  const auto decoded = [&](std::string_view cell) {
    const bool as_it_is = dialect.encoding != Encoding::kWindows1252;
    std::string out;
    if (as_it_is) out = cell;
    if (!as_it_is) append_windows_1252(out, cell);
    return out;
  };
  do {
    at = row.read(text.data(), text.size(), at);
    line += row.lines();
  } while (row.is_blank() && at < text.size());
  if (row.is_blank()) {
    return base::fail(base::ErrorKind::kInvalidInput, "Le tableau est vide : sa première ligne nomme les colonnes.",
                      "The table is empty: its first line names the columns.");
  }
  if (is_cut(at) && sample[at - 1] != '\n') {
    return base::fail(
        base::ErrorKind::kTooLarge,
        "L'en-tête dépasse 64 Kio : un guillemet n'est peut-être jamais fermé, ou le fichier n'est pas du CSV.",
        "The header is longer than 64 KiB: a quote may never be closed, or the file is not CSV.");
  }
  if (row.count() > kMostColumns) {
    return base::fail(base::ErrorKind::kTooLarge, "L'en-tête a plus de 2 000 colonnes.",
                      "The header has more than 2,000 columns.");
  }
  for (const std::string_view cell : row.cells()) {
    const std::string name = decoded(cell);
    header.names.emplace_back(trimmed(name));
  }
  header.end = at;
  header.lines = line;
  while (at < text.size()) {
    const std::size_t next = row.read(text.data(), text.size(), at);
    if (is_cut(next)) break;
    at = next;
    if (row.is_blank()) continue;
    auto& cells = header.rows.emplace_back();
    for (const std::string_view cell : row.cells()) cells.push_back(decoded(cell));
  }
  return header;
}

void append_csv_cell(std::string& out, std::string_view cell, char separator) {
  const bool is_plain =
      std::ranges::none_of(cell, [&](char c) { return c == separator || c == '"' || c == '\n' || c == '\r'; });
  if (is_plain) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace partance::microsimulation::table
