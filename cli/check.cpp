// See check.hpp.
#include "cli/check.hpp"

#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/check_report.hpp"
#include "cli/clock.hpp"
#include "cli/language.hpp"
#include "cli/rulebook.hpp"
#include "engine/cases/cases.hpp"
#include "engine/lint/lint.hpp"
#include "engine/load/load.hpp"

namespace partance::cli {

namespace {

namespace fs = std::filesystem;

struct Arguments {
  std::string path;
  std::vector<std::string> rules;
  std::string language;
  bool json = false;
  bool strict = false;
  bool all = false;
};

constexpr std::size_t kMostOfAKind = 20;

/// What to read, and which part of it is being checked.
struct Plan {
  std::vector<fs::path> rules;
  fs::path cases;
  fs::path focus;  ///< warnings are told of texts below it; empty: of all
};

bool is_below(const fs::path& path, const fs::path& folder) {
  std::error_code failed;
  const fs::path inner = fs::weakly_canonical(path, failed);
  if (failed) return false;
  const fs::path outer = fs::weakly_canonical(folder, failed);
  if (failed) return false;
  const auto relative = inner.lexically_relative(outer);
  return !relative.empty() && *relative.begin() != "..";
}

/// A part of the national rulebook is read with the whole; a file of cases alone runs on the rules given, or on it.
base::Result<Plan> plan_of(const Arguments& arguments) {
  const auto national = national_rulebook();
  Plan plan;
  for (const std::string& path : arguments.rules) plan.rules.emplace_back(path);
  if (arguments.path.empty()) {
    if (!national) return std::unexpected(national.error());
    plan.rules.push_back(*national);
    plan.cases = *national;
    return plan;
  }
  const fs::path path = arguments.path;
  plan.cases = path;
  std::error_code ignored;
  if (!fs::exists(path, ignored)) {
    return base::fail(base::ErrorKind::kNotFound, "« " + path.string() + " » n'existe pas. Vérifier le chemin.",
                      "“" + path.string() + "” does not exist. Check the path.");
  }
  const bool is_part = national && is_below(path, *national) && !fs::equivalent(path, *national, ignored);
  if (is_part) {
    plan.focus = path;
    plan.rules.push_back(*national);
  } else if (!engine::cases::is_cases_file(path.string())) {
    plan.rules.push_back(path);
  } else if (plan.rules.empty()) {
    if (!national) return std::unexpected(national.error());
    plan.rules.push_back(*national);
  }
  return plan;
}

bool has_cases(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored) || engine::cases::is_cases_file(path.string());
}

base::Result<void> run_cases(const Plan& plan, std::shared_ptr<const engine::plan::Program> program,
                             CheckReport& report) {
  if (!has_cases(plan.cases)) return {};
  engine::load::Loaded& texts = report.case_texts;
  if (const auto read = engine::cases::read_cases(plan.cases, texts); !read) return read;
  engine::cases::Runner runner(std::move(program), {.limits = {}, .today = today()});
  for (const auto& document : texts.documents) {
    const std::string_view path = texts.sources.name(document->span(document->root()).source);
    report.files.push_back({std::string(path), runner.run(*document, texts.diagnostics)});
  }
  return {};
}

/// Adds the warnings of the texts that are being checked, not of those they stand on.
void add_warnings(const Plan& plan, const engine::plan::Program& program, engine::load::Loaded& texts) {
  std::vector<engine::syntax::Diagnostic> warnings;
  engine::lint::lint(program.model, texts.documents, warnings);
  std::vector<bool> in_focus(texts.sources.size(), true);
  for (std::uint32_t i = 0; i < texts.sources.size() && !plan.focus.empty(); ++i) {
    in_focus[i] = is_below(fs::path(texts.sources.name(i)), plan.focus);
  }
  for (auto& warning : warnings) {
    const bool shown = warning.span.source >= in_focus.size() || in_focus[warning.span.source];
    if (shown) texts.diagnostics.push_back(std::move(warning));
  }
}

base::Result<CheckReport> check(const Plan& plan) {
  CheckReport report;
  engine::load::Loaded& texts = report.rule_texts;
  for (const fs::path& path : plan.rules) {
    if (const auto read = engine::load::read_rules(path, texts); !read) return std::unexpected(read.error());
  }
  const auto program = engine::load::compile(texts);
  report.rules_are_usable = program != nullptr;
  if (!program) return report;
  add_warnings(plan, *program, texts);
  for (const auto& rule : program->model.rules) report.rules += rule.is_step ? 0 : 1;
  if (const auto ran = run_cases(plan, program, report); !ran) return std::unexpected(ran.error());
  return report;
}

int status_of(const CheckReport& report, bool strict) {
  if (!report.rules_are_usable) return 4;
  const CheckCounts counts = count(report);
  const bool found = counts.errors > 0 || counts.passed < counts.cases || (strict && counts.warnings > 0);
  return found ? 1 : 0;
}

int run(const Arguments& arguments) {
  const base::Language language = reader_language(arguments.language);
  const auto plan = plan_of(arguments);
  const auto report = plan ? check(*plan) : base::Result<CheckReport>(std::unexpected(plan.error()));
  if (!report) {
    std::cerr << report.error().message.in(language) << '\n';
    return 3;
  }
  std::cout << (arguments.json ? report_json(*report)
                               : print_report(*report, language, arguments.all ? 0 : kMostOfAKind));
  return status_of(*report, arguments.strict);
}

}  // namespace

void add_check(CLI::App& app, int& status) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb =
      app.add_subcommand("check", "Vérifier des règles et jouer leurs cas / check rules and run their cases");
  verb->add_option("path", arguments->path,
                   "Dossier, fichier de règles, de cas, ou modèle JSON ; sans lui, le recueil national / folder, rule "
                   "file, file of cases or JSON model; without it, the national rulebook");
  verb->add_option("--rules", arguments->rules,
                   "Autres règles sur lesquelles celles-ci s'appuient / other rules these stand on (repeatable)");
  verb->add_option("--lang", arguments->language, "fr | en")->check(CLI::IsMember({"fr", "en"}));
  verb->add_flag("--json", arguments->json, "JSON");
  verb->add_flag("--strict", arguments->strict, "Échouer aussi sur un avertissement / fail on warnings too");
  verb->add_flag("--all", arguments->all, "Montrer tous les avertissements / show every warning");
  verb->callback([arguments, &status] { status = run(*arguments); });
}

}  // namespace partance::cli
