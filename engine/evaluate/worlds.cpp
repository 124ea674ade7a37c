// Evaluating in another situation: `contexte`, `inversion numérique`, `résoudre la référence circulaire`
// (Publicodes 1.10, chapters 4.9 and 4.10).
#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/evaluate/root_finder.hpp"
#include "engine/evaluate/run.hpp"

namespace partance::engine::evaluate {

using model::Node;
using value::Kind;
using value::UnitId;

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// A value as the solvers see it: "not applicable" and no count as zero, yes as one; the rest that is no number, as not
/// known.
double number_or_unknown(const Value& v) {
  if (v.is(Kind::kNotApplicable) || v.is_false()) return 0;
  if (v.is_true()) return 1;
  return v.is_number() ? v.number : kUnknown;
}

}  // namespace

/// A world with the answers of the current one, nothing computed and nothing being computed; null past the limit.
Run::World* Run::enter_world() {
  if (world_count_ > options_.limits.worlds) return nullptr;
  const World& outer = *world_;
  if (world_count_ == worlds_.size()) worlds_.push_back(std::make_unique<World>());
  ++world_count_;
  fit_worlds();
  World& inner = *worlds_[world_count_ - 1];
  inner.slot_states = outer.slot_states;
  inner.slot_values = outer.slot_values;
  inner.slot_nodes = outer.slot_nodes;
  inner.amended = outer.amended;
  std::fill(inner.entered.begin(), inner.entered.end(), std::uint8_t{0});
  std::fill(inner.checking.begin(), inner.checking.end(), std::uint8_t{0});
  std::fill(inner.answering.begin(), inner.answering.end(), std::uint8_t{0});
  inner.is_variant = outer.is_variant;
  inner.amendments = outer.amendments;
  clear_world_values(inner);
  world_ = &inner;
  return &inner;
}

void Run::leave_world() {
  --world_count_;
}

/// A variant that changes nothing starts with what is already computed.
void Run::share_values(const World& from, World& to) {
  to.memo = from.memo;
  to.stamp = from.stamp;
  to.slot_states = from.slot_states;
}

void Run::clear_world_values(World& world) {
  world.variants.clear();
  world.refused.clear();
  for (const RuleId rule : world.amended) {
    SlotState& state = world.slot_states[index(rule)];
    if (state == SlotState::kAmended) state = SlotState::kToAmend;
  }
  if (++world.stamp != 0) return;
  for (Memo& memo : world.memo) memo.stamp = 0;
  world.stamp = 1;
}

Value Run::eval_context(NodeId id, const Node& node) {
  std::vector<Amendment> amendments;
  std::vector<Value> answers;
  std::vector<RuleId> hidden;
  for (std::size_t i = 0; i < node.count; ++i) {
    const NodeId rule_node = pool_[node.c + 2 * i];
    const Value before = eval(rule_node);
    if (before.is(Kind::kError)) return before;
    const NodeId expression = pool_[node.c + 2 * i + 1];
    const Value after = eval(expression);
    if (after.is(Kind::kError)) return after;
    const RuleId rule = rule_of(rule_node);
    if (!after.is(Kind::kUndefined)) hidden.push_back(rule);
    const bool same_value =
        before.kind == after.kind && (before.is_number() ? before.number == after.number : before.bits == after.bits);
    // An empty unit is not the absence of one.
    const bool same_presence = (before.unit == UnitId::kAbsent) == (after.unit == UnitId::kAbsent);
    if (same_value && same_presence && units_.text(before.unit) == units_.text(after.unit)) continue;
    amendments.push_back({rule, RuleId{nodes_[index(rule_node)].a}, expression});
    answers.push_back(after);
  }
  // A context met again inside itself, as it was written, does not apply; nor does one that changes nothing inside
  // another that changes nothing.
  if (world_->is_variant && same_amendments(*model_, texts_, amendments, world_->amendments)) {
    if (std::ranges::find(world_->refused, id) == world_->refused.end()) world_->refused.push_back(id);
    return Value::not_applicable();
  }
  for (const Amendment& amendment : amendments) {
    if (model_->rules[index(amendment.rule)].is_private) return fault(Fault::kPrivateAnswer);
  }

  // A context makes one variant: if computing its changes came back here and made it, its value stands.
  World* const outer = world_;
  Value v;
  const auto made = std::find_if(outer->variants.begin(), outer->variants.end(),
                                 [id](const auto& variant) { return variant.first == id; });
  if (made != outer->variants.end()) {
    v = made->second;
  } else {
    World* const inner = enter_world();
    if (inner == nullptr) return fault(Fault::kTooDeep);
    for (std::size_t i = 0; i < amendments.size(); ++i) {
      const std::size_t rule = index(amendments[i].rule);
      inner->slot_states[rule] = SlotState::kAmended;
      inner->slot_values[rule] = answers[i];  // what was missing to compute it stays missing
      inner->slot_nodes[rule] = amendments[i].expression;
      inner->amended.push_back(amendments[i].rule);
    }
    if (amendments.empty()) share_values(*outer, *inner);
    inner->is_variant = true;
    inner->amendments = std::move(amendments);
    v = eval(NodeId{node.a});
    leave_world();
    world_ = outer;
    outer->variants.emplace_back(id, v);
  }
  if (v.is(Kind::kError)) return v;
  v.missing = missing_.without(v.missing, hidden);
  return v;
}

