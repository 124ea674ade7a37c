// `partance batch` as people run it: files, pipes, errors, a process that is stopped and goes on, memory.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/batch_progress.hpp"
#include "cli/command_run.hpp"
#include "cli/status.hpp"

namespace partance::cli {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kRules = R"(
revenu: { question: revenu ?, unité: €/an }
pays: { question: pays ?, une possibilité: ["'FR'", "'DE'"] }
taux: { question: taux ?, par défaut: 10 % }
aide: { valeur: revenu * taux, unité: €/mois }
lourd:
  valeur: aide + 1 €/mois
  plancher: revenu / 7 mois
)";

class BatchVerbTest : public testing::Test, protected CommandRun {
 protected:
  void SetUp() override { file("r.publicodes", kRules); }

  pid_t start(std::vector<std::string> arguments, const std::string& input = "/dev/null") const {
    arguments.insert(arguments.begin(), {"batch", "--rules", path("r.publicodes")});
    return CommandRun::start(std::move(arguments), input);
  }
  int run(std::vector<std::string> arguments, const std::string& input = "/dev/null") {
    return end_of(start(std::move(arguments), input));
  }
};

TEST_F(BatchVerbTest, GoesFromFileToFileAndLeavesNothingBeside) {
  const std::string input = file("a.csv", "id;revenu (k€/an)\nx;12\ny;abc\n");
  EXPECT_EQ(run({"--input", input, "--keep", "id", "--target", "aide", "--output", path("b.csv")}), kDone);
  EXPECT_EQ(text("b.csv"),
            "ligne;id;aide (€/mois);erreur;message\n2;x;100;;\n"
            "3;y;;number;revenu (k€/an) : « abc » n'est pas un nombre (exemples : 12500, 12 500,50).\n");
  EXPECT_THAT(text("err"), HasSubstr("Lignes en erreur : 1\n  number"));
  EXPECT_THAT(text("err"), Not(HasSubstr("abc")));
  EXPECT_FALSE(exists("b.csv.part"));
}

TEST_F(BatchVerbTest, ReadsAndWritesPipes) {
  const std::string input = file("a", "{\"revenu\": 1200}\n");
  EXPECT_EQ(run({"--input-format", "jsonl", "--target", "aide", "--quiet", "--lang", "en"}, input), kDone);
  EXPECT_EQ(text("out"), "{\"line\":1,\"aide (€/mois)\":10}\n");
  EXPECT_EQ(text("err"), "");
}

TEST_F(BatchVerbTest, WritesIntoADeviceAsItIs) {
  const std::string input = file("a.csv", "revenu\n12000\n");
  const std::string link = path("device");
  ASSERT_EQ(::symlink("/dev/null", link.c_str()), 0);
  EXPECT_EQ(run({"--input", input, "--target", "aide", "--output", link}), kDone);
  EXPECT_FALSE(exists("device.part"));
  EXPECT_TRUE(std::filesystem::is_symlink(folder_ / "device"));
}

TEST_F(BatchVerbTest, ConvertsToTheUnitOfATarget) {
  const std::string input = file("a.csv", "revenu\n12000\n");
  EXPECT_EQ(run({"--input", input, "--target", "aide (€/an)", "--constant", "taux=20 %"}), kDone);
  EXPECT_EQ(text("out"), "ligne,aide (€/an),erreur,message\n2,2400,,\n");
}

TEST_F(BatchVerbTest, SaysWhatIsWrongBeforeItBegins) {
  const std::string input = file("a.csv", "revenus,pays\n1,FR\n");
  EXPECT_EQ(run({"--input", input, "--target", "aide", "--output", path("b.csv")}), kAnswersInError);
  EXPECT_THAT(text("err"), HasSubstr("Vouliez-vous écrire « revenu » ?"));
  EXPECT_FALSE(exists("b.csv"));
  EXPECT_FALSE(exists("b.csv.part"));
  EXPECT_EQ(run({"--input", input, "--target", "aides", "--lang", "en"}), kBadUsage);
  EXPECT_THAT(text("err"), HasSubstr("Did you mean “aide”?"));
  EXPECT_EQ(run({"--input", path("absent.csv"), "--target", "aide"}), kCannotRead);
  EXPECT_EQ(run({"--input", input}), kBadUsage);
  EXPECT_EQ(run({"--input", input, "--target", "aide", "--slice", "3/2"}), kBadUsage);
  EXPECT_EQ(run({"--input", input, "--target", "aide", "--constant", "revenu"}), kBadUsage);
  EXPECT_EQ(run({"--input", file("empty.csv", ""), "--target", "aide"}), kAnswersInError);
  EXPECT_EQ(run({"--input", input, "--target", "aide", "--keep", "revenus", "--output", input}), kBadUsage);
  EXPECT_EQ(run({"--input", input, "--target", "aide", "--keep", "revenus", "--output", path("no/such/b.csv")}),
            kCannotRead);
}

