// Compiling nodes, rules and answers (Publicodes 1.10, chapters 3.3 to 3.7, as engine/evaluate/rules.cpp computes
// them).
#include "engine/batch/compiler.hpp"

#include <algorithm>
#include <utility>

#include "engine/batch/column.hpp"
#include "engine/model/infer.hpp"
#include "engine/plan/cycles.hpp"

namespace partance::engine::batch {

using model::kNoNode;
using model::Node;
using model::Op;
using value::Kind;
using value::Value;

namespace {

/// Chains longer than this are left to evaluate, which has a limit of its own to say so.
constexpr std::uint32_t kMostHeight = 1'000;
/// So are nodes that evaluate may ask more often than this whether they apply.
constexpr double kMostWeight = 100'000;
/// Operations of one flow.
constexpr std::size_t kMostOperations = 400'000;

}  // namespace

Compiler::Compiler(const Material& material)
    : model_(&material.model),
      answers_(&material.answers),
      options_(&material.options),
      texts_(&material.texts),
      traits_(&material.traits),
      as_expected_(material.as_expected),
      units_(&material.units),
      dictionary_(&material.dictionary),
      flow_(&material.flow),
      is_cyclic_(plan::nodes_in_cycles(*model_)),
      valued_(model_->graph.nodes.size(), false),
      expected_(model_->graph.nodes.size(), false) {
  fit(real_);
}

const Outcome& Compiler::remembered(std::vector<Memo>& memos, NodeId id, Outcome (Compiler::*make)(NodeId)) {
  Memo& memo = memos[index(id)];
  if (memo.state == Memo::State::kNew) {
    memo.state = Memo::State::kOpen;
    const std::uint32_t outer_height = std::exchange(height_, 0);
    const double outer_weight = std::exchange(weight_, 0);
    const bool outer_partial = std::exchange(is_partial_, false);
    std::vector<RuleId> outer_taken = std::exchange(taken_for_applicable_, {});
    const Node& n = node(id);
    const RuleId outer_rule = std::exchange(rule_, n.op == Op::kRule ? RuleId{n.a} : rule_);
    ++depth_;
    const bool fits = depth_ < kMostHeight && flow_->steps().size() < kMostOperations;
    Outcome found = fits ? (this->*make)(id) : obstacle(Obstacle::kSize);
    if (is_cyclic_[index(id)] && !world_->is_supposed && !is_part(id)) found = agreed(id, found, make);
    --depth_;
    memo.height = height_ + 1;
    const bool is_value = &memos == &world_->values;
    memo.weight = is_value ? 0 : weight_ + 1;
    memo.taken_for_applicable = std::exchange(taken_for_applicable_, std::move(outer_taken));
    if (memo.height >= kMostHeight || memo.weight > kMostWeight) found = obstacle(Obstacle::kSize);
    memo.is_partial = all_rows(*flow_, found) != Mask::kAlways;
    if (memo.is_partial && !is_partial_ && rule_ != model::kNoRule) partial_rules_.push_back(rule_);
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
  take_for_applicable(memo.taken_for_applicable);
  return memo.outcome;
}

const Outcome& Compiler::value(NodeId id) {
  const bool is_forgotten = !traits_->empty() && ((*traits_)[index(id)] & plan::kSingleUse) != 0;
  if (!is_forgotten) valued_[index(id)] = true;
  World* const here = std::exchange(world_, world_of(id));
  const Outcome& found = remembered(world_->values, id, &Compiler::compute);
  world_ = here;
  return found;
}

const Outcome& Compiler::applicability(NodeId id) {
  World* const here = std::exchange(world_, world_of(id));
  const Outcome& found = remembered(world_->applicabilities, id, &Compiler::compute_applicability);
  world_ = here;
  return found;
}

Outcome Compiler::obstacle(Obstacle why) {
  ++obstacles_[why];
  return {};
}

Outcome Compiler::constant(const Value& v) {
  Alternative only;
  only.where = Mask::kAlways;
  only.unit = v.unit;
  switch (v.kind) {
    case Kind::kUndefined:
      only.sort = Sort::kUndefined;
      break;
    case Kind::kNotApplicable:
      only.sort = Sort::kNotApplicable;
      break;
    case Kind::kBoolean:
      only.sort = v.is_true() ? Sort::kYes : Sort::kNo;
      break;
    case Kind::kNumber:
      only.sort = Sort::kNumber;
      only.number = flow_->number(v.number);
      break;
    case Kind::kText: {
      const std::uint32_t code = dictionary_->encode(texts_->text(v.text_id()));
      if (!is_day(code) && (code & kOddDayBit) != 0) return obstacle(Obstacle::kText);
      only.sort = is_day(code) ? Sort::kDay : Sort::kText;
      only.text = flow_->text(code);
      break;
    }
    case Kind::kError:
      return {};
  }
  return {only};
}

Outcome Compiler::compute(NodeId id) {
  const Node& n = node(id);
  switch (n.op) {
    case Op::kConstant:
      return constant(model_->graph.constants[n.a]);
    case Op::kRule:
      return rule_value(RuleId{n.a});
    case Op::kReference:
      return value(NodeId{n.b});
    case Op::kSituation:
      return situation(n);
    case Op::kCondition:
      return condition(n, false);
    case Op::kVariations:
      return variations(n);
    case Op::kIsUndefined:
      return is_undefined(value(NodeId{n.a}));
    case Op::kIsNotApplicable:
      return applicability(NodeId{n.a});
    case Op::kMissing:
      return value(NodeId{n.a});
    case Op::kUnit:
      return with_unit(n);
    case Op::kSimplifyUnit:
      return simplified(value(NodeId{n.a}));
    case Op::kRound:
      return rounded(n);
    case Op::kLogarithm:
      return logarithm(n);
    case Op::kSum:
      return sum(n);
    case Op::kProduct:
      return product(n);
    case Op::kAllOf:
    case Op::kAnyOf:
      return all_or_any(n);
    case Op::kMarginalScale:
    case Op::kLookup:
    case Op::kLinearRate:
      return scale(n);
    case Op::kDuration:
      return duration(n);
    case Op::kText:
      return obstacle(Obstacle::kText);
    case Op::kInversion:
      return obstacle(Obstacle::kInversion);
    case Op::kFixedPoint:
      return obstacle(Obstacle::kFixedPoint);
    case Op::kContext:
      return context(id, n);
    case Op::kChoice:
      return choice(n);
    default:
      return operation(n);
  }
}

// --- rules ---

const Compiler::Gate& Compiler::gate(RuleId id) {
  World* const here = std::exchange(world_, world_of(model_->rule(id).node));
  GateMemo& memo = world_->gates[index(id)];
  if (memo.state == Memo::State::kNew) {
    memo.state = Memo::State::kOpen;
    memo.gate = {Mask::kNever, Mask::kNever};
    const std::uint32_t outer_height = std::exchange(height_, 0);
    const double outer_weight = std::exchange(weight_, 0);
    std::vector<RuleId> outer_taken = std::exchange(taken_for_applicable_, {});
    const Gate found = is_part_of_parent(model_->rule(id)) ? supposed_gate(id) : compute_gate(id);
    memo.taken_for_applicable = std::exchange(taken_for_applicable_, std::move(outer_taken));
    memo.gate = found;
    memo.height = height_;
    memo.weight = weight_;
    memo.state = Memo::State::kDone;
    height_ = outer_height;
    weight_ = outer_weight;
  }
  height_ = std::max(height_, memo.height);
  weight_ += memo.weight;
  take_for_applicable(memo.taken_for_applicable);
  world_ = here;
  return memo.gate;
}

void Compiler::take_for_applicable(const std::vector<RuleId>& rules) {
  for (const RuleId rule : rules) {
    if (std::ranges::find(taken_for_applicable_, rule) == taken_for_applicable_.end()) {
      taken_for_applicable_.push_back(rule);
    }
  }
}

/// Whether the parent of a rule may be computed from it, so that asking whether it applies leads back to the rule.
bool Compiler::is_part_of_parent(const model::Rule& rule) const {
  if (rule.gate == kNoNode || !rule.gate_nullable || rule.gate_boolean) return false;
  return is_cyclic_[index(rule.gate)] && is_cyclic_[index(rule.node)];
}

Compiler::Gate Compiler::supposed_gate(RuleId id) {
  if (world_->is_supposed) {
    take_for_applicable({id});
    return {};
  }
  take_for_applicable({id});  // to be verified
  // What the supposition rests on must be settled as well.
  std::vector<RuleId> supposed = {id};
  Mask settled = Mask::kAlways;
  for (std::size_t i = 0; i < supposed.size(); ++i) {
    const Gate parent = applicable_parent(supposed[i]);
    settled = flow_->both(settled, flow_->either(parent.disabled, parent.passed));
    for (const RuleId other : supposed_world(*world_).gates[index(supposed[i])].taken_for_applicable) {
      if (std::ranges::find(supposed, other) == supposed.end()) supposed.push_back(other);
    }
  }
  const Gate parent = applicable_parent(id);
  is_partial_ = is_partial_ || settled != Mask::kAlways;
  return {flow_->both(parent.disabled, settled), flow_->both(parent.passed, settled)};
}

/// Whether the parent applies in the supposed world; what that took for applicable is kept with the rule's gate
/// there.
Compiler::Gate Compiler::applicable_parent(RuleId id) {
  World* const outer = std::exchange(world_, &supposed_world(*world_));
  std::vector<RuleId> outer_taken = std::exchange(taken_for_applicable_, {});
  const Outcome& off = applicability(model_->rule(id).gate);
  const Gate found{rows_of(*flow_, off, Sort::kYes), rows_of(*flow_, off, Sort::kNo)};
  world_->gates[index(id)].taken_for_applicable = std::exchange(taken_for_applicable_, std::move(outer_taken));
  world_ = outer;
  return found;
}

/// The value of a node on the rows where the parents of all parts it rests on are worth the same in both worlds.
Outcome Compiler::verified(NodeId id) {
  std::vector<RuleId> outer_taken = std::exchange(taken_for_applicable_, {});
  const Outcome found = value(id);
  std::vector<RuleId> parts = taken_for_applicable_;
  Mask rows = Mask::kAlways;
  for (std::size_t i = 0; i < parts.size() && !world_->is_supposed; ++i) {
    taken_for_applicable_.clear();
    rows = flow_->both(rows, all_rows(*flow_, applicability(model_->rule(parts[i]).gate)));
    for (const RuleId other : taken_for_applicable_) {
      if (std::ranges::find(parts, other) == parts.end()) parts.push_back(other);
    }
  }
  taken_for_applicable_ = std::move(outer_taken);
  if (world_->is_supposed) take_for_applicable(parts);
  Gathering out(*flow_);
  out.add_all(found, rows);
  return out.take();
}

/// Whether a node is a part of its parent, or refers to one: what it is worth is not the same in both worlds.
bool Compiler::is_part(NodeId id) const {
  const Node& n = node(id);
  if (n.op == Op::kReference) return is_part(NodeId{n.b});
  return n.op == Op::kRule && is_part_of_parent(model_->rule(RuleId{n.a}));
}

/// What a node of a cycle is worth on the rows where both worlds agree: then it does not matter which of them evaluate
/// was in when it computed the node, nor when.
Outcome Compiler::agreed(NodeId id, const Outcome& real, Outcome (Compiler::*make)(NodeId)) {
  World* const here = std::exchange(world_, &supposed_world(*world_));
  const Outcome supposed = make == &Compiler::compute ? value(id) : applicability(id);
  world_ = here;
  // Several parts may be seen in different worlds at once: where two of them differ, no world tells the truth.
  Mask rows = Mask::kAlways;
  Mask differs = Mask::kNever;
  for_each_child(model_->graph, node(id), [&](NodeId child) {
    if (!is_part(child)) return;
    const Outcome inside = value(child);
    World* const outer = std::exchange(world_, &supposed_world(*world_));
    const Outcome beside = value(child);
    world_ = outer;
    const Mask changed = flow_->opposite(unchanged_rows(inside, beside));
    rows = flow_->without(rows, flow_->both(differs, changed));
    differs = flow_->either(differs, changed);
  });
  Gathering out(*flow_);
  for (const Alternative& one : real) {
    for (const Alternative& other : supposed) {
      if (one.sort != other.sort || one.unit != other.unit) continue;
      Mask where = flow_->both(flow_->both(one.where, other.where), rows);
      if (where == Mask::kNever) continue;
      const bool are_texts = one.is(Sort::kText) || one.is(Sort::kDay);
      if (one.is_number() && one.number != other.number) {
        where = flow_->both(where, flow_->equal(one.number, other.number));
      } else if (are_texts && one.text != other.text) {
        where = flow_->both(where, flow_->text_equal(one.text, other.text));
      }
      out.add(one.on(where));
    }
  }
  return out.take();
}

Compiler::Gate Compiler::compute_gate(RuleId id) {
  const model::Rule& rule = model_->rule(id);
  if (rule.gate == kNoNode) return {};
  Mask open = Mask::kAlways;  // rows whose parent was not found out of the question yet
  Gate found{Mask::kNever, Mask::kNever};
  const bool asks_once = !rule.gate_nullable && rule.gate_off_test == kNoNode;
  if (rule.gate_nullable) {
    const Outcome& off = applicability(rule.gate);
    found.disabled = rows_of(*flow_, off, Sort::kYes);
    open = flow_->without(all_rows(*flow_, off), found.disabled);
  }
  if (!asks_once && !rule.gate_boolean) {
    found.passed = open;
    return found;
  }
  if (!asks_once && rule.gate_off_test != kNoNode) {
    const Outcome& off = value(rule.gate_off_test);
    const Mask closed = flow_->both(open, rows_of(*flow_, off, Sort::kYes));
    found.disabled = flow_->either(found.disabled, closed);
    open = flow_->without(flow_->both(open, all_rows(*flow_, off)), closed);
  }
  const Outcome& parent = value(rule.gate);
  Mask closed = rows_of(*flow_, parent, Sort::kNo);
  // With a test of its own for "the parent is no", what is not applicable was seen there.
  if (asks_once || rule.gate_off_test == kNoNode) {
    closed = flow_->either(closed, rows_of(*flow_, parent, Sort::kNotApplicable));
  }
  found.disabled = flow_->either(found.disabled, flow_->both(open, closed));
  found.passed = flow_->without(flow_->both(open, all_rows(*flow_, parent)), closed);
  return found;
}

Outcome Compiler::rule_value(RuleId id) {
  const model::Rule& rule = model_->rule(id);
  if (rule.choice != kNoNode && options_->check_choices) return obstacle(Obstacle::kCheckedChoice);
  const Gate at = gate(id);
  Gathering out(*flow_);
  out.add(Sort::kNotApplicable, at.disabled);
  if (at.passed == Mask::kNever) return out.take();
  if (rule.choice == kNoNode) {
    out.add_all(value(rule.body), at.passed);
    return out.take();
  }
  const Outcome chosen = value(rule.choice);
  const Outcome& body = value(rule.body);
  for (const Alternative& one : chosen) {
    const Mask where = flow_->both(one.where, at.passed);
    if (!one.is(Sort::kUndefined)) {
      out.add(one.on(where));
      continue;
    }
    for (const Alternative& v : body) {
      const Alternative narrowed = v.on(flow_->both(v.where, where));
      out.add(one.unit == UnitId::kAbsent ? narrowed : narrowed.in(one.unit));
    }
  }
  return out.take();
}

Outcome Compiler::rule_applicability(RuleId id) {
  const Gate at = gate(id);
  Gathering out(*flow_);
  out.add(Sort::kYes, at.disabled);
  if (at.passed == Mask::kNever) return out.take();
  for (const Alternative& one : applicability(model_->rule(id).body)) {
    out.add(one.on(flow_->both(one.where, at.passed)).in(UnitId::kAbsent));
  }
  return out.take();
}

// --- answers ---

Outcome Compiler::answered(const Answer& answer) {
  if (answer.how == Answer::How::kValue) return constant(answer.value);
  if (answer.how == Answer::How::kExpression) return value(answer.expression);
  Gathering out(*flow_);
  const bool all_known = as_expected_ && answer.is_complete;
  const Mask known = all_known ? Mask::kAlways : flow_->known_rows(answer.input);
  Alternative one;
  one.where = known;
  switch (static_cast<ColumnType>(answer.column_type)) {
    case ColumnType::kNumber:
      one.sort = Sort::kNumber;
      one.unit = answer.unit;
      one.number = flow_->number_column(answer.input);
      out.add(one);
      break;
    case ColumnType::kBoolean:
      out.add_answer(known, flow_->boolean_column(answer.input));
      break;
    case ColumnType::kText:
    case ColumnType::kDate: {
      one.text = flow_->text_column(answer.input);
      const bool is_date = static_cast<ColumnType>(answer.column_type) == ColumnType::kDate;
      if (is_date || !as_expected_) {
        one.sort = Sort::kDay;
        out.add(one.on(as_expected_ ? known : flow_->both(known, flow_->is_day(one.text))));
      }
      if (!is_date) {
        one.sort = Sort::kText;
        out.add(one.on(as_expected_ ? known : flow_->both(known, flow_->is_plain_text(one.text))));
      }
      break;
    }
  }
  if (all_known) return out.take();
  const Mask not_applicable = flow_->not_applicable_rows(answer.input);
  out.add(Sort::kNotApplicable, not_applicable);
  out.add(Sort::kUndefined, flow_->without(flow_->opposite(known), not_applicable));
  return out.take();
}

Outcome Compiler::situation(const Node& n) {
  return amended_situation(world_, n, false);
}

Outcome Compiler::situation_applicability(const Node& n) {
  return amended_situation(world_, n, true);
}

UnitId Compiler::static_unit(NodeId id) const {
  const Node& n = node(id);
  if (n.op == Op::kConstant) return model_->graph.constants[n.a].unit;
  if (n.op == Op::kUnit) return UnitId{static_cast<std::uint16_t>(n.b)};
  if (n.op == Op::kDuration) return UnitId{n.count};
  return UnitId::kAbsent;
}

// --- applicability ---

Outcome Compiler::is_not_applicable(const Outcome& v) {
  Gathering out(*flow_);
  for (const Alternative& one : v) {
    const bool off = one.is(Sort::kNotApplicable);
    out.add(one.is(Sort::kUndefined) ? Sort::kUndefined : off ? Sort::kYes : Sort::kNo, one.where);
  }
  return out.take();
}

Outcome Compiler::structural_applicability(NodeId id) {
  const Node& n = node(id);
  switch (n.op) {
    case Op::kReference:
      return applicability(NodeId{n.b});
    case Op::kRule:
      return rule_applicability(RuleId{n.a});
    case Op::kCondition:
      return condition(n, true);
    case Op::kSituation:
      return situation_applicability(n);
    default:
      return is_not_applicable(value(id));
  }
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
