// Rows of JSON Lines into chunks: an object a line, whose keys are names of rules. One a thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/json_reader.hpp"
#include "microsimulation/table/cell_reader.hpp"
#include "microsimulation/table/rows_reader.hpp"

namespace partance::microsimulation::table {

/// The keys of the objects at the beginning of a file, in the order met, with what they hold as text.
struct JsonHeader {
  std::vector<std::string> names;
  SampleRows rows;
};
/// Lines that are no objects are passed over: they will be told as rows. Errors: no object at all, too many keys.
base::Result<JsonHeader> read_json_header(std::string_view sample, bool is_whole);

class JsonLinesReader final : public RowsReader {
 public:
  JsonLinesReader(const Schema& schema, CellReader cells);

  void use(engine::batch::Dictionary& dictionary) override { cells_.use(dictionary); }
  void begin(Rows& rows) override;
  bool next(Chunk& chunk) override;

 private:
  void read_line(std::string_view line, Chunk& chunk);

  const Schema* schema_;
  CellReader cells_;
  std::unordered_map<std::string_view, std::uint32_t> columns_;  // header → its number; views of the schema
  std::vector<std::uint32_t> kept_at_;                           // header → its place among the kept, or none
  Rows* rows_ = nullptr;
  std::size_t at_ = 0;
  std::uint64_t line_ = 0;
};

/// A line without anything but spaces.
bool is_blank_line(std::string_view line);

}  // namespace partance::microsimulation::table
