// A table as text: CSV or JSON Lines, as `partance batch` reads them back.
//
// CSV: UTF-8, a comma, a point for decimals, `oui` and `non`, DD/MM/YYYY, texts bare (quoted only when they must be), a
// cell left empty when the question is open. The header names the columns, with the unit of their numbers in brackets.
// JSON Lines: an object a row with the same names; an open question is null.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "microsimulation/table/format.hpp"
#include "microsimulation/table/table.hpp"

namespace partance::microsimulation::table {

/// "foyer . revenu brut global (€/an)"
std::string header_cell(const Column& column);

/// Writes tables that have the same columns, one after the other.
class TableWriter {
 public:
  explicit TableWriter(Format format) : format_(format) {}

  /// The line of names; empty for JSON Lines.
  [[nodiscard]] std::string header(const Table& table) const;
  /// Adds the rows of a table. Its texts are those of its own dictionary.
  void write(const Table& table, std::string& out);

 private:
  struct Shape {
    std::string before;  ///< of the cell: a separator, a key
    double last = 0;     ///< the number written last, and its text: weights come again and again
    std::string last_text = "0";
  };
  /// A text that is copied by a few moves, whatever its length.
  struct Short {
    std::array<char, 16> text{};
    std::uint8_t size = 0;  ///< 0: too long
  };
  struct Day {
    std::int64_t day = INT64_MIN;
    std::array<char, 10> text{};
  };

  void take_shape(const Table& table);
  char* put_cell(char* at, const Table& table, std::size_t column, std::size_t row);
  char* put_number(char* at, Shape& shape, double number);
  char* put_text(char* at, const Table& table, std::uint32_t code);
  char* put_day(char* at, std::uint32_t code);
  [[nodiscard]] std::string as_cell(std::string_view text) const;

  Format format_;
  std::vector<Shape> shapes_;
  std::vector<std::string> texts_;  // of the table being written, by code, as cells
  std::vector<Short> shorts_;       // the same, as far as they are short
  std::size_t most_row_bytes_ = 0;
  std::vector<Day> days_ = std::vector<Day>(4096);
};

}  // namespace partance::microsimulation::table
