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

}  // namespace partance::microsimulation::cost
