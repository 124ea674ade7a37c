// Cycles: which nodes depend on themselves. There the order of evaluation shows, and every reference must stay a node.
#pragma once

#include <vector>

#include "engine/model/model.hpp"

namespace partance::engine::plan {

/// For each node of the model's graph, whether it can be reached from itself through operands, rule bodies, options
/// and parents (Tarjan's strongly connected components, without recursion).
/// `through_contexts`: also through what a `contexte` answers in the place of a rule, which contexts inside it compute
/// anew.
std::vector<bool> nodes_in_cycles(const model::Model& model, bool through_contexts = false);

}  // namespace partance::engine::plan
