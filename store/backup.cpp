// See backup.hpp. A file is written beside the one it becomes, so that a name never stands for half a copy.
#include "store/backup.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "store/database.hpp"
#include "store/migrations.hpp"
#include "store/sqlite_file.hpp"

namespace partance::store {

namespace fs = std::filesystem;
using Access = SqliteFile::Access;

namespace {

base::Result<void> cannot_write(const fs::path& path) {
  const int reason = errno;
  const std::string why = std::system_category().message(reason);
  return base::fail(reason == ENOENT ? base::ErrorKind::kNotFound : base::ErrorKind::kUnreadable,
                    "Impossible d'écrire " + path.string() + " (" + why + ") : vérifiez le dossier et ses droits.",
                    "Cannot write " + path.string() + " (" + why + "): check the folder and its permissions.");
}

/// A file on its way to a name: removed with its journals unless it gets there.
class Beside {
 public:
  explicit Beside(const fs::path& target, const char* ending) : path_(target.string() + ending) {}
  Beside(const Beside&) = delete;
  Beside& operator=(const Beside&) = delete;
  ~Beside() { remove(); }

  [[nodiscard]] const fs::path& path() const { return path_; }

  /// Empty, readable by its owner only.
  base::Result<void> make() {
    remove();
    const int file = ::open(path_.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) return cannot_write(path_);
    ::close(file);
    return {};
  }

  /// The whole file is on the disk, then has its name, then the name is on the disk.
  base::Result<void> become(const fs::path& target) {
    const int file = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    const bool is_safe = file >= 0 && ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    if (!is_safe || ::rename(path_.c_str(), target.c_str()) != 0) return cannot_write(target);
    const fs::path parent = target.parent_path();
    const int folder = ::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
      ::fsync(folder);
      ::close(folder);
    }
    return {};
  }

 private:
  void remove() const {
    std::error_code ignored;
    for (const char* ending : {"", "-journal", "-wal", "-shm"}) fs::remove(path_.string() + ending, ignored);
  }

  fs::path path_;
};

/// A checked copy of `from` in the new file `to`; how far its tables have gone.
base::Result<std::int64_t> checked_copy(const fs::path& from, const fs::path& to) {
  const auto source = SqliteFile::open(from, Access::kRead);
  if (!source) return std::unexpected(source.error());
  const auto mark = source->number("pragma application_id");
  if (!mark) return std::unexpected(mark.error());
  auto copy = SqliteFile::open(to, Access::kWrite);
  if (!copy) return std::unexpected(copy.error());
  if (auto copied = source->copy_into(*copy); !copied) return std::unexpected(copied.error());
  if (auto folded = copy->fold_journal(); !folded) return std::unexpected(folded.error());
  if (auto checked = copy->check(); !checked) {
    // Said of the file the person knows, not of our copy.
    const bool is_ours = *mark == kApplicationId;
    if (is_ours) {
      return base::fail(checked.error().kind, "Le fichier " + from.string() + " est endommagé : il n'a pas été copié.",
                        "The file " + from.string() + " is damaged: it was not copied.");
    }
    return base::fail(checked.error().kind,
                      "Le fichier " + from.string() + " n'est pas une base de données de Partance.",
                      "The file " + from.string() + " is not a database of Partance.");
  }
  return copy->number("select coalesce(max(number), 0) from schema_step");
}

/// A name for the database of before: with the time, and a number when that is taken.
fs::path aside_name(const fs::path& database, std::chrono::sys_seconds now) {
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(now - day);
  std::array<char, 64> time{};
  std::snprintf(time.data(), time.size(), ".before-%04d%02u%02u-%02ld%02ld%02ld", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<long>(clock.hours().count()), static_cast<long>(clock.minutes().count()),
                static_cast<long>(clock.seconds().count()));
  const std::string plain = database.string() + time.data();
  std::error_code ignored;
  if (!fs::exists(plain, ignored)) return plain;
  for (int number = 2;; ++number) {
    const std::string numbered = plain + "-" + std::to_string(number);
    if (!fs::exists(numbered, ignored)) return numbered;
  }
}

/// Moves a damaged database away with its journals, as it is.
base::Result<void> move_aside(const fs::path& database, const fs::path& aside) {
  if (::rename(database.c_str(), aside.c_str()) != 0) return cannot_write(aside);
  for (const char* ending : {"-journal", "-wal", "-shm"}) {
    const std::string from = database.string() + ending;
    if (fs::exists(from) && ::rename(from.c_str(), (aside.string() + ending).c_str()) != 0) return cannot_write(aside);
  }
  return {};
}

/// Keeps the present database aside: a copy of it, or itself when it cannot be read.
base::Result<void> keep_aside(const fs::path& database, CopyTold& told) {
  Beside beside(told.kept_aside, ".part");
  if (auto made = beside.make(); !made) return made;
  const auto copied = checked_copy(database, beside.path());
  if (copied) return beside.become(told.kept_aside);
  std::error_code ignored;
  const bool is_empty = fs::file_size(database, ignored) == 0;
  if (copied.error().kind != base::ErrorKind::kUnreadable && !is_empty) return std::unexpected(copied.error());
  told.was_damaged = true;
  return move_aside(database, told.kept_aside);
}

}  // namespace

