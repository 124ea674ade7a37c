// See places.hpp.
#include "cli/places.hpp"

#include <cstdlib>
#include <system_error>

#include "cli/own_build.hpp"

namespace partance::cli {

namespace fs = std::filesystem;

namespace {

/// The value of a variable that is set and not empty.
const char* variable(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0' ? value : nullptr;
}

fs::path state_folder() {
  // systemd gives several folders separated by colons when the unit asks for several.
  if (const char* given = variable("STATE_DIRECTORY")) {
    const std::string_view text = given;
    return fs::path(text.substr(0, text.find(':')));
  }
  if (const char* given = variable("XDG_STATE_HOME")) return fs::path(given) / "partance";
  if (const char* home = variable("HOME")) return fs::path(home) / ".local" / "state" / "partance";
  return {};
}

bool has_pages(const fs::path& folder) {
  std::error_code ignored;
  return fs::is_regular_file(folder / "fr" / "index.html", ignored);
}

}  // namespace

base::Result<fs::path> usual_database(bool make_folder) {
  const fs::path folder = state_folder();
  if (folder.empty()) {
    return base::fail(base::ErrorKind::kNotFound,
                      "Où garder la base de données ? Le dire avec --database, ou définir HOME.",
                      "Where should the database be kept? Say so with --database, or set HOME.");
  }
  std::error_code error;
  if (make_folder) fs::create_directories(folder, error);
  if (error) {
    return base::fail(base::ErrorKind::kUnreadable,
                      "Impossible de créer le dossier « " + folder.string() + " » (" + error.message() +
                          ") : choisir un autre endroit avec --database.",
                      "Cannot make the folder \"" + folder.string() + "\" (" + error.message() +
                          "): choose another place with --database.");
  }
  return folder / "partance.sqlite";
}

fs::path usual_web_folder() {
  const fs::path executable = executable_file();
  const fs::path installed = executable.parent_path().parent_path() / "share" / "partance" / "web";
  if (!executable.empty() && has_pages(installed)) return installed;
  const fs::path built = PARTANCE_WEB_DIR;
  return !built.empty() && has_pages(built) ? built : fs::path();
}

}  // namespace partance::cli
