// Compiling a model: see program.hpp.
#include "engine/plan/program.hpp"

#include <string>

#include "engine/model/names.hpp"

namespace partance::engine::plan {

using model::Node;
using model::NodeId;
using model::Op;

namespace {

/// The node behind a chain of references.
NodeId behind(const model::Graph& graph, NodeId id) {
  while (id != model::kNoNode && graph.at(id).op == Op::kReference) id = NodeId{graph.at(id).b};
  return id;
}

/// Points every operand at the rule a reference names, so that no run passes through reference nodes.
void forget_references(model::Model& m) {
  model::Graph& graph = m.graph;
  const auto settle = [&graph](std::uint32_t& field) { field = static_cast<std::uint32_t>(behind(graph, NodeId{field})); };
  for (NodeId& item : graph.pool) item = behind(graph, item);
  for (model::ChoiceList& list : graph.choices) {
    for (NodeId& rule : list.rules) rule = behind(graph, rule);
  }
  for (Node& node : graph.nodes) {
    switch (node.op) {
      case Op::kConstant:
      case Op::kRule:
      case Op::kReference:
      case Op::kChoice:
      case Op::kInversion:
      case Op::kVariations:
      case Op::kSum:
      case Op::kProduct:
      case Op::kAllOf:
      case Op::kAnyOf:
      case Op::kText:
        break;
      case Op::kSituation:
        settle(node.b);
        break;
      case Op::kUnit:
      case Op::kSimplifyUnit:
      case Op::kLogarithm:
      case Op::kIsUndefined:
      case Op::kIsNotApplicable:
      case Op::kContext:
        settle(node.a);
        break;
      case Op::kCondition:
        settle(node.a), settle(node.b), settle(node.c);
        break;
      default:
        settle(node.a), settle(node.b);
        break;
    }
  }
  for (model::Rule& rule : m.rules) {
    rule.body = behind(graph, rule.body);
    rule.gate = behind(graph, rule.gate);
  }
}

/// Calls f(needed, user) for every pair of nodes where `user` must be recomputed when `needed` changes.
template <class F>
void for_each_dependency(const model::Model& m, F&& f) {
  for (std::size_t i = 0; i < m.graph.nodes.size(); ++i) {
    const NodeId user{static_cast<std::uint32_t>(i)};
    const Node& node = m.graph.nodes[i];
    if (node.op == Op::kReference) continue;
    for_each_child(m.graph, node, [&](NodeId child) { f(child, user); });
    if (node.op == Op::kInversion) f(m.rules[node.a].body, user);
  }
  for (const model::Rule& rule : m.rules) {
    if (rule.body != model::kNoNode) f(rule.body, rule.node);
    if (rule.choice != model::kNoNode) f(rule.choice, rule.node);
    if (rule.gate != model::kNoNode) f(rule.gate, rule.node);
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
  auto program = std::make_shared<Program>();
  program->model = std::move(model);
  model::Model& m = program->model;
  program->metadata = Metadata(m);
  forget_references(m);
  program->slot_nodes.assign(m.rules.size(), model::kNoNode);
  for (std::size_t i = 0; i < m.graph.nodes.size(); ++i) {
    const Node& node = m.graph.nodes[i];
    if (node.op == Op::kSituation) program->slot_nodes[node.a] = NodeId{static_cast<std::uint32_t>(i)};
  }
  program->given_answers.assign(m.rules.size(), model::kNoNode);
  for (const model::Rule& rule : m.rules) {
    if (model::leaf_name(rule.name) != model::kSlotName || rule.parent == model::kNoRule) continue;
    program->given_answers[index(rule.parent)] = rule.node;
  }
  index_users(*program);
  return program;
}

}  // namespace partance::engine::plan
