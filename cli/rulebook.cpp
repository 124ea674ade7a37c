// See rulebook.hpp.
#include "cli/rulebook.hpp"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <optional>
#include <system_error>

#include <CLI/CLI.hpp>

#include "cli/compiled_rulebook.hpp"
#include "cli/own_build.hpp"
#include "cli/status.hpp"
#include "engine/load/load.hpp"
#include "engine/plan/serialised.hpp"

namespace partance::cli {

base::Result<std::filesystem::path> national_rulebook() {
  std::error_code ignored;
  const char* named = std::getenv("PARTANCE_RULEBOOK");
  if (named != nullptr && *named != '\0') return std::filesystem::path(named);
  const std::filesystem::path beside =
      executable_file().parent_path().parent_path() / "share" / "partance" / "rulebook";
  for (const std::filesystem::path& folder :
       {beside, std::filesystem::path(PARTANCE_RULEBOOK_DIR), std::filesystem::path(PARTANCE_INSTALLED_RULEBOOK_DIR)}) {
    if (std::filesystem::is_directory(folder, ignored)) return folder;
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

namespace {

/// Rule texts, and what a program made from them by this build is known by.
struct RuleTexts {
  std::vector<base::FileText> files;
  std::optional<base::Fingerprint> origin;
};

base::Result<RuleTexts> read_texts(const RuleChoice& choice) {
  std::vector<std::filesystem::path> paths(choice.rulebook.begin(), choice.rulebook.end());
  if (paths.empty()) {
    auto national = national_rulebook();
    if (!national) return std::unexpected(std::move(national.error()));
    paths.push_back(*std::move(national));
  }
  paths.insert(paths.end(), choice.extra.begin(), choice.extra.end());
  RuleTexts texts;
  const std::string maker = build_id();
  base::Fingerprinter fingerprinter;
  fingerprinter.add(maker);
  for (const auto& path : paths) {
    auto files = engine::load::rule_files(path);
    if (!files) return std::unexpected(std::move(files.error()));
    add_rule_files(fingerprinter, *files, path);
    std::ranges::move(*files, std::back_inserter(texts.files));
  }
  if (!maker.empty()) texts.origin = fingerprinter.result();
  return texts;
}

std::shared_ptr<const engine::plan::Program> compile(RuleTexts texts, base::Language language, int& status) {
  engine::load::Loaded loaded;
  for (base::FileText& file : texts.files) engine::load::read_text(std::move(file.path), std::move(file.text), loaded);
  auto program = engine::load::compile(loaded);
  if (program) return program;
  for (const auto& diagnostic : loaded.diagnostics) {
    if (diagnostic.severity != engine::syntax::Severity::kError) continue;
    std::cerr << engine::syntax::render(diagnostic, loaded.sources, language);
  }
  status = kRulesInError;
  return nullptr;
}

int cannot(const base::Error& error, base::Language language) {
  std::cerr << error.message.in(language) << '\n';
  return kCannotRead;
}

}  // namespace

std::shared_ptr<const engine::plan::Program> load_rulebook(const RuleChoice& choice, base::Language language,
                                                           int& status) {
  auto texts = read_texts(choice);
  if (!texts) return status = cannot(texts.error(), language), nullptr;
  if (texts->origin) {
    if (auto program = read_compiled_rulebook(compiled_rulebook_file(), *texts->origin)) return program;
  }
  return compile(*std::move(texts), language, status);
}

int store_rulebook(const RuleChoice& choice, const std::filesystem::path& file, base::Language language) {
  auto texts = read_texts(choice);
  if (!texts) return cannot(texts.error(), language);
  const base::Fingerprint origin = texts->origin.value_or(base::Fingerprint{});
  int status = kDone;
  const auto program = compile(*std::move(texts), language, status);
  if (!program) return status;
  const auto written = base::write_file(file, engine::plan::write_program(*program, origin));
  return written ? kDone : cannot(written.error(), language);
}

}  // namespace partance::cli
