// The memory of a compiler: each node is worth the same whoever asks, and is recorded once.
#include "engine/batch/compiler.hpp"

#include <algorithm>
#include <utility>

#include "engine/model/infer.hpp"
#include "engine/plan/cycles.hpp"
#include "engine/plan/dependencies.hpp"

namespace partance::engine::batch {

using model::Node;
using model::Op;

namespace {

/// Chains longer than this are left to evaluate, which has a limit of its own to say so.
constexpr std::uint32_t kMostHeight = 1'000;
/// So are nodes that evaluate may ask more often than this whether they apply.
constexpr double kMostWeight = 100'000;

/// Where an answer that is an expression takes the place of what a rule computes.
std::vector<NodeId> expressed_places(const model::Model& model, const std::vector<Answer>& answers) {
  std::vector<NodeId> places;
  for (std::size_t i = 0; i < model.graph.nodes.size(); ++i) {
    const Node& n = model.graph.nodes[i];
    if (n.op == Op::kSituation && answers[n.a].how == Answer::How::kExpression) {
      places.push_back(NodeId{static_cast<std::uint32_t>(i)});
    }
  }
  return places;
}

/// Who uses each node; an expression is used where it answers.
std::vector<std::vector<NodeId>> users_of_nodes(const model::Model& model, const std::vector<Answer>& answers) {
  std::vector<std::vector<NodeId>> users(model.graph.nodes.size());
  plan::for_each_dependency(model, [&](NodeId needed, NodeId user) { users[index(needed)].push_back(user); });
  for (const NodeId place : expressed_places(model, answers)) {
    users[index(answers[model.graph.at(place).a].expression)].push_back(place);
  }
  return users;
}

/// Marks all that can be reached by going from the nodes marked to their users.
void spread(std::vector<bool>& marked, const std::vector<std::vector<NodeId>>& users) {
  std::vector<NodeId> reached;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    if (marked[i]) reached.push_back(NodeId{static_cast<std::uint32_t>(i)});
  }
  while (!reached.empty()) {
    const NodeId at = reached.back();
    reached.pop_back();
    for (const NodeId user : users[index(at)]) {
      if (marked[index(user)]) continue;
      marked[index(user)] = true;
      reached.push_back(user);
    }
  }
}

}  // namespace

std::vector<bool> recurring_nodes(const model::Model& model, const std::vector<Answer>& answers) {
  std::vector<bool> recurring = plan::nodes_in_cycles(model, true);
  const auto users = users_of_nodes(model, answers);
  for (const NodeId place : expressed_places(model, answers)) {
    std::vector<bool> above(model.graph.nodes.size(), false);
    above[index(place)] = true;
    spread(above, users);
    if (above[index(answers[model.graph.at(place).a].expression)]) recurring[index(place)] = true;
  }
  return recurring;
}

std::vector<bool> nodes_that_need(const model::Model& model, const std::vector<Answer>& answers,
                                  std::vector<bool> nodes) {
  spread(nodes, users_of_nodes(model, answers));
  return nodes;
}

Compiler::Compiler(const Material& material, RecordedFlow& flow, bool as_expected)
    : Interpreter(material, flow, as_expected),
      recorded_(&flow),
      recurring_(recurring_nodes(material.model, material.answers)),
      values_(model_->graph.nodes.size()),
      applicabilities_(model_->graph.nodes.size()),
      gates_(model_->rules.size()),
      valued_(model_->graph.nodes.size(), false),
      expected_(model_->graph.nodes.size(), false) {}

