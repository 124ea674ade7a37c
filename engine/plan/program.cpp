// Compiling a model: see program.hpp.
#include "engine/plan/program.hpp"

#include <string>

#include "engine/model/names.hpp"
#include "engine/plan/cycles.hpp"
#include "engine/plan/dependencies.hpp"
#include "engine/plan/single_use.hpp"

namespace partance::engine::plan {

using model::Node;
using model::NodeId;
using model::Op;

namespace {

/// Points every operand at the rule a reference names, so that runs seldom pass through reference nodes. In a cycle
/// each reference keeps its node: there, two references to one rule may have seen different values.
void forget_references(model::Model& m) {
  model::Graph& graph = m.graph;
  const std::vector<bool> cyclic = nodes_in_cycles(m);
  const auto behind = [&cyclic](const model::Graph& g, NodeId id) {
    while (id != model::kNoNode && g.at(id).op == Op::kReference && !cyclic[index(id)]) id = NodeId{g.at(id).b};
    return id;
  };
  for (model::ChoiceList& list : graph.choices) {
    for (NodeId& rule : list.rules) rule = behind(graph, rule);
  }
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    if (graph.nodes[i].op == Op::kReference) continue;
    map_children(graph, NodeId{static_cast<std::uint32_t>(i)}, [&](NodeId child) { return behind(graph, child); });
  }
  for (model::Rule& rule : m.rules) {
    rule.body = behind(graph, rule.body);
    rule.gate = behind(graph, rule.gate);
    const bool kept = rule.gate != model::kNoNode && cyclic[index(rule.gate)];
    if (!kept) rule.gate_off_test = model::kNoNode;
  }
}

void index_users(Program& program) {
  const model::Model& m = program.model;
  std::vector<std::uint32_t> counts(m.graph.nodes.size() + 1, 0);
  for_each_dependency(m, [&](NodeId needed, NodeId) { ++counts[index(needed) + 1]; });
  for (std::size_t i = 1; i < counts.size(); ++i) counts[i] += counts[i - 1];
  program.user_starts = counts;
  program.users.resize(counts.back());
  for_each_dependency(m, [&](NodeId needed, NodeId user) { program.users[counts[index(needed)]++] = user; });
}

}  // namespace

std::shared_ptr<const Program> compile(model::Model model) {
  Metadata metadata(model);
  forget_references(model);
  return assemble(std::move(model), std::move(metadata));
}

std::shared_ptr<const Program> assemble(model::Model model, Metadata metadata) {
  auto program = std::make_shared<Program>();
  program->model = std::move(model);
  program->metadata = std::move(metadata);
  const model::Model& m = program->model;
  program->slot_nodes.assign(m.rules.size(), model::kNoNode);
  for (std::size_t i = 0; i < m.graph.nodes.size(); ++i) {
    const Node& node = m.graph.nodes[i];
    if (node.op != Op::kSituation) continue;
    NodeId& slot = program->slot_nodes[node.a];
    if (slot != model::kNoNode) program->more_slot_nodes.push_back(slot);
    slot = NodeId{static_cast<std::uint32_t>(i)};
  }
  for (const model::Rule& rule : m.rules) {
    if (model::leaf_name(rule.name) != model::kSlotName || rule.parent == model::kNoRule) continue;
    program->given_answers.emplace_back(rule.parent, rule.node);
  }
  index_users(*program);
  const std::vector<bool> single = single_use_nodes(m);
  program->single_use.assign(single.begin(), single.end());
  return program;
}

}  // namespace partance::engine::plan
