// Making nodes: constants, references, conditions and the other small pieces the readers put together.
#include "engine/model/builder.hpp"
#include "engine/model/names.hpp"
#include "engine/value/calendar.hpp"

namespace partance::engine::model {

namespace {
constexpr std::uint32_t raw(NodeId id) {
  return static_cast<std::uint32_t>(id);
}
}  // namespace

Builder::Builder(Model& model, std::vector<syntax::Diagnostic>& diagnostics)
    : model_(model),
      diagnostics_(diagnostics),
      first_node_(model.graph.nodes.size()),
      first_rule_(model.rules.size()) {}

void Builder::error(std::string_view code, std::string fr, std::string en, const syntax::Span& span,
                    std::string_view rule, base::Message hint) {
  ++errors_;
  constexpr std::size_t kMostErrors = 1'000;
  if (errors_ > kMostErrors) return;
  diagnostics_.push_back({.code = std::string(code),
                          .severity = syntax::Severity::kError,
                          .message = {std::move(fr), std::move(en)},
                          .rule = std::string(rule),
                          .span = span,
                          .hint = std::move(hint)});
}

NodeId Builder::reference(std::string_view text, const syntax::Span& span, const Scope& scope, bool fixed) {
  const NodeId node =
      model_.graph.add({.op = Op::kReference, .a = static_cast<std::uint32_t>(scope.rule), .b = raw(kNoNode)});
  references_.push_back({node, std::string(text), scope.name, scope.rule, span, fixed, scope.in_list});
  return node;
}

NodeId Builder::operation(Op op, NodeId a, NodeId b, Origin origin) {
  return model_.graph.add({.op = op, .origin = origin, .a = raw(a), .b = raw(b)});
}

NodeId Builder::condition(NodeId test, NodeId then, NodeId otherwise, Origin origin) {
  return model_.graph.add(
      {.op = Op::kCondition, .origin = origin, .a = raw(test), .b = raw(then), .c = raw(otherwise)});
}

NodeId Builder::unary(Op op, NodeId a, Origin origin) {
  return model_.graph.add({.op = op, .origin = origin, .a = raw(a)});
}

NodeId Builder::list_node(Op op, const std::vector<NodeId>& items, std::size_t arity, Origin origin) {
  const std::uint32_t start = model_.graph.add_list(items);
  return model_.graph.add(
      {.op = op, .origin = origin, .count = static_cast<std::uint16_t>(items.size() / arity), .c = start});
}

NodeId Builder::with_bound(NodeId value, NodeId compared, NodeId bound, Op comparison, Origin origin) {
  const NodeId is_set = operation(Op::kNotEqual, bound, no());
  const NodeId passed = operation(comparison, compared, bound);
  return condition(operation(Op::kAnd, is_set, passed), bound, value, origin);
}

NodeId Builder::number(double x, value::UnitId unit) {
  return model_.graph.add_constant(value::Value::of_number(x, unit));
}

NodeId Builder::not_applicable() {
  if (not_applicable_ == kNoNode) not_applicable_ = model_.graph.add_constant(value::Value::not_applicable());
  return not_applicable_;
}

NodeId Builder::yes() {
  if (yes_ == kNoNode) yes_ = model_.graph.add_constant(value::Value::boolean(true));
  return yes_;
}

NodeId Builder::no() {
  if (no_ == kNoNode) no_ = model_.graph.add_constant(value::Value::boolean(false));
  return no_;
}

NodeId Builder::undefined() {
  // Never shared: whether inference visited it decides how its applicability is answered.
  return model_.graph.add_constant(value::Value::undefined());
}

/// A reference that is resolved already, and never replaced.
NodeId Builder::reference_to(RuleId target, RuleId from) {
  return model_.graph.add(
      {.op = Op::kReference, .a = static_cast<std::uint32_t>(from), .b = raw(model_.rule(target).node)});
}

/// The rule that an evaluated expression, or an answer, is for the steps in it. It has no name that could be found.
RuleId Builder::rule_of_expression(const Scope& scope) {
  if (expression_rule_ != kNoRule) return expression_rule_;
  expression_rule_ = RuleId{static_cast<std::uint32_t>(model_.rules.size())};
  Rule rule;
  rule.name = scope.name;
  const auto above = parent_name(scope.name);
  rule.parent = above ? model_.find(*above).value_or(kNoRule) : kNoRule;
  rule.is_private = true;
  rule.is_step = true;
  rule.node = model_.graph.add({.op = Op::kRule, .a = static_cast<std::uint32_t>(expression_rule_)});
  model_.rules.push_back(std::move(rule));
  return expression_rule_;
}

RuleId Builder::add_step(const Scope& scope, NodeId body) {
  const RuleId above = scope.rule != kNoRule ? scope.rule : rule_of_expression(scope);
  const RuleId id{static_cast<std::uint32_t>(model_.rules.size())};
  Rule rule;
  // Nobody refers to a step by its name; the number keeps names apart.
  rule.name = scope.name + " . $INTERNAL " + std::to_string(model_.rules.size());
  rule.parent = above;
  rule.is_private = true;
  rule.is_step = true;
  rule.body = body;
  rule.node = model_.graph.add({.op = Op::kRule, .a = static_cast<std::uint32_t>(id)});
  if (!model_.find(rule.name)) model_.by_name.add(rule.name, id);
  model_.rules.push_back(std::move(rule));
  return id;
}

NodeId Builder::constant_of(const syntax::Expression& expression, const syntax::ExpressionNode& node,
                            const syntax::Span& span, const Scope& scope) {
  using syntax::ExpressionKind;
  switch (node.kind) {
    case ExpressionKind::kBoolean:
      return node.boolean ? yes() : no();
    case ExpressionKind::kText:
      return model_.graph.add_constant(value::Value::text(model_.texts.intern(expression.text(node))));
    case ExpressionKind::kDate: {
      const value::Date date{node.year, node.month, node.day};
      return model_.graph.add_constant(value::Value::text(model_.texts.intern(value::date_text(date))));
    }
    default:
      break;
  }
  if (!node.has_unit) return number(node.number);
  const auto unit = model_.units.parse(expression.text(node));
  if (unit) return number(node.number, *unit);
  error("invalid-unit", unit.error().fr, unit.error().en, span, scope.name);
  return number(node.number);
}

NodeId Builder::read_expression(std::string_view text, const syntax::Span& span, const Scope& scope) {
  if (const auto problem = syntax::parse_expression(text, expression_)) {
    syntax::Span place = span;
    if (place.source != syntax::Span::kNoSource) {
      place.begin = std::min(place.begin + problem->offset, place.end);
      place.end = std::min(place.begin + 1, place.end);
    }
    error(problem->code, problem->message.fr, problem->message.en, place, scope.name, problem->hint);
    return undefined();
  }
  std::vector<NodeId> made;
  made.reserve(expression_.nodes.size());
  for (const syntax::ExpressionNode& node : expression_.nodes) {
    if (node.kind == syntax::ExpressionKind::kReference) {
      made.push_back(reference(expression_.text(node), span, scope, false));
    } else if (node.kind == syntax::ExpressionKind::kOperation) {
      const Op op{static_cast<std::uint8_t>(static_cast<std::uint8_t>(Op::kAdd) + static_cast<std::uint8_t>(node.op))};
      made.push_back(operation(op, made[node.left], made[node.right]));
    } else {
      made.push_back(constant_of(expression_, node, span, scope));
    }
  }
  return made.back();
}

}  // namespace partance::engine::model
