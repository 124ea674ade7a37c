// Copies of a database that is at work.
#include "store/backup.hpp"

#include <atomic>
#include <csignal>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/establishments.hpp"
#include "store/scratch_folder.hpp"
#include "store/simulations.hpp"
#include "store/sql/session.hpp"
#include "store/sqlite_file.hpp"

namespace partance::store {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using std::chrono::seconds;
using std::chrono::sys_seconds;

constexpr sys_seconds kNoon{seconds(1'795'348'800)};  // 22 November 2026

SavedSimulation simulation(char id) {
  return {.id_hash = std::string(64, id),
          .holder_hash = std::string(64, 'f'),
          .answers_json = "{}",
          .result_json = std::string(20'000, 'x'),
          .rulebook_version = "1",
          .created = kNoon,
          .expires = kNoon + seconds(100)};
}

Establishment establishment(const std::string& id) {
  return {.id = id, .name = {id, id}, .kind = "other"};
}

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void put_bytes(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

class BackupTest : public testing::Test {
 protected:
  BackupTest() : path_(folder_ / "partance.db"), copy_(folder_ / "copy.db") { database_ = opened(path_); }

  static std::unique_ptr<Database> opened(const fs::path& path) {
    auto database = Database::open({.path = path});
    EXPECT_TRUE(database) << database.error().message.en;
    return database ? std::move(*database) : nullptr;
  }
  static bool has(Database& database, char id) {
    return Simulations(database).find(std::string(64, id), kNoon).value().has_value();
  }
  void save(char id) const { ASSERT_TRUE(Simulations(*database_).save(simulation(id))); }

  ScratchFolder folder_;
  fs::path path_, copy_;
  std::unique_ptr<Database> database_;
};

TEST_F(BackupTest, IsOneFileForItsOwnerThatOpensAsTheDatabaseWas) {
  save('a');
  const auto told = backup_database(path_, copy_);
  ASSERT_TRUE(told) << told.error().message.en;
  save('b');
  EXPECT_EQ(told->bytes, fs::file_size(copy_));
  struct stat status{};
  ASSERT_EQ(::stat(copy_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_FALSE(fs::exists(copy_.string() + "-wal"));
  EXPECT_FALSE(fs::exists(copy_.string() + ".part"));
  const auto copy = opened(copy_);
  EXPECT_TRUE(has(*copy, 'a'));
  EXPECT_FALSE(has(*copy, 'b'));
}

TEST_F(BackupTest, ReplacesABackupOfBeforeButNoOtherFile) {
  ASSERT_TRUE(backup_database(path_, copy_));
  save('a');
  ASSERT_TRUE(backup_database(path_, copy_));
  EXPECT_TRUE(has(*opened(copy_), 'a'));
  put_bytes(folder_ / "letter.txt", "Dear Madam");
  EXPECT_EQ(backup_database(path_, folder_ / "letter.txt").error().kind, ErrorKind::kConflict);
  EXPECT_EQ(bytes_of(folder_ / "letter.txt"), "Dear Madam");
  EXPECT_EQ(backup_database(path_, path_).error().kind, ErrorKind::kConflict);
}

TEST_F(BackupTest, SaysWhatIsMissing) {
  EXPECT_EQ(backup_database(folder_ / "absent.db", copy_).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(backup_database(path_, folder_ / "absent/copy.db").error().kind, ErrorKind::kNotFound);
}

TEST_F(BackupTest, IsOfOneMomentWhileThreadsWrite) {
  std::atomic<bool> is_over = false;
  std::jthread writer([&] {
    Establishments establishments(*database_);
    for (int i = 0; !is_over; ++i) {
      const std::string number = std::to_string(i);
      ASSERT_TRUE(establishments.put(std::vector{establishment("one-" + number), establishment("two-" + number)}));
    }
  });
  std::size_t before = 0;
  for (int round = 0; round < 6; ++round) {
    const auto told = backup_database(path_, copy_);
    EXPECT_TRUE(told) << told.error().message.en;
    const auto copy = opened(copy_);
    const std::size_t count = Establishments(*copy).all().value().size();
    EXPECT_EQ(count % 2, 1U) << "five first ones, then pairs";
    EXPECT_GE(count, before);
    before = count;
  }
  is_over = true;
}

TEST_F(BackupTest, IsOfOneMomentWhileAnotherProcessWrites) {
  database_.reset();
  const pid_t writer = ::fork();
  ASSERT_GE(writer, 0);
  if (writer == 0) {
    ::alarm(300);
    auto own = Database::open({.path = path_});
    for (int i = 0; own; ++i) {
      const std::string number = std::to_string(i);
      const auto put =
          Establishments(**own).put(std::vector{establishment("one-" + number), establishment("two-" + number)});
      if (!put) break;
    }
    ::_exit(1);
  }
  for (int round = 0; round < 5; ++round) {
    const auto told = backup_database(path_, copy_);
    EXPECT_TRUE(told) << told.error().message.en;
    if (!told) break;
    EXPECT_EQ(Establishments(*opened(copy_)).all().value().size() % 2, 1U);
  }
  EXPECT_EQ(::waitpid(writer, nullptr, WNOHANG), 0) << "the writer was never stopped by a backup";
  ::kill(writer, SIGKILL);
  ::waitpid(writer, nullptr, 0);
}

TEST_F(BackupTest, IsPutBackUnderAServerThatGoesOn) {
  save('a');
  ASSERT_TRUE(backup_database(path_, copy_));
  save('b');
  const auto told = restore_database(copy_, path_, kNoon);
  ASSERT_TRUE(told) << told.error().message.en;
  EXPECT_TRUE(has(*database_, 'a'));
  EXPECT_FALSE(has(*database_, 'b'));
  save('c');
  EXPECT_TRUE(has(*database_, 'c')) << "the server that was running can still write";
  EXPECT_EQ(told->kept_aside, path_.string() + ".before-20261122-120000");
  EXPECT_FALSE(told->was_damaged);
  const auto aside = opened(told->kept_aside);
  EXPECT_TRUE(has(*aside, 'b')) << "nothing is lost";
  const auto again = restore_database(copy_, path_, kNoon);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->kept_aside, path_.string() + ".before-20261122-120000-2");
}

TEST_F(BackupTest, IsPutBackWhereThereIsNothing) {
  save('a');
  ASSERT_TRUE(backup_database(path_, copy_));
  const auto told = restore_database(copy_, folder_ / "new.db", kNoon);
  ASSERT_TRUE(told) << told.error().message.en;
  EXPECT_TRUE(told->kept_aside.empty());
  const auto database = opened(folder_ / "new.db");
  EXPECT_TRUE(has(*database, 'a'));
  EXPECT_TRUE(fs::exists(folder_ / "new.db-wal")) << "readers do not wait for writers there either";
}

TEST_F(BackupTest, IsPutBackWhenTheDatabaseIsDamaged) {
  save('a');
  ASSERT_TRUE(backup_database(path_, copy_));
  database_.reset();
  put_bytes(path_, bytes_of(path_).substr(0, 5000) + std::string(3000, '\x55'));
  const std::string damaged = bytes_of(path_);
  const auto told = restore_database(copy_, path_, kNoon);
  ASSERT_TRUE(told) << told.error().message.en;
  EXPECT_TRUE(told->was_damaged);
  EXPECT_EQ(bytes_of(told->kept_aside), damaged);
  EXPECT_TRUE(has(*opened(path_), 'a'));
}

TEST_F(BackupTest, IsRefusedWhenDamagedNotOursOrNewer) {
  for (char id : {'a', 'b', 'c', 'd'}) save(id);
  ASSERT_TRUE(backup_database(path_, copy_));
  std::string damaged = bytes_of(copy_);
  for (std::size_t at = 8192; at < damaged.size(); at += 64) damaged[at] = '\x7f';
  put_bytes(folder_ / "damaged.db", damaged);
  put_bytes(folder_ / "cut.db", bytes_of(copy_).substr(0, 8192));
  put_bytes(folder_ / "letter.db", "Dear Madam, this is not a database, and it is long enough to look like one.");
  {
    ASSERT_TRUE(sql::Session::open({.path = (folder_ / "other.db").string()}).value()->run("create table t (k text)"));
  }
  ASSERT_TRUE(backup_database(path_, folder_ / "newer.db"));
  ASSERT_TRUE(sql::Session::open({.path = (folder_ / "newer.db").string()})
                  .value()
                  ->run("insert into schema_step values (9999, 'later')"));
  for (const auto& [name, kind] : std::vector<std::pair<std::string, ErrorKind>>{{"damaged.db", ErrorKind::kUnreadable},
                                                                                 {"cut.db", ErrorKind::kUnreadable},
                                                                                 {"letter.db", ErrorKind::kUnreadable},
                                                                                 {"other.db", ErrorKind::kConflict},
                                                                                 {"newer.db", ErrorKind::kConflict},
                                                                                 {"absent.db", ErrorKind::kNotFound}}) {
    const auto told = restore_database(folder_ / name, path_, kNoon);
    ASSERT_FALSE(told) << name;
    EXPECT_EQ(told.error().kind, kind) << name << ": " << told.error().message.en;
  }
  EXPECT_TRUE(has(*database_, 'd'));
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(path_.parent_path())) {
    files +=
        entry.path().filename().string().contains("before") || entry.path().filename().string().contains("restoring");
  }
  EXPECT_EQ(files, 0U) << "a refusal leaves nothing behind";
}

}  // namespace
}  // namespace partance::store
