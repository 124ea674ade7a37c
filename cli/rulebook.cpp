// See rulebook.hpp.
#include "cli/rulebook.hpp"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>
#include <system_error>

#include "cli/status.hpp"
#include "engine/load/load.hpp"

namespace partance::cli {

base::Result<std::filesystem::path> national_rulebook() {
  std::error_code ignored;
  const char* named = std::getenv("PARTANCE_RULEBOOK");
  if (named != nullptr && *named != '\0') return std::filesystem::path(named);
  for (const char* folder : {PARTANCE_RULEBOOK_DIR, PARTANCE_INSTALLED_RULEBOOK_DIR}) {
    if (std::filesystem::is_directory(folder, ignored)) return std::filesystem::path(folder);
  }
  return base::fail(base::ErrorKind::kNotFound,
                    "Le recueil national de règles est introuvable. Dire où il est avec PARTANCE_RULEBOOK.",
                    "The national rulebook was not found. Say where it is with PARTANCE_RULEBOOK.");
}

void add_rule_options(CLI::App& verb, RuleChoice& choice) {
  verb.add_option("--rulebook", choice.rulebook,
                  "Recueil à utiliser à la place du recueil national (dossier ou fichier, répétable) / "
                  "rulebook to use instead of the national one (folder or file, repeatable)")
      ->allow_extra_args(false);
  verb.add_option("--rules", choice.extra,
                  "Règles ajoutées au recueil, par exemple celles d'un établissement (répétable) / "
                  "rules added to the rulebook, such as an establishment's (repeatable)")
      ->allow_extra_args(false);
}

std::shared_ptr<const engine::plan::Program> load_rulebook(const RuleChoice& choice, base::Language language,
                                                           int& status) {
  std::vector<std::filesystem::path> paths(choice.rulebook.begin(), choice.rulebook.end());
  if (paths.empty()) {
    auto national = national_rulebook();
    if (!national) {
      std::cerr << national.error().message.in(language) << '\n';
      status = kCannotRead;
      return nullptr;
    }
    paths.push_back(*std::move(national));
  }
  paths.insert(paths.end(), choice.extra.begin(), choice.extra.end());
  engine::load::Loaded loaded;
  for (const auto& path : paths) {
    if (const auto read = engine::load::read_rules(path, loaded); !read) {
      std::cerr << read.error().message.in(language) << '\n';
      status = kCannotRead;
      return nullptr;
    }
  }
  auto program = engine::load::compile(loaded);
  if (!program) {
    for (const auto& diagnostic : loaded.diagnostics) {
      if (diagnostic.severity != engine::syntax::Severity::kError) continue;
      std::cerr << engine::syntax::render(diagnostic, loaded.sources, language);
    }
    status = kRulesInError;
  }
  return program;
}

}  // namespace partance::cli
