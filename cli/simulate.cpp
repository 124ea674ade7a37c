// See simulate.hpp.
#include "cli/simulate.hpp"

#include <iostream>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "base/json.hpp"
#include "cli/answer_file.hpp"
#include "cli/clock.hpp"
#include "cli/interview.hpp"
#include "cli/language.hpp"
#include "cli/output.hpp"
#include "cli/report_html.hpp"
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
  if (!arguments.html.empty()) return put_output(arguments.html, html_report(report), report.language);
  print(report, arguments.short_text);
  return kDone;
}

/// Whether to ask: --answers alone never does, a script never is asked.
bool asks(const Arguments& arguments) {
  if (arguments.interactive) return true;
  if (arguments.no_questions || arguments.json) return false;
  if (!arguments.answers.empty() && arguments.save.empty()) return false;
  return isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0;
}

/// A name for answers that would otherwise be lost: the first one that is free.
std::string free_name() {
  std::string name = "reponses-partance.yaml";
  for (int i = 2; ::access(name.c_str(), F_OK) == 0 && i < 1000; ++i) {
    name = "reponses-partance-" + std::to_string(i) + ".yaml";
  }
  return name;
}

/// After an interview left half-way: answers are on disk, and how to go on is said.
void say_how_to_resume(const Arguments& arguments, const simulation::Answers& answers, base::Language language) {
  if (answers.empty()) return;
  std::string path = arguments.save;
  if (path.empty()) path = free_name();
  if (const auto saved = save_answers(path, answers); !saved) {
    // The last resort: the answers themselves, to be copied from the screen.
    std::cout << saved.error().message.in(language) << '\n' << simulation::write_answers(answers);
    return;
  }
  const std::string command = "partance simulate --answers " + path + " --save " + path;
  const base::Message words{"Réponses enregistrées dans " + path + ". Pour reprendre : " + command,
                            "Answers saved in " + path + ". To go on: " + command};
  std::cout << words.in(language) << '\n';
}

int ask(const Arguments& arguments, engine::evaluate::Run& run, const simulation::Catalogue& catalogue,
        simulation::Answers& answers, base::Language language) {
  const auto save = [&](const simulation::Answers& given) -> std::string {
    if (arguments.save.empty()) return {};
    const auto saved = save_answers(arguments.save, given);
    return saved ? std::string() : saved.error().message.in(language);
  };
  const InterviewEnd end = interview(
      {.run = run, .catalogue = catalogue, .language = language, .screen = screen_of(STDOUT_FILENO), .save = save},
      answers);
  if (end == InterviewEnd::kFinished) return kDone;
  say_how_to_resume(arguments, answers, language);
  return end == InterviewEnd::kInterrupted ? kInterrupted : kDone;
}

/// The answers to start from: those of --answers, else those already in the file of --save.
base::Result<AnswerFile> first_answers(const Arguments& arguments, const engine::plan::Program& program) {
  if (!arguments.answers.empty()) return read_answer_file(arguments.answers, program);
  const bool is_resumed = !arguments.save.empty() && ::access(arguments.save.c_str(), F_OK) == 0;
  return is_resumed ? read_answer_file(arguments.save, program) : AnswerFile{};
}

int simulate(const Arguments& arguments) {
  const base::Language language = reader_language(arguments.language);
  int status = kDone;
  const auto program = load_rulebook(arguments.rules, language, status);
  if (!program) return status;
  auto file = first_answers(arguments, *program);
  if (!file) {
    std::cerr << file.error().message.in(language) << '\n';
    return kCannotRead;
  }
  engine::evaluate::RunOptions options;
  options.today = today_or(arguments.today);
  options.keep_all = true;  // the explanation reads every value
  engine::evaluate::Run run(program, options);
  simulation::apply(file->answers, run, file->diagnostics);
  if (!tell(*file, language)) return kAnswersInError;
  if (!arguments.save.empty()) {
    // A file that cannot be written is told before the first question, not after the last.
    if (const auto saved = save_answers(arguments.save, file->answers); !saved) {
      std::cerr << saved.error().message.in(language) << '\n';
      return kCannotRead;
    }
  }
  const auto catalogue = simulation::read_catalogue(*program);
  const bool is_interview = asks(arguments);
  if (is_interview) {
    status = ask(arguments, run, catalogue, file->answers, language);
    if (arguments.html.empty() && !arguments.json) return status;
  }
  return std::max(status, show(simulation::simulate(run, catalogue, language), arguments));
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
