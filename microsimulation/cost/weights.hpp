// Weights: how many people of the real population each row stands for.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "microsimulation/cost/exact.hpp"
#include "microsimulation/table/table.hpp"

namespace partance::microsimulation::cost {

/// The column of weights that is used when none is asked for.
inline constexpr std::string_view kWeightColumn = "poids";

struct Weights {
  std::string column{};                ///< empty: everybody counts for one
  std::vector<std::int64_t> of_row{};  ///< millionths; empty: everybody counts for one
  Exact people = 0;

  [[nodiscard]] std::int64_t of(std::size_t row) const { return of_row.empty() ? kOnePerson : of_row[row]; }
};

/// Reads the column `name`, or kWeightColumn when it is empty and the table has it. Errors: kNotFound, kInvalidInput
/// with the first row that is wrong.
base::Result<Weights> read_weights(const Table& table, const std::string& name);

/// The column of that name, or null.
const Column* find_column(const Table& table, std::string_view name);

}  // namespace partance::microsimulation::cost