TEST_F(BatchVerbTest, StopsAtTheFirstErrorWhenStrict) {
  const std::string input = file("a.csv", "revenu\n1200\nsecret\n3\n");
  EXPECT_EQ(run({"--input", input, "--target", "aide", "--strict", "--output", path("b.csv")}), kAnswersInError);
  EXPECT_THAT(text("err"), HasSubstr("Ligne 3 [number] revenu : la cellule n'est pas un nombre"));
  EXPECT_THAT(text("err"), Not(HasSubstr("secret")));
  EXPECT_FALSE(exists("b.csv"));
  EXPECT_EQ(text("b.csv.part"), "ligne,aide (€/mois),erreur,message\n2,10,,\n");
  file("a.csv", "revenu\n1200\n2400\n3600\n");
  EXPECT_EQ(run({"--input", input, "--target", "aide", "--strict", "--output", path("b.csv")}), kBadUsage);
  EXPECT_EQ(run({"--input", input, "--target", "aide", "--output", path("b.csv"), "--resume"}), kDone);
  EXPECT_EQ(text("b.csv"), "ligne,aide (€/mois),erreur,message\n2,10,,\n3,20,,\n4,30,,\n");
}

TEST_F(BatchVerbTest, ShowsItsPlan) {
  const std::string input = file("a.csv", "id,revenu\nx,1\n");
  EXPECT_EQ(run({"--input", input, "--keep", "id", "--target", "aide", "--plan", "--lang", "en"}), kDone);
  EXPECT_THAT(text("out"), HasSubstr("revenu"));
  EXPECT_THAT(text("out"), HasSubstr("Columns copied:\n  id\n"));
  EXPECT_THAT(text("out"), HasSubstr("aide (€/mois)"));
}

