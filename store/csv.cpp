// See csv.hpp.
#include "store/csv.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/utf8.hpp"

namespace partance::store {

namespace {

/// Code points of the bytes 0x80 to 0x9f in Windows-1252; 0 where it has none.
constexpr std::array<std::uint16_t, 32> kWindows1252{0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                                     0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                                     0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                                     0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

void append_utf8(std::string& out, unsigned code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0U | (code >> 6U));
    out += static_cast<char>(0x80U | (code & 0x3fU));
  } else {
    out += static_cast<char>(0xe0U | (code >> 12U));
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3fU));
    out += static_cast<char>(0x80U | (code & 0x3fU));
  }
}

std::string utf8_of(std::string_view bytes) {
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  if (base::first_invalid_utf8(bytes) == bytes.size()) return std::string(bytes);
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const unsigned byte = static_cast<unsigned char>(c);
    const bool is_own = byte >= 0x80 && byte < 0xa0;
    const unsigned code = is_own ? kWindows1252[byte - 0x80] : byte;
    append_utf8(out, code == 0 && is_own ? 0xfffd : code);
  }
  return out;
}

/// The separator that the header holds most of, outside quotes.
char separator_of(std::string_view text) {
  std::array<std::size_t, 3> counts{};
  constexpr std::string_view kSeparators = ",;\t";
  bool is_quoted = false;
  for (const char c : text) {
    if (c == '"') is_quoted = !is_quoted;
    if (is_quoted) continue;
    if (c == '\n' || c == '\r') break;
    const auto at = kSeparators.find(c);
    if (at != std::string_view::npos) ++counts[at];
  }
  return kSeparators[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string plain_field(std::string_view text) {
  text = trimmed(text);
  // What append_csv_line() put before a formula.
  if (text.size() > 1 && text[0] == '\'' && std::string_view("=+-@").contains(text[1])) text.remove_prefix(1);
  return std::string(text);
}

class Reader {
 public:
  Reader(std::string_view text, const CsvLimits& limits, CsvTable& table)
      : text_(text), separator_(separator_of(text)), limits_(limits), table_(table) {}

  void read_all() {
    while (at_ < text_.size() && !is_over_) {
      CsvRow row{.line = line_};
      read_row(row);
      if (is_over_) return;
      const bool is_blank = std::ranges::all_of(row.fields, &std::string::empty);
      if (!is_blank) take(std::move(row));
    }
    if (table_.header.empty() && table_.faults.empty()) {
      fault(1, {"Le fichier est vide : sa première ligne nomme les colonnes.",
                "The file is empty: its first line names the columns."});
    }
  }

 private:
  void fault(std::size_t line, base::Message message) {
    table_.faults.push_back({.line = line, .message = std::move(message)});
    if (table_.faults.size() >= limits_.faults) is_over_ = true;
  }
  void end_with(base::Message message) {
    fault(line_, std::move(message));
    is_over_ = true;
  }

  void take(CsvRow row) {
    if (table_.header.empty()) {
      table_.header = std::move(row.fields);
      return;
    }
    while (row.fields.size() > table_.header.size() && row.fields.back().empty()) row.fields.pop_back();
    if (row.fields.size() != table_.header.size()) {
      const std::string has = std::to_string(row.fields.size()), wants = std::to_string(table_.header.size());
      fault(row.line, {"La ligne a " + has + " champs et l'en-tête " + wants +
                           " : mettez entre guillemets les champs qui contiennent le séparateur.",
                       "The line has " + has + " fields and the header " + wants +
                           ": put fields that hold the separator between quotation marks."});
      return;
    }
    if (table_.rows.size() == limits_.rows) {
      end_with({"Le fichier a plus de " + std::to_string(limits_.rows) + " lignes : coupez-le en plusieurs.",
                "The file has more than " + std::to_string(limits_.rows) + " lines: cut it into several."});
      return;
    }
    table_.rows.push_back(std::move(row));
  }

  void read_row(CsvRow& row) {
    while (!is_over_) {
      std::string field;
      const bool is_last = read_field(field);
      row.fields.push_back(plain_field(field));
      if (is_last) return;
      if (row.fields.size() == limits_.columns) {
        end_with({"La ligne a plus de " + std::to_string(limits_.columns) + " champs.",
                  "The line has more than " + std::to_string(limits_.columns) + " fields."});
      }
    }
  }

  /// True when the line ends with it.
  bool read_field(std::string& field) {
    std::size_t opened_on = 0;  // line of the open quotation mark; 0 outside
    bool was_quoted = false;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (field.size() > limits_.field_bytes) {
        end_with({"Un champ est trop long (plus de " + std::to_string(limits_.field_bytes) +
                      " octets) : un guillemet n'est sans doute pas refermé.",
                  "A field is too long (more than " + std::to_string(limits_.field_bytes) +
                      " bytes): a quotation mark is probably not closed."});
        return true;
      }
      ++at_;
      const bool is_end = c == '\n' || (c == '\r' && (at_ == text_.size() || text_[at_] != '\n'));
      if (is_end) ++line_;
      if (opened_on != 0) {
        if (c != '"') {
          field += c;
        } else if (at_ < text_.size() && text_[at_] == '"') {
          field += c;
          ++at_;
        } else {
          opened_on = 0;
        }
        continue;
      }
      if (c == '"' && !was_quoted && trimmed(field).empty()) {
        opened_on = line_;
        was_quoted = true;
        field.clear();
        continue;
      }
      if (is_end) return true;
      if (c == separator_) return false;
      if (c != '\r') field += c;
    }
    if (opened_on != 0) {
      fault(opened_on, {"Un guillemet ouvert sur cette ligne n'est pas refermé.",
                        "A quotation mark opened on this line is not closed."});
    }
    return true;
  }

  std::string_view text_;
  char separator_;
  const CsvLimits& limits_;
  CsvTable& table_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  bool is_over_ = false;
};

}  // namespace

CsvTable read_csv(std::string_view bytes, const CsvLimits& limits) {
  CsvTable table;
  if (bytes.size() > limits.bytes) {
    const std::string most = std::to_string(limits.bytes / 1024);
    table.faults.push_back({.line = 1,
                            .message = {"Le fichier dépasse " + most + " Ko : coupez-le en plusieurs.",
                                        "The file is larger than " + most + " KB: cut it into several."}});
    return table;
  }
  const std::string text = utf8_of(bytes);
  if (text.find('\0') != std::string::npos) {
    table.faults.push_back({.line = 1,
                            .message = {"Ce n'est pas un fichier CSV : enregistrez le tableau au format CSV (UTF-8).",
                                        "This is not a CSV file: save the table as CSV (UTF-8)."}});
    return table;
  }
  Reader(text, limits, table).read_all();
  return table;
}

void append_csv_line(std::string& out, std::span<const std::string> fields, char separator) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += separator;
    std::string field = fields[i];
    if (!field.empty() && std::string_view("=+-@").contains(field[0])) field.insert(0, 1, '\'');
    const bool needs_quotes = field.find_first_of("\"\r\n,;\t") != std::string::npos;
    if (!needs_quotes) {
      out += field;
      continue;
    }
    out += '"';
    for (const char c : field) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += "\r\n";
}

}  // namespace partance::store
