// The comparison: two programs over one table of people, what each gives everybody, and how the sums differ.
//
//   two programs + table ──groups──▶ group of each row ──outcomes──▶ figures (comparison.hpp)
//
// Threads take rows block by block; all sums are of integers (exact.hpp), so the result has the same bits whatever
// their number.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/plan/program.hpp"
#include "engine/value/calendar.hpp"
#include "microsimulation/cost/comparison.hpp"
#include "microsimulation/cost/grouping.hpp"
#include "microsimulation/cost/weights.hpp"
#include "microsimulation/table/table.hpp"

namespace partance::microsimulation::cost {

struct ComparisonRequest {
  std::shared_ptr<const engine::plan::Program> before{}, after{};
  std::vector<std::string> aids{};   ///< by id; all of them when `rules` is empty too
  std::vector<std::string> rules{};  ///< further targets: rules by name
  std::vector<std::string> by{};     ///< rules, or columns of the table
  Bands bands{};
  /// Names of the rules that differ between the two, when known: targets that none of them can reach are computed once.
  std::optional<std::vector<std::string>> changed{};
  RangeEnd range = RangeEnd::kMinimum;
  /// Of each person, count only the best combination of the aids computed that the rules allow.
  bool combined = false;
  std::string weight{};  ///< a column of numbers; empty: kWeightColumn if the table has it
  engine::value::Date today{};
  unsigned threads = 1;
};

/// Told now and then how many rows are done of how many; called by any thread, one at a time.
using Progress = std::function<void(std::size_t done, std::size_t all)>;

/// Errors: kNotFound (an aid, a rule or a column, with the nearest names), kInvalidInput (a weight, a unit),
/// kInterrupted when `stop` became true.
base::Result<Comparison> compare(const ComparisonRequest& request, const Table& table, const Progress& progress = {},
                                 const std::atomic<bool>* stop = nullptr);

}  // namespace partance::microsimulation::cost
