// Statements and rows on a real file.
#include "store/sql/session.hpp"

#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "store/scratch_folder.hpp"
#include "store/sql/pool.hpp"

namespace partance::store::sql {
namespace {

using base::ErrorKind;

class SessionTest : public testing::Test {
 protected:
  SessionTest() : session_(open()) {}

  [[nodiscard]] std::unique_ptr<Session> open(std::int64_t busy_timeout_ms = 60'000) const {
    auto opened = Session::open({.path = (folder_ / "a.db").string(), .busy_timeout_ms = busy_timeout_ms});
    EXPECT_TRUE(opened) << opened.error().message.en;
    return std::move(*opened);
  }

  ScratchFolder folder_;
  std::unique_ptr<Session> session_;
};

TEST_F(SessionTest, GivesBackTheValuesItWasGiven) {
  ASSERT_TRUE(session_->run("create table t (k bigint primary key, w text)"));
  const std::string strange("l'été \"; drop table t; -- \0 après", 33);
  const std::int64_t large = 9'007'199'254'740'993;  // not a double
  ASSERT_TRUE(session_->run("insert into t values (:k, :w)", {large, strange}));
  ASSERT_TRUE(session_->run("insert into t values (:k, :w)", {-1, std::optional<std::string>()}));
  ASSERT_TRUE(session_->run("insert into t values (:k, :w)", {0, ""}));
  const auto rows =
      session_->read("select k, w, k is null from t order by k", {}, {Kind::kNumber, Kind::kText, Kind::kNumber});
  ASSERT_TRUE(rows) << rows.error().message.en;
  ASSERT_EQ(rows->size(), 3U);
  EXPECT_EQ((*rows)[0][0].number(), -1);
  EXPECT_TRUE((*rows)[0][1].is_null());
  EXPECT_FALSE((*rows)[1][1].is_null());
  EXPECT_EQ((*rows)[1][1].text(), "");
  EXPECT_EQ((*rows)[2][0].number(), large);
  EXPECT_EQ((*rows)[2][1].text(), strange);
}

TEST_F(SessionTest, RunsAKeptStatementAgainWithOtherValues) {
  ASSERT_TRUE(session_->run("create table t (k bigint primary key, w text)"));
  for (int i = 0; i < 200; ++i) ASSERT_TRUE(session_->run("insert into t values (:k, :w)", {i, std::to_string(i)}));
  for (int i = 0; i < 200; ++i) {
    const auto rows = session_->read("select w from t where k = :k", {i}, {Kind::kText});
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 1U);
    EXPECT_EQ(rows->front().front().text(), std::to_string(i));
  }
  EXPECT_EQ(session_->run("delete from t where k >= :k", {150}).value(), 50);
}

TEST_F(SessionTest, TellsAConflictWithoutRepeatingTheValues) {
  ASSERT_TRUE(session_->run("create table t (w text primary key)"));
  ASSERT_TRUE(session_->run("insert into t values (:w)", {"12500 euros"}));
  const auto again = session_->run("insert into t values (:w)", {"12500 euros"});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ErrorKind::kConflict);
  EXPECT_EQ(again.error().message.fr.find("12500"), std::string::npos) << again.error().message.fr;
  EXPECT_EQ(again.error().message.en.find("12500"), std::string::npos) << again.error().message.en;
  EXPECT_TRUE(session_->run("insert into t values (:w)", {"other"})) << "the session goes on after a refusal";
}

TEST_F(SessionTest, HoldsReferences) {
  ASSERT_TRUE(session_->run("create table a (k bigint primary key)"));
  ASSERT_TRUE(session_->run("create table b (k bigint references a (k))"));
  EXPECT_EQ(session_->run("insert into b values (:k)", {1}).error().kind, ErrorKind::kConflict);
}

TEST_F(SessionTest, UndoesATransactionThatFails) {
  ASSERT_TRUE(session_->run("create table t (k bigint primary key)"));
  const auto failed = in_transaction(*session_, [&]() -> base::Result<int> {
    EXPECT_TRUE(session_->run("insert into t values (1)"));
    return base::fail(ErrorKind::kInvalidInput, "non", "no");
  });
  EXPECT_FALSE(failed);
  const auto done = in_transaction(*session_, [&]() -> base::Result<int> {
    EXPECT_TRUE(session_->run("insert into t values (2)"));
    return 7;
  });
  EXPECT_EQ(done.value(), 7);
  const auto rows = session_->read("select k from t", {}, {Kind::kNumber});
  ASSERT_EQ(rows.value().size(), 1U);
  EXPECT_EQ(rows->front().front().number(), 2);
}

TEST_F(SessionTest, SaysThatAnotherWriterIsBusy) {
  ASSERT_TRUE(session_->run("create table t (k bigint primary key)"));
  ASSERT_TRUE(session_->begin());
  const auto other = open(20);
  EXPECT_EQ(other->begin().error().kind, ErrorKind::kUnavailable);
  ASSERT_TRUE(session_->commit());
  EXPECT_TRUE(other->begin());
  EXPECT_TRUE(other->commit());
}

TEST_F(SessionTest, StopsAtTheMostRows) {
  ASSERT_TRUE(session_->run("create table t (k bigint primary key)"));
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(session_->run("insert into t values (:k)", {i}));
  EXPECT_EQ(session_->read("select k from t", {}, {Kind::kNumber}, 4).error().kind, ErrorKind::kTooLarge);
  EXPECT_TRUE(session_->read("select k from t", {}, {Kind::kNumber}, 5));
}

TEST_F(SessionTest, RefusesAFileThatIsNotADatabase) {
  const auto other = Session::open({.path = PARTANCE_SOURCE_DIR "/README.md"});
  const bool opened_and_read = other && (*other)->read("select count(*) from sqlite_master", {}, {Kind::kNumber});
  EXPECT_FALSE(opened_and_read);
  EXPECT_EQ(Session::open({.path = "a\"b"}).error().kind, ErrorKind::kInvalidInput);
}

TEST_F(SessionTest, LendsEachConnectionToOneThreadAtATime) {
  ASSERT_TRUE(session_->run("create table t (k bigint primary key)"));
  Pool pool({.path = (folder_ / "a.db").string(), .busy_timeout_ms = 60'000}, 2, std::chrono::minutes(1));
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < 6; ++thread) {
    threads.emplace_back([&pool, thread] {
      for (int i = 0; i < 20; ++i) {
        auto lease = pool.take();
        ASSERT_TRUE(lease);
        ASSERT_TRUE((*lease)->run("insert into t values (:k)", {thread * 100 + i}));
      }
    });
  }
  threads.clear();
  EXPECT_EQ(session_->read("select count(*) from t", {}, {Kind::kNumber}).value()[0][0].number(), 120);
}

TEST_F(SessionTest, SaysThatEveryConnectionIsLent) {
  Pool pool({.path = (folder_ / "a.db").string()}, 1, std::chrono::milliseconds(20));
  const auto first = pool.take();
  ASSERT_TRUE(first);
  EXPECT_EQ(pool.take().error().kind, ErrorKind::kUnavailable);
}

}  // namespace
}  // namespace partance::store::sql
