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

/// The node that refers to a replacing rule, shared by all the references it replaces.
NodeId Builder::replacing_reference(std::size_t replacement) {
  const Replacement& known = model_.replacements[replacement];
  if (known.reference != kNoNode) return known.reference;
  // The replacing rule is named by its full name from where it stands, which may mean one of its own children.
  const std::string& name = model_.rule(known.by).name;
  bool found_private = false;
  const RuleId rule = resolve(name, name, found_private).value_or(known.by);
  const NodeId by = model_.graph.add({.op = Op::kReference,
                                      .a = static_cast<std::uint32_t>(known.by),
                                      .b = static_cast<std::uint32_t>(model_.rule(rule).node)});
  model_.replacements[replacement].reference = by;
  return by;
}

/// What a reference to `target`, written in `rule` (or in an expression named `scope`), becomes; kNoNode when nothing
/// replaces it there. References that the same rules replace become one node: computed once, and seen by all.
NodeId Builder::replaced(RuleId target, std::string_view scope, RuleId rule, NodeId original) {
  const auto starts_with_one = [&](const std::vector<RuleId>& names) {
    return std::any_of(names.begin(), names.end(),
                       [&](RuleId name) { return name != kNoRule && scope.starts_with(model_.rule(name).name); });
  };
  ReplacementKey key{target, {}};
  for (const std::size_t i : replacements_of_[index(target)]) {
    const Replacement& replacement = model_.replacements[i];
    const Node& by = model_.graph.at(replacing_reference(i));
    if (RuleId{by.op == Op::kRule ? by.a : model_.graph.at(NodeId{by.b}).a} == rule) continue;
    if (!replacement.within.empty() && !starts_with_one(replacement.within)) continue;
    if (starts_with_one(replacement.except)) continue;
    key.second.push_back(static_cast<std::uint32_t>(i));
  }
  if (key.second.empty()) return kNoNode;
  const auto known = model_.written_replacements.find(key);
  if (known != model_.written_replacements.end()) return known->second;
  if (model_.graph.nodes.size() > model_.options.max_nodes) return kNoNode;  // infer() will say so
  // Each list asks anew whether a rule replaces: asked once that rule was computed, the answer is that of its value.
  std::vector<NodeId> pairs;
  for (const std::uint32_t i : key.second) {
    const NodeId by = replacing_reference(i);
    const bool makes_not_applicable = model_.replacements[i].makes_not_applicable;
    pairs.push_back(makes_not_applicable ? by : condition(unary(Op::kIsNotApplicable, by), no(), yes()));
    pairs.push_back(makes_not_applicable ? not_applicable() : by);
  }
  pairs.push_back(yes());
  pairs.push_back(original == kNoNode ? reference_to(target, rule) : original);
  const NodeId made = list_node(Op::kVariations, pairs, 2, Origin::kReplacement);
  model_.written_replacements.emplace(std::move(key), made);
  return made;
}

/// A term of a maximum or minimum is a hidden rule below the rule it stands in. Hidden rules are looked at for
/// replacements only when one of their parents is itself replaced.
bool Builder::replaceable(const PendingReference& pending) const {
  if (pending.fixed) return false;
  if (!pending.in_list || pending.rule == kNoRule) return !pending.in_list;
  return is_replaced(pending.rule) || has_replaced_parent(pending.rule);
}

bool Builder::has_replaced_parent(RuleId rule) const {
  for (RuleId up = model_.rule(rule).parent; up != kNoRule; up = model_.rule(up).parent) {
    if (is_replaced(up)) return true;
  }
  return false;
}

