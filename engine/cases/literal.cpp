// See literal.hpp.
#include "engine/cases/literal.hpp"

#include "engine/syntax/expression.hpp"
#include "engine/value/calendar.hpp"
#include "engine/value/number.hpp"

namespace partance::engine::cases {

using syntax::Expression;
using syntax::ExpressionKind;
using syntax::ExpressionNode;
using value::Kind;
using value::Value;

namespace {

std::optional<Value> value_of(const Expression& expression, const ExpressionNode& node, value::UnitTable& units,
                              value::TextPool& texts) {
  switch (node.kind) {
    case ExpressionKind::kBoolean:
      return Value::boolean(node.boolean);
    case ExpressionKind::kText:
      return Value::text(texts.intern(expression.text(node)));
    case ExpressionKind::kDate:
      return Value::text(texts.intern(value::date_text({node.year, node.month, node.day})));
    case ExpressionKind::kNumber:
      break;
    default:
      return std::nullopt;
  }
  if (!node.has_unit) return Value::of_number(node.number);
  const auto unit = units.parse(expression.text(node));
  if (!unit) return std::nullopt;
  return Value::of_number(node.number, *unit);
}

/// The text of a scalar; a number is read as the text it prints as, as the language does for the body of a rule.
std::optional<std::string> text_of(const syntax::Document& document, syntax::NodeId node) {
  if (document.kind(node) == syntax::NodeKind::kText) return std::string(document.text(node));
  if (document.kind(node) == syntax::NodeKind::kNumber) return value::number_text(document.number(node));
  return std::nullopt;
}

}  // namespace

std::optional<Value> read_literal(const syntax::Document& document, syntax::NodeId node, value::UnitTable& units,
                                  value::TextPool& texts) {
  const auto text = text_of(document, node);
  Expression expression;
  if (!text || syntax::parse_expression(*text, expression) || expression.nodes.size() != 1) return std::nullopt;
  return value_of(expression, expression.nodes.front(), units, texts);
}

std::optional<Value> read_expected(const syntax::Document& document, syntax::NodeId node, value::UnitTable& units,
                                   value::TextPool& texts) {
  const auto text = text_of(document, node);
  if (!text) return std::nullopt;
  if (*text == "non applicable") return Value::not_applicable();
  if (*text == "non défini") return Value::undefined();
  Expression expression;
  if (syntax::parse_expression(*text, expression)) return std::nullopt;
  if (expression.nodes.size() == 1) return value_of(expression, expression.nodes.front(), units, texts);
  // "-5 €" is the subtraction 0 - 5 €: two operands and their operation.
  const ExpressionNode& last = expression.nodes.back();
  if (expression.nodes.size() != 3 || last.kind != ExpressionKind::kOperation) return std::nullopt;
  const ExpressionNode& left = expression.nodes[last.left];
  const ExpressionNode& right = expression.nodes[last.right];
  const bool negative = last.op == syntax::Operator::kSubtract && left.kind == ExpressionKind::kNumber &&
                        left.number == 0 && !left.has_unit && right.kind == ExpressionKind::kNumber;
  if (!negative) return std::nullopt;
  auto v = value_of(expression, right, units, texts);
  if (v) v->number = -v->number;
  return v;
}

std::string print_literal(const Value& v, const value::UnitTable& units, const value::TextPool& texts) {
  switch (v.kind) {
    case Kind::kUndefined:
      return "non défini";
    case Kind::kNotApplicable:
      return "non applicable";
    case Kind::kBoolean:
      return v.is_true() ? "oui" : "non";
    case Kind::kText: {
      const std::string_view text = texts.text(v.text_id());
      if (value::parse_date_text(text)) return std::string(text);
      return "'" + std::string(text) + "'";
    }
    case Kind::kError:
      return "erreur";
    case Kind::kNumber:
      break;
  }
  std::string printed = value::number_text(v.number);
  const std::string_view unit = units.text(v.unit);
  if (!unit.empty()) (printed += ' ') += unit;
  return printed;
}

}  // namespace partance::engine::cases
