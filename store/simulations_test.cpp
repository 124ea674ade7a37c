// Saved simulations: kept, found, expired, deleted.
#include "store/simulations.hpp"

#include <fstream>
#include <thread>

#include <gtest/gtest.h>

#include "store/scratch_folder.hpp"

namespace partance::store {
namespace {

using base::ErrorKind;
using std::chrono::seconds;
using std::chrono::sys_seconds;

constexpr sys_seconds kNoon{seconds(1'750'000'000)};

std::string hash(char c) {
  return std::string(64, c);
}

SavedSimulation example(char id = 'a', char holder = 'b', sys_seconds expires = kNoon + std::chrono::days(31)) {
  return {.id_hash = hash(id),
          .holder_hash = hash(holder),
          .language = base::Language::kEnglish,
          .answers_json = R"({"séjour . pays":"'ES'"})",
          .result_json = R"({"language":"en"})",
          .rulebook_version = "2025-09-01",
          .created = kNoon,
          .expires = expires};
}

class SimulationsTest : public testing::Test {
 protected:
  SimulationsTest()
      : database_(
            std::move(Database::open({.path = folder_ / "a.db", .busy_timeout = std::chrono::minutes(1)}).value())) {}

  ScratchFolder folder_;
  std::unique_ptr<Database> database_;
  Simulations simulations_{*database_};
};

TEST_F(SimulationsTest, AreFoundAsTheyWereSaved) {
  ASSERT_TRUE(simulations_.save(example()));
  const auto found = simulations_.find(hash('a'), kNoon);
  ASSERT_TRUE(found) << found.error().message.en;
  ASSERT_TRUE(*found);
  EXPECT_EQ((*found)->answers_json, example().answers_json);
  EXPECT_EQ((*found)->result_json, example().result_json);
  EXPECT_EQ((*found)->rulebook_version, "2025-09-01");
  EXPECT_EQ((*found)->language, base::Language::kEnglish);
  EXPECT_EQ((*found)->created, kNoon);
  EXPECT_EQ((*found)->expires, kNoon + std::chrono::days(31));
}

TEST_F(SimulationsTest, AreNotFoundFromTheSecondTheyExpire) {
  ASSERT_TRUE(simulations_.save(example('a', 'b', kNoon + seconds(10))));
  EXPECT_TRUE(simulations_.find(hash('a'), kNoon + seconds(9)).value());
  EXPECT_FALSE(simulations_.find(hash('a'), kNoon + seconds(10)).value());
  EXPECT_EQ(simulations_.count(kNoon + seconds(9)).value(), 1U);
  EXPECT_EQ(simulations_.count(kNoon + seconds(10)).value(), 0U);
}

TEST_F(SimulationsTest, AreDeletedByTheirHolderOnly) {
  ASSERT_TRUE(simulations_.save(example()));
  EXPECT_FALSE(simulations_.remove(hash('a'), hash('c')).value());
  EXPECT_FALSE(simulations_.remove(hash('c'), hash('b')).value());
  EXPECT_TRUE(simulations_.find(hash('a'), kNoon).value());
  EXPECT_TRUE(simulations_.remove(hash('a'), hash('b')).value());
  EXPECT_FALSE(simulations_.find(hash('a'), kNoon).value());
}

TEST_F(SimulationsTest, AreSavedOnceUnderOneIdentifier) {
  ASSERT_TRUE(simulations_.save(example()));
  EXPECT_EQ(simulations_.save(example('a', 'd')).error().kind, ErrorKind::kConflict);
  EXPECT_TRUE(simulations_.remove(hash('a'), hash('b')).value()) << "the first one is still there";
}

TEST_F(SimulationsTest, AreRefusedUnderAnIdentifierThatIsNotHashed) {
  SavedSimulation plain = example();
  plain.id_hash = "Zm9vYmFy";
  EXPECT_EQ(simulations_.save(plain).error().kind, ErrorKind::kInvalidInput);
}

TEST_F(SimulationsTest, AreRefusedWhenTooLong) {
  Simulations narrow{*database_, {.answers_bytes = 10, .result_bytes = 100}};
  EXPECT_EQ(narrow.save(example()).error().kind, ErrorKind::kTooLarge);
}

TEST_F(SimulationsTest, ArePurgedOldestFirstAndFewAtATime) {
  for (int i = 0; i < 6; ++i) {
    ASSERT_TRUE(simulations_.save(example(static_cast<char>('0' + i), 'b', kNoon + seconds(10 + i))));
  }
  EXPECT_EQ(simulations_.purge(kNoon + seconds(13), 3).value(), 3U);
  EXPECT_EQ(simulations_.purge(kNoon + seconds(13), 3).value(), 1U);
  EXPECT_EQ(simulations_.purge(kNoon + seconds(13), 3).value(), 0U);
  EXPECT_EQ(simulations_.count(kNoon).value(), 2U);
}

TEST_F(SimulationsTest, AreKeptAndForgottenByManyThreadsAtOnce) {
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < 6; ++thread) {
    threads.emplace_back([this, thread] {
      const char own = static_cast<char>('0' + thread);
      for (int i = 0; i < 15; ++i) {
        ASSERT_TRUE(simulations_.save(example(own, own)));
        ASSERT_TRUE(simulations_.find(hash(own), kNoon).value());
        ASSERT_TRUE(simulations_.remove(hash(own), hash(own)).value());
      }
    });
  }
  threads.clear();
  EXPECT_EQ(simulations_.count(kNoon).value(), 0U);
}

TEST_F(SimulationsTest, LeaveNothingInTheFilesOncePurged) {
  // Answers are packed: another text of the same row is looked for.
  SavedSimulation secret = example('a', 'b', kNoon + seconds(10));
  secret.rulebook_version = "version 31415926";
  const auto is_kept = [this] {
    std::string bytes;
    for (const std::string name : {"a.db", "a.db-wal"}) {
      std::ifstream file(folder_ / name, std::ios::binary);
      bytes.append(std::istreambuf_iterator<char>(file), {});
    }
    return bytes.contains("31415926");
  };
  ASSERT_TRUE(simulations_.save(secret));
  EXPECT_TRUE(is_kept());
  EXPECT_EQ(simulations_.purge(kNoon + seconds(10), 100).value(), 1U);
  EXPECT_FALSE(is_kept());
}

}  // namespace
}  // namespace partance::store
