// See evaluation.hpp.
#include "engine/request/evaluation.hpp"

#include "base/json.hpp"
#include "engine/request/answers.hpp"
#include "engine/syntax/reader.hpp"

namespace partance::engine::request {

using evaluate::Fault;
using syntax::Diagnostic;
using syntax::NodeKind;

namespace {

void write_id(base::JsonWriter& json, const Request& request) {
  const syntax::Document& document = request.document;
  json.key("id");
  if (request.id && document.kind(*request.id) == NodeKind::kText) {
    json.value(document.text(*request.id));
  } else if (request.id && document.kind(*request.id) == NodeKind::kNumber) {
    json.value(document.number(*request.id));
  } else {
    json.null();
  }
}

void write_error(base::JsonWriter& json, const Stage& stage, const base::Message& message, std::string_view code,
                 std::string_view rule) {
  json.key("error").begin_object();
  json.key("stage").value(stage.stage).key("name").value(stage.name);
  json.key("message").value(message.fr).key("message en").value(message.en);
  if (!code.empty()) json.key("code").value(code);
  if (!rule.empty()) json.key("rule").value(rule);
  json.end_object();
}

std::string refusal_of_rule(const Request& request, const Stage& stage, const base::Message& message,
                            std::string_view code, std::string_view rule) {
  std::string out;
  base::JsonWriter json(out);
  json.begin_object();
  write_id(json, request);
  write_error(json, stage, message, code, rule);
  json.end_object();
  return out;
}

}  // namespace

bool Request::option(std::string_view group, std::string_view name, bool otherwise) const {
  if (!options || document.kind(*options) != NodeKind::kMapping) return otherwise;
  const auto found = document.find(*options, group);
  if (!found) return otherwise;
  if (document.kind(*found) == NodeKind::kBoolean) return document.boolean(*found);
  const auto inner = document.kind(*found) == NodeKind::kMapping ? document.find(*found, name) : std::nullopt;
  return inner && document.kind(*inner) == NodeKind::kBoolean ? document.boolean(*inner) : otherwise;
}

bool Request::answers_refer() const {
  return situation && document.kind(*situation) == NodeKind::kMapping && refers_to_rules(document, *situation);
}

bool Request::adds_rules() const {
  return situation && document.kind(*situation) == NodeKind::kMapping && declares_rules(document, *situation);
}

std::expected<Request, std::string> read_request(std::string_view json, std::size_t most_bytes) {
  syntax::Sources sources;
  std::vector<Diagnostic> diagnostics;
  syntax::ReadLimits limits;
  limits.bytes = static_cast<std::uint32_t>(most_bytes);
  const std::uint32_t source = sources.add("(ligne)", std::string(json));
  auto document = syntax::read_json(sources, source, limits, diagnostics);
  if (!document || document->kind(document->root()) != NodeKind::kMapping) {
    const base::Message not_object{"Une requête est un objet JSON.", "A request is a JSON object."};
    return std::unexpected(refusal({}, {"request", "RequestError"},
                                   diagnostics.empty() ? not_object : diagnostics.front().message, "invalid-request"));
  }
  const auto field = [&](std::string_view key) { return document->find(document->root(), key); };
  Request request{.document = {},
                  .id = field("id"),
                  .rules = field("rules"),
                  .situation = field("situation"),
                  .evaluate = field("evaluate"),
                  .options = field("options")};
  request.document = *std::move(document);
  return request;
}

std::string refusal(const Request& request, const Stage& stage, const base::Message& message, std::string_view code) {
  return refusal_of_rule(request, stage, message, code, "");
}

std::string refusal(const Request& request, const Stage& stage, const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& d : diagnostics) {
    if (d.severity == syntax::Severity::kError) return refusal_of_rule(request, stage, d.message, d.code, d.rule);
  }
  return refusal_of_rule(request, stage, {"La requête est refusée.", "The request is refused."}, "", "");
}

/// Gives the run the answers of the situation; the refusal when it cannot take them.
std::optional<std::string> Evaluator::take_situation(evaluate::Run& run, const Request& request) const {
  const syntax::Document& document = request.document;
  if (!request.situation || document.kind(*request.situation) != NodeKind::kMapping) return std::nullopt;
  std::vector<Diagnostic> diagnostics;
  if (!request.adds_rules()) {
    const bool strict = request.option("strict", "situation", true);
    if (!set_answers(run, document, *request.situation, diagnostics) && strict) {
      return refusal(request, {"setSituation", "SituationError"}, diagnostics);
    }
    diagnostics.clear();
  }
  Fault problem = Fault::kNone;
  if (!check_choices(run, document, *request.situation, diagnostics, problem) && !diagnostics.empty()) {
    return refusal(request, {"setSituation", "SyntaxError"}, diagnostics);
  }
  if (problem == Fault::kOptionUnit || (run.options().check_choices && problem == Fault::kNotAnOption)) {
    return refusal(
        request, {"setSituation", "EngineError"},
        {"Une réponse ne fait pas partie des possibilités applicables.", "An answer is not one of the options."},
        "not-an-option");
  }
  if (problem != Fault::kNone && problem != Fault::kNotAnOption) {
    const evaluate::Failure failure = run.failure();
    return refusal_of_rule(request, {"setSituation", "EvaluationError"}, failure.message, fault_code(failure.fault),
                           failure.rule);
  }
  return std::nullopt;
}

std::string Evaluator::answer(const Request& request, const std::shared_ptr<const plan::Program>& program) {
  evaluate::RunOptions options;
  options.today = today_;
  options.check_choices = request.option("strict", "checkPossibleValues", false);
  options.refuse_cycles = request.option("strict", "noCycleRuntime", false);
  std::unique_ptr<evaluate::Run> own;  // options are those of this request alone
  if (request.options) {
    own = std::make_unique<evaluate::Run>(program, options);
  } else if (!run_ || &run_->program() != program.get()) {
    run_ = std::make_unique<evaluate::Run>(program, options);
  }
  evaluate::Run& run = own ? *own : *run_;
  run.clear();
  if (auto refused = take_situation(run, request)) return *std::move(refused);
  if (!request.evaluate) {
    return refusal(request, {"request", "RequestError"},
                   {"La requête ne dit pas quoi évaluer.", "The request does not say what to evaluate."},
                   "no-expression");
  }
  std::vector<Diagnostic> diagnostics;
  const auto value = run.evaluate(request.document, *request.evaluate, diagnostics);
  if (!value) return refusal(request, {"evaluate", "SyntaxError"}, diagnostics);
  std::string out;
  base::JsonWriter json(out);
  json.begin_object();
  write_id(json, request);
  if (value->is(value::Kind::kError)) {
    const evaluate::Failure failure = run.failure();
    write_error(json, {"evaluate", "EvaluationError"}, failure.message, fault_code(failure.fault), failure.rule);
  } else {
    json.key("result");
    write_value(json, run, *value);
  }
  json.end_object();
  return out;
}

}  // namespace partance::engine::request
