// Which database a verb works on: the one that `partance serve` would open with the same settings.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/result.hpp"

namespace CLI {
class App;
}

namespace partance::store {
class Database;
}

namespace partance::cli {

struct DatabaseChoice {
  std::string database{};       ///< --database
  std::string configuration{};  ///< --config: the file that names it
};
void add_database_options(CLI::App& verb, DatabaseChoice& choice);

/// --database, else PARTANCE_DATABASE, else what the configuration file says, else the usual place.
base::Result<std::filesystem::path> database_path(const DatabaseChoice& choice, bool make_folder);

/// The database there, made when there is none.
base::Result<std::unique_ptr<store::Database>> open_database(const DatabaseChoice& choice);

}  // namespace partance::cli
