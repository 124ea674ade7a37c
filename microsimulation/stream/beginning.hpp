// The beginning of a table: enough of its bytes to know how it is written and which columns it has.
//
// Always as many bytes, so that nothing that is decided here depends on blocks or threads.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/value/unit.hpp"
#include "microsimulation/stream/block_reader.hpp"
#include "microsimulation/table/csv.hpp"
#include "microsimulation/table/format.hpp"
#include "microsimulation/table/rows_reader.hpp"
#include "microsimulation/table/schema.hpp"

namespace partance::microsimulation::stream {

using table::Format;

/// How a table is written, as far as somebody says so; the rest is seen.
struct InputForm {
  Format format = Format::kCsv;
  std::optional<char> separator;
  std::optional<table::Encoding> encoding;
};

struct Beginning {
  Format format = Format::kCsv;
  std::string sample;  ///< the first bytes of the input
  bool is_whole = false;
  table::CsvDialect dialect;
  bool has_lone_returns = false;   ///< its lines end with carriage returns only, as on old Macs: read as line feeds
  std::size_t header_end = 0;      ///< where the first row begins
  std::uint64_t header_lines = 0;  ///< lines before it
  std::vector<std::string> headers;
  table::SampleRows rows;

  /// Whole rows of the sample, to be read as rows.
  [[nodiscard]] table::Rows sample_rows() const;
  /// All rows, this beginning's first; `source` is where it was read from.
  [[nodiscard]] BlockReader blocks(Source source, std::size_t block_bytes) const;
  [[nodiscard]] std::unique_ptr<table::RowsReader> reader(const table::Schema& schema,
                                                          const engine::value::UnitTable& units) const;
};

/// Reads it from `source`. Keys of JSON Lines that `mapping` names are columns even when they come late.
base::Result<Beginning> read_beginning(const Source& source, const InputForm& form, const table::Mapping* mapping);

}  // namespace partance::microsimulation::stream
