// Conditions on many rows: `applicable si`, `plafond`, `par défaut`, `variations`, `une possibilité` (Publicodes 1.10,
// chapters 4.4 and 4.5, as engine/evaluate/conditions.cpp computes them).
#include <utility>

#include "engine/batch/interpreter.hpp"

namespace partance::engine::batch {

using model::Node;
using model::Op;

Outcome Interpreter::is_undefined(const Outcome& v) {
  Gathering out(*flow_);
  for (const Alternative& one : v) out.add(one.is(Sort::kUndefined) ? Sort::kYes : Sort::kNo, one.where);
  return out.take();
}

/// The rows of a test without a unit whose node speaks of no unit either: only those are tests (Run::speaks_of_unit).
Mask Interpreter::quiet_rows(NodeId id, const Alternative& test, int steps) {
  constexpr int kMostSteps = 100;
  if (steps > kMostSteps) return Mask::kNever;
  const Node& n = node(id);
  const bool is_off = test.is(Sort::kNotApplicable);
  switch (n.op) {
    case Op::kRound:
    case Op::kMissing:
    case Op::kMarginalScale:
    case Op::kLookup:
      return Mask::kNever;
    case Op::kAdd:
    case Op::kSubtract:
    case Op::kMultiply:
    case Op::kDivide:
    case Op::kFloorDivide:
    case Op::kProduct:
      return is_off ? test.where : Mask::kNever;
    case Op::kSum:
      return n.count > 0 ? Mask::kNever : test.where;
    case Op::kSimplifyUnit:
      if (!test.is(Sort::kUndefined) && !is_off) return Mask::kNever;
      return quiet_rows(NodeId{n.a}, test, steps + 1);
    case Op::kContext: {
      const Mask off = flow_->both(test.where, refused(id));
      const Mask rest = flow_->without(test.where, off);
      if (rest == Mask::kNever) return off;
      return flow_->either(off, quiet_rows(NodeId{n.a}, test.on(rest), steps + 1));
    }
    case Op::kReference:
      return quiet_rows(NodeId{n.b}, test, steps + 1);
    case Op::kRule: {
      const model::Rule& rule = model_->rule(RuleId{n.a});
      const Op body = node(rule.body).op;
      if (body == Op::kSituation || body == Op::kCondition) return test.where;
      if (nesting_ != nullptr && nesting_->entered[n.a] >= 2) return test.where;  // it was cut
      if (!is_off) return quiet_rows(rule.body, test, steps + 1);
      const Gate at = gate(RuleId{n.a}, test.where);
      const Mask below = quiet_rows(rule.body, test.on(flow_->both(test.where, at.passed)), steps + 1);
      return flow_->either(below, flow_->both(test.where, at.disabled));
    }
    default:
      return test.where;
  }
}

Outcome Interpreter::condition(const Node& n, bool applicability_only) {
  const NodeId then{n.b};
  const NodeId otherwise{n.c};
  if (n.origin == model::Origin::kDefault && !applicability_only && is_forgotten(NodeId{n.a})) return with_default(n);
  const auto branch = [&](NodeId id, Mask rows) -> const Outcome& {
    return applicability_only ? applicability(id, rows) : value(id, rows);
  };
  const UnitId spoken = applicability_only ? UnitId::kAbsent : static_unit(then);
  Gathering out(*flow_);
  const auto add = [&](const Alternative& one, Mask where, UnitId unit) {
    out.add(one.on(flow_->both(one.where, where)).in(one.unit == UnitId::kAbsent ? unit : one.unit));
  };
  for (const Alternative& test : value(NodeId{n.a})) {
    if (test.is_number() || test.is(Sort::kText) || test.is(Sort::kDay) || test.unit != UnitId::kAbsent) continue;
    const Mask where = quiet_rows(NodeId{n.a}, test, 0);
    if (where == Mask::kNever) continue;
    if (test.is(Sort::kNotApplicable)) {
      out.add(Sort::kNotApplicable, where, spoken);
    } else if (test.is(Sort::kUndefined)) {
      const Mask both = flow_->both(where, all_rows(*flow_, branch(otherwise, where)));
      for (const Alternative& one : branch(then, where)) {
        out.add(Sort::kUndefined, flow_->both(one.where, both), applicability_only ? UnitId::kAbsent : one.unit);
      }
    } else {
      for (const Alternative& one : branch(test.is(Sort::kYes) ? then : otherwise, where)) add(one, where, spoken);
    }
  }
  return out.take();
}

/// `par défaut`, whose test "is it undefined?" nobody else needs: the value is looked at once.
Outcome Interpreter::with_default(const Node& n) {
  const UnitId spoken = static_unit(NodeId{n.b});
  Gathering out(*flow_);
  const auto add = [&](const Alternative& one, Mask where) {
    out.add(one.on(flow_->both(one.where, where)).in(one.unit == UnitId::kAbsent ? spoken : one.unit));
  };
  const Outcome& given = value(NodeId{n.c});
  for (const Alternative& one : given) {
    if (!one.is(Sort::kUndefined)) add(one, one.where);
  }
  const Mask open = rows_of(*flow_, given, Sort::kUndefined);
  for (const Alternative& one : value(NodeId{n.b}, open)) add(one, open);
  return out.take();
}

Outcome Interpreter::variations(const Node& n) {
  /// Rows of which some test was not known, by the first unit that their branches had.
  struct Doubtful {
    UnitId unit;
    Mask rows;
  };
  std::vector<Doubtful> doubtful;
  Mask open = Mask::kAlways;  // rows for which no test has held yet
  Gathering out(*flow_);
  const auto doubt = [&](std::vector<Doubtful>& into, UnitId unit, Mask rows) {
    if (rows == Mask::kNever) return;
    for (Doubtful& one : into) {
      if (one.unit == unit) return void(one.rows = flow_->either(one.rows, rows));
    }
    into.push_back({unit, rows});
  };
  for (std::size_t i = 0; i < n.count; ++i) {
    if (open == Mask::kNever && doubtful.empty()) break;
    Mask looking = open;  // rows that no test has settled
    for (const Doubtful& one : doubtful) looking = flow_->either(looking, one.rows);
    const Outcome& test = value(model_->graph.pool[n.c + 2 * i], looking);
    const Mask refused = flow_->either(rows_of(*flow_, test, Sort::kNo), rows_of(*flow_, test, Sort::kNotApplicable));
    const Mask unsure = rows_of(*flow_, test, Sort::kUndefined);
    const Mask holds = flow_->without(flow_->without(all_rows(*flow_, test), refused), unsure);
    const Mask maybe = flow_->either(holds, unsure);
    std::vector<Doubtful> next;
    for (const Doubtful& one : doubtful) doubt(next, one.unit, flow_->both(one.rows, refused));
    if (maybe != Mask::kNever) {
      const Mask taken = flow_->both(open, holds);
      const Mask begun = flow_->both(open, unsure);
      for (const Alternative& one : value(model_->graph.pool[n.c + 2 * i + 1], flow_->both(looking, maybe))) {
        out.add(one.on(flow_->both(one.where, taken)));
        doubt(next, one.unit, flow_->both(one.where, begun));
        for (const Doubtful& before : doubtful) {
          const Mask rows = flow_->both(flow_->both(before.rows, maybe), one.where);
          doubt(next, before.unit == UnitId::kAbsent ? one.unit : before.unit, rows);
        }
      }
    }
    open = flow_->both(open, refused);
    doubtful = std::move(next);
  }
  out.add(Sort::kNotApplicable, open);
  for (const Doubtful& one : doubtful) out.add(Sort::kUndefined, one.rows, one.unit);
  return out.take();
}

Outcome Interpreter::choice(const Node& n) {
  const model::ChoiceList& list = model_->graph.choices[n.b];
  Gathering out(*flow_);
  if (list.kind != model::ChoiceList::Kind::kReferences) {
    out.add(Sort::kUndefined, Mask::kAlways, list.unit);
    return out.take();
  }
  if (model_->options.filter_choices) return obstacle(Obstacle::kFilteredChoice);
  if (list.rules.size() == 1) return constant(list.values[0]);
  out.add(list.rules.empty() ? Sort::kNotApplicable : Sort::kUndefined, Mask::kAlways);
  return out.take();
}

}  // namespace partance::engine::batch
