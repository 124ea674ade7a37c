// Compiling `contexte`: a part of the rules in another situation (Publicodes 1.10, chapter 4.9, as
// engine/evaluate/worlds.cpp computes it), and the answers that contexts leave behind them.
#include <algorithm>
#include <set>
#include <utility>

#include "engine/batch/compiler.hpp"
#include "engine/plan/dependencies.hpp"

namespace partance::engine::batch {

using model::Node;
using model::Op;

namespace {

/// Contexts nested deeper than this are left to evaluate.
constexpr int kMostNested = 2;
/// Situations made for contexts while compiling: each costs memory and time.
constexpr int kMostWorlds = 16;

}  // namespace

void Compiler::fit(World& world) const {
  world.values.resize(model_->graph.nodes.size());
  world.applicabilities.resize(model_->graph.nodes.size());
  world.gates.resize(model_->rules.size());
}

/// The world in which parts of totals are taken for applicable, beside this one.
Compiler::World& Compiler::supposed_world(World& world) {
  if (world.is_supposed) return world;
  if (world.supposed == nullptr) {
    world.supposed = std::make_unique<World>();
    World& made = *world.supposed;
    fit(made);
    made.is_supposed = true;
    made.context = world.context;
    made.amendments = world.amendments;
    made.touched = world.touched;
    if (world.outer != nullptr) made.outer = &supposed_world(*world.outer);
  }
  return *world.supposed;
}

/// The world that knows a node: the one at hand, or the nearest around it whose context touches the node.
Compiler::World* Compiler::world_of(NodeId id) {
  World* world = world_;
  while (world->outer != nullptr && !world->touched[index(id)]) world = world->outer;
  return world;
}

void Compiler::index_users() {
  if (!users_.empty()) return;
  const model::Graph& graph = model_->graph;
  users_.resize(graph.nodes.size());
  slot_nodes_.resize(model_->rules.size());
  plan::for_each_dependency(*model_, [&](NodeId needed, NodeId user) { users_[index(needed)].push_back(user); });
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const NodeId id{static_cast<std::uint32_t>(i)};
    const Node& n = graph.nodes[i];
    if (n.op != Op::kSituation) continue;
    slot_nodes_[n.a].push_back(id);
    // An answer that is an expression is needed where it stands.
    const Answer& answer = (*answers_)[n.a];
    if (answer.how == Answer::How::kExpression) users_[index(answer.expression)].push_back(id);
  }
}

/// Marks what the changes of a context may change, those of contexts around it included, which are computed anew.
void Compiler::touch(World& world) {
  index_users();
  world.touched.assign(model_->graph.nodes.size(), false);
  std::vector<NodeId> stack;
  for (const Amendment& one : world.amendments) {
    for (const NodeId slot : slot_nodes_[index(one.rule)]) stack.push_back(slot);
  }
  while (!stack.empty()) {
    const NodeId at = stack.back();
    stack.pop_back();
    if (world.touched[index(at)]) continue;
    world.touched[index(at)] = true;
    stack.insert(stack.end(), users_[index(at)].begin(), users_[index(at)].end());
    for (const World* around = world.outer; around != nullptr; around = around->outer) {
      for (const Amendment& one : around->amendments) {
        if (one.expression != at) continue;
        const auto& slots = slot_nodes_[index(one.rule)];
        stack.insert(stack.end(), slots.begin(), slots.end());
      }
    }
  }
}

/// Rows where the change that a context asks for changes nothing: it is then not made.
Mask Compiler::unchanged_rows(const Outcome& before, const Outcome& after) {
  Mask rows = Mask::kNever;
  for (const Alternative& one : before) {
    for (const Alternative& other : after) {
      const Mask where = flow_->both(one.where, other.where);
      const bool same_presence = (one.unit == UnitId::kAbsent) == (other.unit == UnitId::kAbsent);
      if (one.sort != other.sort || !same_presence || units_->text(one.unit) != units_->text(other.unit)) continue;
      Mask same = Mask::kAlways;
      if (one.is_number()) same = flow_->equal(one.number, other.number);
      if (one.is(Sort::kText) || one.is(Sort::kDay)) same = flow_->text_equal(one.text, other.text);
      rows = flow_->either(rows, flow_->both(where, same));
    }
  }
  return rows;
}

