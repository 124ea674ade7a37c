// Tables as offices send them: CSV from any spreadsheet, read with limits, each fault with its line.
//
// UTF-8 (with or without its mark) or Windows-1252, commas, semicolons or tabs, quoted fields with line ends inside,
// any kind of line end. The first line names the columns.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace partance::store {

struct CsvLimits {
  std::size_t bytes = 8 * 1024 * 1024;
  std::size_t rows = 20'000;
  std::size_t columns = 200;
  std::size_t field_bytes = 10'000;
  std::size_t faults = 50;  ///< after as many, reading stops
};

/// Something a person has to mend: where, what is wrong, what to write instead.
struct CsvFault {
  std::size_t line = 0;  ///< counted from 1, header included
  std::string column{};  ///< as the header writes it; empty when the whole line is meant
  base::Message message{};
};

struct CsvRow {
  std::size_t line = 0;  ///< where it begins
  std::vector<std::string> fields{};
};

struct CsvTable {
  std::vector<std::string> header{};
  std::vector<CsvRow> rows{};  ///< each as wide as the header
  std::vector<CsvFault> faults{};
};

/// Fields are UTF-8, without the blanks around them. Empty lines are skipped.
CsvTable read_csv(std::string_view bytes, const CsvLimits& limits = {});

/// One line with its end (CRLF): fields are quoted when they need it. A field that a spreadsheet would take for a
/// formula (it begins with = + - @) is written after an apostrophe, which read_csv() takes off again.
void append_csv_line(std::string& out, std::span<const std::string> fields, char separator = ',');

}  // namespace partance::store
