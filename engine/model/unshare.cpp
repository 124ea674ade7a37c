// Writing a rule anew once replacements were written in: what its mechanisms share, and what they no longer do
// (Publicodes 1.10, chapter 3.3).
#include "engine/model/builder.hpp"

namespace partance::engine::model {

/// Gives each use of a mechanism's parameter, in a rule that was rewritten, a node of its own; references, replaced or
/// not, and constants stay shared. It shows in cycles only, where what was computed first matters (chapter 3.3).
/// Mechanisms nested so deep that the copies would pile up keep sharing.
void Builder::unshare(NodeId root) {
  constexpr std::size_t kMostCopies = 2'000;
  Graph& graph = model_.graph;
  const std::size_t first_copy = graph.nodes.size();
  std::vector<bool> used(graph.nodes.size(), false);
  std::vector<NodeId> waiting{root};
  const auto settle = [&](NodeId child) {
    if (child == kNoNode || graph.nodes.size() - first_copy > kMostCopies) return child;
    const Node node = graph.at(child);
    if (node.op == Op::kConstant || node.op == Op::kReference || node.op == Op::kRule) return child;
    if (node.origin == Origin::kReplacement || node.op == Op::kInversion) return child;
    const bool again = index(child) < used.size() && used[index(child)];
    if (index(child) < used.size()) used[index(child)] = true;
    const NodeId own = again ? graph.add(node) : child;
    if (again && node.count > 0 && node.op != Op::kDuration) {
      const auto list = graph.list(node, has_pairs(node.op) ? 2 : 1);
      graph.at(own).c = graph.add_list(std::vector<NodeId>(list.begin(), list.end()));
    }
    waiting.push_back(own);
    return own;
  };
  while (!waiting.empty()) {
    const NodeId at = waiting.back();
    waiting.pop_back();
    if (at == kNoNode) continue;
    map_children(graph, at, settle);
  }
}

}  // namespace partance::engine::model
