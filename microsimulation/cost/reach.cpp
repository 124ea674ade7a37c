// See reach.hpp.
#include "microsimulation/cost/reach.hpp"

#include <algorithm>
#include <unordered_set>

#include "simulation/catalogue.hpp"

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

Reach reach_of(const engine::plan::Program& before, const engine::plan::Program& after,
               std::span<const std::string> names) {
  Reach reach;
  std::unordered_set<std::string_view> told(names.begin(), names.end());
  for (const engine::plan::Program* program : {&after, &before}) {
    const auto reached = reached_rules(*program, names);
    for (std::size_t i = 0; i < reached.size(); ++i) {
      const auto& rule = program->model.rules[i];
      if (!reached[i] || rule.is_step || rule.is_private || !told.insert(rule.name).second) continue;
      reach.rules.push_back(rule.name);
    }
    const auto touches = [&](const std::optional<RuleId>& rule) { return rule && reached[index(*rule)]; };
    for (const simulation::Aid& aid : simulation::read_catalogue(*program).aids) {
      const bool is_touched = reached[index(aid.eligible)] || touches(aid.total) || touches(aid.monthly) ||
                              touches(aid.minimum) || touches(aid.maximum) || touches(aid.duration);
      if (is_touched && std::ranges::find(reach.aids, aid.id) == reach.aids.end()) reach.aids.push_back(aid.id);
    }
  }
  return reach;
}

}  // namespace partance::microsimulation::cost
