// Reach: which rules of a program a change of some of its rules can touch.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/plan/program.hpp"

namespace partance::microsimulation::cost {

/// For each rule, whether computing it may read one of `names`, itself included: what a run would compute again
/// (Program::users). Names that are no rules of the program are left out.
std::vector<bool> reached_rules(const engine::plan::Program& program, std::span<const std::string> names);

/// What a change of rules touches, in either program.
struct Reach {
  std::vector<std::string> rules{};  ///< public ones other than those that changed, in writing order
  std::vector<std::string> aids{};   ///< ids of those whose verdict or amounts are touched
};
Reach reach_of(const engine::plan::Program& before, const engine::plan::Program& after,
               std::span<const std::string> names);

}  // namespace partance::microsimulation::cost
