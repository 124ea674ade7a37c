// See lines.hpp.
#include "cli/lines.hpp"

#include <cmath>
#include <optional>

#include "base/json.hpp"
#include "cli/answers.hpp"
#include "engine/load/load.hpp"
#include "engine/syntax/reader.hpp"

namespace partance::cli {

using engine::evaluate::Run;
using engine::syntax::Diagnostic;
using engine::syntax::Document;
using engine::syntax::NodeKind;
namespace load = engine::load;

struct LineAnswerer::Request {
  const Document& document;
  std::string_view line;
  std::optional<engine::syntax::NodeId> id, rules, situation, evaluate, options;
};

namespace {

constexpr std::uint32_t kMostLineBytes = 64U << 20U;

/// Which stage failed, in the words of the reference.
struct Problem {
  std::string_view stage;
  std::string_view name;
};

void write_id(base::JsonWriter& json, const Document& doc, std::optional<engine::syntax::NodeId> id) {
  json.key("id");
  if (id && doc.kind(*id) == NodeKind::kText) {
    json.value(doc.text(*id));
  } else if (id && doc.kind(*id) == NodeKind::kNumber) {
    json.value(doc.number(*id));
  } else {
    json.null();
  }
}

void write_error(base::JsonWriter& json, const Problem& problem, const base::Message& message, std::string_view code,
                 std::string_view rule) {
  json.key("error").begin_object();
  json.key("stage").value(problem.stage).key("name").value(problem.name);
  json.key("message").value(message.fr).key("message en").value(message.en);
  if (!code.empty()) json.key("code").value(code);
  if (!rule.empty()) json.key("rule").value(rule);
  json.end_object();
}

void write_first_error(base::JsonWriter& json, const Problem& problem, const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& d : diagnostics) {
    if (d.severity != engine::syntax::Severity::kError) continue;
    write_error(json, problem, d.message, d.code, d.rule);
    return;
  }
}

bool flag(const Document& doc, std::optional<engine::syntax::NodeId> options, std::string_view group,
          std::string_view name, bool otherwise) {
  if (!options || doc.kind(*options) != NodeKind::kMapping) return otherwise;
  const auto found = doc.find(*options, group);
  if (!found) return otherwise;
  if (doc.kind(*found) == NodeKind::kBoolean) return doc.boolean(*found);
  const auto inner = doc.kind(*found) == NodeKind::kMapping ? doc.find(*found, name) : std::nullopt;
  return inner && doc.kind(*inner) == NodeKind::kBoolean ? doc.boolean(*inner) : otherwise;
}

/// Situations that declare rules or replacements become part of the model.
bool declares_rules(const Document& doc, engine::syntax::NodeId situation) {
  for (const Document::Entry& entry : doc.entries(situation)) {
    if (doc.kind(entry.value) != NodeKind::kMapping) continue;
    for (const std::string_view key :
         {"avec", "remplace", "rend non applicable", "inversion numérique", "résoudre la référence circulaire"}) {
      if (doc.find(entry.value, key)) return true;
    }
  }
  return false;
}

}  // namespace

LineAnswerer::LineAnswerer(std::shared_ptr<const engine::plan::Program> program, engine::value::Date today)
    : default_program_(std::move(program)), today_(today) {}

std::string LineAnswerer::answer(std::string_view line) {
  engine::syntax::Sources sources;
  std::vector<Diagnostic> diagnostics;
  engine::syntax::ReadLimits limits;
  limits.bytes = kMostLineBytes;
  const std::uint32_t source = sources.add("(ligne)", std::string(line));
  const auto document = engine::syntax::read_json(sources, source, limits, diagnostics);
  std::string out;
  if (!document || document->kind(document->root()) != NodeKind::kMapping) {
    base::JsonWriter json(out);
    json.begin_object().key("id").null();
    const base::Message not_object{"Une requête est un objet JSON.", "A request is a JSON object."};
    write_error(json, {"request", "RequestError"}, diagnostics.empty() ? not_object : diagnostics.front().message,
                "invalid-request", "");
    json.end_object();
    return out;
  }
  const auto field = [&](std::string_view key) { return document->find(document->root(), key); };
  return answer_request(
      {*document, line, field("id"), field("rules"), field("situation"), field("evaluate"), field("options")});
}