std::string many_rows(std::size_t rows) {
  std::string out = "revenu;pays\n";
  for (std::size_t i = 0; i < rows; ++i) {
    out += std::to_string(i * 37 % 100'000) + (i % 1000 == 7 ? ";ES\n" : i % 3 == 0 ? ";FR\n" : ";\"DE\"\n");
  }
  return out;
}

TEST_F(BatchVerbTest, SlicesPutTogetherAreTheWhole) {
  const std::string input = file("a.csv", many_rows(5000));
  EXPECT_EQ(run({"--input", input, "--target", "aide", "--output", path("whole.csv")}), kDone);
  std::string all;
  for (const char* slice : {"1/3", "2/3", "3/3"}) {
    EXPECT_EQ(run({"--input", input, "--target", "aide", "--slice", slice}), kDone);
    all += text("out");
  }
  EXPECT_EQ(all, text("whole.csv"));
}

TEST_F(BatchVerbTest, LeavesWholeRowsWhenStoppedAndGoesOnToTheSameBytes) {
  const std::string input = file("a.csv", many_rows(400'000));
  ASSERT_EQ(run({"--input", input, "--target", "lourd", "--output", path("whole.csv")}), kDone);
  const std::string whole = text("whole.csv");
  // An input that does not end until the signal came: a pipe fed slowly.
  const std::string pipe = path("pipe");
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  const pid_t child = start({"--input", pipe, "--target", "lourd", "--output", path("b.csv"), "--block", "4"});
  {
    std::ofstream feed(pipe, std::ios::binary);
    feed << many_rows(100'000) << std::flush;
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    const auto has_rows = [&] {
      std::error_code none;
      const auto bytes = std::filesystem::file_size(folder_ / "b.csv.part", none);
      return !none && bytes > 100'000;
    };
    while (!has_rows() && std::chrono::steady_clock::now() < give_up)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    ASSERT_TRUE(has_rows());
    ASSERT_EQ(::kill(child, SIGINT), 0);
    EXPECT_EQ(end_of(child), kInterrupted);
  }
  const std::string part = text("b.csv.part");
  EXPECT_THAT(whole, StartsWith(part));
  EXPECT_TRUE(part.ends_with('\n'));
  EXPECT_LT(part.size(), whole.size());
  EXPECT_THAT(text("err"), HasSubstr("--resume"));
  EXPECT_FALSE(exists("b.csv"));
  EXPECT_EQ(run({"--input", input, "--target", "lourd", "--output", path("b.csv"), "--resume"}), kDone);
  EXPECT_TRUE(text("b.csv") == whole);
  EXPECT_FALSE(exists("b.csv.part"));
}

TEST_F(BatchVerbTest, ForgetsHalfARowThatACrashLeft) {
  const std::string input = file("a.csv", many_rows(2000));
  ASSERT_EQ(run({"--input", input, "--target", "aide", "--output", path("whole.csv")}), kDone);
  const std::string whole = text("whole.csv");
  file("b.csv.part", whole.substr(0, whole.size() / 2));
  EXPECT_EQ(run({"--input", input, "--target", "aide", "--output", path("b.csv"), "--resume"}), kDone);
  EXPECT_THAT(text("err"), HasSubstr("b.csv.part.info » manque")) << "a part of unknown origin";
  EXPECT_TRUE(text("b.csv") == whole);
  file("b.csv.part", "another,header\n1,2\n");
  EXPECT_EQ(run({"--input", input, "--target", "aide", "--output", path("b.csv"), "--resume"}), kAnswersInError);
  EXPECT_EQ(text("b.csv.part"), "another,header\n1,2\n");
}

TEST_F(BatchVerbTest, GoesOnOnlyWithTheRunThatWasInterrupted) {
  // The last block holds a row in error, at which a strict run stops.
  std::string first = "revenu\n";
  for (int i = 0; i < 20'000; ++i) first += std::to_string(i * 37) + "\n";
  const std::string input = file("a.csv", first + "abc\n");
  const std::vector<std::string> command = {"--input", input, "--output", path("b.csv"),
                                            "--block", "8",   "--date",   "01/10/2025"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), command.begin(), command.end());
    return run(more);
  };
  ASSERT_EQ(with({"--target", "aide", "--strict"}), kAnswersInError);
  ASSERT_TRUE(exists("b.csv.part"));
  ASSERT_TRUE(exists("b.csv.part.info"));
  const std::string part = text("b.csv.part");

  EXPECT_EQ(with({"--target", "aide", "--resume", "--constant", "taux=20 %"}), kBadUsage);
  EXPECT_THAT(text("err"), HasSubstr("Diffère : --constant (rien alors, taux=20 % maintenant). Refaire"));
  EXPECT_EQ(with({"--target", "aide (€/an)", "--resume", "--lang", "en"}), kBadUsage);
  EXPECT_THAT(text("err"), HasSubstr("Differs: --target (aide then, aide (€/an) now), --lang (fr then, en now)."));
  file("r.publicodes", std::string(kRules) + "autre: 1\n");
  EXPECT_EQ(with({"--target", "aide", "--resume"}), kBadUsage);
  EXPECT_THAT(text("err"), HasSubstr("Diffère : les règles."));
  file("r.publicodes", kRules);

  std::string changed = first;
  changed[changed.find("37\n")] = '8';
  file("a.csv", changed);
  for (int twice = 0; twice < 2; ++twice) {
    EXPECT_EQ(with({"--target", "aide", "--resume"}), kAnswersInError);
    EXPECT_THAT(text("err"), HasSubstr("L'entrée n'est plus celle du calcul interrompu"));
    EXPECT_EQ(text("b.csv.part"), part) << "nothing was added to it";
  }
  file("a.csv", first);  // the row that stopped it is gone: what was written before is the same
  EXPECT_EQ(with({"--target", "aide", "--resume", "--threads", "2"}), kDone);
  EXPECT_FALSE(exists("b.csv.part.info"));
  EXPECT_EQ(run({"--input", input, "--target", "aide", "--output", path("whole.csv")}), kDone);
  EXPECT_TRUE(text("b.csv") == text("whole.csv"));
}

TEST_F(BatchVerbTest, NeedsNoMoreMemoryForMoreRows) {
  const auto most = [&](std::size_t rows) {
    const std::string input = file("a.csv", many_rows(rows));
    EXPECT_EQ(run({"--input", input, "--target", "aide", "--threads", "2", "--output", path("b.csv")}), kDone);
    return most_kib_;
  };
  const long few = most(100'000);
  const long many = most(1'000'000);
  EXPECT_LT(many, few + 16'384);
  EXPECT_LT(many, 262'144);
}

TEST(ProgressLine, SaysHowFarAndHowFast) {
  const RunSoFar so_far{.rows = 1'234'567, .bytes = 50, .all_bytes = 200, .bad_rows = 3, .seconds = 2};
  EXPECT_EQ(progress_line(so_far, 0, base::Language::kEnglish),
            "25% · 1,234,567 rows · 617,283 rows/s · 3 in error · left: 6 s");
  EXPECT_EQ(progress_line(so_far, 4, base::Language::kFrench),
            "█░░░ 25 % · 1 234 567 lignes · 617 283 lignes/s · 3 en erreur · encore 6 s");
  EXPECT_EQ(
      progress_line({.rows = 5, .bytes = 1, .all_bytes = 0, .bad_rows = 0, .seconds = 0}, 4, base::Language::kEnglish),
      "5 rows · 0 rows/s");
}

}  // namespace
}  // namespace partance::cli
