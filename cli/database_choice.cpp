// See database_choice.hpp.
#include "cli/database_choice.hpp"

#include <cstdlib>

#include <CLI/CLI.hpp>

#include "base/file.hpp"
#include "cli/places.hpp"
#include "server/settings.hpp"
#include "store/database.hpp"

namespace partance::cli {

namespace fs = std::filesystem;

void add_database_options(CLI::App& verb, DatabaseChoice& choice) {
  verb.add_option("--database", choice.database, "Base de données / database file");
  verb.add_option("--config", choice.configuration, "Fichier de réglages du serveur / the server's configuration file");
}

base::Result<fs::path> database_path(const DatabaseChoice& choice, bool make_folder) {
  if (!choice.database.empty()) return fs::path(choice.database);
  const char* named = std::getenv("PARTANCE_DATABASE");
  if (named != nullptr && *named != '\0') return fs::path(named);
  if (!choice.configuration.empty()) {
    constexpr std::size_t kMostBytes = 256 * 1024;
    const auto text = base::read_file(choice.configuration, kMostBytes);
    if (!text) return std::unexpected(text.error());
    const auto given = server::read_configuration(*text, choice.configuration);
    if (!given) return std::unexpected(given.error());
    const auto settings = server::make_settings(*given);
    if (!settings) return std::unexpected(settings.error());
    if (!settings->database.empty()) return fs::path(settings->database);
  }
  return usual_database(make_folder);
}

base::Result<std::unique_ptr<store::Database>> open_database(const DatabaseChoice& choice) {
  const auto path = database_path(choice, true);
  if (!path) return std::unexpected(path.error());
  return store::Database::open({.path = *path});
}

}  // namespace partance::cli
