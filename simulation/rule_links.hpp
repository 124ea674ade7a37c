// Links between rules: which ones a rule's formula names, and which name it.
#pragma once

#include <vector>

#include "engine/plan/program.hpp"

namespace partance::simulation {

/// The rules that `rule`'s own formula names, in reading order, once each; what mechanisms made is seen through.
std::vector<engine::model::RuleId> uses(const engine::plan::Program& program, engine::model::RuleId rule);

/// The rules whose own formula names `rule`, in writing order. Looks through the whole program.
std::vector<engine::model::RuleId> used_by(const engine::plan::Program& program, engine::model::RuleId rule);

/// `from` and every rule their formulas lead to, nearest first.
std::vector<engine::model::RuleId> reachable(const engine::plan::Program& program,
                                             std::vector<engine::model::RuleId> from);

}  // namespace partance::simulation
