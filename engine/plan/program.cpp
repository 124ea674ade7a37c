// Compiling a model: see program.hpp.
#include "engine/plan/program.hpp"

#include <algorithm>
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
    const Node node = graph.nodes[i];
    if (node.op == Op::kReference) continue;
    // The rules that a context changes stay references, which tell where it is written.
    std::vector<NodeId> changed;
    for (std::size_t pair = 0; node.op == Op::kContext && pair < node.count; ++pair) {
      changed.push_back(graph.pool[node.c + 2 * pair]);
    }
    map_children(graph, NodeId{static_cast<std::uint32_t>(i)}, [&](NodeId child) { return behind(graph, child); });
    for (std::size_t pair = 0; pair < changed.size(); ++pair) graph.pool[node.c + 2 * pair] = changed[pair];
  }
  for (model::Replacement& replacement : m.replacements) replacement.reference = behind(graph, replacement.reference);
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

/// True when no bracket depends on an answer and every ceiling is a number.
bool is_constant_scale(const model::Graph& graph, const Node& node) {
  if (node.op != Op::kMarginalScale && node.op != Op::kLookup) return false;
  if (NodeId{node.b} != model::kNoNode) return false;
  const auto constant = [&](NodeId id) -> const value::Value* {
    if (id == model::kNoNode) return nullptr;
    const Node& operand = graph.at(id);
    return operand.op == Op::kConstant ? &graph.constants[operand.a] : nullptr;
  };
  const auto list = graph.list(node, 2);
  for (std::size_t i = 0; i < list.size(); i += 2) {
    const value::Value* const amount = constant(list[i]);
    if (amount == nullptr || amount->is(value::Kind::kError)) return false;
    if (node.op == Op::kMarginalScale && !amount->is_number()) return false;
    if (list[i + 1] == model::kNoNode) continue;
    const value::Value* const ceiling = constant(list[i + 1]);
    if (ceiling == nullptr || !ceiling->is_number()) return false;
  }
  return true;
}

/// True for the condition that a ceiling or a floor makes, when its bound is a number.
bool is_constant_bound(const model::Graph& graph, const std::vector<bool>& single, const Node& node) {
  if (node.op != Op::kCondition || !single[node.a]) return false;
  const Node& both = graph.nodes[node.a];
  if (both.op != Op::kAnd || !single[both.a] || !single[both.b]) return false;
  const Node& is_set = graph.nodes[both.a];
  const Op compared = graph.nodes[both.b].op;
  if (is_set.op != Op::kNotEqual || (compared != Op::kLess && compared != Op::kGreater)) return false;
  const Node& bound = graph.nodes[is_set.a];
  const Node& no = graph.nodes[is_set.b];
  return bound.op == Op::kConstant && no.op == Op::kConstant && graph.constants[bound.a].is_number() &&
         graph.constants[no.a].is_false();
}

void find_traits(Program& program) {
  const model::Model& m = program.model;
  const std::vector<bool> cyclic = nodes_in_cycles(m);
  const std::vector<bool> single = single_use_nodes(m, cyclic);
  program.traits.resize(m.graph.nodes.size());
  for (std::size_t i = 0; i < program.traits.size(); ++i) {
    program.traits[i] = traits_of(m.graph, NodeId{static_cast<std::uint32_t>(i)});
    if (single[i]) program.traits[i] |= kSingleUse;
    if (is_constant_bound(m.graph, single, m.graph.nodes[i])) program.traits[i] |= kConstantBound;
  }
  // Answers that are part of the rules are not among the edges of the graph: they may close a cycle.
  const bool may_recur = !program.given_answers.empty();
  const bool has_context = std::ranges::any_of(m.graph.nodes, [](const Node& node) { return node.op == Op::kContext; });
  const std::vector<bool> recurring = has_context ? nodes_in_cycles(m, true) : cyclic;
  program.rule_steps.reserve(m.rules.size());
  for (const model::Rule& rule : m.rules) {
    RuleStep step = step_of(m, rule, may_recur || recurring[index(rule.node)]);
    const bool has_slot = rule.body != model::kNoNode && m.graph.at(rule.body).op == Op::kSituation;
    if (has_slot && single[index(rule.body)] && m.rules[m.graph.at(rule.body).a].node == rule.node) {
      step.unanswered = NodeId{m.graph.at(rule.body).b};
    }
    program.rule_steps.push_back(step);
  }
}

/// True for options that settle nothing before an answer is given: texts or numbers, without a unit of their own.
bool are_given(const model::Graph& graph, NodeId choice) {
  const Node& node = graph.at(choice);
  if (node.op != Op::kChoice) return false;
  const model::ChoiceList& list = graph.choices[node.b];
  return list.kind != model::ChoiceList::Kind::kReferences && list.unit == value::UnitId::kAbsent;
}

}  // namespace

std::uint8_t traits_of(const model::Graph& graph, NodeId id) {
  const Node& node = graph.at(id);
  if (node.op == Op::kConstant) return kConstantNode;
  if (is_constant_scale(graph, node)) return kConstantScale;
  return 0;
}

RuleStep step_of(const model::Model& m, const model::Rule& rule, bool may_recur) {
  RuleStep step;
  step.body = rule.body;
  step.gate = rule.gate;
  step.is_plain = !may_recur && (rule.choice == model::kNoNode || are_given(m.graph, rule.choice));
  step.asks_gate_once = !rule.gate_nullable && rule.gate_off_test == model::kNoNode;
  step.is_input = !rule.is_private && rule.is_reachable_from_root;
  return step;
}

std::shared_ptr<const Program> compile(model::Model model) {
  Metadata metadata(model);
  if (!model.options.keep_references) forget_references(model);
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
  find_traits(*program);
  return program;
}

}  // namespace partance::engine::plan
