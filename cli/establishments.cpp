// See establishments.hpp.
#include "cli/establishments.hpp"

#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "base/file.hpp"
#include "cli/database_choice.hpp"
#include "cli/language.hpp"
#include "cli/output.hpp"
#include "cli/rulebook.hpp"
#include "cli/status.hpp"
#include "cli/terminal.hpp"
#include "simulation/catalogue.hpp"
#include "store/establishment_file.hpp"

namespace partance::cli {

using base::Language;
using base::Message;
using store::Establishment;

namespace {

struct Arguments {
  DatabaseChoice database{};
  RuleChoice rules{};
  std::string language{};
  std::string file{};
  std::string output = "-";
  std::string search{};
  std::string id{};
  bool is_trial = false;
};

int complain(const base::Error& error, Language language) {
  std::cerr << error.message.in(language) << '\n';
  return kCannotRead;
}

int list(const Arguments& arguments, Language language) {
  auto database = open_database(arguments.database);
  if (!database) return complain(database.error(), language);
  store::Establishments establishments(**database);
  Page page(screen_of(STDOUT_FILENO));
  store::EstablishmentFilter filter{.search = arguments.search, .most = 500};
  std::size_t count = 0;
  while (true) {
    const auto some = establishments.list(filter);
    if (!some) return complain(some.error(), language);
    for (const Establishment& one : *some) {
      page.line(page.styled(Style::kBold, one.id) + "  " + printable(one.name.in(language)));
      const std::string& office = one.office.name.in(language);
      const std::string& reach = one.office.email.empty() ? one.office.address : one.office.email;
      const std::string separator = office.empty() || reach.empty() ? "" : " – ";
      page.paragraph("    ", office + separator + reach, Style::kFaint);
    }
    count += some->size();
    if (some->size() < filter.most) break;
    filter.after = some->back().id;
  }
  std::cout << page.text();
  if (count == 0) std::cerr << Message{"Aucun établissement.", "No establishment."}.in(language) << '\n';
  return kDone;
}

int export_all(const Arguments& arguments, Language language) {
  auto database = open_database(arguments.database);
  if (!database) return complain(database.error(), language);
  const auto all = store::Establishments(**database).all();
  if (!all) return complain(all.error(), language);
  return put_output(arguments.output, store::write_establishment_file(*all), language);
}

int remove(const Arguments& arguments, Language language) {
  auto database = open_database(arguments.database);
  if (!database) return complain(database.error(), language);
  const auto removed = store::Establishments(**database).remove(arguments.id);
  if (!removed) return complain(removed.error(), language);
  if (*removed) return kDone;
  const Message none{"Aucun établissement « " + arguments.id + " » : voyez « partance establishments list ».",
                     "No establishment “" + arguments.id + "”: see “partance establishments list”."};
  std::cerr << none.in(language) << '\n';
  return kBadUsage;
}

int say_faults(const Arguments& arguments, const std::vector<store::CsvFault>& faults, Language language) {
  const bool french = language == Language::kFrench;
  for (const store::CsvFault& fault : faults) {
    std::cerr << arguments.file << (french ? ", ligne " : ", line ") << fault.line;
    if (!fault.column.empty())
      std::cerr << (french ? ", colonne « " : ", column “") << fault.column << (french ? " »" : "”");
    std::cerr << (french ? " : " : ": ") << fault.message.in(language) << '\n';
  }
  std::cerr << Message{"Rien n'a été importé.", "Nothing was imported."}.in(language) << '\n';
  return kAnswersInError;
}

int import_file(const Arguments& arguments, Language language) {
  int status = kDone;
  const auto program = load_rulebook(arguments.rules, language, status);
  if (!program) return status;
  std::vector<std::string> aids;
  for (const auto& aid : simulation::read_catalogue(*program).aids) aids.push_back(aid.id);
  const auto text = base::read_file(arguments.file, store::CsvLimits{}.bytes + 1);
  if (!text) return complain(text.error(), language);
  const auto file = store::read_establishment_file(*text, aids);
  if (!file.faults.empty()) return say_faults(arguments, file.faults, language);
  if (arguments.is_trial) {
    const std::string count = std::to_string(file.establishments.size());
    std::cout << Message{count + " ligne(s) sans faute ; rien n'a été importé (--check).",
                         count + " line(s) without a fault; nothing was imported (--check)."}
                     .in(language)
              << '\n';
    return kDone;
  }
  auto database = open_database(arguments.database);
  if (!database) return complain(database.error(), language);
  const auto told = store::Establishments(**database).put(file.establishments);
  if (!told) return complain(told.error(), language);
  const std::string added = std::to_string(told->added), changed = std::to_string(told->changed);
  const std::string same = std::to_string(told->unchanged);
  std::cout << Message{"Établissements ajoutés : " + added + ", modifiés : " + changed + ", inchangés : " + same + ".",
                       "Establishments added: " + added + ", changed: " + changed + ", unchanged: " + same + "."}
                   .in(language)
            << '\n';
  return kDone;
}

}  // namespace

void add_establishments(CLI::App& app, int& status) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb = app.add_subcommand("establishments", "Les établissements participants / establishments taking part");
  verb->require_subcommand(1);
  const auto add = [&](const char* name, const char* about, int (*work)(const Arguments&, Language)) {
    CLI::App* one = verb->add_subcommand(name, about);
    add_database_options(*one, arguments->database);
    one->add_option("--lang", arguments->language, "fr | en")->check(CLI::IsMember({"fr", "en"}));
    one->callback([arguments, &status, work] { status = work(*arguments, reader_language(arguments->language)); });
    return one;
  };
  add("list", "Lister / list", list)->add_option("--search", arguments->search, "Mots du nom ou de la ville / words");
  add("export", "Écrire un tableau CSV / write a CSV table", export_all)
      ->add_option("file", arguments->output, "- : sortie standard / standard output")
      ->option_text("FICHIER/FILE");
  add("remove", "Retirer / remove", remove)->add_option("id", arguments->id, "Identifiant / identifier")->required();
  CLI::App* reading =
      add("import", "Lire un tableau CSV, tout ou rien / read a CSV table, all or nothing", import_file);
  reading->add_option("file", arguments->file, "Tableau / table")->required()->option_text("FICHIER/FILE");
  reading->add_flag("--check", arguments->is_trial, "Relire sans importer / read without importing");
  add_rule_options(*reading, arguments->rules);
}

}  // namespace partance::cli
