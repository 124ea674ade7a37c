// The request `evaluate`: expressions of the language, worked out with the rules and the answers of a situation.
#include "engine/request/answers.hpp"
#include "simulation/requests/case.hpp"

namespace partance::simulation::requests {

using base::JsonWriter;
using engine::evaluate::Run;
using engine::syntax::Diagnostic;
using engine::syntax::Document;
using engine::syntax::NodeId;
using engine::syntax::NodeKind;
using engine::value::Kind;

namespace {

using Expressions = std::vector<NodeId>;

std::expected<Expressions, Refusal> expressions(const Body& body) {
  const Document& document = body.document();
  const auto node = body.find("evaluate");
  const auto expected = [] {
    const std::string most = std::to_string(kMostExpressions);
    const std::string bytes = std::to_string(kMostAnswerBytes);
    return refuse(
        "bad-member",
        {"Le membre « evaluate » est une expression, ou une liste d'expressions, d'au plus " + bytes +
             " octets chacune.",
         "The member “evaluate” is an expression, or a list of expressions, of at most " + bytes + " bytes each."},
        "/evaluate");
  };
  if (!node) return expected();
  Expressions found;
  if (document.kind(*node) == NodeKind::kText) found.push_back(*node);
  if (document.kind(*node) == NodeKind::kSequence) {
    const auto items = document.items(*node);
    found.assign(items.begin(), items.end());
  }
  if (found.size() > kMostExpressions) {
    const std::string most = std::to_string(kMostExpressions);
    return refuse(
        "too-many-expressions",
        {"Une demande porte au plus " + most + " expressions.", "A request holds at most " + most + " expressions."},
        "/evaluate");
  }
  if (found.empty()) return expected();
  for (const NodeId one : found) {
    if (document.kind(one) != NodeKind::kText || document.text(one).size() > kMostAnswerBytes) return expected();
  }
  return found;
}

Refusal bad_value(std::string where) {
  return refusal("bad-member",
                 {"Une valeur est un nombre, oui, non, une date ou une expression courte.",
                  "A value is a number, yes, no, a date or a short expression."},
                 std::move(where));
}

/// A copy of the situation as a document of its own, with true and false in the words of the language.
std::expected<Document, Refusal> situation_of(const Document& body, NodeId mapping) {
  Document situation;
  std::vector<Document::Entry> entries;
  for (const Document::Entry& entry : body.entries(mapping)) {
    const std::string_view key = body.key(entry);
    NodeId value{};
    switch (body.kind(entry.value)) {
      case NodeKind::kNull:
        continue;
      case NodeKind::kBoolean:
        value = situation.add_text(body.boolean(entry.value) ? "oui" : "non", 0, 0);
        break;
      case NodeKind::kNumber:
        value = situation.add_number(body.number(entry.value), 0, 0);
        break;
      case NodeKind::kText:
        if (body.text(entry.value).size() > kMostAnswerBytes) return std::unexpected(bad_value(std::string(key)));
        value = situation.add_text(body.text(entry.value), 0, 0);
        break;
      default:
        return std::unexpected(bad_value(std::string(key)));
    }
    entries.push_back({situation.add_key(key), static_cast<std::uint32_t>(key.size()), 0, 0, value});
  }
  situation.set_root(situation.add_mapping(entries, 0, 0));
  return situation;
}

/// Gives the situation to the run; what is wrong with it is a refusal, as an evaluation has nothing to show for it.
std::optional<Refusal> take_situation(const Body& body, Run& run) {
  const Document& document = body.document();
  const auto node = body.find("situation");
  if (!node) return std::nullopt;
  if (document.kind(*node) != NodeKind::kMapping) {
    return refusal("bad-member",
                   {"Le membre « situation » est un objet qui associe des règles à leur valeur.",
                    "The member “situation” is an object that maps rules to their value."},
                   "/situation");
  }
  if (document.entries(*node).size() > kMostAnswers) {
    const std::string most = std::to_string(kMostAnswers);
    return refusal(
        "too-many-answers",
        {"Une demande porte au plus " + most + " réponses.", "A request holds at most " + most + " answers."},
        "/situation");
  }
  const auto situation = situation_of(document, *node);
  if (!situation) return situation.error();
  std::vector<Diagnostic> diagnostics;
  if (engine::request::set_answers(run, *situation, situation->root(), diagnostics)) return std::nullopt;
  if (diagnostics.empty()) return bad_value("/situation");
  // An expression is read in a rule of its own below the one it answers.
  std::string where = diagnostics.front().rule;
  if (const auto own = where.rfind(" . $"); own != std::string::npos) where.resize(own);
  return refusal("situation-in-error", whole_message(diagnostics.front()), std::move(where));
}

void write_error(JsonWriter& json, Run& run, const std::vector<Diagnostic>& diagnostics, base::Language language) {
  json.key("error").begin_object();
  if (!diagnostics.empty()) {
    json.key("code").value(diagnostics.front().code);
    json.key("message").value(whole_message(diagnostics.front()).in(language));
  } else {
    const auto failure = run.failure();
    json.key("code").value(engine::request::fault_code(failure.fault));
    json.key("message").value(failure.message.in(language));
    if (!failure.rule.empty()) json.key("rule").value(failure.rule);
  }
  json.end_object();
}

}  // namespace

Answered answer_evaluate(Case& one) {
  const auto asked = expressions(one.body);
  if (!asked) return std::unexpected(asked.error());
  Run& run = one.workspace.fresh(one.today);
  if (auto refused = take_situation(one.body, run)) return std::unexpected(*std::move(refused));
  const Document& document = one.body.document();
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("results").begin_array();
  for (const NodeId expression : *asked) {
    json.begin_object().key("evaluate").value(document.text(expression));
    std::vector<Diagnostic> diagnostics;
    const auto value = run.evaluate(document, expression, diagnostics);
    if (value && !value->is(Kind::kError)) {
      json.key("result");
      engine::request::write_value(json, run, *value);
    } else {
      write_error(json, run, diagnostics, one.language());
    }
    json.end_object();
  }
  json.end_array();
  one.write_rulebook(json);
  json.end_object();
  return out;
}

}  // namespace partance::simulation::requests
