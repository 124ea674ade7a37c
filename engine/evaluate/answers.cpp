// Giving answers to a run: values, literals, expressions (Publicodes 1.10, chapter 8.2).
//
// Most answers are literals; they are read without touching the model. An expression is added to the run's own copy.
#include <cmath>

#include "engine/evaluate/number_answer.hpp"
#include "engine/evaluate/run.hpp"
#include "engine/model/names.hpp"
#include "engine/value/number.hpp"

namespace partance::engine::evaluate {

using value::Kind;
using value::UnitId;

void Run::set(RuleId rule, const Value& answer) {
  set_in(*worlds_[0], rule, answer);
  touch(rule);
}

void Run::set_in(World& world, RuleId rule, const Value& answer) {
  world.slot_states[index(rule)] = SlotState::kValue;
  Value& slot = world.slot_values[index(rule)];
  slot = answer;
  slot.missing = MissingId::kNothing;
}

void Run::unset(RuleId rule) {
  worlds_[0]->slot_states[index(rule)] = SlotState::kEmpty;
  touch(rule);
}

Run::Given Run::given(RuleId rule) const {
  const World& world = *worlds_[0];
  switch (world.slot_states[index(rule)]) {
    case SlotState::kEmpty:
      return {};
    case SlotState::kValue:
      return {.value = world.slot_values[index(rule)]};
    default:
      return {.value = Value(), .expression = world.slot_nodes[index(rule)]};
  }
}

/// The value of a text that is a single literal of the language.
std::optional<Value> Run::literal(std::string_view text) {
  const char first = text.empty() ? '\0' : text.front();
  syntax::LeadingNumber leading;
  std::string_view tail;
  if (first >= '0' && first <= '9') {
    leading = syntax::leading_number(text);
    tail = text.substr(leading.end);
    if (leading.end != 0 && tail.empty()) return Value::of_number(leading.number);
    const UnitId unit = leading.end != 0 ? unit_tails_.find(tail) : UnitId::kAbsent;
    if (unit != UnitId::kAbsent) return Value::of_number(leading.number, unit);
  } else if (first == '\'' || first == '"') {
    const bool quoted = text.size() >= 2 && text.back() == first;
    if (quoted && text.find('\n') == std::string_view::npos) {
      return Value::text(texts_.intern(text.substr(1, text.size() - 2)));
    }
  } else if (text == "oui" || text == "non") {
    return Value::boolean(first == 'o');
  }
  if (syntax::parse_expression(text, parsed_) || parsed_.nodes.size() != 1) return std::nullopt;
  const syntax::ExpressionNode& node = parsed_.nodes.front();
  switch (node.kind) {
    case syntax::ExpressionKind::kNumber: {
      if (!node.has_unit) return Value::of_number(node.number);
      const auto unit = units_.parse(parsed_.text(node));
      if (!unit) return std::nullopt;
      if (leading.end != 0) unit_tails_.keep(tail, *unit);
      return Value::of_number(node.number, *unit);
    }
    case syntax::ExpressionKind::kBoolean:
      return Value::boolean(node.boolean);
    case syntax::ExpressionKind::kText:
      return Value::text(texts_.intern(parsed_.text(node)));
    case syntax::ExpressionKind::kDate:
      return Value::text(texts_.intern(value::date_text({node.year, node.month, node.day})));
    default:
      return std::nullopt;
  }
}

bool Run::set(RuleId rule, double answer) {
  // Texts of numbers outside these bounds have an exponent, and negative ones are differences.
  constexpr double kSmallest = 1e-6;
  constexpr double kLargest = 1e21;
  const bool plain = answer == 0 || (answer >= kSmallest && answer < kLargest);
  if (!plain) return set(rule, value::number_text(answer));
  set(rule, Value::of_number(answer));
  return true;
}

bool Run::set(RuleId rule, std::string_view answer) {
  if (const auto constant = literal(answer)) {
    set(rule, *constant);
    return true;
  }
  syntax::Document document;
  const syntax::NodeId node = document.add_text(answer, 0, static_cast<std::uint32_t>(answer.size()));
  std::vector<syntax::Diagnostic> diagnostics;
  return set_expression(rule, document, node, diagnostics);
}

bool Run::set(RuleId rule, const syntax::Document& document, syntax::NodeId node,
              std::vector<syntax::Diagnostic>& diagnostics) {
  switch (document.kind(node)) {
    case syntax::NodeKind::kNull:
      unset(rule);
      return true;
    case syntax::NodeKind::kNumber:
      if (auto problem = unfit_number(document.number(node), model_->rule(rule).name, document.span(node))) {
        diagnostics.push_back(*std::move(problem));
        return false;
      }
      return set(rule, document.number(node));
    case syntax::NodeKind::kText:
      if (const auto constant = literal(document.text(node))) {
        set(rule, *constant);
        return true;
      }
      break;
    default:
      break;
  }
  return set_expression(rule, document, node, diagnostics);
}

bool Run::set_expression(RuleId rule, const syntax::Document& document, syntax::NodeId node,
                         std::vector<syntax::Diagnostic>& diagnostics) {
  const std::string scope = model_->rule(rule).name + std::string(model::kSeparator) + std::string(model::kSlotName);
  const auto made = extend(document, node, scope, diagnostics);
  last_root_ = model::kNoNode;
  if (!made) return false;
  World& world = *worlds_[0];
  world.slot_states[index(rule)] = SlotState::kExpression;
  world.slot_nodes[index(rule)] = *made;
  return true;
}

/// Adds an expression to the run's own copy of the model.
std::optional<NodeId> Run::extend(const syntax::Document& document, syntax::NodeId node, std::string_view scope,
                                  std::vector<syntax::Diagnostic>& diagnostics) {
  model::Model& model = own_model();
  std::swap(model.units, units_);
  std::swap(model.texts, texts_);
  const auto made = model::extend(model, document, node, scope, diagnostics);
  std::swap(model.units, units_);
  std::swap(model.texts, texts_);
  fit_worlds();
  refresh();
  return made;
}

}  // namespace partance::engine::evaluate
