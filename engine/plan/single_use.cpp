// See single_use.hpp.
#include "engine/plan/single_use.hpp"

#include "engine/plan/dependencies.hpp"

namespace partance::engine::plan {

using model::Node;
using model::NodeId;
using model::Op;

namespace {

/// Nodes that "is it applicable?" may be asked of: operands of that question, parents that may be not applicable,
/// options, and what such a question passes on to (Publicodes 1.10, chapter 3.6).
std::vector<bool> asked_nodes(const model::Model& m) {
  std::vector<bool> asked(m.graph.nodes.size(), false);
  std::vector<NodeId> waiting;
  const auto ask = [&](NodeId id) {
    if (id == model::kNoNode || asked[index(id)]) return;
    asked[index(id)] = true;
    waiting.push_back(id);
  };
  for (const Node& node : m.graph.nodes) {
    if (node.op == Op::kIsNotApplicable) ask(NodeId{node.a});
  }
  for (const model::ChoiceList& list : m.graph.choices) {
    for (const NodeId option : list.rules) ask(option);
  }
  for (const model::Rule& rule : m.rules) {
    if (rule.gate_nullable) ask(rule.gate);
  }
  while (!waiting.empty()) {
    const Node node = m.graph.at(waiting.back());
    waiting.pop_back();
    if (node.op == Op::kRule) ask(m.rules[node.a].body);
    if (node.op == Op::kReference || node.op == Op::kSituation) ask(NodeId{node.b});
    if (node.op == Op::kCondition) ask(NodeId{node.b}), ask(NodeId{node.c});
  }
  return asked;
}

}  // namespace

std::vector<bool> single_use_nodes(const model::Model& m, const std::vector<bool>& cyclic) {
  const std::vector<bool> asked = asked_nodes(m);
  std::vector<std::uint8_t> uses(m.graph.nodes.size(), 0);
  std::vector<bool> many_times(m.graph.nodes.size(), false);
  for_each_dependency(m, [&](NodeId needed, NodeId user) {
    constexpr std::uint8_t kMany = 2;
    if (uses[index(needed)] < kMany) ++uses[index(needed)];
    if (asked[index(user)] || cyclic[index(user)]) many_times[index(needed)] = true;
  });
  std::vector<bool> single(m.graph.nodes.size(), false);
  for (std::size_t i = 0; i < single.size(); ++i) {
    const Op op = m.graph.nodes[i].op;
    if (op == Op::kRule || op == Op::kReference || op == Op::kConstant || op == Op::kContext) continue;
    single[i] = uses[i] == 1 && !asked[i] && !many_times[i] && !cyclic[i];
  }
  return single;
}

}  // namespace partance::engine::plan
