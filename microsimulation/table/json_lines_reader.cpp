// JSON Lines into chunks (see json_lines_reader.hpp).
#include "microsimulation/table/json_lines_reader.hpp"

#include <algorithm>

#include "base/number_text.hpp"
#include "microsimulation/table/csv.hpp"

namespace partance::microsimulation::table {

namespace {

constexpr std::size_t kMostDepth = 4;

/// What the events of one line have in common: keys and values of the outer object, told apart from what is inside.
class LineEvents : public base::JsonEvents {
 public:
  bool key(std::string_view value, base::JsonPlace /*place*/) final { return depth_ != 1 || on_key(value); }
  bool null(base::JsonPlace place) final { return depth_ != 1 ? depth_ > 0 : on_null(place); }
  bool boolean(bool value, base::JsonPlace place) final { return depth_ != 1 ? depth_ > 0 : on_boolean(value, place); }
  bool number(double value, base::JsonPlace place) final { return depth_ != 1 ? depth_ > 0 : on_number(value, place); }
  bool text(std::string_view value, base::JsonPlace place) final {
    return depth_ != 1 ? depth_ > 0 : on_text(value, place);
  }
  bool begin_object(base::JsonPlace bracket) final { return enter(bracket); }
  bool end_object(base::JsonPlace bracket) final { return leave(bracket); }
  bool begin_array(base::JsonPlace bracket) final { return depth_ > 0 && enter(bracket); }
  bool end_array(base::JsonPlace bracket) final { return leave(bracket); }

 protected:
  virtual bool on_key(std::string_view key) = 0;
  virtual bool on_null(base::JsonPlace place) = 0;
  virtual bool on_boolean(bool value, base::JsonPlace place) = 0;
  virtual bool on_number(double value, base::JsonPlace place) = 0;
  virtual bool on_text(std::string_view value, base::JsonPlace place) = 0;
  /// A list or an object.
  virtual bool on_group(base::JsonPlace whole) = 0;

 private:
  bool enter(base::JsonPlace bracket) {
    if (depth_ == 1) group_ = bracket;
    ++depth_;
    return true;
  }
  bool leave(base::JsonPlace bracket) {
    --depth_;
    return depth_ != 1 || on_group({group_.begin, bracket.end});
  }

  int depth_ = 0;
  base::JsonPlace group_;
};

class HeaderEvents final : public LineEvents {
 public:
  HeaderEvents(JsonHeader& header, std::unordered_map<std::string, std::size_t>& known)
      : header_(header), known_(known) {}

 private:
  bool on_key(std::string_view key) override {
    const auto [it, is_new] = known_.try_emplace(std::string(key), known_.size());
    if (is_new) header_.names.emplace_back(key);
    column_ = it->second;
    return known_.size() <= kMostColumns;
  }
  bool keep(std::string text) {
    auto& row = header_.rows.back();
    if (row.size() <= column_) row.resize(column_ + 1);
    row[column_] = std::move(text);
    return true;
  }
  bool on_null(base::JsonPlace) override { return true; }
  bool on_boolean(bool value, base::JsonPlace) override { return keep(value ? "true" : "false"); }
  bool on_number(double value, base::JsonPlace) override { return keep(base::number_text(value)); }
  bool on_text(std::string_view value, base::JsonPlace) override { return keep(std::string(value)); }
  bool on_group(base::JsonPlace) override { return true; }

  JsonHeader& header_;
  std::unordered_map<std::string, std::size_t>& known_;
  std::size_t column_ = 0;
};

class RowEvents final : public LineEvents {
 public:
  RowEvents(std::string_view line, const Schema& schema,
            const std::unordered_map<std::string_view, std::uint32_t>& columns,
            const std::vector<std::uint32_t>& kept_at, CellReader& cells, Chunk& chunk)
      : line_(line),
        schema_(schema),
        columns_(columns),
        kept_at_(kept_at),
        cells_(cells),
        chunk_(chunk),
        row_(chunk.rows) {
    first_kept_ = chunk.kept.size();
    chunk.kept.resize(first_kept_ + schema.kept.size());
    for (std::uint32_t i = 0; i < chunk.columns.size(); ++i) CellReader::skip(i, row_, chunk);
  }

 private:
  static constexpr std::uint32_t kNone = 0xffffffffU;

  bool on_key(std::string_view key) override {
    const auto found = columns_.find(key);
    column_ = found == columns_.end() ? kNone : found->second;
    if (column_ == kNone) {
      refuse(RowFault::kUnknownKey, key);
    } else if (std::ranges::find(seen_, column_) != seen_.end()) {
      refuse(RowFault::kTwice, key);
      column_ = kNone;
    } else {
      seen_.push_back(column_);
    }
    return seen_.size() <= kMostColumns;
  }
  void refuse(RowFault fault, std::string_view found) {
    if (chunk_.errors.size() > 0 && chunk_.errors.back().row == row_ && chunk_.errors.back().fault == fault) return;
    chunk_.errors.push_back(
        {.row = row_, .fault = fault, .column = column_, .found = shown_cell(found), .expected = {}});
  }
  /// Keeps the value when it is asked for; the number of its answered column, or kNone.
  std::uint32_t answered(base::JsonPlace place) {
    if (column_ == kNone) return kNone;
    if (kept_at_[column_] != kNone)
      chunk_.kept[first_kept_ + kept_at_[column_]] = line_.substr(place.begin, place.end - place.begin);
    return schema_.answered_from[column_];
  }
  bool on_null(base::JsonPlace place) override { return answered(place), true; }
  bool on_boolean(bool value, base::JsonPlace place) override {
    if (const auto at = answered(place); at != kNone) cells_.read_boolean(at, value, row_, chunk_);
    return true;
  }
  bool on_number(double value, base::JsonPlace place) override {
    if (const auto at = answered(place); at != kNone) cells_.read_number(at, value, row_, chunk_);
    return true;
  }
  bool on_text(std::string_view value, base::JsonPlace place) override {
    if (const auto at = answered(place); at != kNone) cells_.read(at, value, row_, chunk_);
    return true;
  }
  bool on_group(base::JsonPlace whole) override {
    const auto at = answered(whole);
    if (at != kNone)
      cells_.refuse(at, RowFault::kKind, line_.substr(whole.begin, whole.end - whole.begin), row_, chunk_);
    return true;
  }

