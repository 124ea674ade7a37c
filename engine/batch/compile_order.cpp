// Compiling nodes whose value depends on the order of evaluation: those of rules that lead back to themselves, and
// those that need them.
//
// They are looked at as Run does for one row, depth first, with the same record of what is being computed; but many
// rows look at once, and a mask says which. A node remembers its outcome with the rows that have computed it: who comes
// later takes it, and the rows that come for the first time compute it then. Masks matter only to what is remembered:
// an outcome is worked out as for all rows, so that two visits that come to the same end make the same operations.
#include <algorithm>
#include <functional>
#include <utility>

#include "engine/batch/compiler.hpp"
#include "engine/model/infer.hpp"
#include "engine/plan/cycles.hpp"
#include "engine/plan/dependencies.hpp"

namespace partance::engine::batch {

using model::Node;
using model::Op;

namespace {

/// Rows that come to a node after it was computed so many times are left to evaluate.
constexpr std::uint32_t kMostTimes = 8;
/// Visits of nodes in order, for all targets: what compiling may cost.
constexpr std::size_t kMostVisits = 30'000;
/// Targets whose sets of rows may grow too large: after these, no other is tried.
constexpr int kMostOverflows = 2;
/// Steps of evaluate, of which it has many more.
constexpr double kMostSteps = 10'000'000;
/// Nodes nested in order; evaluate can nest thrice as many.
constexpr std::uint32_t kMostDepth = 1'000;

}  // namespace

/// Nodes in cycles, and all that need one.
void Compiler::find_ordered_nodes() {
  const model::Graph& graph = model_->graph;
  ordered_ = plan::nodes_in_cycles(*model_, true);
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    // An answer that is an expression may lead back to where it stands.
    const Node& n = graph.nodes[i];
    if (n.op == Op::kSituation && (*answers_)[n.a].how == Answer::How::kExpression) ordered_[i] = true;
  }
  if (std::ranges::none_of(ordered_, std::identity{})) return;
  std::vector<std::vector<NodeId>> users(graph.nodes.size());
  plan::for_each_dependency(*model_, [&](NodeId needed, NodeId user) { users[index(needed)].push_back(user); });
  std::vector<NodeId> reached;
  for (std::size_t i = 0; i < ordered_.size(); ++i) {
    if (ordered_[i]) reached.push_back(NodeId{static_cast<std::uint32_t>(i)});
  }
  while (!reached.empty()) {
    const NodeId at = reached.back();
    reached.pop_back();
    for (const NodeId user : users[index(at)]) {
      if (ordered_[index(user)]) continue;
      ordered_[index(user)] = true;
      reached.push_back(user);
    }
  }
}

const Outcome& Compiler::keep(Outcome outcome) {
  kept_.push_back(std::move(outcome));
  return kept_.back();
}

/// Whether one more visit of a node in order may be made.
bool Compiler::step_in(NodeId id) {
  if (world_ == nullptr) {
    root_ = std::make_unique<World>();
    root_->nodes.resize(model_->graph.nodes.size());
    root_->entered.resize(model_->rules.size(), 0);
    root_->checking.resize(model_->rules.size(), 0);
    root_->answering.resize(model_->rules.size(), 0);
    world_ = root_.get();
  }
  ++visits_;
  ++weight_;
  const bool fits = overflows_ < kMostOverflows && !sets_.has_overflown() && depth_ < kMostDepth &&
                    visits_ < kMostVisits && weight_ < kMostSteps && flow_->steps().size() < kMostOperations;
  if (!fits) {
    obstacle(Obstacle::kSize);
    if (node(id).op == Op::kRule) partial_rules_.push_back(RuleId{node(id).a});
  }
  return fits;
}

