// `partance cost` as a person runs it: the report in three forms, the same for any number of threads, and what it says
// when a reform or a name is wrong.
#include <array>
#include <cstdio>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.hpp"
#include "cli/bar_chart.hpp"
#include "cli/cost_amounts.hpp"
#include "cli/cost_command.hpp"

namespace partance::cli {
namespace {

namespace fs = std::filesystem;

/// Questions that the synthetic population answers, and an aid of our own.
constexpr const char* kRules = R"(
foyer:
foyer . revenu brut global:
  titre: Revenu brut global
  titre en: Gross income
  question: Revenu ?
  unité: €/an
foyer . région du domicile fiscal:
  question: Région ?
aides:
aides . coup de pouce:
  titre: Coup de pouce
  titre en: Leg-up
aides . coup de pouce . plafond: 30000 €/an
aides . coup de pouce . éligible: foyer . revenu brut global <= plafond
aides . coup de pouce . montant:
  applicable si: éligible
  valeur: 1000 €
aides . autre:
  titre: Autre aide
aides . autre . éligible: foyer . revenu brut global < 5000 €/an
aides . autre . montant: 200 €
)";

struct Answer {
  int status = 0;
  std::string text;
};

class Cost : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("partance-cost-" + std::to_string(::getpid()));
    fs::create_directories(folder_);
    write("rules.publicodes", kRules);
    write("raise.publicodes", "aides . coup de pouce . montant:\n  applicable si: éligible\n  valeur: 1100 €\n");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const {
    ASSERT_TRUE(base::write_file(folder_ / name, text).has_value());
  }

  /// Runs the command in the folder of the rules; standard error comes with standard output.
  [[nodiscard]] Answer run(const std::string& arguments,
                           const std::string& rulebook = "--rulebook rules.publicodes ") const {
    const std::string command = "cd '" + folder_.string() +
                                "' && LC_ALL=C '" PARTANCE_BINARY_DIR "/bin/partance' cost " + rulebook +
                                "--today 01/10/2025 --lang en " + arguments + " 2>&1";
    std::FILE* const pipe = ::popen(command.c_str(), "r");
    Answer answer;
    std::array<char, 4096> part{};
    for (std::size_t size = 0; (size = std::fread(part.data(), 1, part.size(), pipe)) > 0;) {
      answer.text.append(part.data(), size);
    }
    answer.status = WEXITSTATUS(::pclose(pipe));
    return answer;
  }

  fs::path folder_;
};

TEST_F(Cost, SaysWhatTenPercentMoreCosts) {
  const Answer answer = run("--reform raise.publicodes --size 500 --seed 7");
  EXPECT_EQ(answer.status, 0) << answer.text;
  EXPECT_NE(answer.text.find("Leg-up: a year's spending goes from "), std::string::npos) << answer.text;
  EXPECT_NE(answer.text.find("(+10%)"), std::string::npos);
  EXPECT_NE(answer.text.find("1 other, not reached by the reform"), std::string::npos);
  EXPECT_NE(answer.text.find("  -   valeur: 1000 €\n  +   valeur: 1100 €\n"), std::string::npos);
  EXPECT_NE(
      answer.text.find("  partance cost --rulebook rules.publicodes --reform raise.publicodes --size 500 --seed 7 "
                       "--year 2025 --today 01/10/2025 --lang en\n"),
      std::string::npos);
}

TEST_F(Cost, GivesTheSameBytesForAnyNumberOfThreads) {
  const std::string arguments =
      "--reform raise.publicodes --size 9000 --by 'foyer . revenu brut global' --by 'foyer . région du domicile "
      "fiscal' ";
  for (const char* form : {"--json", "--html -", ""}) {
    const Answer one = run(arguments + form + " --threads 1");
    const Answer three = run(arguments + form + " --threads 3");
    EXPECT_EQ(one.status, 0) << one.text;
    EXPECT_EQ(one.text, three.text);
  }
}

TEST_F(Cost, IsMadeAgainByTheCommandItGives) {
  const Answer first = run("--reform raise.publicodes --size 300 --by 'foyer . revenu brut global' --bands 0,20000");
  const std::size_t at = first.text.rfind("  partance cost ");
  ASSERT_NE(at, std::string::npos);
  std::string arguments = first.text.substr(at + 16);
  const std::string rulebook = "--rulebook rules.publicodes ";
  ASSERT_EQ(arguments.find(rulebook), 0U);
  arguments.erase(0, rulebook.size());
  arguments.erase(arguments.find(" --today"));  // run() says the day and the language
  EXPECT_EQ(run(arguments).text, first.text);
}

TEST_F(Cost, RunsTheExampleOfItsPageWithTheNationalRulebook) {
  const Answer answer = run("--rulebook '" PARTANCE_SOURCE_DIR "/rulebook' --reform '" PARTANCE_SOURCE_DIR
                            "/examples/reforme_ami.publicodes' --aid ami --by 'aides . bcs . échelon' --size 3000",
                            "");
  EXPECT_EQ(answer.status, 0) << answer.text;
  EXPECT_NE(answer.text.find("(+12.5%)"), std::string::npos) << answer.text;
  EXPECT_NE(answer.text.find("  Changed; reaches 2 other rules and the aid: ami."), std::string::npos);
}

