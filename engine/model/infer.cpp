// See infer.hpp.
#include "engine/model/infer.hpp"

#include "engine/model/names.hpp"

namespace partance::engine::model {

namespace {

std::uint8_t packed(const Inference& found) {
  return static_cast<std::uint8_t>(kVisited | (found.nullable ? kNullable : 0) | (found.unsure ? kUnsure : 0) |
                                   (static_cast<unsigned>(found.type) << 2U));
}

Inference as_number(Inference found) {
  found.type = Type::kNumber;
  return found;
}

Inference unpacked(std::uint8_t byte) {
  return {static_cast<Type>((byte >> 2U) & 7U), (byte & kNullable) != 0, (byte & kUnsure) != 0};
}

}  // namespace

Inference Inferrer::infer(NodeId id) {
  const std::uint8_t known = index(id) < model_.inferred.size() ? model_.inferred[index(id)] : std::uint8_t{0};
  if ((known & kVisited) != 0) return unpacked(known);
  if ((known & kInProgress) != 0) return {.unsure = true};
  if (depth_ >= kMaxDepth) {
    too_deep_ = true;
    return {};
  }
  if (model_.inferred.size() < model_.graph.nodes.size()) model_.inferred.resize(model_.graph.nodes.size(), 0);
  model_.inferred[index(id)] = kInProgress;
  ++depth_;
  const Inference found = visit(id);
  --depth_;
  model_.inferred[index(id)] = packed(found);
  return found;
}

Inference Inferrer::visit(NodeId id) {
  const Node node = model_.graph.at(id);
  const NodeId a{node.a};
  const NodeId b{node.b};
  switch (node.op) {
    case Op::kConstant: {
      const value::Value& v = model_.graph.constants[node.a];
      if (v.is(value::Kind::kNumber)) return {Type::kNumber, false};
      if (v.is(value::Kind::kBoolean)) return {Type::kBoolean, false};
      if (v.is(value::Kind::kText)) return {model_.texts.date_ms(v.text_id()) ? Type::kDate : Type::kText, false};
      return {Type::kUnknown, v.is(value::Kind::kNotApplicable)};
    }
    case Op::kRule:
      return visit_rule(model_.rules[node.a]);
    case Op::kReference:
      return b == kNoNode ? Inference{} : infer(b);
    case Op::kSituation: {
      const Inference inner = infer(b);
      if (inner.nullable) return inner;
      // An answer that came with the rules themselves is known; the others are not looked at.
      const auto answer = model_.find(model_.rules[node.a].name + std::string(kSeparator) + std::string(kSlotName));
      if (answer) return {inner.type, infer(model_.rule(*answer).node).nullable};
      return {inner.type, model_.rules[node.a].slot_nullable};
    }
    case Op::kCondition:
      return [&] {
        const bool test = infer(a).nullable;
        const Inference both = test ? infer(b) : visit_condition(b, NodeId{node.c});
        if (!test) return Inference{both.type, both.nullable};
        const Type type = both.type != Type::kUnknown ? both.type : infer(NodeId{node.c}).type;
        return Inference{type, true};
      }();
    case Op::kVariations:
      return visit_variations(node);
    case Op::kLess:
    case Op::kLessOrEqual:
    case Op::kGreater:
    case Op::kGreaterOrEqual:
      return visit_either(Type::kBoolean, a, b);
    case Op::kMultiply:
    case Op::kDivide:
      return visit_either(Type::kNumber, a, b);
    case Op::kSubtract:
      return as_number(infer(a));
    case Op::kProduct: {
      const auto factors = model_.graph.list(node);
      for (std::size_t i = factors.size(); i-- > 0;) {
        if (infer(model_.graph.pool[node.c + i]).nullable) return {Type::kNumber, true};
      }
      return {Type::kNumber, false};
    }
    case Op::kSum:
      return node.count == 0 ? Inference{Type::kUnknown, true} : Inference{Type::kNumber, false};
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kAnd:
    case Op::kOr:
    case Op::kAllOf:
    case Op::kAnyOf:
    case Op::kIsUndefined:
    case Op::kIsNotApplicable:
      return {Type::kBoolean, false};
    case Op::kRound:
    case Op::kUnit:
    case Op::kSimplifyUnit:
    case Op::kLogarithm:
      return as_number(infer(a));
    case Op::kMissing:
    case Op::kContext:
      return infer(a);
    case Op::kText:
      return {Type::kText, false};
    case Op::kChoice:
      return visit_choice(node);
    default:
      return {Type::kNumber, false};
  }
}

Inference Inferrer::visit_either(Type type, NodeId left, NodeId right) {
  if (infer(left).nullable) return {type, true};
  const Inference second = infer(right);
  return {type, second.nullable, second.unsure};
}

Inference Inferrer::visit_condition(NodeId then, NodeId otherwise) {
  const Inference first = infer(then);
  if (first.nullable && first.type != Type::kUnknown) return first;
  const Inference second = infer(otherwise);
  return {first.type != Type::kUnknown ? first.type : second.type, first.nullable || second.nullable};
}

Inference Inferrer::visit_variations(const Node& node) {
  Inference found;
  for (std::size_t i = 0; i < node.count; ++i) {
    const Inference one = infer(model_.graph.pool[node.c + 2 * i + 1]);
    found.nullable = found.nullable || one.nullable;
    if (found.type == Type::kUnknown) found.type = one.type;
  }
  return found;
}

Inference Inferrer::visit_choice(const Node& node) {
  const ChoiceList& list = model_.graph.choices[node.b];
  if (list.kind == ChoiceList::Kind::kNumbers) return {Type::kNumber, false};
  if (list.kind == ChoiceList::Kind::kTexts) return {Type::kText, false};
  for (std::size_t i = 0; i < list.rules.size(); ++i) {
    if (!infer(model_.graph.choices[node.b].rules[i]).nullable) return {Type::kText, false};
  }
  return {Type::kText, true};
}

Inference Inferrer::visit_rule(const Rule& rule) {
  const NodeId choice_node = rule.choice;
  const Type declared = rule.declared_type;
  const bool question = rule.has_question;
  const Inference body = infer(rule.body);
  const Inference choice = choice_node == kNoNode ? Inference{} : infer(choice_node);
  Type type = choice.type != Type::kUnknown ? choice.type : body.type;
  if (type == Type::kUnknown) type = declared;
  if (type == Type::kUnknown && question) type = Type::kBoolean;
  return {type, body.nullable || choice.nullable, body.unsure && choice_node == kNoNode};
}

}  // namespace partance::engine::model
