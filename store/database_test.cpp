// The file of a server: made, marked, migrated, refused.
#include "store/database.hpp"

#include <array>
#include <fstream>
#include <thread>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "store/migrations.hpp"
#include "store/scratch_folder.hpp"
#include "store/sql/pool.hpp"

namespace partance::store {
namespace {

using base::ErrorKind;
using sql::Kind;

std::unique_ptr<sql::Session> session_on(const std::filesystem::path& path) {
  auto opened = sql::Session::open({.path = path.string()});
  EXPECT_TRUE(opened);
  return std::move(*opened);
}

TEST(Database, IsMadeReadableByItsOwnerOnly) {
  const ScratchFolder folder;
  ASSERT_TRUE(Database::open({.path = folder / "a.db"}));
  struct stat status{};
  ASSERT_EQ(::stat((folder / "a.db").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST(Database, IsOpenedAgainAndAnswers) {
  const ScratchFolder folder;
  ASSERT_TRUE(Database::open({.path = folder / "a.db"}));
  const auto again = Database::open({.path = folder / "a.db"});
  ASSERT_TRUE(again) << again.error().message.en;
  EXPECT_TRUE((*again)->check());
}

TEST(Database, IsMadeOnceByProgramsThatStartTogether) {
  const ScratchFolder folder;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&folder] {
      const auto opened = Database::open({.path = folder / "a.db", .busy_timeout = std::chrono::minutes(1)});
      EXPECT_TRUE(opened) << opened.error().message.en;
    });
  }
  threads.clear();
  const auto session = session_on(folder / "a.db");
  EXPECT_EQ(schema_version(*session).value(), migrations().back().number);
}

TEST(Database, RefusesAFolderThatIsMissingAndSaysHowToMendIt) {
  const ScratchFolder folder;
  const auto opened = Database::open({.path = folder / "absent/a.db"});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::kNotFound);
  EXPECT_NE(opened.error().message.fr.find("--database"), std::string::npos);
}

TEST(Database, RefusesAFileThatIsNotADatabase) {
  const ScratchFolder folder;
  std::ofstream(folder / "a.db") << "This is a letter to my grand-mother, and she would like to keep it as it is.";
  EXPECT_EQ(Database::open({.path = folder / "a.db"}).error().kind, ErrorKind::kUnreadable);
}

TEST(Database, RefusesTheDatabaseOfAnotherProgramAndLeavesItAsItWas) {
  const ScratchFolder folder;
  {
    ASSERT_TRUE(session_on(folder / "a.db")->run("create table bookmark (k text)"));
  }
  std::ifstream before_file(folder / "a.db", std::ios::binary);
  const std::string before{std::istreambuf_iterator<char>(before_file), {}};
  EXPECT_EQ(Database::open({.path = folder / "a.db"}).error().kind, ErrorKind::kConflict);
  std::ifstream after_file(folder / "a.db", std::ios::binary);
  EXPECT_EQ(before, std::string(std::istreambuf_iterator<char>(after_file), {}));
}

TEST(Database, RefusesADatabaseOfANewerProgram) {
  const ScratchFolder folder;
  {
    ASSERT_TRUE(Database::open({.path = folder / "a.db"}));
  }
  ASSERT_TRUE(session_on(folder / "a.db")->run("insert into schema_step values (9999, 'from the future')"));
  const auto opened = Database::open({.path = folder / "a.db"});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::kConflict);
  EXPECT_NE(opened.error().message.fr.find("9999"), std::string::npos);
}

TEST(Migrations, AreNumberedFromOneWithoutAGap) {
  std::int64_t expected = 1;
  for (const Migration& step : migrations()) EXPECT_EQ(step.number, expected++);
}

TEST(Migrations, TakeOnlyTheStepsThatAreMissing) {
  const ScratchFolder folder;
  const auto session = session_on(folder / "a.db");
  constexpr std::array<std::string_view, 1> kFirst{"create table a (k bigint)"};
  constexpr std::array<std::string_view, 2> kSecond{"alter table a add column w text", "insert into a values (1, 'x')"};
  const std::array<Migration, 2> steps{{{1, "first", kFirst}, {2, "second", kSecond}}};
  ASSERT_TRUE(migrate(*session, std::span(steps).first(1), "a.db"));
  EXPECT_EQ(schema_version(*session).value(), 1);
  ASSERT_TRUE(migrate(*session, steps, "a.db"));
  ASSERT_TRUE(migrate(*session, steps, "a.db"));
  EXPECT_EQ(session->read("select w from a", {}, {Kind::kText}).value().size(), 1U);
}

TEST(Migrations, LeaveNothingOfAStepThatFails) {
  const ScratchFolder folder;
  const auto session = session_on(folder / "a.db");
  constexpr std::array<std::string_view, 2> kBroken{"create table a (k bigint)", "create table a (k bigint)"};
  const std::array<Migration, 1> steps{{{1, "broken", kBroken}}};
  EXPECT_FALSE(migrate(*session, steps, "a.db"));
  EXPECT_EQ(session->read("select count(*) from sqlite_master", {}, {Kind::kNumber}).value()[0][0].number(), 0);
}

}  // namespace
}  // namespace partance::store