TEST_F(Cost, CombinesTheAidsOfEachPerson) {
  write("pair.publicodes", "cumul:\ncumul . autre:\ncumul . autre . coup de pouce: \"'interdit'\"\n");
  write("people.csv", "foyer . revenu brut global\n1000\n4000\n20000\n");
  const std::string arguments = "--rules pair.publicodes --reform raise.publicodes --population people.csv ";
  const Answer sum = run(arguments + "--json");
  EXPECT_NE(sum.text.find("\"combining\": null"), std::string::npos) << sum.text;
  EXPECT_NE(sum.text.find("--combined applies them"), std::string::npos);
  const Answer best = run(arguments + "--combined --json");
  EXPECT_EQ(best.status, 0) << best.text;
  EXPECT_NE(best.text.find("\"set_aside_before\": 40000,"), std::string::npos) << best.text;
  const Answer text = run(arguments + "--combined");
  EXPECT_NE(text.text.find("€400 more before (2 people) and"), std::string::npos) << text.text;
  EXPECT_NE(text.text.find("--combined --today"), std::string::npos) << "the command says so too";
}

TEST_F(Cost, GivesMarginsForASampleAndNoneForEverybody) {
  write("all.csv", "foyer . revenu brut global\n10000\n20000\n40000\n");
  write("some.csv", "foyer . revenu brut global;poids\n10000;2\n20000;2\n40000;2\n");
  const std::string reform = "--reform raise.publicodes --aid 'coup de pouce' ";
  const Answer everybody = run(reform + "--population all.csv --json");
  EXPECT_NE(everybody.text.find("\"standard_error\": null"), std::string::npos) << everybody.text;
  EXPECT_EQ(run(reform + "--population all.csv").text.find("±"), std::string::npos);
  // Differences weighted: 200, 200, 0 €; 3 / 2 × (40,000 + 40,000 − 160,000 / 3) = 40,000, whose root is 200 €.
  const Answer some = run(reform + "--population some.csv --json");
  EXPECT_NE(some.text.find("\"difference\": 20000,\n          \"gain\": 20000"), std::string::npos) << some.text;
  const Answer text = run(reform + "--population some.csv");
  EXPECT_NE(text.text.find("+€400 ±\u00a0€400 (+10%)"), std::string::npos) << text.text;
}

TEST_F(Cost, ShowsNothingChangedByAnEmptyReform) {
  write("empty.publicodes", "");
  const Answer answer = run("--reform empty.publicodes --size 50 --json");
  EXPECT_EQ(answer.status, 0);
  EXPECT_NE(answer.text.find("\"rules\": []"), std::string::npos) << answer.text;
  EXPECT_EQ(answer.text.find("\"reached\": true"), std::string::npos);
}

TEST_F(Cost, ShowsTheDiagnosticsOfAReformThatIsWrong) {
  write("wrong.publicodes", "aides . coup de pouce . plafond: 30000 + \n");
  const Answer syntax = run("--reform wrong.publicodes");
  EXPECT_EQ(syntax.status, 4);
  EXPECT_NE(syntax.text.find("wrong.publicodes:1:"), std::string::npos) << syntax.text;
  write("unknown.publicodes", "aides . coup de pouce . plafond: plafon * 2\n");
  const Answer reference = run("--reform unknown.publicodes");
  EXPECT_EQ(reference.status, 4);
  EXPECT_NE(reference.text.find("[unknown-reference]"), std::string::npos) << reference.text;
  EXPECT_EQ(run("--reform absent.publicodes").status, 3);
}

TEST_F(Cost, SuggestsNamesForAnUnknownRuleOrAid) {
  const Answer by = run("--reform raise.publicodes --size 10 --by 'foyer . revenu brut globale'");
  EXPECT_EQ(by.status, 2);
  EXPECT_NE(by.text.find("Perhaps: foyer . revenu brut global"), std::string::npos) << by.text;
  const Answer aid = run("--reform raise.publicodes --size 10 --aid 'coup de pousse'");
  EXPECT_EQ(aid.status, 2);
  EXPECT_NE(aid.text.find("Perhaps: coup de pouce"), std::string::npos) << aid.text;
  EXPECT_EQ(run("--reform raise.publicodes --bands 3,2,1").status, 2);
}