  std::string_view line_;
  const Schema& schema_;
  const std::unordered_map<std::string_view, std::uint32_t>& columns_;
  const std::vector<std::uint32_t>& kept_at_;
  CellReader& cells_;
  Chunk& chunk_;
  std::uint32_t row_;
  std::size_t first_kept_ = 0;
  std::uint32_t column_ = kNone;
  std::vector<std::uint32_t> seen_;
};

}  // namespace

bool is_blank_line(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

base::Result<JsonHeader> read_json_header(std::string_view sample, bool is_whole) {
  JsonHeader header;
  std::unordered_map<std::string, std::size_t> known;
  for (std::size_t at = 0; at < sample.size();) {
    const std::size_t feed = sample.find('\n', at);
    if (feed == std::string_view::npos && !is_whole) break;
    const std::string_view line = sample.substr(at, feed == std::string_view::npos ? feed : feed - at);
    at = feed == std::string_view::npos ? sample.size() : feed + 1;
    if (is_blank_line(line)) continue;
    const std::size_t before = header.names.size();
    header.rows.emplace_back();
    HeaderEvents events(header, known);
    if (!base::read_json(line, events, kMostDepth)) continue;
    if (known.size() > kMostColumns) {
      return base::fail(base::ErrorKind::kTooLarge, "Les objets ont plus de 2 000 clés différentes.",
                        "The objects have more than 2,000 different keys.");
    }
    // A line that is no object says nothing about the table.
    while (header.names.size() > before) {
      known.erase(header.names.back());
      header.names.pop_back();
    }
    header.rows.pop_back();
  }
  if (!header.names.empty()) return header;
  return base::fail(base::ErrorKind::kInvalidInput,
                    "Aucun objet JSON au début du fichier : chaque ligne est un objet {\"règle\": réponse}.",
                    "No JSON object at the beginning of the file: each line is an object {\"rule\": answer}.");
}

JsonLinesReader::JsonLinesReader(const Schema& schema, CellReader cells) : schema_(&schema), cells_(std::move(cells)) {
  kept_at_.assign(schema.headers.size(), 0xffffffffU);
  for (std::uint32_t i = 0; i < schema.headers.size(); ++i) columns_.emplace(schema.headers[i], i);
  for (std::uint32_t i = 0; i < schema.kept.size(); ++i) kept_at_[schema.kept[i]] = i;
}

void JsonLinesReader::begin(Rows& rows) {
  rows_ = &rows;
  at_ = 0;
  line_ = rows.line;
}

bool JsonLinesReader::next(Chunk& chunk) {
  chunk.start(*schema_);
  chunk.kept_are_json = true;
  const std::string_view text = rows_->text;
  if (rows_->fault == RowFault::kTooLong && at_ == 0) {
    at_ = 1;
    chunk.lines.push_back(line_);
    for (std::uint32_t i = 0; i < chunk.columns.size(); ++i) CellReader::skip(i, 0, chunk);
    chunk.kept.resize(schema_->kept.size());
    chunk.errors.push_back(
        {.row = 0, .fault = RowFault::kTooLong, .column = RowError::kWholeRow, .found = {}, .expected = {}});
    ++chunk.rows;
    return true;
  }
  while (chunk.rows < kChunkRows && at_ < text.size()) {
    const std::size_t feed = std::min(text.find('\n', at_), text.size());
    const std::string_view line = text.substr(at_, feed - at_);
    at_ = feed + 1;
    const std::uint64_t number = line_++;
    if (is_blank_line(line)) continue;
    chunk.lines.push_back(number);
    read_line(line, chunk);
    ++chunk.rows;
  }
  return chunk.rows > 0;
}

void JsonLinesReader::read_line(std::string_view line, Chunk& chunk) {
  const std::size_t errors_before = chunk.errors.size();
  RowEvents events(line, *schema_, columns_, kept_at_, cells_, chunk);
  const auto error = base::read_json(line, events, kMostDepth);
  if (!error) return;
  // Half a line is no row: what was read of it is forgotten.
  chunk.errors.resize(errors_before);
  for (std::uint32_t i = 0; i < chunk.columns.size(); ++i) CellReader::skip(i, chunk.rows, chunk);
  const bool is_no_object = error->kind == base::JsonErrorKind::kStopped;
  const std::string column = std::to_string(error->offset + 1);
  base::Message why = error->message;
  if (is_no_object) why = {"ce n'est pas un objet", "it is not an object"};
  chunk.errors.push_back({.row = chunk.rows,
                          .fault = error->kind == base::JsonErrorKind::kNotUtf8 ? RowFault::kEncoding : RowFault::kJson,
                          .column = RowError::kWholeRow,
                          .found = why.fr + " (octet " + column + ").",
                          .expected = why.en + " (byte " + column + ")."});
}

}  // namespace partance::microsimulation::table
