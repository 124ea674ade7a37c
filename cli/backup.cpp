// See backup.hpp.
#include "cli/backup.hpp"

#include <chrono>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/database_choice.hpp"
#include "cli/language.hpp"
#include "cli/status.hpp"
#include "store/backup.hpp"

namespace partance::cli {

namespace {

struct Arguments {
  std::string file{};
  DatabaseChoice database{};
  std::string language{};
};

int complain(const base::Error& error, base::Language language) {
  std::cerr << error.message.in(language) << '\n';
  return kCannotRead;
}

std::string size_text(std::uintmax_t bytes, base::Language language) {
  const std::string kilobytes = std::to_string((bytes + 1023) / 1024);
  return kilobytes + (language == base::Language::kFrench ? " Ko" : " KB");
}

int back_up(const Arguments& arguments, base::Language language) {
  const auto database = database_path(arguments.database, false);
  if (!database) return complain(database.error(), language);
  const auto told = store::backup_database(*database, arguments.file);
  if (!told) return complain(told.error(), language);
  const std::string size = size_text(told->bytes, language);
  const base::Message done{"Sauvegarde faite et vérifiée : " + arguments.file + " (" + size +
                               ").\nElle contient les simulations enregistrées : "
                               "gardez-la en lieu sûr, et pas plus longtemps qu'elles.",
                           "Backup made and checked: " + arguments.file + " (" + size +
                               ").\nIt holds the saved simulations: keep it in a safe "
                               "place, and no longer than them."};
  std::cout << done.in(language) << '\n';
  return kDone;
}

int put_back(const Arguments& arguments, base::Language language) {
  const auto database = database_path(arguments.database, true);
  if (!database) return complain(database.error(), language);
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto told = store::restore_database(arguments.file, *database, now);
  if (!told) return complain(told.error(), language);
  base::Message done{"Sauvegarde vérifiée et remise en place : " + database->string() + ".",
                     "Backup checked and put back: " + database->string() + "."};
  if (!told->kept_aside.empty()) {
    const std::string aside = told->kept_aside.string();
    done.fr += "\nLa base d'avant est gardée dans " + aside + " : effacez-la quand vous n'en aurez plus besoin.";
    done.en += "\nThe database of before is kept in " + aside + ": delete it when you no longer need it.";
  }
  if (told->was_damaged) {
    done.fr += "\nElle était endommagée : si un serveur était en marche, redémarrez-le.";
    done.en += "\nIt was damaged: if a server was running, start it again.";
  }
  std::cout << done.in(language) << '\n';
  return kDone;
}

void add_verb(CLI::App& app, int& status, const char* name, const char* about, const char* file,
              int (*work)(const Arguments&, base::Language)) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb = app.add_subcommand(name, about);
  verb->add_option("file", arguments->file, file)->required()->option_text("FICHIER/FILE");
  add_database_options(*verb, arguments->database);
  verb->add_option("--lang", arguments->language, "fr | en")->check(CLI::IsMember({"fr", "en"}));
  verb->callback([arguments, &status, work] { status = work(*arguments, reader_language(arguments->language)); });
}

}  // namespace

void add_backup(CLI::App& app, int& status) {
  add_verb(app, status, "backup", "Sauvegarder la base du serveur, en marche ou non / back up the server's database",
           "La sauvegarde à écrire / the backup to write", back_up);
}

void add_restore(CLI::App& app, int& status) {
  add_verb(app, status, "restore", "Remettre une sauvegarde en place / put a backup back",
           "La sauvegarde à lire / the backup to read", put_back);
}

}  // namespace partance::cli