const Outcome& Compiler::remembered(std::vector<Memo>& memos, NodeId id, Outcome (Compiler::*make)(NodeId)) {
  Memo& memo = memos[index(id)];
  if (memo.state == Memo::State::kNew) {
    memo.state = Memo::State::kOpen;
    const std::uint32_t outer_height = std::exchange(height_, 0);
    const double outer_weight = std::exchange(weight_, 0);
    const bool outer_partial = std::exchange(is_partial_, false);
    const Node& n = node(id);
    const RuleId outer_rule = std::exchange(rule_, n.op == Op::kRule ? RuleId{n.a} : rule_);
    ++depth_;
    const bool fits = depth_ < kMostHeight && recorded_->steps().size() < kMostOperations;
    Outcome found = !fits                   ? obstacle(Obstacle::kSize)
                    : recurring_[index(id)] ? obstacle(Obstacle::kRecursion)
                                            : (this->*make)(id);
    --depth_;
    memo.height = height_ + 1;
    memo.weight = &memos == &applicabilities_ ? weight_ + 1 : 0;
    if (memo.height >= kMostHeight || memo.weight > kMostWeight) found = obstacle(Obstacle::kSize);
    memo.is_partial = all_rows(*flow_, found) != Mask::kAlways;
    const bool is_followed = recurring_[index(id)] || n.op == Op::kContext;
    if (memo.is_partial && !is_partial_ && !is_followed && rule_ != model::kNoRule) partial_rules_.push_back(rule_);
    memo.outcome = std::move(found);
    memo.state = Memo::State::kDone;
    height_ = outer_height;
    weight_ = outer_weight;
    is_partial_ = outer_partial;
    rule_ = outer_rule;
  } else if (memo.state == Memo::State::kOpen) {
    obstacle(Obstacle::kRecursion);  // still empty: rows that come here are left
  }
  height_ = std::max(height_, memo.height);
  weight_ += memo.weight;
  is_partial_ = is_partial_ || memo.is_partial || memo.state == Memo::State::kOpen;
  return memo.outcome;
}

const Outcome& Compiler::value(NodeId id) {
  if (!is_forgotten(id)) valued_[index(id)] = true;
  return remembered(values_, id, &Compiler::compute_node);
}

const Outcome& Compiler::applicability(NodeId id) {
  return remembered(applicabilities_, id, &Compiler::compute_applicability);
}

Outcome Compiler::obstacle(Obstacle why) {
  ++obstacles_[why];
  return {};
}

Compiler::Gate Compiler::gate(RuleId id) {
  GateMemo& memo = gates_[index(id)];
  if (memo.state == Memo::State::kNew) {
    memo.state = Memo::State::kOpen;
    memo.gate = {Mask::kNever, Mask::kNever};
    const std::uint32_t outer_height = std::exchange(height_, 0);
    const double outer_weight = std::exchange(weight_, 0);
    const Gate found = compute_gate(id);
    memo.gate = found;
    memo.height = height_;
    memo.weight = weight_;
    memo.state = Memo::State::kDone;
    height_ = outer_height;
    weight_ = outer_weight;
  }
  height_ = std::max(height_, memo.height);
  weight_ += memo.weight;
  return memo.gate;
}

Outcome Compiler::compute_applicability(NodeId id) {
  const Node& n = node(id);
  Gathering out(*flow_);
  if (n.op != Op::kRule && n.op != Op::kReference && model::known_applicable(*model_, id)) {
    out.add(Sort::kNo, Mask::kAlways);
    return out.take();
  }
  const Outcome asked = structural_applicability(id);
  if (!expected_[index(id)]) {
    for (const Alternative& one : asked) out.add(one.in(UnitId::kAbsent));
    return out.take();
  }
  // Its value may be known by then, and answers: only where both say the same does it not matter.
  const Outcome& v = value(id);
  const Mask off = rows_of(*flow_, v, Sort::kNotApplicable);
  const Mask on = flow_->without(all_rows(*flow_, v), off);
  for (const Alternative& one : asked) {
    if (one.is(Sort::kYes)) out.add(Sort::kYes, flow_->both(one.where, off));
    if (one.is(Sort::kNo)) out.add(Sort::kNo, flow_->both(one.where, on));
  }
  return out.take();
}

}  // namespace partance::engine::batch