TEST_F(Cost, ReadsAPopulationFromAFileAndTellsWhatItLeavesOut) {
  write("people.csv", "foyer . revenu brut global (€/an);poids;identifiant\n20000;10;a\n40000;5;b\nbeaucoup;1;c\n");
  const Answer answer = run("--reform raise.publicodes --population people.csv --json");
  EXPECT_EQ(answer.status, 0) << answer.text;
  EXPECT_NE(answer.text.find("\"before\": 1000000,\n        \"after\": 1100000,\n        \"difference\": 100000"),
            std::string::npos)
      << answer.text;
  EXPECT_NE(answer.text.find("\"people\": 15,"), std::string::npos);
  EXPECT_NE(answer.text.find("\"rows_left_out\": 1"), std::string::npos);
  EXPECT_NE(answer.text.find("left out, as they cannot be read: 1: line 4, "), std::string::npos);
  EXPECT_NE(answer.text.find("answer no rule: identifiant."), std::string::npos);
  EXPECT_NE(answer.text.find("Fewer than thirty rows of the population change their amount for: Leg-up."),
            std::string::npos);
  EXPECT_EQ(run("--reform raise.publicodes --population absent.csv").status, 3);
}

TEST_F(Cost, WritesAPageThatNeedsNothingElse) {
  const Answer page = run("--reform raise.publicodes --size 500 --by 'foyer . région du domicile fiscal' --html -");
  EXPECT_EQ(page.status, 0);
  EXPECT_TRUE(page.text.starts_with("<!DOCTYPE html>"));
  for (const char* loaded : {"<script", "src=", "url(", "<link", "@import"}) {
    EXPECT_EQ(page.text.find(loaded), std::string::npos) << loaded;
  }
  EXPECT_NE(page.text.find("<svg viewBox="), std::string::npos);
  EXPECT_NE(page.text.find("<del>-   valeur: 1000 €</del>"), std::string::npos);
  EXPECT_NE(page.text.find("--seed 20250901 --year 2025"), std::string::npos);
}

TEST(BarChart, SaysEveryBarInItsDescription) {
  const Chart chart{
      .title = "Coût <par> région",
      .first_name = "Avant",
      .second_name = "Après",
      .bars = {{.label = "Corse & cie", .first = 1, .second = 2, .first_text = "1 €", .second_text = "2 €"}}};
  const std::string svg = bar_chart(chart, 4, base::Language::kFrench);
  EXPECT_NE(svg.find("<title id=\"chart-4-title\">Coût &lt;par&gt; région</title>"), std::string::npos) << svg;
  EXPECT_NE(svg.find("<desc id=\"chart-4-text\">Corse &amp; cie : 1 € → 2 €</desc>"), std::string::npos) << svg;
}

TEST(CostAmounts, WritesSumsSharesAndMeans) {
  const CostAmounts whole(base::Language::kEnglish, {.whole_euros = true, .whole_people = true});
  const CostAmounts exact(base::Language::kFrench, {});
  using microsimulation::cost::kOnePerson;
  EXPECT_EQ(whole.sum(microsimulation::cost::Exact{123'456} * kOnePerson), "€1,235");
  EXPECT_EQ(exact.change(microsimulation::cost::Exact{-50} * kOnePerson), "\u22120,50\u00a0€");
  EXPECT_EQ(exact.mean(microsimulation::cost::Exact{1000} * kOnePerson, 3 * kOnePerson), "+3,33\u00a0€");
  EXPECT_EQ(exact.mean(0, 0), "–");
  EXPECT_EQ(whole.growth(1, 0), "–");
  EXPECT_EQ(whole.growth(-25, 100), "\u221225%");
  EXPECT_EQ(whole.growth(-18, 100'000), "\u22120.018%");
  EXPECT_EQ(whole.share(1, 100'000), "<\u00a00.1%");
  EXPECT_EQ(exact.people(microsimulation::cost::Exact{2'500'000}), "2,5");
  EXPECT_EQ(whole.people(microsimulation::cost::Exact{21'600'000}), "22");
}

TEST(CostAmounts, RoundsMarginsUpToTwoDigits) {
  const CostAmounts whole(base::Language::kEnglish, {.whole_euros = true, .whole_people = true});
  const CostAmounts exact(base::Language::kFrench, {});
  // 1.96 × 1,000 € = 1,960 €; 1.96 × 6,200.01 € = 12,152.02 €.
  EXPECT_EQ(whole.margin(100'000), "±\u00a0€2,000");
  EXPECT_EQ(whole.margin(620'001), "±\u00a0€13,000");
  EXPECT_EQ(exact.margin(1.5), "±\u00a00,03\u00a0€");
  EXPECT_EQ(whole.margin(0), "±\u00a0€0");
  EXPECT_EQ(whole.people_margin(0.2), "±\u00a01");
  EXPECT_EQ(exact.people_margin(0.2), "±\u00a00,4");
  EXPECT_EQ(whole.people_margin(314.1), "±\u00a0620");
}

TEST(CostCommand, QuotesWordsForTheShell) {
  EXPECT_EQ(quoted("ami.publicodes"), "ami.publicodes");
  EXPECT_EQ(quoted("l'aide"), "'l'\\''aide'");
  EXPECT_EQ(quoted(""), "''");
}

}  // namespace
}  // namespace partance::cli