std::shared_ptr<const engine::plan::Program> LineAnswerer::program_for(const Request& request, std::string& problem) {
  const Document& doc = request.document;
  const bool given = request.rules && doc.kind(*request.rules) != NodeKind::kNull;
  const bool adds_rules = request.situation && doc.kind(*request.situation) == NodeKind::kMapping &&
                          declares_rules(doc, *request.situation);
  if (!given && !adds_rules && default_program_ &&
      !flag(doc, request.options, "flag", "filterNotApplicablePossibilities", false)) {
    return default_program_;
  }
  load::Loaded loaded;
  if (!given) {
    if (!default_program_) {
      base::JsonWriter json(problem);
      json.begin_object();
      write_id(json, doc, request.id);
      write_error(json, {"construct", "RequestError"},
                  {"La requête n'a pas de règles, et --rules n'a pas été donné.",
                   "The request has no rules and --rules was not given."},
                  "no-rules", "");
      json.end_object();
      return nullptr;
    }
    loaded.documents = default_program_->model.documents;
  } else if (doc.kind(*request.rules) == NodeKind::kText) {
    if (!adds_rules && !request.options && last_program_ && last_rules_ == doc.text(*request.rules))
      return last_program_;
    load::read_text("(règles)", std::string(doc.text(*request.rules)), loaded);
  } else {
    auto rules = std::make_shared<Document>(doc);
    rules->set_root(*request.rules);
    loaded.documents.push_back(std::move(rules));
  }
  engine::model::BuildOptions options;
  options.check_orphans = flag(doc, request.options, "strict", "noOrphanRule", true);
  options.disable_by_parent = flag(doc, request.options, "flag", "automaticNamespaceDisabling", true);
  options.filter_choices = flag(doc, request.options, "flag", "filterNotApplicablePossibilities", false);
  std::optional<Document> situation;
  if (adds_rules) {
    situation = doc;
    situation->set_root(*request.situation);
  }
  auto program = load::compile(loaded, options, situation ? &*situation : nullptr);
  if (program && prepare_) program = prepare_(*program);
  if (program) {
    if (!adds_rules && !request.options && given && doc.kind(*request.rules) == NodeKind::kText) {
      last_program_ = program;
      last_rules_ = std::string(doc.text(*request.rules));
      run_.reset();
    }
    return program;
  }
  base::JsonWriter json(problem);
  json.begin_object();
  write_id(json, doc, request.id);
  const Problem stage = adds_rules ? Problem{"setSituation", "SituationError"} : Problem{"construct", "SyntaxError"};
  write_first_error(json, stage, loaded.diagnostics);
  json.end_object();
  return nullptr;
}

std::string LineAnswerer::answer_request(const Request& request) {
  const Document& doc = request.document;
  std::string out;
  const auto program = program_for(request, out);
  if (!program) return out;
  base::JsonWriter json(out);
  json.begin_object();
  write_id(json, doc, request.id);
  engine::evaluate::RunOptions options;
  options.today = today_;
  options.check_choices = flag(doc, request.options, "strict", "checkPossibleValues", false);
  options.refuse_cycles = flag(doc, request.options, "strict", "noCycleRuntime", false);
  if (!run_ || &run_->program() != program.get() || request.options) run_ = std::make_unique<Run>(program, options);
  Run& run = *run_;
  run.clear();
  std::vector<Diagnostic> diagnostics;
  const bool given = request.situation && doc.kind(*request.situation) == NodeKind::kMapping;
  if (given && !declares_rules(doc, *request.situation)) {
    const bool strict = flag(doc, request.options, "strict", "situation", true);
    if (!set_answers(run, doc, *request.situation, diagnostics) && strict) {
      write_first_error(json, {"setSituation", "SituationError"}, diagnostics);
      json.end_object();
      return out;
    }
    diagnostics.clear();
  }
  engine::evaluate::Fault problem = engine::evaluate::Fault::kNone;
  if (given && !check_choices(run, doc, *request.situation, diagnostics, problem)) {
    if (!diagnostics.empty()) {
      write_first_error(json, {"setSituation", "SyntaxError"}, diagnostics);
      json.end_object();
      return out;
    }
  }
  if (problem == engine::evaluate::Fault::kOptionUnit ||
      (options.check_choices && problem == engine::evaluate::Fault::kNotAnOption)) {
    write_error(
        json, {"setSituation", "EngineError"},
        {"Une réponse ne fait pas partie des possibilités applicables.", "An answer is not one of the options."},
        "not-an-option", "");
    json.end_object();
    return out;
  }
  if (!request.evaluate) {
    write_error(json, {"request", "RequestError"},
                {"La requête ne dit pas quoi évaluer.", "The request does not say what to evaluate."}, "no-expression",
                "");
    json.end_object();
    return out;
  }
  const auto value = run.evaluate(doc, *request.evaluate, diagnostics);
  if (!value) {
    write_first_error(json, {"evaluate", "SyntaxError"}, diagnostics);
  } else if (value->is(engine::value::Kind::kError)) {
    const engine::evaluate::Failure failure = run.failure();
    write_error(json, {"evaluate", "EvaluationError"}, failure.message, fault_code(failure.fault), failure.rule);
  } else {
    json.key("result");
    write_value(json, run, *value);
  }
  json.end_object();
  if (request.options) run_.reset();
  return out;
}

}  // namespace partance::cli
