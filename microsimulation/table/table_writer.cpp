// See table_writer.hpp.
#include "microsimulation/table/table_writer.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/json.hpp"
#include "base/number_text.hpp"
#include "engine/value/calendar.hpp"
#include "microsimulation/table/csv.hpp"

namespace partance::microsimulation::table {

namespace {

using engine::batch::ColumnType;
using engine::batch::State;

constexpr std::size_t kMostCellBytes = 32;  // of a number, a day, oui, null

char* put(char* at, std::string_view text) {
  std::memcpy(at, text.data(), text.size());
  return at + text.size();
}

/// A copy whose size is known to the compiler; at most `Size` bytes past the end are spoilt.
template <std::size_t Size>
char* put_fixed(char* at, const char* text, std::size_t size) {
  std::memcpy(at, text, Size);
  return at + size;
}

std::string quoted(std::string_view text) {
  std::string out;
  append_csv_cell(out, text, ',');
  return out;
}

std::string json_text(std::string_view text) {
  std::string out;
  base::append_json_text(out, text);
  return out;
}

}  // namespace

std::string header_cell(const Column& column) {
  return column.unit.empty() ? column.name : column.name + " (" + column.unit + ")";
}

std::string TableWriter::header(const Table& table) const {
  std::string out;
  if (format_ == Format::kJsonLines) return out;
  for (const Column& column : table.columns) {
    if (!out.empty()) out += ',';
    out += quoted(header_cell(column));
  }
  return out + '\n';
}

std::string TableWriter::as_cell(std::string_view text) const {
  return format_ == Format::kJsonLines ? json_text(text) : quoted(text);
}

void TableWriter::take_shape(const Table& table) {
  std::size_t longest = kMostCellBytes;
  texts_.clear();
  shorts_.assign(table.dictionary.size(), {});
  for (std::uint32_t code = 0; code < table.dictionary.size(); ++code) {
    texts_.push_back(as_cell(table.dictionary.text(code)));
    longest = std::max(longest, texts_.back().size());
    const std::string& text = texts_.back();
    if (text.size() > shorts_[code].text.size()) continue;
    std::ranges::copy(text, shorts_[code].text.begin());
    shorts_[code].size = static_cast<std::uint8_t>(text.size());
  }
  const bool is_json = format_ == Format::kJsonLines;
  shapes_.resize(table.columns.size());
  most_row_bytes_ = kMostCellBytes;  // room for what fixed copies spoil
  for (std::size_t i = 0; i < shapes_.size(); ++i) {
    std::string& before = shapes_[i].before;
    before = i == 0 ? "" : ",";
    if (is_json) before = (i == 0 ? "{" : ",") + json_text(header_cell(table.columns[i])) + ":";
    most_row_bytes_ += before.size() + longest;
  }
}

void TableWriter::write(const Table& table, std::string& out) {
  take_shape(table);
  const bool is_json = format_ == Format::kJsonLines;
  for (std::size_t row = 0; row < table.rows; ++row) {
    const std::size_t begin = out.size();
    out.resize_and_overwrite(begin + most_row_bytes_, [&](char* data, std::size_t) {
      char* at = data + begin;
      for (std::size_t i = 0; i < shapes_.size(); ++i) {
        if (is_json) {
          at = put(at, shapes_[i].before);
        } else if (i > 0) {
          *at++ = ',';
        }
        at = put_cell(at, table, i, row);
      }
      if (is_json) *at++ = '}';
      *at++ = '\n';
      return static_cast<std::size_t>(at - data);
    });
  }
}

char* TableWriter::put_cell(char* at, const Table& table, std::size_t index, std::size_t row) {
  const bool is_json = format_ == Format::kJsonLines;
  const Column& column = table.columns[index];
  const State state = column.states.empty() ? State::kKnown : column.states[row];
  if (state == State::kUnknown) return is_json ? put(at, "null") : at;
  if (state == State::kNotApplicable) return put(at, is_json ? "\"non applicable\"" : "non applicable");
  switch (column.type) {
    case ColumnType::kNumber:
      return put_number(at, shapes_[index], column.numbers[row]);
    case ColumnType::kBoolean:
      if (is_json) return put(at, column.booleans[row] != 0 ? "true" : "false");
      return put_fixed<4>(at, column.booleans[row] != 0 ? "oui" : "non", 3);
    case ColumnType::kText:
    case ColumnType::kDate:
      break;
  }
  return put_text(at, table, column.texts[row]);
}

char* TableWriter::put_text(char* at, const Table& table, std::uint32_t code) {
  if (code < texts_.size()) {
    const Short& text = shorts_[code];
    return text.size > 0 ? put_fixed<16>(at, text.text.data(), text.size) : put(at, texts_[code]);
  }
  if (engine::batch::is_day(code)) return put_day(at, code);
  return put(at, as_cell(table.dictionary.text(code)));  // what looks like a day and is none
}

char* TableWriter::put_number(char* at, Shape& shape, double number) {
  constexpr double kMostWhole = 1e15;
  constexpr double kMostDigits = 10;
  if (number >= 0 && number < kMostDigits) {
    const auto digit = static_cast<int>(number);
    *at = static_cast<char>('0' + digit);
    if (digit == number) return at + 1;
  }
  if (number >= 0 && number < kMostWhole) {
    const auto whole = static_cast<std::uint64_t>(number);
    if (static_cast<double>(whole) == number) return std::to_chars(at, at + kMostCellBytes, whole).ptr;
  }
  if (number != shape.last) {
    shape.last = number;
    shape.last_text.clear();
    base::append_number_text(shape.last_text, number);
  }
  return put(at, shape.last_text);
}

char* TableWriter::put_day(char* at, std::uint32_t code) {
  const bool is_json = format_ == Format::kJsonLines;
  const std::int64_t number = engine::batch::day_of(code);
  Day& day = days_[static_cast<std::size_t>(number) % days_.size()];
  if (day.day != number) {
    day.day = number;
    const std::string text = engine::value::date_text(engine::value::from_days(number));
    std::copy_n(text.begin(), std::min(text.size(), day.text.size()), day.text.begin());
  }
  if (is_json) *at++ = '"';
  at = put(at, {day.text.data(), day.text.size()});
  if (is_json) *at++ = '"';
  return at;
}

}  // namespace partance::microsimulation::table
