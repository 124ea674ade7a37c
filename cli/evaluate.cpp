// See evaluate.hpp.
#include "cli/evaluate.hpp"

#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/file.hpp"
#include "cli/clock.hpp"
#include "cli/language.hpp"
#include "cli/lines.hpp"
#include "cli/standard_input.hpp"
#include "cli/status.hpp"
#include "cli/terminal.hpp"
#include "engine/load/load.hpp"
#include "engine/request/answers.hpp"
#include "engine/value/format.hpp"

namespace partance::cli {

namespace {

using engine::syntax::Diagnostic;
using engine::syntax::Document;
using engine::syntax::NodeKind;
using engine::value::Kind;
namespace request = engine::request;

constexpr std::size_t kMostSituationBytes = 32U << 20U;

struct Arguments {
  std::vector<std::string> rules{};
  std::string situation{};
  std::vector<std::string> expressions{};
  std::string language{};
  std::string today{};
  bool json = false;
  bool lines = false;
};

int run_lines(const std::shared_ptr<const engine::plan::Program>& program, engine::value::Date date) {
  LineAnswerer answerer(program, date);
  std::string line;
  while (std::getline(std::cin, line)) {
    if (line.empty()) continue;
    const std::string answer = answerer.answer(line);
    std::cout << answer << '\n' << std::flush;
  }
  return kDone;
}

/// One run of the verb: its rules, its situation, and what went wrong.
class Evaluation {
 public:
  explicit Evaluation(const Arguments& arguments)
      : arguments_(arguments), language_(reader_language(arguments.language)) {}

  int go() {
    if (arguments_.lines && !arguments_.expressions.empty()) {
      return fail(kBadUsage, {"--lines lit ses expressions dans les requêtes : n'en donner aucune en argument.",
                              "--lines reads its expressions from the requests: give none as arguments."});
    }
    if (arguments_.rules.empty() && !arguments_.lines) {
      return fail(kBadUsage, {"Donner des règles : --rules CHEMIN (dossier, fichier YAML ou JSON).",
                              "Give rules: --rules PATH (folder, YAML or JSON file)."});
    }
    if (const int status = load(); status != kDone) return status;
    if (arguments_.lines) return run_lines(program_, today_or(arguments_.today));
    if (arguments_.expressions.empty()) {
      return fail(kBadUsage,
                  {"Donner au moins une expression à évaluer.", "Give at least one expression to evaluate."});
    }
    engine::evaluate::RunOptions options;
    options.today = today_or(arguments_.today);
    engine::evaluate::Run run(program_, options);
    if (situation_ && !situation_is_part_ && situation_->kind(situation_->root()) == NodeKind::kMapping) {
      std::vector<Diagnostic> diagnostics;
      if (!request::set_answers(run, *situation_, situation_->root(), diagnostics))
        return tell(diagnostics, kAnswersInError);
    }
    return arguments_.json ? write_json(run) : write_text(run);
  }

 private:
  int fail(int status, const base::Message& message) const {
    std::cerr << message.in(language_) << '\n';
    return status;
  }

  int tell(const std::vector<Diagnostic>& diagnostics, int status) const {
    for (Diagnostic d : diagnostics) {
      if (d.severity != engine::syntax::Severity::kError) continue;
      if (d.rule.starts_with('$')) d.rule.clear();  // an expression of the command line belongs to no rule
      std::cerr << engine::syntax::render(d, loaded_.sources, language_);
    }
    return status;
  }

  int load() {
    for (const std::string& path : arguments_.rules) {
      const auto read = engine::load::read_rules(path, loaded_);
      if (!read) return fail(kCannotRead, read.error().message);
    }
    if (const int status = read_situation(); status != kDone) return status;
    if (arguments_.rules.empty()) return kDone;
    engine::model::BuildOptions options;
    options.keep_references = answers_refer_;
    program_ = engine::load::compile(loaded_, options, situation_is_part_ ? &*situation_ : nullptr);
    return program_ ? kDone : tell(loaded_.diagnostics, kRulesInError);
  }

  int read_situation() {
    if (arguments_.situation.empty()) return kDone;
    const bool is_standard_input = arguments_.situation == "-";
    auto text = is_standard_input ? read_standard_input(kMostSituationBytes)
                                  : base::read_file(arguments_.situation, kMostSituationBytes);
    if (!text) return fail(kCannotRead, text.error().message);
    const bool is_json = arguments_.situation.ends_with(".json");
    const base::Message name{"(entrée standard)", "(standard input)"};
    const auto source = loaded_.sources.add(is_standard_input ? name.in(language_) : arguments_.situation, *text);
    std::vector<Diagnostic> diagnostics;
    // JSON is YAML too, so standard input may hold either.
    situation_ = is_json ? engine::syntax::read_json(loaded_.sources, source, {}, diagnostics)
                         : engine::syntax::read_yaml(loaded_.sources, source, {}, diagnostics);
    if (!situation_) return tell(diagnostics, kAnswersInError);
    const NodeKind kind = situation_->kind(situation_->root());
    if (kind != NodeKind::kMapping && kind != NodeKind::kNull) {
      return fail(kAnswersInError,
                  {"Une situation associe des règles à leur valeur.", "A situation maps rules to values."});
    }
    situation_is_part_ = kind == NodeKind::kMapping && request::declares_rules(*situation_, situation_->root());
    answers_refer_ = kind == NodeKind::kMapping && request::refers_to_rules(*situation_, situation_->root());
    return kDone;
  }