base::Result<CopyTold> backup_database(const fs::path& database, const fs::path& to) {
  std::error_code ignored;
  if (fs::exists(to, ignored)) {
    const bool is_same = fs::equivalent(database, to, ignored);
    const auto present = is_same ? base::fail(base::ErrorKind::kConflict, "", "") : SqliteFile::open(to, Access::kRead);
    const auto mark = present ? present->number("pragma application_id") : base::Result<std::int64_t>(0);
    if (is_same || !mark || *mark != kApplicationId) {
      return base::fail(base::ErrorKind::kConflict,
                        "Le fichier " + to.string() +
                            " existe et n'est pas une sauvegarde de Partance : donnez un "
                            "autre nom.",
                        "The file " + to.string() + " exists and is not a backup of Partance: give another name.");
    }
  }
  if (!fs::exists(database, ignored)) {
    return base::fail(base::ErrorKind::kNotFound,
                      "Il n'y a pas de base de données " + database.string() + " : indiquez la bonne (--database).",
                      "There is no database " + database.string() + ": name the right one (--database).");
  }
  Beside beside(to, ".part");
  if (auto made = beside.make(); !made) return std::unexpected(made.error());
  const auto step = checked_copy(database, beside.path());
  if (!step) return std::unexpected(step.error());
  if (auto named = beside.become(to); !named) return std::unexpected(named.error());
  return CopyTold{.bytes = fs::file_size(to, ignored), .step = *step};
}

base::Result<CopyTold> restore_database(const fs::path& from, const fs::path& database, std::chrono::sys_seconds now) {
  std::error_code ignored;
  if (fs::equivalent(from, database, ignored)) {
    return base::fail(base::ErrorKind::kConflict, "La sauvegarde et la base de données sont le même fichier.",
                      "The backup and the database are the same file.");
  }
  Beside fresh(database, ".restoring");
  if (auto made = fresh.make(); !made) return std::unexpected(made.error());
  if (const auto copied = checked_copy(from, fresh.path()); !copied) return std::unexpected(copied.error());
  {
    // Refuses a newer one, and brings an older one to today's tables.
    const auto opened = Database::open({.path = fresh.path(), .connections = 1});
    if (!opened) return std::unexpected(opened.error());
  }

  CopyTold told{.bytes = fs::file_size(fresh.path(), ignored), .step = migrations().back().number};
  if (fs::exists(database, ignored)) {
    told.kept_aside = aside_name(database, now);
    if (auto kept = keep_aside(database, told); !kept) return std::unexpected(kept.error());
  }
  if (!fs::exists(database, ignored)) {
    const auto folded = SqliteFile::open(fresh.path(), Access::kWrite);
    if (!folded) return std::unexpected(folded.error());
    if (auto done = folded->fold_journal(); !done) return std::unexpected(done.error());
    if (auto named = fresh.become(database); !named) return std::unexpected(named.error());
    return told;
  }
  // In one transaction of the living file: a server that has it open goes on with the new content.
  const auto source = SqliteFile::open(fresh.path(), Access::kRead);
  if (!source) return std::unexpected(source.error());
  auto living = SqliteFile::open(database, Access::kWrite);
  if (!living) return std::unexpected(living.error());
  if (auto copied = source->copy_into(*living); !copied) return std::unexpected(copied.error());
  return told;
}

}  // namespace partance::store
