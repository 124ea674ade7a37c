// `partance population` as people run it: files, parts, `batch` behind it, a process that is stopped, memory.
#include <array>
#include <chrono>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include "cli/command_run.hpp"
#include "cli/status.hpp"

namespace partance::cli {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class PopulationVerbTest : public testing::Test, protected CommandRun {
 protected:
  int run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "population");
    return end_of(start(std::move(arguments)));
  }
};

TEST_F(PopulationVerbTest, WritesTheSameBytesToAFileToStandardOutputAndInParts) {
  ASSERT_EQ(run({"--size", "9000", "--output", path("whole.csv")}), kDone);
  const std::string whole = text("whole.csv");
  EXPECT_THAT(whole, StartsWith("poids,rentrée,"));
  EXPECT_EQ(std::ranges::count(whole, '\n'), 9'001);
  EXPECT_THAT(text("err"), HasSubstr("graine 20250901"));
  ASSERT_EQ(run({"--size", "9000", "--threads", "3", "--quiet"}), kDone);
  EXPECT_EQ(text("out"), whole);
  EXPECT_EQ(text("err"), "");
  std::string parts;
  for (const char* part : {"1/3", "2/3", "3/3"}) {
    ASSERT_EQ(run({"--size", "9000", "--slice", part, "--quiet"}), kDone);
    parts += text("out");
  }
  EXPECT_EQ(parts, whole);
}

TEST_F(PopulationVerbTest, IsReadByBatchWithoutABadRow) {
  for (const char* name : {"people.csv", "people.jsonl"}) {
    ASSERT_EQ(run({"--size", "500", "--output", path(name)}), kDone);
    const int status = end_of(start({"batch", "--input", path(name), "--keep", "poids", "--target",
                                     "aides . bcs . éligible", "--output", path("results.csv"), "--strict"}));
    EXPECT_EQ(status, kDone) << text("err");
    EXPECT_EQ(std::ranges::count(text("results.csv"), '\n'), 501);
  }
}

TEST_F(PopulationVerbTest, WritesTheColumnsAskedFor) {
  ASSERT_EQ(run({"--size", "3", "--columns", "séjour . pays, poids", "--columns", "foyer . distance"}), kDone);
  EXPECT_THAT(text("out"), StartsWith("séjour . pays,poids,foyer . distance (km)\n"));
}

TEST_F(PopulationVerbTest, SaysWhatIsWrongWithItsOptions) {
  EXPECT_EQ(run({"--size", "0"}), kBadUsage);
  EXPECT_EQ(run({"--seed", "-1"}), kBadUsage);
  EXPECT_EQ(run({"--size", "-3"}), kBadUsage);
  EXPECT_EQ(run({"--year", "1999"}), kBadUsage);
  EXPECT_EQ(run({"--slice", "4/3"}), kBadUsage);
  EXPECT_THAT(text("err"), HasSubstr("I/N"));
  EXPECT_EQ(run({"--columns", "poids,voiture"}), kBadUsage);
  EXPECT_THAT(text("err"), HasSubstr("« voiture »"));
  EXPECT_EQ(run({"--size", "10", "--output", path("missing/people.csv")}), kCannotRead);
}

TEST_F(PopulationVerbTest, LeavesWholeRowsWhenItIsStopped) {
  const pid_t child = start({"population", "--size", "200000000", "--output", path("people.csv")});
  const auto part = folder_ / "people.csv.part";
  std::error_code ignored;
  for (int i = 0; i < 500 && (!std::filesystem::exists(part) || std::filesystem::file_size(part, ignored) == 0); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  ::kill(child, SIGINT);
  EXPECT_EQ(end_of(child), kInterrupted);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "people.csv"));
  EXPECT_TRUE(text("people.csv.part").ends_with('\n'));
  EXPECT_THAT(text("err"), HasSubstr("--slice"));
}

TEST_F(PopulationVerbTest, NeedsNoMoreMemoryForMoreRows) {
  const auto most_for = [&](const char* size) {
    EXPECT_EQ(run({"--size", size, "--columns", "poids,séjour . pays", "--threads", "2", "--output", path("p.csv")}),
              kDone);
    return most_kib_;
  };
  const long few = most_for("20000");
  const long many = most_for("1000000");
  EXPECT_LT(many, few + 8'192) << "KiB";
}

}  // namespace
}  // namespace partance::cli
