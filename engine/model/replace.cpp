// Writing replacements in: a reference to a replaced rule becomes a choice among its replacements
// (Publicodes 1.10, chapter 5). Also the gates: the parent whose value may disable a rule (chapter 3.5).
#include <algorithm>

#include "base/stable_sort.hpp"
#include "engine/model/builder.hpp"
#include "engine/model/infer.hpp"
#include "engine/model/names.hpp"
#include "engine/value/collation.hpp"

namespace partance::engine::model {

void Builder::sort_replacements() {
  replacements_of_.assign(model_.rules.size(), {});
  for (std::size_t i = 0; i < model_.replacements.size(); ++i) {
    const RuleId target = model_.replacements[i].target;
    if (target != kNoRule) replacements_of_[index(target)].push_back(i);
  }
  const auto before = [this](std::size_t a, std::size_t b) {
    const Replacement& x = model_.replacements[a];
    const Replacement& y = model_.replacements[b];
    if (x.priority != y.priority) return x.priority > y.priority;
    if (x.by == y.by && x.makes_not_applicable != y.makes_not_applicable) return y.makes_not_applicable;
    if (x.by == y.by) return a > b;
    return value::compare_names(model_.rule(x.by).name, model_.rule(y.by).name) > 0;
  };
  for (auto& list : replacements_of_) base::stable_sort(list, before);
}

/// The node that a reference to `target`, written in `rule` (or in an expression named `scope`), stands for. When
/// `in_place` is given, that node becomes it; otherwise a node is added only if some replacement applies.
NodeId Builder::replaced(RuleId target, std::string_view scope, RuleId rule, NodeId in_place) {
  const auto starts_with_one = [&](const std::vector<RuleId>& names) {
    return std::any_of(names.begin(), names.end(),
                       [&](RuleId name) { return name != kNoRule && scope.starts_with(model_.rule(name).name); });
  };
  std::vector<NodeId> pairs;
  for (const std::size_t i : replacements_of_[index(target)]) {
    const Replacement& replacement = model_.replacements[i];
    if (replacement.by == rule) continue;
    if (!replacement.within.empty() && !starts_with_one(replacement.within)) continue;
    if (starts_with_one(replacement.except)) continue;
    // The replacing rule is named by its full name from where it stands, which may mean one of its own children.
    const std::string& by_name = model_.rule(replacement.by).name;
    bool found_private = false;
    const NodeId by = model_.rule(resolve(by_name, by_name, found_private).value_or(replacement.by)).node;
    if (replacement.makes_not_applicable) {
      pairs.push_back(by);
      pairs.push_back(not_applicable());
    } else {
      if (replacement.applies == kNoNode) {
        const NodeId applies = condition(unary(Op::kIsNotApplicable, by), no(), yes());
        model_.replacements[i].applies = applies;
      }
      pairs.push_back(model_.replacements[i].applies);
      pairs.push_back(by);
    }
  }
  if (pairs.empty()) return model_.rule(target).node;
  pairs.push_back(yes());
  pairs.push_back(model_.rule(target).node);
  const NodeId made = list_node(Op::kVariations, pairs, 2, Origin::kReplacement);
  if (in_place == kNoNode) return made;
  model_.graph.at(in_place) = model_.graph.at(made);
  return in_place;
}

/// Gives each use of a mechanism's parameter, in a rule that was rewritten, a node of its own; references and constants
/// stay shared. It shows in cycles only, where what was computed first matters (chapter 3.3). Mechanisms nested so deep
/// that the copies would pile up keep sharing.
void Builder::unshare(RuleId rule) {
  constexpr std::size_t kMostCopies = 2'000;
  Graph& graph = model_.graph;
  const std::size_t first_copy = graph.nodes.size();
  std::vector<bool> used(graph.nodes.size(), false);
  std::vector<NodeId> waiting{model_.rule(rule).body};
  const auto settle = [&](NodeId child) {
    if (child == kNoNode || graph.nodes.size() - first_copy > kMostCopies) return child;
    const Node node = graph.at(child);
    if (node.op == Op::kConstant || node.op == Op::kReference || node.op == Op::kRule) return child;
    if (node.origin == Origin::kReplacement) return child;
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

/// A term of a maximum or minimum is a hidden rule below the rule it stands in. Hidden rules are looked at for
/// replacements only when one of their parents is itself replaced.
bool Builder::replaceable(const PendingReference& pending) const {
  if (pending.fixed) return false;
  if (!pending.in_list) return true;
  for (RuleId up = pending.rule; up != kNoRule; up = model_.rule(up).parent) {
    if (!replacements_of_[index(up)].empty()) return true;
  }
  return false;
}

void Builder::replace() {
  sort_replacements();
  if (model_.replacements.empty()) return;
  std::vector<bool> rewritten(model_.rules.size(), false);
  for (const PendingReference& pending : references_) {
    if (!replaceable(pending)) continue;
    const Node& node = model_.graph.at(pending.node);
    const RuleId target{model_.graph.nodes[node.b].a};
    if (replacements_of_[index(target)].empty()) continue;
    replaced(target, pending.scope, pending.rule, pending.node);
    if (pending.rule != kNoRule) rewritten[index(pending.rule)] = true;
  }
  for (std::size_t i = 0; i < rewritten.size(); ++i) {
    if (rewritten[i]) unshare(RuleId{static_cast<std::uint32_t>(i)});
  }
}

void Builder::choose_gates(std::size_t first_rule) {
  if (!model_.options.disable_by_parent) return;
  Inferrer inferrer(model_);
  for (std::size_t i = first_rule; i < model_.rules.size(); ++i) {
    const RuleId id{static_cast<std::uint32_t>(i)};
    if (leaf_name(model_.rules[i].name) == kSlotName) continue;
    bool chosen = false;
    for (RuleId up = model_.rules[i].parent; up != kNoRule; up = model_.rule(up).parent) {
      const bool is_replaced = !replacements_of_[index(up)].empty();
      const NodeId parent = is_replaced ? replaced(up, model_.rules[i].name, id, kNoNode) : model_.rule(up).node;
      const Inference found = inferrer.infer(parent);
      if (chosen && model_.replacements.empty()) break;
      if (chosen || (!found.nullable && found.type != Type::kBoolean)) continue;
      chosen = true;
      // Each rule refers to its parent on its own, and asks whether it is no by a node of its own: it shows in cycles.
      const NodeId gate = model_.graph.add(
          {.op = Op::kReference, .a = static_cast<std::uint32_t>(id), .b = static_cast<std::uint32_t>(parent)});
      const NodeId off = operation(Op::kEqual, gate, no());
      Rule& rule = model_.rules[i];
      rule.gate = gate;
      rule.gate_off_test = off;
      rule.gate_nullable = found.nullable;
      rule.gate_boolean = found.type == Type::kBoolean;
    }
  }
  // Gates are chosen: a step now counts as a child of the rule it was written in.
  for (std::size_t i = first_rule; i < model_.rules.size(); ++i) {
    if (!model_.rules[i].is_step) continue;
    const auto above = parent_name(model_.rules[i].name);
    model_.rules[i].parent = above ? model_.find(*above).value_or(kNoRule) : kNoRule;
  }
}

}  // namespace partance::engine::model
