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

/// Gives the situation to the run; what is wrong with it is a refusal, as an evaluation has nothing to show for it.
std::optional<Refusal> take_situation(const Body& body, Run& run) {
  const Document& document = body.document();
  const auto node = body.find("situation");
  if (!node) return std::nullopt;
  const auto bad = [](std::string where, base::Message detail) {
    return refusal("bad-member", std::move(detail), std::move(where));
  };
  if (document.kind(*node) != NodeKind::kMapping) {
    return bad("/situation", {"Le membre « situation » est un objet qui associe des règles à leur valeur.",
                              "The member “situation” is an object that maps rules to their value."});
  }
  const auto entries = document.entries(*node);
  if (entries.size() > kMostAnswers) {
    const std::string most = std::to_string(kMostAnswers);
    return refusal(
        "too-many-answers",
        {"Une demande porte au plus " + most + " réponses.", "A request holds at most " + most + " answers."},
        "/situation");
  }
  for (const Document::Entry& entry : entries) {
    const NodeKind kind = document.kind(entry.value);
    const bool is_long = kind == NodeKind::kText && document.text(entry.value).size() > kMostAnswerBytes;
    if (kind != NodeKind::kSequence && kind != NodeKind::kMapping && !is_long) continue;
    return bad(std::string(document.key(entry)),
               {"Une valeur est un nombre, oui, non, une date ou une expression courte.",
                "A value is a number, yes, no, a date or a short expression."});
  }
  std::vector<Diagnostic> diagnostics;
  if (engine::request::set_answers(run, document, *node, diagnostics)) return std::nullopt;
  if (diagnostics.empty())
    return refusal("situation-in-error", {"La situation est illisible.", "The situation cannot be read."},
                   "/situation");
  return refusal("situation-in-error", whole_message(diagnostics.front()), diagnostics.front().rule);
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
