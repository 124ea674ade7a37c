// What a criterion looked at: the values its formula reads, found in the run's last evaluation.
#pragma once

#include <vector>

#include "engine/evaluate/run.hpp"
#include "simulation/report.hpp"

namespace partance::simulation {

/// The rules that `rule`'s formula reads and the values they had in the evaluation just made, in reading order. A
/// yes/no rule without a question of its own is replaced by what it reads itself. At most a dozen.
std::vector<Seen> values_seen(engine::evaluate::Run& run, engine::evaluate::RuleId rule, base::Language language);

}  // namespace partance::simulation
