// One cell of a table as a value: numbers, yes or no, days, as French spreadsheets and statistical programs write them.
//
// Pure functions on bytes, without allocation: they run once a cell, millions of times a second.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "microsimulation/table/row_error.hpp"

namespace partance::microsimulation::table {

/// See trimmed().
std::string_view trimmed_slowly(std::string_view cell);

/// `cell` less the spaces at both ends: tabs, ordinary, no-break, thin and narrow no-break spaces.
inline std::string_view trimmed(std::string_view cell) {
  // Most cells begin and end with a letter or a digit, which one comparison of each tells.
  const auto is_inside = [](char c) { return c > ' ' && c < 0x7f; };
  if (cell.empty() || (is_inside(cell.front()) && is_inside(cell.back()))) return cell;
  return trimmed_slowly(cell);
}

/// A number as it stands in a cell, and the unit that follows it if any.
struct NumberCell {
  double number = 0;
  std::string_view unit{};
  RowFault fault = RowFault::kNone;  ///< kNumber, kNumberRange
};

/// Reads "12500", "-3,5", "12 500,50 €", "1.5e3". The decimal sign is a comma or a point; spaces of any kind may group
/// digits by three. Both signs in one number, or commas as thousands, are refused rather than guessed. Correctly
/// rounded.
NumberCell read_number_cell(std::string_view cell);

/// oui, non, yes, no, vrai, faux, true, false in any case; 1 and 0.
std::optional<bool> read_yes_no_cell(std::string_view cell);

/// DD/MM/YYYY or YYYY-MM-DD, a day that exists: days since 1970-01-01.
std::optional<std::int32_t> read_day_cell(std::string_view cell);

/// "non applicable", in any case.
bool is_not_applicable(std::string_view cell);

}  // namespace partance::microsimulation::table
