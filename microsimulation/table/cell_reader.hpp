// Puts cells into the columns of a chunk, each as the type of its rule asks. One a thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "engine/batch/dictionary.hpp"
#include "engine/value/unit.hpp"
#include "microsimulation/table/chunk.hpp"

namespace partance::microsimulation::table {

class CellReader {
 public:
  /// `units` reads the units written in cells; it is copied. The schema must outlive the reader.
  CellReader(const Schema& schema, const engine::value::UnitTable& units);

  /// Where texts get their codes from now on; forgets the codes of the one before.
  void use(engine::batch::Dictionary& dictionary);

  /// The cell of an answered column at `row`: a value, "not applicable", or nothing said. What it cannot read is added
  /// to the errors of the chunk, and the row has no answer there.
  void read(std::uint32_t answered, std::string_view cell, std::uint32_t row, Chunk& chunk);

  // The same for JSON, whose values have types of their own.
  void read_number(std::uint32_t answered, double number, std::uint32_t row, Chunk& chunk);
  void read_boolean(std::uint32_t answered, bool truth, std::uint32_t row, Chunk& chunk);
  /// No answer in this row.
  static void skip(std::uint32_t answered, std::uint32_t row, Chunk& chunk) {
    chunk.columns[answered].states[row] = engine::batch::State::kUnknown;
  }
  /// Adds an error about the column.
  void refuse(std::uint32_t answered, RowFault fault, std::string_view cell, std::uint32_t row, Chunk& chunk) const;

 private:
  /// A text met in a column lately, with its code.
  struct Slot {
    std::array<char, 27> bytes{};
    std::uint8_t size = 0xff;
    std::uint32_t code = 0;
  };
  static constexpr std::size_t kSlots = 512;

  RowFault number(std::uint32_t answered, std::string_view cell, double& number);
  RowFault text(std::uint32_t answered, std::string_view cell, std::uint32_t& code);

  const Schema* schema_;
  engine::value::UnitTable units_;
  std::vector<engine::value::UnitId> column_units_;
  engine::batch::Dictionary* dictionary_ = nullptr;
  std::vector<std::vector<Slot>> slots_;  // per column of texts
};

}  // namespace partance::microsimulation::table