  /// The expression as a document of its own, so that its errors show where they are.
  Document document_of(const std::string& expression) {
    const base::Message name{"(expression)", "(expression)"};
    const auto source = loaded_.sources.add(name.in(language_), expression);
    Document document;
    document.set_source(source);
    document.set_root(document.add_text(expression, 0, static_cast<std::uint32_t>(expression.size())));
    return document;
  }

  int write_text(engine::evaluate::Run& run) {
    const bool french = language_ == base::Language::kFrench;
    int status = kDone;
    for (const std::string& expression : arguments_.expressions) {
      std::vector<Diagnostic> diagnostics;
      const Document document = document_of(expression);
      const auto value = run.evaluate(document, document.root(), diagnostics);
      if (!value) {
        status = tell(diagnostics, kFindings);
        continue;
      }
      if (value->is(Kind::kError)) {
        const auto failure = run.failure();
        std::cerr << printable(expression) << (french ? " : " : ": ") << failure.message.in(language_);
        if (!failure.rule.empty()) std::cerr << (french ? " Règle : " : " Rule: ") << failure.rule;
        std::cerr << '\n';
        status = kFindings;
        continue;
      }
      std::cout << printable(expression) << " = " << shown(run, *value) << '\n';
      const auto missing = run.missing(*value);
      if (missing.empty()) continue;
      std::cout << (french ? "  il manque :" : "  missing:");
      for (std::size_t i = 0; i < missing.size(); ++i) {
        std::cout << (i > 0 ? ", " : " ") << run.model().rule(missing[i]).name;
      }
      std::cout << '\n';
    }
    return status;
  }

  std::string shown(engine::evaluate::Run& run, const engine::evaluate::Value& value) const {
    const base::Message unknown{"non défini", "not defined"}, idle{"non applicable", "not applicable"};
    if (value.is(Kind::kUndefined)) return unknown.in(language_);
    if (value.is(Kind::kNotApplicable)) return idle.in(language_);
    return printable(engine::value::format(value, run.units(), run.texts(), {.language = language_}));
  }

  int write_json(engine::evaluate::Run& run) {
    std::string out;
    base::JsonWriter json(out, base::JsonLayout::kIndented);
    int status = kDone;
    json.begin_array();
    for (const std::string& expression : arguments_.expressions) {
      std::vector<Diagnostic> diagnostics;
      const Document document = document_of(expression);
      json.begin_object().key("evaluate").value(expression);
      const auto value = run.evaluate(document, document.root(), diagnostics);
      if (value && !value->is(Kind::kError)) {
        json.key("result");
        request::write_value(json, run, *value);
      } else {
        status = kFindings;
        write_error(json, value ? run.failure() : engine::evaluate::Failure{}, diagnostics);
      }
      json.end_object();
    }
    json.end_array();
    std::cout << out << '\n';
    return status;
  }

  static void write_error(base::JsonWriter& json, const engine::evaluate::Failure& failure,
                          const std::vector<Diagnostic>& diagnostics) {
    const bool is_syntax = !diagnostics.empty();
    const base::Message& message = is_syntax ? diagnostics.front().message : failure.message;
    json.key("error").begin_object().key("stage").value("evaluate");
    json.key("name").value(is_syntax ? "SyntaxError" : "EvaluationError");
    json.key("message").value(message.fr).key("message en").value(message.en);
    json.key("code").value(is_syntax ? std::string_view(diagnostics.front().code) : request::fault_code(failure.fault));
    if (!failure.rule.empty()) json.key("rule").value(failure.rule);
    json.end_object();
  }

  const Arguments& arguments_;
  base::Language language_;
  engine::load::Loaded loaded_;
  std::shared_ptr<const engine::plan::Program> program_;
  std::optional<Document> situation_;
  bool situation_is_part_ = false;
  bool answers_refer_ = false;  // to rules, so that they may close a cycle
};

}  // namespace

void add_evaluate(CLI::App& app, int& status) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb = app.add_subcommand("evaluate", "Évaluer des expressions / evaluate expressions");
  verb->add_option("--rules", arguments->rules,
                   "Règles : dossier, fichier YAML ou JSON (répétable) / rules: folder, YAML or JSON file (repeatable)")
      ->allow_extra_args(false);
  verb->add_option("--situation", arguments->situation,
                   "Réponses (YAML ou JSON, - pour l'entrée standard) / answers (YAML or JSON, - for standard input)");
  verb->add_option("expressions", arguments->expressions, "Expressions");
  verb->add_flag("--json", arguments->json, "JSON");
  verb->add_flag("--lines", arguments->lines, "Une requête JSON par ligne / one JSON request a line");
  verb->add_option("--today", arguments->today, "Date du jour, JJ/MM/AAAA / today's date, DD/MM/YYYY")
      ->check(check_date);
  verb->add_option("--lang", arguments->language, "fr | en")->check(CLI::IsMember({"fr", "en"}));
  verb->callback([arguments, &status] { status = Evaluation(*arguments).go(); });
}

}  // namespace partance::cli
