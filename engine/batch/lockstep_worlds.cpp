// `contexte` for many rows at once (Publicodes 1.10, chapter 4.9, as engine/evaluate/worlds.cpp computes it).
#include <algorithm>
#include <utility>

#include "engine/batch/lockstep.hpp"

namespace partance::engine::batch {

using model::Node;
using model::Op;

/// A world with the answers of the current one, nothing computed and nothing being computed; null past the limit.
Lockstep::World* Lockstep::enter_world() {
  if (world_count_ > options_->limits.worlds) return nullptr;
  if (world_count_ == worlds_.size()) worlds_.push_back(std::make_unique<World>());
  World& inner = *worlds_[world_count_];
  const std::size_t rules = model_->rules.size();
  inner.nodes.resize(model_->graph.nodes.size());
  inner.entered.assign(rules, 0);
  inner.checking.assign(rules, 0);
  inner.answering.assign(rules, 0);
  inner.stamp = ++stamps_;
  inner.shared = nullptr;
  inner.amended.clear();
  inner.changes.clear();
  inner.variants.clear();
  inner.refused.clear();
  inner.is_variant = false;
  if (world_count_ > 0) {
    const World& outer = *world_;
    inner.amended = outer.amended;
    for (Amended& one : inner.amended) one.answer = {};
    inner.changes = outer.changes;
    inner.is_variant = outer.is_variant;
  }
  ++world_count_;
  world_ = &inner;
  nesting_ = &inner;
  return &inner;
}

void Lockstep::leave_world() {
  --world_count_;
  world_ = world_count_ == 0 ? nullptr : worlds_[world_count_ - 1].get();
  nesting_ = world_;
}

Mask Lockstep::refused(NodeId id) {
  RowBits rows;
  for (const auto& [context, where] : world_->refused) {
    if (context == id) rows = rows.either(where);
  }
  return performed_.mask_of(rows);
}

/// The rows whose answer is the same after as before, its unit included.
Mask Lockstep::unchanged(const Outcome& before, const Outcome& after) {
  Mask same = Mask::kNever;
  for (const Alternative& one : before) {
    for (const Alternative& other : after) {
      if (one.sort != other.sort) continue;
      // An empty unit is not the absence of one.
      const bool same_presence = (one.unit == UnitId::kAbsent) == (other.unit == UnitId::kAbsent);
      if (!same_presence || units_->text(one.unit) != units_->text(other.unit)) continue;
      Mask where = performed_.both(one.where, other.where);
      if (where == Mask::kNever) continue;
      if (one.is_number()) where = performed_.both(where, performed_.equal(one.number, other.number));
      if (one.is(Sort::kText) || one.is(Sort::kDay)) {
        where = performed_.both(where, performed_.text_equal(one.text, other.text));
      }
      same = performed_.either(same, where);
    }
  }
  return same;
}

/// What a context changes, with the rows it changes it for.
std::vector<Lockstep::Change> Lockstep::changes(const Node& n) {
  std::vector<Change> all;
  for (std::size_t i = 0; i < n.count; ++i) {
    const NodeId place = model_->graph.pool[n.c + 2 * i];
    const NodeId expression = model_->graph.pool[n.c + 2 * i + 1];
    const Outcome& before = value(place);
    const Outcome& after = value(expression);
    const RowBits rows = performed_.rows_at_hand().without(flow_rows(unchanged(before, after)));
    if (rows.none()) continue;
    const Node& changed = node(place);
    const RuleId rule{changed.op == Op::kReference ? node(NodeId{changed.b}).a : changed.a};
    // Kept here, so that no world within takes it along.
    Outcome answer = after;
    performed_.keep(answer);
    all.push_back({{rule, RuleId{changed.a}, expression}, rows, &keep(answer)});
  }
  return all;
}

/// The rows at hand for which the world was made by the same changes (evaluate::same_amendments).
RowBits Lockstep::rows_of_same_changes(const std::vector<Change>& some) {
  const std::vector<Change>& others = world_->changes;
  evaluate::AmendmentComparison comparison(*model_, *texts_);
  RowBits same = performed_.rows_at_hand();
  for (const Change& one : some) {
    RowBits matched;
    for (const Change& other : others) {
      if (comparison.same(one.amendment, other.amendment)) matched = matched.either(other.rows);
    }
    same = same.without(one.rows.without(matched));
  }
  // Evaluate compares less for a row: where all comparisons could be afforded, so could its own.
  if (comparison.ran_out()) leave(performed_.rows_at_hand());
  same = same.both(live_);
  if (same.none()) return same;
  RowBits equally_many;
  const auto count = [](const std::vector<Change>& all, std::size_t row) {
    return std::ranges::count_if(all, [row](const Change& one) { return one.rows.holds(row); });
  };
  same.for_each([&](std::size_t row) {
    if (count(some, row) == count(others, row)) equally_many.set(row);
  });
  return equally_many;
}

Outcome Lockstep::context(NodeId id) {
  std::vector<Change> all = changes(node(id));
  Gathering out(performed_);
  RowBits rows = performed_.rows_at_hand();
  // A context met again inside itself, as it was written, does not apply; nor does one that changes nothing inside
  // another that changes nothing.
  if (world_->is_variant) {
    const RowBits same = rows_of_same_changes(all);
    if (!same.none()) world_->refused.emplace_back(id, same);
    out.add(Sort::kNotApplicable, performed_.mask_of(same));
    rows = rows.without(same);
  }
  RowBits changing;
  for (const Change& change : all) {
    if (model_->rule(change.amendment.rule).is_private) rows = rows.without(change.rows);  // an error: left
    changing = changing.either(change.rows);
  }
  const RowBits here = performed_.rows_at_hand();
  for (const bool changes_something : {false, true}) {
    take(changes_something ? rows.both(changing) : rows.without(changing));
    const RowBits concerned = performed_.rows_at_hand();
    Outcome found;
    if (performed_.has_rows()) found = in_variant(id, changes_something ? all : std::vector<Change>());
    take(here);
    out.add_all(found, performed_.mask_of(concerned));
  }
  return out.take();
}

/// The value of a context for rows that it changes something for, or for rows that it changes nothing for. It makes one
/// variant: if computing its changes came back here and made it, its value stands.
Outcome Lockstep::in_variant(NodeId id, const std::vector<Change>& all) {
  World& outer = *world_;
  const auto made = [&]() -> Known* {
    const auto is_it = [id](const auto& variant) { return variant.first == id; };
    const auto found = std::ranges::find_if(outer.variants, is_it);
    return found == outer.variants.end() ? nullptr : &found->second;
  };
  const RowBits rows = performed_.rows_at_hand();
  Known* const before = made();
  const RowBits fresh = before == nullptr ? rows : before->missing_of(rows);
  if (fresh.none()) return recalled(*before);
  World* const inner = enter_world();
  if (inner == nullptr) return obstacle(Obstacle::kContext);
  take(fresh);
  const PerformedFlow::Mark kept = performed_.kept_so_far();
  const std::size_t outcomes = outcome_count_;
  const std::size_t parts = part_count_;
  for (const Change& change : all) {
    const RowBits changing = change.rows.both(fresh);
    const Known answer{&new_part(changing, *change.answer, nullptr)};
    inner->amended.push_back({change.amendment.rule, change.amendment.expression, changing, answer});
  }
  if (all.empty()) {
    // A variant that changes nothing starts with what is already computed.
    inner->shared = &outer;
    inner->amended = outer.amended;
  }
  inner->is_variant = true;
  inner->changes = all;
  Outcome found = value(NodeId{node(id).a});
  leave_world();
  performed_.release_kept(kept, found);
  outcome_count_ = outcomes;
  part_count_ = parts;
  leave_uncovered(found);
  const RowBits done = fresh.both(live_);
  Known* place = made();
  if (place == nullptr) place = &outer.variants.emplace_back(id, Known{}).second;
  remember(*place, Known(*place), done, found);
  take(rows);
  return recalled(*place);
}

/// The answer to a rule that contexts have changed for some rows.
Outcome Lockstep::answered(RuleId rule) {
  const RowBits here = performed_.rows_at_hand();
  RowBits rows = here;  // those whose answer no later change has given
  Gathering out(performed_);
  for (std::size_t i = world_->amended.size(); i-- > 0 && !rows.none();) {
    if (world_->amended[i].rule != rule) continue;
    const RowBits changed = world_->amended[i].rows;
    take(rows.both(changed));
    if (performed_.has_rows()) {
      const RowBits concerned = performed_.rows_at_hand();
      const Outcome found = amended_answer(i);
      take(here);
      out.add_all(found, performed_.mask_of(concerned));
    }
    rows = rows.without(changed);
  }
  take(rows);
  Outcome found;
  const RowBits concerned = performed_.rows_at_hand();
  if (performed_.has_rows()) {
    found = Interpreter::is_answered(rule) ? Interpreter::answered(rule) : constant(value::Value::undefined());
  }
  take(here);
  out.add_all(found, performed_.mask_of(concerned));
  return out.take();
}

/// A changed answer, for rows it was changed for; in a world within the one that changed it, computed from its
/// expression there.
Outcome Lockstep::amended_answer(std::size_t place) {
  World& here = *world_;
  auto [rule, expression, changed, before] = here.amended[place];
  const RowBits rows = performed_.rows_at_hand();
  const RowBits fresh = before.missing_of(rows);
  if (fresh.none()) return recalled(before);
  take(fresh);
  Outcome found;
  const bool is_cut = here.answering[index(rule)] >= 2;
  if (is_cut && options_->refuse_cycles) {
    // An error: left.
  } else if (is_cut) {
    // The third nested entry, as of any answer that is an expression.
    Known& memory = memory_of(expression);
    found = constant(value::Value::undefined());
    remember(memory, Known(memory), fresh, found);
  } else if (step_in()) {
    // The expression is the answer's own: what its place in the `contexte` is worth is not looked at.
    ++here.answering[index(rule)];
    ++depth_;
    found = node(expression).op == Op::kRule ? value(expression) : compute(expression);
    --depth_;
    --here.answering[index(rule)];
  }
  leave_uncovered(found);
  Known answer = before;
  remember(answer, before, fresh.both(live_), found);
  if (!is_cut) here.amended[place].answer = answer;
  take(rows);
  return recalled(answer);
}

}  // namespace partance::engine::batch
