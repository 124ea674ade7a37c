// See reach.hpp.
#include "microsimulation/cost/reach.hpp"

#include "engine/model/names.hpp"

namespace partance::microsimulation::cost {

using engine::model::NodeId;
using engine::model::RuleId;

std::vector<bool> reached_rules(const engine::plan::Program& program, std::span<const std::string> names) {
  const engine::model::Model& model = program.model;
  std::vector<bool> met(model.graph.nodes.size(), false);
  std::vector<NodeId> waiting;
  const auto add = [&](NodeId node) {
    if (node == engine::model::kNoNode || met[index(node)]) return;
    met[index(node)] = true;
    waiting.push_back(node);
  };
  for (const std::string& name : names) {
    const auto rule = model.find(name);
    if (!rule) continue;
    add(model.rule(*rule).node);
    add(model.rule(*rule).body);
    add(program.slot_nodes[index(*rule)]);
  }
  while (!waiting.empty()) {
    const NodeId node = waiting.back();
    waiting.pop_back();
    for (const NodeId user : program.users_of(node)) add(user);
  }
  std::vector<bool> reached(model.rules.size(), false);
  for (std::size_t i = 0; i < reached.size(); ++i) {
    const auto& rule = model.rules[i];
    reached[i] = met[index(rule.node)] || (rule.body != engine::model::kNoNode && met[index(rule.body)]);
  }
  return reached;
}

}  // namespace partance::microsimulation::cost