Value Run::eval_inversion(const Node& node) {
  const RuleId self{node.a};
  if (world_->entered[index(self)] > 1) return Value::undefined();
  const auto candidates = model_->graph.list(node);
  RuleId goal = model::kNoRule;
  for (const NodeId candidate : candidates) {
    const RuleId rule = rule_of(candidate);
    if (world_->entered[index(rule)] > 0) continue;
    const SlotState state = world_->slot_states[index(rule)];
    if (state == SlotState::kEmpty) continue;
    const Value answer = answer_to(index(rule));
    if (answer.is(Kind::kError)) return answer;
    if (!answer.is_number()) continue;
    goal = rule;
    break;
  }
  if (goal == model::kNoRule) {
    Value unknown;
    for (const NodeId candidate : candidates) {
      unknown.missing = merge(unknown.missing, missing_.single(rule_of(candidate)));
    }
    unknown.missing = merge(unknown.missing, missing_.single(self));
    return unknown;
  }
  const NodeId goal_node = model_->rules[index(goal)].node;
  const Value wanted = eval(goal_node);
  if (wanted.is(Kind::kError)) return wanted;

  World* const outer = world_;
  World* const inner = enter_world();
  if (inner == nullptr) return fault(Fault::kTooDeep);
  inner->slot_states[index(goal)] = SlotState::kEmpty;
  Value last;
  const auto f = [&](double x) {
    set_in(*inner, self, Value::of_number(x, wanted.unit));
    clear_world_values(*inner);
    world_ = inner;
    last = eval(goal_node);
    return number_or_unknown(last);
  };
  const model::InversionBounds& bounds = model_->graph.inversions[node.b];
  const std::uint32_t given = options_.limits.inversion_iterations;
  constexpr std::uint32_t kIterations = 10;
  const auto x =
      invert(f, number_or_unknown(wanted), bounds.min, bounds.max, bounds.tolerance, given != 0 ? given : kIterations);
  leave_world();
  world_ = outer;
  if (last.is(Kind::kError)) return last;
  Value result = x ? Value::of_number(*x, wanted.unit) : Value::undefined();
  if (!x) inversion_failed_ = true;
  result.unit = wanted.unit;
  result.missing = last.missing;
  return result;
}

Value Run::eval_fixed_point(const Node& node) {
  const RuleId self = rule_of(NodeId{node.b});
  if (world_->entered[index(self)] > 1) return Value::undefined();
  if (model_->rules[index(self)].is_private) return fault(Fault::kPrivateAnswer);
  World* const outer = world_;
  World* const inner = enter_world();
  if (inner == nullptr) return fault(Fault::kTooDeep);
  Value last;
  const auto g = [&](double x) {
    set_in(*inner, self, Value::of_number(x));
    clear_world_values(*inner);
    world_ = inner;
    last = eval(NodeId{node.a});
    return number_or_unknown(last);
  };
  const double first = g(1);
  const Value at_one = last;
  Value result;
  result.unit = at_one.unit;
  result.missing = at_one.missing;
  if (!at_one.is(Kind::kUndefined) && !at_one.is(Kind::kError)) {
    constexpr double kLow = -1e6;
    constexpr double kHigh = 1e8;
    constexpr double kTolerance = 0.5;
    constexpr double kSoftTolerance = 2;
    constexpr std::uint32_t kIterations = 25;
    const std::uint32_t given = options_.limits.inversion_iterations;
    const auto distance = [&](double x) { return (x == 1 ? first : g(x)) - x; };
    const auto x = find_root(distance, kLow, kHigh, kTolerance, given != 0 ? given : kIterations, kSoftTolerance);
    if (x) {
      g(*x);
      result = Value::of_number(*x, at_one.unit);
      result.missing = last.missing;
    } else {
      result.missing = last.missing;
      inversion_failed_ = true;
    }
  } else {
    inversion_failed_ = true;
  }
  leave_world();
  world_ = outer;
  if (last.is(Kind::kError)) return last;
  return result;
}

}  // namespace partance::engine::evaluate
