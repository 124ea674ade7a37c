// Tables by columns: what a batch reads and what it gives back.
//
// A column is a few plain arrays with an entry a row. Whoever reads a file or makes a population fills them; the batch
// only looks. Texts are codes of a Dictionary, numbers are doubles in the unit the column was declared with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/value/value.hpp"

namespace partance::engine::batch {

/// What one row of a column of answers holds.
enum class State : std::uint8_t {
  kKnown,
  kNotApplicable,
  kUnknown,  ///< the question is left open: the rule computes what it can
};

/// What the known rows of a column of answers are.
enum class ColumnType : std::uint8_t { kNumber, kBoolean, kText, kDate };

/// A column of answers. Only the array of its type is read, and of rows that are known.
struct ColumnView {
  const State* states = nullptr;           ///< nullptr: every row is known
  const double* numbers = nullptr;         ///< kNumber
  const std::uint8_t* booleans = nullptr;  ///< kBoolean: 0 or 1
  const std::uint32_t* texts = nullptr;    ///< kText and kDate: codes of the worker's Dictionary

  /// The same column from a later row on.
  [[nodiscard]] ColumnView from(std::size_t row) const {
    ColumnView rest = *this;
    if (states != nullptr) rest.states += row;
    if (numbers != nullptr) rest.numbers += row;
    if (booleans != nullptr) rest.booleans += row;
    if (texts != nullptr) rest.texts += row;
    return rest;
  }
};

/// What a target is worth, row by row. Rows of one target may differ in kind and in unit, as the language allows.
struct ResultColumn {
  std::vector<value::Kind> kinds;
  std::vector<double> numbers;       ///< kNumber; 0 or 1 of kBoolean; the evaluate::Fault of kError
  std::vector<std::uint32_t> texts;  ///< kText: codes of the worker's Dictionary, dates included; empty without texts
  std::vector<value::UnitId> units;  ///< see Worker::units()
};

}  // namespace partance::engine::batch
