// See simulate.hpp.
#include "cli/simulate.hpp"

#include <iostream>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "base/file.hpp"
#include "base/json.hpp"
#include "cli/answer_file.hpp"
#include "cli/clock.hpp"
#include "cli/language.hpp"
#include "cli/report_text.hpp"
#include "cli/rulebook.hpp"
#include "cli/status.hpp"
#include "simulation/report_json.hpp"
#include "simulation/simulate.hpp"

namespace partance::cli {

namespace {

struct Arguments {
  RuleChoice rules{};
  std::string answers{};
  std::string save{};
  std::string language{};
  std::string html{};
  std::string today{};
  bool json = false;
  bool short_text = false;
  bool no_questions = false;
  bool interactive = false;
};

void print(const simulation::Report& report, bool is_short) {
  Page page(screen_of(STDOUT_FILENO));
  if (!is_short) write_details(report, page);
  write_summary(report, page);
  std::cout << page.text();
}

int show(const simulation::Report& report, const Arguments& arguments) {
  if (arguments.json) {
    std::string text;
    base::JsonWriter json(text, base::JsonLayout::kIndented);
    simulation::write_json(report, json);
    std::cout << text << '\n';
    return kDone;
  }
  print(report, arguments.short_text);
  return kDone;
}

engine::evaluate::RunOptions run_options(const Arguments& arguments) {
  engine::evaluate::RunOptions options;
  options.today = today();
  if (!arguments.today.empty()) {
    if (const auto date = engine::value::parse_date_text(arguments.today)) options.today = *date;
  }
  return options;
}

int simulate(const Arguments& arguments) {
  const base::Language language = reader_language(arguments.language);
  int status = kDone;
  const auto program = load_rulebook(arguments.rules, language, status);
  if (!program) return status;
  engine::evaluate::Run run(program, run_options(arguments));
  AnswerFile file;
  if (!arguments.answers.empty()) {
    auto read = read_answer_file(arguments.answers, *program);
    if (!read) {
      std::cerr << read.error().message.in(language) << '\n';
      return kCannotRead;
    }
    file = *std::move(read);
  }
  simulation::apply(file.answers, run, file.diagnostics);
  if (!tell(file, language)) return kAnswersInError;
  const auto catalogue = simulation::read_catalogue(*program);
  return show(simulation::simulate(run, catalogue, language), arguments);
}

std::string check_date(const std::string& text) {
  if (engine::value::parse_date_text(text)) return {};
  return "« " + text + " » n'est pas une date JJ/MM/AAAA / is not a date DD/MM/YYYY";
}

}  // namespace

void add_simulate(CLI::App& app, int& status) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb = app.add_subcommand("simulate", "Simuler ses aides / find one's aids");
  verb->add_option("--answers", arguments->answers,
                   "Réponses déjà données (YAML ou JSON, - pour l'entrée standard) / "
                   "answers already given");
  verb->add_option("--save", arguments->save, "Enregistrer les réponses au fur et à mesure / save answers as you go");
  verb->add_option("--lang", arguments->language, "fr | en")->check(CLI::IsMember({"fr", "en"}));
  verb->add_option("--html", arguments->html, "Écrire la page HTML (- pour la sortie standard) / write the HTML page");
  verb->add_option("--today", arguments->today, "Date du jour, JJ/MM/AAAA / today's date, DD/MM/YYYY")
      ->check(check_date);
  verb->add_flag("--json", arguments->json, "JSON");
  verb->add_flag("--short", arguments->short_text, "Sans le détail de chaque aide / without the details of each aid");
  verb->add_flag("--no-questions", arguments->no_questions, "Ne rien demander / ask nothing");
  verb->add_flag("--interactive", arguments->interactive,
                 "Poser les questions même sans terminal / ask even without a terminal");
  add_rule_options(*verb, arguments->rules);
  verb->callback([arguments, &status] { status = simulate(*arguments); });
}

}  // namespace partance::cli