const Outcome& Compiler::ordered_value(NodeId id) {
  static const Outcome kNone;
  if (rows_ == Rows::kNone) return kNone;
  const bool fits = step_in(id);
  if (is_forgotten(id)) {
    if (!fits) return kNone;
    ++depth_;
    Outcome found = compute(id);
    --depth_;
    return keep(std::move(found));
  }
  Remembered& memo = world_->nodes[index(id)];
  const Rows new_rows = sets_.light(sets_.without(rows_, memo.known));
  if (new_rows == Rows::kNone) return memo.outcome == nullptr ? kNone : *memo.outcome;
  const Remembered before = memo;
  Outcome found;
  if (fits && memo.times < kMostTimes) {
    ++memo.times;
    ++depth_;
    const Rows outer_rows = std::exchange(rows_, new_rows);
    found = compute(id);
    rows_ = outer_rows;
    --depth_;
  } else {
    obstacle(Obstacle::kRecursion);
  }
  remember(memo, before, new_rows, std::move(found));  // what was computed within for the same rows is written over
  return *memo.outcome;
}

/// Adds what new rows have found to what was known.
void Compiler::remember(Remembered& memo, const Remembered& before, Rows new_rows, Outcome found) {
  memo.known = sets_.light(sets_.either(before.known, new_rows));
  if (before.known == Rows::kNone) {
    memo.outcome = &keep(std::move(found));
  } else if (found == *before.outcome) {
    memo.outcome = before.outcome;
  } else {
    Gathering both(*flow_);
    const Mask earlier = sets_.mask(before.known);
    for (const Alternative& one : found) both.add(one.on(flow_->without(one.where, earlier)));
    both.add_all(*before.outcome, earlier);
    memo.outcome = &keep(both.take());
  }
}

/// An answer that is an expression is a rule of its own: the third nested entry is cut, and remembered.
Outcome Compiler::ordered_answer(RuleId rule, NodeId expression) {
  step_in(expression);
  World& here = *world_;
  Remembered& memo = here.nodes[index(expression)];
  if (here.answering[index(rule)] < 2) {
    ++here.answering[index(rule)];
    const Outcome found = value(expression);
    --here.answering[index(rule)];
    return found;
  }
  if (options_->refuse_cycles || is_forgotten(expression)) return obstacle(Obstacle::kRecursion);
  const Rows new_rows = sets_.light(sets_.without(rows_, memo.known));
  if (new_rows != Rows::kNone) remember(memo, Remembered(memo), new_rows, constant(value::Value::undefined()));
  return memo.outcome == nullptr ? Outcome{} : *memo.outcome;
}

/// Whether a node applies: answered from its value by the rows that know it, from its conditions by the others.
const Outcome& Compiler::ordered_applicability(NodeId id) {
  static const Outcome kNone;
  if (rows_ == Rows::kNone || !step_in(id)) return kNone;
  const Node& n = node(id);
  Gathering out(*flow_);
  if (n.op != Op::kRule && n.op != Op::kReference && model::known_applicable(*model_, id)) {
    out.add(Sort::kNo, Mask::kAlways);
    return keep(out.take());
  }
  const Remembered memo = world_->nodes[index(id)];
  const Rows new_rows = sets_.without(rows_, memo.known);
  const Rows known_rows = sets_.both(rows_, memo.known);
  const Mask known = known_rows == Rows::kNone ? Mask::kNever
                     : new_rows == Rows::kNone ? Mask::kAlways
                                               : sets_.mask(known_rows);
  if (new_rows != Rows::kNone) {
    ++depth_;
    const Rows outer_rows = std::exchange(rows_, new_rows);
    const Outcome asked = structural_applicability(id);
    rows_ = outer_rows;
    --depth_;
    for (const Alternative& one : asked) out.add(one.on(flow_->without(one.where, known)).in(UnitId::kAbsent));
  }
  if (known_rows != Rows::kNone) {
    for (const Alternative& one : *memo.outcome) {
      out.add(one.is(Sort::kNotApplicable) ? Sort::kYes : Sort::kNo, flow_->both(one.where, known));
    }
  }
  return keep(out.take());
}

}  // namespace partance::engine::batch
