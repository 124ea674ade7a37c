// See database.hpp.
#include "store/database.hpp"

#include <cerrno>
#include <string>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "store/migrations.hpp"
#include "store/sql/failure.hpp"
#include "store/sql/pool.hpp"

namespace partance::store {

using sql::Kind;

namespace {

/// Makes the file when it is not there, so that nobody but its owner ever sees what goes in. SQLite gives its side
/// files the same permissions.
base::Result<void> make_private_file(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (file >= 0) {
    ::close(file);
    return {};
  }
  if (errno == EEXIST) return {};
  if (errno == ENOENT || errno == ENOTDIR) {
    const std::string folder = path.parent_path().string();
    return base::fail(base::ErrorKind::kNotFound,
                      "Le dossier " + folder +
                          " de la base de données n'existe pas : créez-le, ou indiquez un autre "
                          "chemin (--database).",
                      "The folder " + folder +
                          " of the database does not exist: make it, or name another path "
                          "(--database).");
  }
  return base::fail(base::ErrorKind::kUnreadable,
                    "La base de données " + path.string() +
                        " ne peut pas être créée : vérifiez que vous avez le droit "
                        "d'écrire dans son dossier.",
                    "The database " + path.string() + " cannot be made: check that you may write in its folder.");
}

base::Result<std::int64_t> number_of(sql::Session& session, std::string_view question) {
  const auto rows = session.read(question, {}, {Kind::kNumber});
  if (!rows) return std::unexpected(rows.error());
  return rows->empty() ? 0 : rows->front().front().number();
}

/// Refuses a file of another program; marks a new one as ours.
base::Result<void> claim(sql::Session& session, const std::string& path) {
  const auto mark = number_of(session, "pragma application_id");
  if (!mark) return std::unexpected(mark.error());
  if (*mark == kApplicationId) return {};
  const auto tables = number_of(session, "select count(*) from sqlite_master");
  if (!tables) return std::unexpected(tables.error());
  if (*mark != 0 || *tables != 0) {
    return base::fail(base::ErrorKind::kConflict,
                      "Le fichier " + path +
                          " est la base de données d'un autre programme : indiquez-en un autre "
                          "(--database).",
                      "The file " + path + " is the database of another program: name another one (--database).");
  }
  const auto marked = session.run("pragma application_id = " + std::to_string(kApplicationId));
  if (!marked) return std::unexpected(marked.error());
  return {};
}

}  // namespace

Database::Database(std::filesystem::path path, std::unique_ptr<sql::Pool> pool)
    : path_(std::move(path)), pool_(std::move(pool)) {}

Database::~Database() = default;

base::Result<std::unique_ptr<Database>> Database::open(const DatabaseOptions& options) {
  if (auto made = make_private_file(options.path); !made) return std::unexpected(made.error());
  const sql::SessionOptions session_options{.path = options.path.string(),
                                            .busy_timeout_ms = options.busy_timeout.count()};
  auto pool = std::make_unique<sql::Pool>(session_options, options.connections, options.busy_timeout);
  {
    auto session = pool->take();
    if (!session) return std::unexpected(session.error());
    if (auto claimed = claim(**session, options.path.string()); !claimed) return std::unexpected(claimed.error());
    // With its journal beside, readers never wait for the writer. A copy that was put in place has none yet.
    if (const auto journal = (*session)->read("pragma journal_mode = wal", {}, {Kind::kText}); !journal) {
      return std::unexpected(journal.error());
    }
    if (auto done = migrate(**session, migrations(), options.path.string()); !done)
      return std::unexpected(done.error());
  }
  return std::unique_ptr<Database>(new Database(options.path, std::move(pool)));
}

base::Result<void> Database::check() {
  auto session = pool_->take();
  if (!session) return std::unexpected(session.error());
  const auto version = schema_version(**session);
  if (!version) return std::unexpected(version.error());
  return {};
}

}  // namespace partance::store
