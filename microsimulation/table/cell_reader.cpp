// Cells into columns (see cell_reader.hpp).
#include "microsimulation/table/cell_reader.hpp"

#include <algorithm>
#include <cstring>

#include "base/number_text.hpp"
#include "microsimulation/table/cell.hpp"

namespace partance::microsimulation::table {

using engine::batch::ColumnType;
using engine::batch::State;
using engine::value::UnitId;

namespace {

constexpr std::size_t kMostTextBytes = 1000;

/// Spreads short texts over the slots of a column.
std::size_t slot_of(std::string_view text, std::size_t slots) {
  std::uint64_t hash = text.size() * 0x9e3779b97f4a7c15U;
  for (std::size_t at = 0; at < text.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, std::min<std::size_t>(8, text.size() - at));
    hash = (hash ^ word) * 0xff51afd7ed558ccdU;
    hash ^= hash >> 32U;
  }
  return static_cast<std::size_t>(hash) & (slots - 1);
}

/// A text less the quotes Publicodes writes around it.
std::string_view unquoted(std::string_view text) {
  if (text.size() < 2) return text;
  const bool is_quoted = (text.front() == '\'' && text.back() == '\'') || (text.front() == '"' && text.back() == '"');
  return is_quoted ? text.substr(1, text.size() - 2) : text;
}

std::string listed(const std::vector<std::string>& options) {
  constexpr std::size_t kMostListed = 12;
  std::string out;
  for (std::size_t i = 0; i < std::min(options.size(), kMostListed); ++i) {
    if (i > 0) out += ", ";
    out += options[i];
  }
  return options.size() > kMostListed ? out + "…" : out;
}

}  // namespace

CellReader::CellReader(const Schema& schema, const engine::value::UnitTable& units) : schema_(&schema), units_(units) {
  for (const Answered& column : schema.answered) {
    column_units_.push_back(column.unit.empty() ? UnitId::kAbsent
                                                : units_.parse(column.unit).value_or(UnitId::kAbsent));
    slots_.emplace_back(column.type == ColumnType::kText ? kSlots : 0);
  }
}

void CellReader::use(engine::batch::Dictionary& dictionary) {
  dictionary_ = &dictionary;
  for (auto& slots : slots_) std::ranges::fill(slots, Slot{});
}

void CellReader::refuse(std::uint32_t answered, RowFault fault, std::string_view cell, std::uint32_t row,
                        Chunk& chunk) const {
  const Answered& column = schema_->answered[answered];
  chunk.columns[answered].states[row] = State::kUnknown;
  chunk.errors.push_back({.row = row,
                          .fault = fault,
                          .column = static_cast<std::uint32_t>(column.header),
                          .found = shown_cell(cell),
                          .expected = fault == RowFault::kOption ? listed(column.options_as_written) : column.unit});
}

RowFault CellReader::number(std::uint32_t answered, std::string_view cell, double& number) {
  const NumberCell read = read_number_cell(cell);
  number = read.number;
  if (read.fault != RowFault::kNone || read.unit.empty()) return read.fault;
  const UnitId wanted = column_units_[answered];
  if (wanted == UnitId::kAbsent) return RowFault::kUnit;
  constexpr std::size_t kMostUnits = 1000;  // a file of odd units shall not fill the table
  if (units_.size() > kMostUnits) return RowFault::kUnit;
  const auto unit = units_.parse(read.unit);
  const bool converts = unit && units_.convertible(*unit, wanted);
  if (!converts) return RowFault::kUnit;
  number = units_.convert(*unit, wanted, number).value_or(number);
  return RowFault::kNone;
}

RowFault CellReader::text(std::uint32_t answered, std::string_view cell, std::uint32_t& code) {
  const std::string_view text = unquoted(cell);
  if (text.size() > kMostTextBytes) return RowFault::kText;
  auto& slots = slots_[answered];
  Slot& slot = slots[slot_of(text, slots.size())];
  if (slot.size == text.size() && std::memcmp(slot.bytes.data(), text.data(), text.size()) == 0) {
    code = slot.code;
    return RowFault::kNone;
  }
  const auto& options = schema_->answered[answered].options;
  if (!options.empty() && !std::ranges::binary_search(options, text)) return RowFault::kOption;
  code = dictionary_->encode(text);
  if (text.size() <= slot.bytes.size()) {
    std::ranges::copy(text, slot.bytes.begin());
    slot.size = static_cast<std::uint8_t>(text.size());
    slot.code = code;
  }
  return RowFault::kNone;
}

void CellReader::read(std::uint32_t answered, std::string_view raw, std::uint32_t row, Chunk& chunk) {
  Column& column = chunk.columns[answered];
  const std::string_view cell = trimmed(raw);
  if (cell.empty()) {
    column.states[row] = State::kUnknown;
    return;
  }
  RowFault fault = RowFault::kNone;
  switch (column.type) {
    case ColumnType::kNumber:
      fault = number(answered, cell, column.numbers[row]);
      break;
    case ColumnType::kBoolean: {
      const auto truth = read_yes_no_cell(cell);
      fault = truth ? RowFault::kNone : RowFault::kYesNo;
      column.booleans[row] = truth.value_or(false) ? 1 : 0;
      break;
    }
    case ColumnType::kDate: {
      const auto day = read_day_cell(unquoted(cell));
      fault = day ? RowFault::kNone : RowFault::kDate;
      column.texts[row] = engine::batch::day_code(day.value_or(0));
      break;
    }
    case ColumnType::kText:
      if (cell.size() >= 14 && is_not_applicable(cell)) {
        fault = RowFault::kOption;
        break;
      }
      fault = text(answered, cell, column.texts[row]);
      break;
  }
  if (fault == RowFault::kNone) {
    column.states[row] = State::kKnown;
  } else if (is_not_applicable(cell)) {
    column.states[row] = State::kNotApplicable;
  } else {
    refuse(answered, fault, cell, row, chunk);
  }
}

void CellReader::read_number(std::uint32_t answered, double number, std::uint32_t row, Chunk& chunk) {
  Column& column = chunk.columns[answered];
  if (column.type == ColumnType::kNumber) {
    column.numbers[row] = number;
    column.states[row] = State::kKnown;
    return;
  }
  // 1 and 0 of a yes-no rule, or a code written as a number ("75" for a département).
  read(answered, base::number_text(number), row, chunk);
}

void CellReader::read_boolean(std::uint32_t answered, bool truth, std::uint32_t row, Chunk& chunk) {
  Column& column = chunk.columns[answered];
  if (column.type != ColumnType::kBoolean) return read(answered, truth ? "true" : "false", row, chunk);
  column.booleans[row] = truth ? 1 : 0;
  column.states[row] = State::kKnown;
}

}  // namespace partance::microsimulation::table
