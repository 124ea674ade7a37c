// The verb `aids` (see aids.hpp).
#include "cli/aids.hpp"

#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "base/json.hpp"
#include "cli/language.hpp"
#include "cli/report_text.hpp"
#include "cli/rulebook.hpp"
#include "cli/status.hpp"
#include "engine/plan/wording.hpp"
#include "simulation/catalogue.hpp"
#include "simulation/report_words.hpp"
#include "simulation/requests/aid_json.hpp"

namespace partance::cli {

namespace {

namespace plan = engine::plan;

struct Arguments {
  RuleChoice rules{};
  std::string language{};
  bool json = false;
};

std::string scope_words(std::string_view scope, base::Language language) {
  using base::Message;
  if (scope == "national") return Message{"Aides de l'État", "State aids"}.in(language);
  if (scope == "europe") return Message{"Aides européennes", "European aids"}.in(language);
  if (scope == "région") return Message{"Aides des régions", "Regional aids"}.in(language);
  if (scope == "établissement") return Message{"Aides des établissements", "Aids of establishments"}.in(language);
  return Message{"Autres aides", "Other aids"}.in(language);
}

void write_text(const plan::Program& program, const simulation::Catalogue& catalogue, base::Language language) {
  Page page(screen_of(STDOUT_FILENO));
  std::string scope = "?";
  for (const auto& aid : catalogue.aids) {
    const std::string own = program.metadata.text(aid.rule, "portée").value_or(std::string());
    if (own != scope) page.heading(scope_words(own, language));
    scope = own;
    page.line(page.styled(Style::kBold, aid.id) + "  " + printable(plan::title(program, aid.rule, language)));
    page.paragraph("    ", simulation::requests::amount_words(program, aid, language), Style::kFaint);
    const std::string mark = program.metadata.text(aid.rule, "fiabilité").value_or(std::string());
    if (const auto doubt = simulation::reliability_words(mark, language); !doubt.empty()) {
      page.paragraph("    ⚠ ", doubt, Style::kOpen);
    }
  }
  page.line();
  page.paragraph("",
                 base::Message{"Le détail d'une aide : partance explain AIDE --answers FICHIER",
                               "The details of an aid: partance explain AID --answers FILE"}
                     .in(language),
                 Style::kFaint);
  std::cout << page.text();
}

void write_json(const plan::Program& program, const simulation::Catalogue& catalogue, base::Language language) {
  std::string out;
  base::JsonWriter json(out, base::JsonLayout::kIndented);
  json.begin_array();
  for (const auto& aid : catalogue.aids) {
    json.begin_object();
    simulation::requests::write_aid_members(json, program, aid, language);
    json.key("conditions").begin_array();
    for (const auto condition : aid.conditions) {
      json.begin_object().key("rule").value(program.model.rule(condition).name);
      json.key("title").value(plan::title(program, condition, language)).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
  std::cout << out << '\n';
}

}  // namespace

void add_aids(CLI::App& app, int& status) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb = app.add_subcommand("aids", "Lister les aides / list the aids");
  verb->add_flag("--json", arguments->json, "JSON");
  verb->add_option("--lang", arguments->language, "fr | en")->check(CLI::IsMember({"fr", "en"}));
  add_rule_options(*verb, arguments->rules);
  verb->callback([arguments, &status] {
    const base::Language language = reader_language(arguments->language);
    const auto program = load_rulebook(arguments->rules, language, status);
    if (!program) return;
    const auto catalogue = simulation::read_catalogue(*program);
    (arguments->json ? write_json : write_text)(*program, catalogue, language);
  });
}

}  // namespace partance::cli
