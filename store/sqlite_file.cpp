// See sqlite_file.hpp.
#include "store/sqlite_file.hpp"

#include <utility>

#include <sqlite3.h>

#include "store/database.hpp"
#include "store/sql/failure.hpp"

namespace partance::store {

namespace {

constexpr int kPatienceMs = 10'000;

struct Finalise {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

}  // namespace

void SqliteFile::Close::operator()(sqlite3* handle) const {
  sqlite3_close_v2(handle);
}

std::unexpected<base::Error> SqliteFile::failed() const {
  return std::unexpected(sql::failure(sqlite3_errcode(handle_.get()), path_.string(), sqlite3_errmsg(handle_.get())));
}

base::Result<SqliteFile> SqliteFile::open(const std::filesystem::path& path, Access access) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {
    return base::fail(base::ErrorKind::kNotFound, "Le fichier " + path.string() + " n'existe pas : vérifiez son nom.",
                      "The file " + path.string() + " does not exist: check its name.");
  }
  sqlite3* raw = nullptr;
  const int flags = access == Access::kRead ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
  std::unique_ptr<sqlite3, Close> handle(raw);
  if (code != SQLITE_OK) return std::unexpected(sql::failure(code, path.string(), sqlite3_errstr(code)));
  sqlite3_busy_timeout(raw, kPatienceMs);
  return SqliteFile(path, std::move(handle));
}

base::Result<void> SqliteFile::copy_into(SqliteFile& to) const {
  sqlite3_backup* copy = sqlite3_backup_init(to.handle_.get(), "main", handle_.get(), "main");
  if (copy == nullptr) return to.failed();
  // All pages in one step: the copy is of one moment, and cannot be made to begin again by somebody who keeps writing.
  int code = sqlite3_backup_step(copy, -1);
  for (int waited = 0; (code == SQLITE_BUSY || code == SQLITE_LOCKED) && waited < kPatienceMs; waited += 20) {
    sqlite3_sleep(20);
    code = sqlite3_backup_step(copy, -1);
  }
  const int finished = sqlite3_backup_finish(copy);
  if (code == SQLITE_DONE && finished == SQLITE_OK) return {};
  const int failed_with = code == SQLITE_DONE ? finished : code;
  const bool is_reading = (failed_with & 0xff) == SQLITE_CORRUPT || (failed_with & 0xff) == SQLITE_NOTADB;
  return std::unexpected(
      sql::failure(failed_with, (is_reading ? path_ : to.path_).string(), sqlite3_errstr(failed_with)));
}

base::Result<std::string> SqliteFile::text(const char* question) const {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(handle_.get(), question, -1, &raw, nullptr) != SQLITE_OK) return failed();
  const std::unique_ptr<sqlite3_stmt, Finalise> statement(raw);
  const int code = sqlite3_step(raw);
  if (code == SQLITE_DONE) return std::string();
  if (code != SQLITE_ROW) return failed();
  const auto* bytes = sqlite3_column_text(raw, 0);
  return bytes == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(bytes));
}

base::Result<std::int64_t> SqliteFile::number(const char* question) const {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(handle_.get(), question, -1, &raw, nullptr) != SQLITE_OK) return failed();
  const std::unique_ptr<sqlite3_stmt, Finalise> statement(raw);
  const int code = sqlite3_step(raw);
  if (code == SQLITE_DONE) return 0;
  if (code != SQLITE_ROW) return failed();
  return sqlite3_column_int64(raw, 0);
}

base::Result<void> SqliteFile::check() const {
  const auto mark = number("pragma application_id");
  if (!mark) return std::unexpected(mark.error());
  if (*mark != kApplicationId) {
    return base::fail(base::ErrorKind::kConflict,
                      "Le fichier " + path_.string() + " n'est pas une base de données de Partance.",
                      "The file " + path_.string() + " is not a database of Partance.");
  }
  const auto pages = text("pragma integrity_check(1)");
  if (!pages) return std::unexpected(pages.error());
  const auto references = text("pragma foreign_key_check");
  if (!references) return std::unexpected(references.error());
  if (*pages == "ok" && references->empty()) return {};
  return std::unexpected(sql::failure(SQLITE_CORRUPT, path_.string(), ""));
}

base::Result<void> SqliteFile::fold_journal() const {
  const auto mode = text("pragma journal_mode = delete");
  if (!mode) return std::unexpected(mode.error());
  return {};
}

}  // namespace partance::store