/// Writes the replacements into everything this builder read; gives what `expression` became.
NodeId Builder::replace(NodeId expression) {
  sort_replacements();
  if (model_.replacements.empty()) return expression;
  std::vector<bool> rewritten(model_.rules.size(), false);
  bool expression_is_rewritten = false;
  std::vector<NodeId> stands_for(model_.graph.nodes.size() - first_node_, kNoNode);
  for (const PendingReference& pending : references_) {
    const RuleId target{model_.graph.at(NodeId{model_.graph.at(pending.node).b}).a};
    if (!is_replaced(target)) continue;
    if (pending.rule == kNoRule) {
      expression_is_rewritten = true;
    } else {
      rewritten[index(pending.rule)] = true;
    }
    if (!replaceable(pending)) continue;
    stands_for[index(pending.node) - first_node_] = replaced(target, pending.scope, pending.rule, pending.node);
  }
  const auto standing = [&](NodeId id) {
    const bool was_read = id != kNoNode && index(id) >= first_node_ && index(id) - first_node_ < stands_for.size();
    const NodeId other = was_read ? stands_for[index(id) - first_node_] : kNoNode;
    return other == kNoNode ? id : other;
  };
  for (std::size_t i = first_node_; i < first_node_ + stands_for.size(); ++i) {
    map_children(model_.graph, NodeId{static_cast<std::uint32_t>(i)}, standing);
  }
  for (std::size_t i = first_rule_; i < model_.rules.size(); ++i) model_.rules[i].body = standing(model_.rules[i].body);
  if (expression != kNoNode) expression = standing(expression);

  // A rule is written anew when a reference in it, to one of its parents, or in what it says to replace, is to a
  // replaced rule.
  for (const Replacement& replacement : model_.replacements) rewritten[index(replacement.by)] = true;
  for (std::size_t i = first_rule_; i < rewritten.size(); ++i) {
    const RuleId rule{static_cast<std::uint32_t>(i)};
    if (rewritten[i] || has_replaced_parent(rule)) unshare(model_.rule(rule).body);
  }
  if (expression != kNoNode && expression_is_rewritten) unshare(expression);
  return expression;
}

/// Finds the parent that may disable a rule. Every parent is inferred, also past the one that is found: what inference
/// visits, and when, is part of the language.
void Builder::choose_gate(RuleId id, Inferrer& inferrer) {
  bool chosen = false;
  for (RuleId up = model_.rule(id).parent; up != kNoRule; up = model_.rule(up).parent) {
    const NodeId other = is_replaced(up) ? replaced(up, model_.rule(id).name, id, kNoNode) : kNoNode;
    const Inference found = inferrer.infer(other != kNoNode ? other : model_.rule(up).node);
    if (chosen || (!found.nullable && found.type != Type::kBoolean)) continue;
    chosen = true;
    // Each rule refers to its parent on its own, and asks whether it is no by a node of its own: it shows in cycles.
    const NodeId gate = other != kNoNode ? other : reference_to(up, id);
    const NodeId off = operation(Op::kEqual, gate, no());
    Rule& rule = model_.rules[index(id)];
    rule.gate = gate;
    rule.gate_off_test = off;
    rule.gate_nullable = found.nullable;
    rule.gate_boolean = found.type == Type::kBoolean;
  }
}

/// The answer to a rule stands below it: its parents, the first of which is the rule itself, are inferred too. So a
/// replaced rule's reference is known even where nothing but "is it applicable?" is asked of it.
void Builder::infer_above_answer(RuleId id, Inferrer& inferrer) {
  const std::string scope = model_.rule(id).name + std::string(kSeparator) + std::string(kSlotName);
  for (RuleId up = id; up != kNoRule; up = model_.rule(up).parent) {
    const NodeId other = is_replaced(up) ? replaced(up, scope, kNoRule, kNoNode) : kNoNode;
    if (other != kNoNode) inferrer.infer(other);
  }
}

/// Types, nullability and gates of the rules from `first_rule` on, in registration order. False when too deep.
bool Builder::infer_rules(std::size_t first_rule) {
  Inferrer inferrer(model_);
  const bool has_gates = model_.options.disable_by_parent;
  for (std::size_t i = first_rule; i < model_.rules.size(); ++i) {
    const RuleId id{static_cast<std::uint32_t>(i)};
    const Inference found = inferrer.infer(model_.rules[i].node);
    model_.rules[i].type = found.type;
    model_.rules[i].nullable = found.nullable;
    if (!has_gates) continue;
    const bool is_answer = leaf_name(model_.rules[i].name) == kSlotName;
    if (!is_answer) choose_gate(id, inferrer);
    if (!is_answer && !model_.rules[i].is_private && !model_.replacements.empty()) infer_above_answer(id, inferrer);
  }
  // Gates are chosen: a step now counts as a child of the rule it was written in.
  for (std::size_t i = first_rule; i < model_.rules.size() && has_gates; ++i) {
    if (!model_.rules[i].is_step) continue;
    const auto above = parent_name(model_.rules[i].name);
    model_.rules[i].parent = above ? model_.find(*above).value_or(expression_rule_) : kNoRule;
  }
  return !inferrer.too_deep();
}

}  // namespace partance::engine::model