/// Rows where the changes may be those of the world at hand, rule by rule. How they are written is not looked at.
Mask Compiler::same_amendments(const std::vector<Amendment>& some, const World& world) {
  const auto changed = [&](const std::vector<Amendment>& all, RuleId rule) {
    Mask rows = Mask::kNever;
    for (const Amendment& one : all) {
      if (one.rule == rule) rows = flow_->either(rows, one.changed);
    }
    return rows;
  };
  std::set<RuleId> rules;
  for (const Amendment& one : some) rules.insert(one.rule);
  for (const Amendment& one : world.amendments) rules.insert(one.rule);
  Mask same = Mask::kAlways;
  for (const RuleId rule : rules) {
    const Mask here = changed(some, rule);
    const Mask there = changed(world.amendments, rule);
    const Mask differs = flow_->either(flow_->without(here, there), flow_->without(there, here));
    same = flow_->without(same, differs);
  }
  return same;
}

Outcome Compiler::context(NodeId id, const Node& n) {
  int nested = 0;
  for (const World* world = world_; world != nullptr; world = world->outer) {
    if (world->context == id || ++nested > kMostNested) return obstacle(Obstacle::kContext);
  }
  Mask rows = Mask::kAlways;
  std::vector<Amendment> amendments;
  for (std::size_t i = 0; i < n.count; ++i) {
    const NodeId rule_node = model_->graph.pool[n.c + 2 * i];
    const NodeId expression = model_->graph.pool[n.c + 2 * i + 1];
    const Node& named = node(rule_node);
    const RuleId rule{named.op == Op::kReference ? node(NodeId{named.b}).a : named.a};
    if (model_->rule(rule).is_private) return obstacle(Obstacle::kContext);
    const auto is_same_rule = [&](const Amendment& one) { return one.rule == rule; };
    if (std::ranges::any_of(amendments, is_same_rule)) return obstacle(Obstacle::kContext);
    const Outcome before = value(rule_node);
    const Outcome after = value(expression);
    rows = flow_->both(rows, flow_->both(all_rows(*flow_, before), all_rows(*flow_, after)));
    amendments.push_back({rule, expression, flow_->opposite(unchanged_rows(before, after)), after});
  }
  if (world_->outer != nullptr) rows = flow_->without(rows, same_amendments(amendments, *world_));
  if (rows == Mask::kNever) return obstacle(Obstacle::kContext);

  if (++worlds_ > kMostWorlds) return obstacle(Obstacle::kContext);
  World inner;
  fit(inner);
  inner.outer = world_;
  inner.context = id;
  inner.amendments = std::move(amendments);
  touch(inner);
  World* const outer = std::exchange(world_, &inner);
  const Outcome found = verified(NodeId{n.a});
  world_ = outer;
  Gathering out(*flow_);
  out.add_all(found, rows);
  return out.take();
}

/// The answer to a rule in a world: what its context made of it, on the rows that it changed, else that of the world
/// around. Expressions of contexts further out are computed anew in the world at hand.
Outcome Compiler::amended_situation(const World* from, const Node& n, bool applicability_only) {
  const NodeId computed{n.b};
  const UnitId unit = static_unit(computed);
  Gathering out(*flow_);
  const auto add = [&](const Outcome& answer, Mask rows) {
    for (const Alternative& one : answer) {
      const Mask where = flow_->both(one.where, rows);
      if (where == Mask::kNever) continue;
      if (one.is(Sort::kUndefined)) {
        out.add_all(applicability_only ? applicability(computed) : value(computed), where);
      } else if (applicability_only) {
        out.add(one.is(Sort::kNotApplicable) ? Sort::kYes : Sort::kNo, where);
      } else {
        out.add((one.unit == UnitId::kAbsent ? one.in(unit) : one).on(where));
      }
    }
  };
  Mask open = Mask::kAlways;  // rows whose answer no context changed so far
  for (const World* world = from; world != nullptr; world = world->outer) {
    for (const Amendment& one : world->amendments) {
      if (index(one.rule) != n.a) continue;
      add(world == from ? one.after : value(one.expression), flow_->both(open, one.changed));
      open = flow_->without(open, one.changed);
    }
  }
  const Answer& answer = (*answers_)[n.a];
  if (open == Mask::kNever) return out.take();
  if (answer.how == Answer::How::kNot) {
    out.add_all(applicability_only ? applicability(computed) : value(computed), open);
  } else {
    add(answered(answer), open);
  }
  return out.take();
}

}  // namespace partance::engine::batch
