// See answers.hpp.
#include "engine/request/answers.hpp"

#include <algorithm>
#include <cmath>

#include "engine/value/format.hpp"

namespace partance::engine::request {

using evaluate::Fault;
using evaluate::Run;
using evaluate::Value;
using syntax::Document;
using syntax::NodeId;
using syntax::NodeKind;
using value::Kind;

bool declares_rules(const Document& document, NodeId situation) {
  for (const Document::Entry& entry : document.entries(situation)) {
    if (document.kind(entry.value) != NodeKind::kMapping) continue;
    for (const std::string_view key :
         {"avec", "remplace", "rend non applicable", "inversion numérique", "résoudre la référence circulaire"}) {
      if (document.find(entry.value, key)) return true;
    }
  }
  return false;
}

bool refers_to_rules(const Document& document, NodeId situation) {
  syntax::Expression parsed;
  const auto is_reference = [](const syntax::ExpressionNode& node) {
    return node.kind == syntax::ExpressionKind::kReference;
  };
  return std::ranges::any_of(document.entries(situation), [&](const Document::Entry& entry) {
    const NodeKind kind = document.kind(entry.value);
    if (kind != NodeKind::kText) return kind == NodeKind::kMapping || kind == NodeKind::kSequence;
    return !syntax::parse_expression(document.text(entry.value), parsed) &&
           std::ranges::any_of(parsed.nodes, is_reference);
  });
}

bool set_answers(Run& run, const Document& document, NodeId mapping, std::vector<syntax::Diagnostic>& diagnostics) {
  bool good = true;
  for (const Document::Entry& entry : document.entries(mapping)) {
    const std::string name(document.key(entry));
    const auto rule = run.model().find(name);
    if (!rule || run.model().rule(*rule).is_private) {
      diagnostics.push_back({.code = "unknown-answer",
                             .message = {"« " + name + " » n'est pas une question de ces règles.",
                                         "“" + name + "” is not a question of these rules."},
                             .rule = name,
                             .span = document.span(entry),
                             .hint = {}});
      good = false;
      continue;
    }
    good = run.set(*rule, document, entry.value, diagnostics) && good;
  }
  return good;
}

bool check_choices(Run& run, const Document& document, NodeId mapping, std::vector<syntax::Diagnostic>& diagnostics,
                   Fault& problem) {
  bool good = true;
  for (const Document::Entry& entry : document.entries(mapping)) {
    const auto rule = run.model().find(document.key(entry));
    if (!rule || document.kind(entry.value) == NodeKind::kNull) continue;
    if (run.model().rule(*rule).choice == model::kNoNode) continue;
    good = run.check_choice(*rule, document, entry.value, diagnostics, problem) && good;
    if (problem != Fault::kNone && problem != Fault::kNotAnOption && problem != Fault::kOptionUnit) return false;
  }
  return good;
}

void write_value(base::JsonWriter& json, Run& run, const Value& value) {
  json.begin_object().key("value").begin_object().key("kind");
  switch (value.kind) {
    case Kind::kNumber:
      json.value("number").key("number");
      if (std::isnan(value.number)) {
        json.value("NaN");
      } else if (std::isinf(value.number)) {
        json.value(value.number > 0 ? "Infinity" : "-Infinity");
      } else {
        json.value(value.number);
      }
      break;
    case Kind::kBoolean:
      json.value("boolean").key("boolean").value(value.is_true());
      break;
    case Kind::kText:
      json.value("string").key("string").value(run.texts().text(value.text_id()));
      break;
    case Kind::kNotApplicable:
      json.value("null");
      break;
    default:
      json.value("undefined");
      break;
  }
  json.end_object().key("unit");
  if (value.unit == value::UnitId::kAbsent) {
    json.null();
  } else {
    json.value(run.units().text(value.unit));
  }
  json.key("missing").begin_array();
  for (const auto& [rule, score] : run.missing_scores(value)) {
    json.begin_array().value(run.model().rule(rule).name).value(score).end_array();
  }
  json.end_array();
  json.key("formatted").value(value::format(value, run.units(), run.texts()));
  json.key("warnings").value(run.warnings()).end_object();
}

std::string_view fault_code(Fault fault) {
  switch (fault) {
    case Fault::kDivisionByZero:
      return "division-by-zero";
    case Fault::kConditionType:
      return "condition-type";
    case Fault::kRoundUnit:
      return "round-unit";
    case Fault::kLogarithmType:
      return "logarithm-type";
    case Fault::kZeroMultiplier:
      return "zero-multiplier";
    case Fault::kBracketOrder:
      return "bracket-order";
    case Fault::kRateUnit:
      return "rate-unit";
    case Fault::kNotADate:
      return "not-a-date";
    case Fault::kNotAnOption:
      return "not-an-option";
    case Fault::kOptionUnit:
      return "option-unit";
    case Fault::kPrivateAnswer:
      return "private-answer";
    case Fault::kCycle:
      return "cycle";
    case Fault::kTooDeep:
      return "too-deep";
    case Fault::kTooManySteps:
      return "too-many-steps";
    case Fault::kTooManyUnits:
      return "too-many-units";
    case Fault::kNone:
      break;
  }
  return "";
}

}  // namespace partance::engine::request
