// The verb `explain` (see aids.hpp).
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "base/json.hpp"
#include "cli/aids.hpp"
#include "cli/answer_file.hpp"
#include "cli/clock.hpp"
#include "cli/html_page.hpp"
#include "cli/language.hpp"
#include "cli/output.hpp"
#include "cli/rulebook.hpp"
#include "cli/status.hpp"
#include "cli/terminal.hpp"
#include "engine/explain/render.hpp"
#include "simulation/catalogue.hpp"

namespace partance::cli {

namespace {

namespace explain = engine::explain;

struct Arguments {
  RuleChoice rules{};
  std::string subject{};
  std::string answers{};
  std::string language{};
  std::string html{};
  std::string today{};
  int depth = 7;
  bool json = false;
};

/// The rules to explain: verdict and amounts of an aid, or any one rule named in full.
std::vector<engine::model::RuleId> subjects(const engine::plan::Program& program, std::string_view subject) {
  const auto catalogue = simulation::read_catalogue(program);
  if (const auto* aid = catalogue.find(subject)) return simulation::explained_rules(*aid);
  const auto rule = program.model.find(subject);
  if (!rule || program.model.rule(*rule).is_step) return {};
  return {*rule};
}

void say_unknown(const engine::plan::Program& program, std::string_view subject, base::Language language) {
  const auto catalogue = simulation::read_catalogue(program);
  const auto near = simulation::nearest_aids(program, catalogue, subject, language);
  const bool french = language == base::Language::kFrench;
  const std::string name = printable(subject);
  std::cerr << (french ? "« " + name + " » n'est pas une aide." : "“" + name + "” is not an aid.");
  for (std::size_t i = 0; i < near.size(); ++i) {
    std::cerr << (i > 0 ? ", " : french ? " Vouliez-vous dire : " : " Did you mean: ") << near[i];
  }
  std::cerr << (near.empty() ? "" : " ?") << '\n'
            << (french ? "La liste des aides : partance aids" : "The list of aids: partance aids") << '\n';
}

int show(const std::vector<explain::Step>& steps, const Arguments& arguments, base::Language language) {
  if (arguments.json) {
    std::string out;
    base::JsonWriter json(out, base::JsonLayout::kIndented);
    json.begin_array();
    for (const auto& step : steps) explain::write_json(step, json);
    json.end_array();
    std::cout << out << '\n';
    return kDone;
  }
  if (!arguments.html.empty()) {
    std::string body;
    for (const auto& step : steps) body += explain::to_html(step, language);
    return put_output(arguments.html, html_page(steps.front().title, body, language), language);
  }
  const std::size_t width = screen_of(STDOUT_FILENO).width;
  for (const auto& step : steps) std::cout << explain::to_text(step, language, width) << '\n';
  return kDone;
}

int explain_subject(const Arguments& arguments) {
  const base::Language language = reader_language(arguments.language);
  int status = kDone;
  const auto program = load_rulebook(arguments.rules, language, status);
  if (!program) return status;
  const auto rules = subjects(*program, arguments.subject);
  if (rules.empty()) {
    say_unknown(*program, arguments.subject, language);
    return kBadUsage;
  }
  engine::evaluate::RunOptions options;
  options.today = today_or(arguments.today);
  options.keep_all = true;  // the explanation reads every value
  engine::evaluate::Run run(program, options);
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
  std::vector<explain::Step> steps;
  explain::Limits limits{.depth = arguments.depth};
  for (const auto rule : rules) {
    steps.push_back(explain::explain(run, rule, language, limits));
    limits.known.push_back(rule);
  }
  return show(steps, arguments, language);
}

}  // namespace

void add_explain(CLI::App& app, int& status) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb = app.add_subcommand("explain", "Expliquer une aide / explain an aid");
  verb->add_option("aid", arguments->subject, "L'aide (voir partance aids), ou une règle / the aid, or a rule")
      ->required();
  verb->add_option("--answers", arguments->answers, "Réponses (YAML ou JSON, - pour l'entrée standard) / answers");
  verb->add_flag("--json", arguments->json, "JSON");
  verb->add_option("--depth", arguments->depth, "Profondeur de l'arbre (7) / depth of the tree")
      ->check(CLI::Range(1, 50));
  verb->add_option("--html", arguments->html, "Écrire une page HTML (- pour la sortie standard) / write an HTML page");
  verb->add_option("--today", arguments->today, "Date du jour, JJ/MM/AAAA / today's date, DD/MM/YYYY")
      ->check(check_date);
  verb->add_option("--lang", arguments->language, "fr | en")->check(CLI::IsMember({"fr", "en"}));
  add_rule_options(*verb, arguments->rules);
  verb->callback([arguments, &status] { status = explain_subject(*arguments); });
}

}  // namespace partance::cli
