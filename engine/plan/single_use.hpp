// Single use: which nodes are computed at most once in an evaluation anyway, so that nobody need remember them.
#pragma once

#include <vector>

#include "engine/model/model.hpp"

namespace partance::engine::plan {

/// For each node, whether it has one user, is in no cycle, is never asked whether it applies, and its user computes it
/// in one way only. Remembering its value would be wasted work.
std::vector<bool> single_use_nodes(const model::Model& model, const std::vector<bool>& cyclic);

}  // namespace partance::engine::plan
