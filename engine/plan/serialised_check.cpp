// See serialised_check.hpp.
#include "engine/plan/serialised_check.hpp"

#include <algorithm>
#include <cmath>

#include "engine/model/infer.hpp"
#include "engine/plan/node_shape.hpp"
#include "engine/value/calendar.hpp"

namespace partance::engine::plan {

using model::Node;
using model::NodeId;
using model::Op;

namespace {

class Checker {
 public:
  explicit Checker(const model::Model& model) : model_(model), graph_(model.graph) {}

  [[nodiscard]] bool check() const {
    return std::ranges::all_of(graph_.nodes, [this](const Node& node) { return node_is_sound(node); }) &&
           std::ranges::all_of(graph_.choices,
                               [this](const model::ChoiceList& list) { return choice_is_sound(list); }) &&
           std::ranges::all_of(model_.rules, [this](const model::Rule& rule) { return rule_is_sound(rule); }) &&
           std::ranges::all_of(model_.inferred, byte_is_sound) &&
           // Replacements are sorted by priority, which must be an order.
           std::ranges::none_of(model_.replacements,
                                [](const model::Replacement& one) { return std::isnan(one.priority); });
  }

 private:
  [[nodiscard]] bool is_node(NodeId id) const { return index(id) < graph_.nodes.size(); }
  [[nodiscard]] bool is_op(NodeId id, Op op) const { return is_node(id) && graph_.at(id).op == op; }
  /// kRule, or a reference to one (a reference may also be to what replaces a parent).
  [[nodiscard]] bool stands_for_a_rule(NodeId id) const {
    return is_op(id, Op::kRule) || (is_op(id, Op::kReference) && is_op(NodeId{graph_.at(id).b}, Op::kRule));
  }

  [[nodiscard]] bool field_is_sound(Field field, std::uint32_t x) const {
    const NodeId id{x};
    switch (field) {
      case Field::kUnused:
        return true;
      case Field::kNode:
        return is_node(id);
      case Field::kNodeOrNone:
        return id == model::kNoNode || is_node(id);
      case Field::kRuleNode:
        return stands_for_a_rule(id);
      case Field::kConstant:
        return x < graph_.constants.size();
      case Field::kRule:
        return x < model_.rules.size();
      case Field::kRuleOrNone:
        return model::RuleId{x} == model::kNoRule || x < model_.rules.size();
      case Field::kUnit:
        return x < model_.units.size();
      case Field::kInversion:
        return x < graph_.inversions.size();
      case Field::kChoice:
        return x < graph_.choices.size();
      case Field::kDurationUnit:
        return x <= static_cast<std::uint32_t>(value::DurationUnit::kCivilYear);
    }
    return false;
  }

  [[nodiscard]] bool item_is_sound(List list, std::size_t i, NodeId id) const {
    const bool is_second = i % 2 == 1;
    switch (list) {
      case List::kNone:
        return false;
      case List::kNodes:
      case List::kPairs:
        return is_node(id);
      case List::kRuleNodes:
        return stands_for_a_rule(id);
      case List::kPairsMaybeOpen:
        return is_node(id) || (is_second && id == model::kNoNode);
      case List::kRuleAndNode:
        return is_second ? is_node(id) : stands_for_a_rule(id);
    }
    return false;
  }

  [[nodiscard]] bool node_is_sound(const Node& node) const {
    const Shape held = shape(node.op);
    if (!field_is_sound(held.a, node.a) || !field_is_sound(held.b, node.b) || !field_is_sound(held.c, node.c)) {
      return false;
    }
    if (held.count_is_unit) return node.count < model_.units.size();
    if (held.list == List::kNone) return true;
    const std::size_t size = node.count * list_arity(held.list);
    if (node.c > graph_.pool.size() || size > graph_.pool.size() - node.c) return false;
    for (std::size_t i = 0; i < size; ++i) {
      if (!item_is_sound(held.list, i, graph_.pool[node.c + i])) return false;
    }
    return true;
  }

  [[nodiscard]] bool choice_is_sound(const model::ChoiceList& list) const {
    using Kind = model::ChoiceList::Kind;
    const auto expected = list.kind == Kind::kNumbers ? value::Kind::kNumber : value::Kind::kText;
    const std::size_t rules = list.kind == Kind::kReferences ? list.values.size() : 0;
    return std::ranges::all_of(list.values, [&](const value::Value& v) { return v.is(expected); }) &&
           list.rules.size() == rules &&
           std::ranges::all_of(list.rules, [this](NodeId id) { return stands_for_a_rule(id); });
  }

  [[nodiscard]] bool rule_is_sound(const model::Rule& rule) const {
    // The test of a gate never stands without the gate.
    const bool has_test = rule.gate_off_test != model::kNoNode;
    const bool gate = has_test ? is_op(rule.gate_off_test, Op::kEqual) && is_node(rule.gate)
                               : rule.gate == model::kNoNode || is_node(rule.gate);
    return gate && is_node(rule.body) && (rule.choice == model::kNoNode || is_op(rule.choice, Op::kChoice));
  }

  static bool byte_is_sound(std::uint8_t byte) {
    constexpr unsigned kTypeMask = 7;
    constexpr std::uint8_t kAll = model::kVisited | model::kNullable | model::kUnsure | kTypeMask << 2U;
    return (byte & ~kAll) == 0 && ((byte >> 2U) & kTypeMask) <= static_cast<unsigned>(model::Type::kDate);
  }

  const model::Model& model_;
  const model::Graph& graph_;
};

}  // namespace

bool is_sound(const model::Model& model) {
  return Checker(model).check();
}

}  // namespace partance::engine::plan
