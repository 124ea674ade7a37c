// Visiting nodes in the order of evaluate: see lockstep.hpp.
#include "engine/batch/lockstep.hpp"

#include <algorithm>
#include <utility>

#include "engine/model/infer.hpp"
#include "engine/value/number.hpp"

namespace partance::engine::batch {

using model::Node;
using model::Op;

namespace {

/// Visits of one block: what a stranger's rules may cost. A row visits less nodes than its block, and evaluate may
/// visit more, so that its own limit is never passed here.
constexpr std::uint64_t kMostSteps = 400'000;
/// Parts of what is known, 600 bytes each.
constexpr std::size_t kMostParts = 64'000;
/// Nodes nested; evaluate can nest thrice as many.
constexpr std::uint32_t kMostDepth = 1'000;

const Outcome kNone;

}  // namespace

Lockstep::Lockstep(const Material& material, const Kernels& kernels)
    : Interpreter(material, performed_, false), performed_(kernels), constants_(material.model.graph.nodes.size()) {
  for (std::size_t i = 0; i < constants_.size(); ++i) {
    const Node& n = model_->graph.nodes[i];
    if (n.op != Op::kConstant) continue;
    constants_[i] = constant(model_->graph.constants[n.a]);
    performed_.keep(constants_[i]);
  }
  performed_.keep_for_good();
}

RowBits Lockstep::evaluate(RuleId target, std::span<const ColumnView> inputs, std::size_t rows, const RowBits& wanted) {
  start(inputs, rows, wanted);
  const NodeId root = model_->rule(target).node;
  answer_ = value(root);
  leave_world();
  if (!has_room()) {
    failed_.clear();
    return {};
  }
  take(wanted);
  RowBits answered_rows = live_;
  for (const auto& [fault, failed_rows] : failed_) answered_rows = answered_rows.either(failed_rows);
  return answered_rows;
}

void Lockstep::start(std::span<const ColumnView> inputs, std::size_t rows, const RowBits& wanted) {
  performed_.start(inputs, rows);
  live_ = wanted;
  failed_.clear();
  outcome_count_ = 0;
  part_count_ = 0;
  steps_ = 0;
  sampled_rows_ = 0;
  depth_ = 0;
  world_count_ = 0;
  enter_world();
  take(wanted);
}

// --- rows that leave ---

void Lockstep::leave(const RowBits& rows) {
  live_ = live_.without(rows);
  performed_.take(performed_.rows_at_hand().both(live_));
}

/// Rows that no alternative covers are left to evaluate.
void Lockstep::leave_uncovered(const Outcome& found) {
  if (found.size() == 1 && found[0].where == Mask::kAlways) return;
  RowBits covered;
  for (const Alternative& one : found) covered = covered.either(flow_rows(one.where));
  const RowBits uncovered = performed_.rows_at_hand().without(covered);
  if (!uncovered.none()) leave(uncovered);
}

void Lockstep::fail(evaluate::Fault fault, Mask where) {
  const RowBits rows = flow_rows(where).both(performed_.rows_at_hand());
  if (rows.none()) return;
  failed_.emplace_back(fault, rows);
  leave(rows);
}

std::optional<Number> Lockstep::number_of_text(Text text) {
  return performed_.number_of_each(text,
                                   [&](std::uint32_t code) { return value::number_of_text(dictionary_->text(code)); });
}

/// Whether the block costs no more than it may.
bool Lockstep::has_room() const {
  return steps_ <= std::min(kMostSteps, options_->limits.steps) && part_count_ < kMostParts && performed_.has_room();
}

/// Whether one more visit may be made; otherwise the rows at hand are left.
bool Lockstep::step_in() {
  if (++steps_ % kSample == 0) sampled_rows_ += performed_.rows_at_hand().count();
  const bool fits = has_room() && depth_ < kMostDepth;
  if (!fits) leave(performed_.rows_at_hand());
  return fits;
}

// --- what is known ---

const Outcome& Lockstep::keep(const Outcome& outcome) {
  if (outcome_count_ == outcomes_.size()) outcomes_.emplace_back();
  Outcome& place = outcomes_[outcome_count_++];
  place.assign(outcome.begin(), outcome.end());  // in the memory of a former block
  return place;
}

/// What a world knows of a node. A world that goes on from another starts with what is known there.
Lockstep::Known& Lockstep::memory_of(World& world, NodeId id) {
  Remembered& memory = world.nodes[index(id)];
  if (memory.stamp != world.stamp) {
    memory.known = world.shared != nullptr ? memory_of(*world.shared, id) : Known();
    memory.stamp = world.stamp;
  }
  return memory.known;
}

/// Adds what fresh rows have found to what was known before; what was computed within for the same rows is written
/// over.
void Lockstep::remember(Known& known, const Known& before, const RowBits& fresh, Outcome& found) {
  performed_.keep(found);
  known.last = &new_part(fresh, keep(found), before.last);
}

const Lockstep::Part& Lockstep::new_part(const RowBits& rows, const Outcome& outcome, const Part* earlier) {
  if (part_count_ == parts_.size()) parts_.emplace_back();
  Part& part = parts_[part_count_++];
  part.rows = rows;
  part.outcome = &outcome;
  part.earlier = earlier;
  if (earlier != nullptr) part.all = rows.either(earlier->rows_of_all());
  return part;
}

/// An outcome for the rows at hand: alternatives of other rows are dropped.
const Outcome& Lockstep::narrowed(const Outcome& outcome) {
  if (outcome.size() == 1 && outcome[0].where == Mask::kAlways) return outcome;
  Outcome here;
  for (const Alternative& one : outcome) {
    const Mask where = performed_.told_of(one.where);
    if (where != Mask::kNever) here.push_back(one.on(where));
  }
  return keep(here);
}

/// What is known, for the rows at hand. Parts are put together when rows of several ask together.
const Outcome& Lockstep::recalled(Known& known) {
  const RowBits& here = performed_.rows_at_hand();
  for (const Part* part = known.last; part != nullptr; part = part->earlier) {
    if (here.within(part->rows)) return narrowed(*part->outcome);
  }
  const PerformedFlow::Mark mark = performed_.mark();
  const RowBits outer = here;
  performed_.take(known.last->rows_of_all());
  Gathering gathered(performed_);
  for (const Part* part = known.last; part != nullptr; part = part->earlier) {
    gathered.add_all(*part->outcome, performed_.mask_of(part->rows));
  }
  Outcome whole = gathered.take();
  remember(known, Known(), known.last->rows_of_all(), whole);
  performed_.take(outer);
  performed_.release(mark);
  return narrowed(*known.last->outcome);
}

// --- visits ---

const Outcome& Lockstep::value(NodeId id) {
  if (!performed_.has_rows() || !step_in()) return kNone;
  if (node(id).op == Op::kConstant) {
    const Outcome& found = constants_[index(id)];
    leave_uncovered(found);
    return found;
  }
  if (is_forgotten(id)) {
    ++depth_;
    Outcome found = compute(id);
    --depth_;
    leave_uncovered(found);
    return keep(found);
  }
  Known& memory = memory_of(id);
  const Known before = memory;
  if (before.last == nullptr) return computed(memory, before, id);
  const RowBits here = performed_.rows_at_hand();
  const RowBits fresh = before.missing_of(here);
  if (!fresh.none()) {
    take(fresh);
    computed(memory, before, id);
    take(here);
  }
  return recalled(memory);
}

/// Computes a node for the rows at hand, none of which knew it before, and adds it to what is known.
const Outcome& Lockstep::computed(Known& memory, const Known& before, NodeId id) {
  const PerformedFlow::Mark mark = performed_.mark();
  ++depth_;
  Outcome found = compute(id);
  --depth_;
  leave_uncovered(found);
  remember(memory, before, performed_.rows_at_hand(), found);
  performed_.release(mark);
  return *memory.last->outcome;
}

const Outcome& Lockstep::value(NodeId id, Mask rows) {
  if (rows == Mask::kAlways) return value(id);
  if (rows == Mask::kNever) return kNone;
  const RowBits outer = performed_.rows_at_hand();
  take(outer.both(flow_rows(rows)));
  const Outcome& found = value(id);
  take(outer);
  return found;
}

/// Whether a node applies: answered from its value by the rows that know it, from its conditions by the others.
const Outcome& Lockstep::applicability(NodeId id) {
  if (!performed_.has_rows() || !step_in()) return kNone;
  const Node& n = node(id);
  Gathering out(performed_);
  if (n.op != Op::kRule && n.op != Op::kReference && model::known_applicable(*model_, id)) {
    out.add(Sort::kNo, Mask::kAlways);
    return keep(out.take());
  }
  Known known = memory_of(id);
  if (known.last == nullptr) {
    ++depth_;
    Outcome asked = structural_applicability(id);
    --depth_;
    leave_uncovered(asked);
    for (Alternative& one : asked) one.unit = UnitId::kAbsent;
    return keep(asked);
  }
  const RowBits here = performed_.rows_at_hand();
  const RowBits known_rows = known.of(here);
  const RowBits fresh = here.without(known_rows);
  if (!fresh.none()) {
    take(fresh);
    ++depth_;
    const Outcome asked = structural_applicability(id);
    --depth_;
    leave_uncovered(asked);
    take(here);
    const Mask where = performed_.mask_of(fresh);
    for (const Alternative& one : asked) out.add(one.on(performed_.both(one.where, where)).in(UnitId::kAbsent));
  }
  take(known_rows);
  if (performed_.has_rows()) {
    const Outcome& value_of_node = recalled(known);
    take(here);
    const Mask where = performed_.mask_of(known_rows);
    for (const Alternative& one : value_of_node) {
      out.add(one.is(Sort::kNotApplicable) ? Sort::kYes : Sort::kNo, performed_.both(one.where, where));
    }
  }
  take(here);
  return keep(out.take());
}

const Outcome& Lockstep::applicability(NodeId id, Mask rows) {
  if (rows == Mask::kAlways) return applicability(id);
  if (rows == Mask::kNever) return kNone;
  const RowBits outer = performed_.rows_at_hand();
  take(outer.both(flow_rows(rows)));
  const Outcome& found = applicability(id);
  take(outer);
  return found;
}

Interpreter::Gate Lockstep::gate(RuleId id, Mask rows) {
  const RowBits outer = performed_.rows_at_hand();
  take(outer.both(flow_rows(rows)));
  const Gate found = compute_gate(id);
  take(outer);
  return found;
}

/// An answer that is an expression is a rule of its own: the third nested entry is cut, and remembered.
Outcome Lockstep::expressed(RuleId rule, NodeId expression) {
  Known& memory = memory_of(expression);
  World& here = *world_;
  if (here.answering[index(rule)] < 2) {
    ++here.answering[index(rule)];
    const Outcome found = value(expression);
    --here.answering[index(rule)];
    return found;
  }
  if (options_->refuse_cycles) return obstacle(Obstacle::kRecursion);
  const RowBits rows = performed_.rows_at_hand();
  const RowBits fresh = memory.missing_of(rows);
  if (!fresh.none()) {
    Outcome cut = constant(value::Value::undefined());
    remember(memory, Known(memory), fresh, cut);
  }
  return recalled(memory);
}

bool Lockstep::is_answered(RuleId rule) const {
  const auto is_it = [rule](const Amended& one) { return one.rule == rule; };
  return std::ranges::any_of(world_->amended, is_it) || Interpreter::is_answered(rule);
}

}  // namespace partance::engine::batch
