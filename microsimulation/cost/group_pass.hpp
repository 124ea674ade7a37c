// The groups of every row: rules people are grouped by, computed over the table (see grouping.hpp for what becomes of
// their values).
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/plan/program.hpp"
#include "microsimulation/cost/grouping.hpp"
#include "microsimulation/cost/row_pass.hpp"
#include "microsimulation/cost/weights.hpp"

namespace partance::microsimulation::cost {

struct NamedGrouping {
  std::string name;
  base::Message title;
  Grouping grouping;
};

/// What a value of `before` says about a person, or of `after` when only that one has the rule, or of a column of the
/// table that answers no rule. kNotFound names the nearest.
base::Result<std::vector<NamedGrouping>> group_people(const std::shared_ptr<const engine::plan::Program>& before,
                                                      const std::shared_ptr<const engine::plan::Program>& after,
                                                      std::span<const std::string> names, const Bands& bands,
                                                      const Table& table, const Weights& weights,
                                                      engine::value::Date today, const PassOptions& pass);

}  // namespace partance::microsimulation::cost
