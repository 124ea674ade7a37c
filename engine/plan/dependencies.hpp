// Who needs whom: the edges of a model's graph, for passes that follow them.
#pragma once

#include "engine/model/model.hpp"

namespace partance::engine::plan {

/// Calls f(needed, user) for every pair of nodes where `user` must be recomputed when `needed` changes.
template <class F>
void for_each_dependency(const model::Model& m, F&& f) {
  for (std::size_t i = 0; i < m.graph.nodes.size(); ++i) {
    const model::NodeId user{static_cast<std::uint32_t>(i)};
    const model::Node& node = m.graph.nodes[i];
    for_each_child(m.graph, node, [&](model::NodeId child) { f(child, user); });
    if (node.op == model::Op::kInversion) f(m.rules[node.a].body, user);
  }
  for (const model::Rule& rule : m.rules) {
    if (rule.body != model::kNoNode) f(rule.body, rule.node);
    if (rule.choice != model::kNoNode) f(rule.choice, rule.node);
    if (rule.gate != model::kNoNode) f(rule.gate, rule.node);
  }
}

}  // namespace partance::engine::plan
