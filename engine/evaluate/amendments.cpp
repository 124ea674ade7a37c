// See amendments.hpp.
#include "engine/evaluate/amendments.hpp"

#include <algorithm>

namespace partance::engine::evaluate {

using model::Node;
using model::NodeId;
using value::Kind;
using value::Value;

/// Whether two expressions are written alike. References, numbers and dates of two rules are never alike; texts are.
bool AmendmentComparison::same_expression(NodeId x, NodeId y, bool same_rule) {
  if (x == model::kNoNode || y == model::kNoNode) return x == y;
  const Node& one = model_.graph.at(x);
  const Node& other = model_.graph.at(y);
  if (one.op != other.op || looks_ == 0) return false;
  --looks_;
  if (one.op == model::Op::kRule) return same_rule && one.a == other.a;
  if (x == y && one.op != model::Op::kConstant) return true;
  if (one.op == model::Op::kReference) return one.a == other.a && one.b == other.b;
  if (one.op == model::Op::kConstant) {
    const Value& a = model_.graph.constants[one.a];
    const Value& b = model_.graph.constants[other.a];
    const bool alike =
        a.kind == b.kind && a.unit == b.unit && (a.is_number() ? a.number == b.number : a.bits == b.bits);
    const bool is_plain_text = a.is(Kind::kText) && !texts_.date_ms(a.text_id());
    return alike && (same_rule || is_plain_text || a.is(Kind::kUndefined));
  }
  const model::Operands held = model::operands(one.op);
  const bool same_fields = (held.a || one.a == other.a) && (held.b || one.b == other.b) &&
                           (held.c || held.list || one.c == other.c) && one.count == other.count;
  if (!same_fields || one.origin != other.origin) return false;
  const auto same = [&](std::uint32_t a, std::uint32_t b) { return same_expression(NodeId{a}, NodeId{b}, same_rule); };
  if ((held.a && !same(one.a, other.a)) || (held.b && !same(one.b, other.b)) || (held.c && !same(one.c, other.c))) {
    return false;
  }
  if (!held.list) return true;
  const std::size_t size = one.count * (model::has_pairs(one.op) ? 2U : 1U);
  for (std::size_t i = 0; i < size; ++i) {
    if (!same_expression(model_.graph.pool[one.c + i], model_.graph.pool[other.c + i], same_rule)) return false;
  }
  return true;
}

bool AmendmentComparison::same(const Amendment& one, const Amendment& other) {
  return one.rule == other.rule &&
         same_expression(one.expression, other.expression, one.written_in == other.written_in);
}

bool same_amendments(const model::Model& model, const value::TextPool& texts, const std::vector<Amendment>& some,
                     const std::vector<Amendment>& others) {
  if (some.size() != others.size()) return false;
  AmendmentComparison comparison(model, texts);
  return std::ranges::all_of(some, [&](const Amendment& one) {
    return std::ranges::any_of(others, [&](const Amendment& other) { return comparison.same(one, other); });
  });
}

}  // namespace partance::engine::evaluate
