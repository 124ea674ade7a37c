// From answers to aids, on a rulebook of three aids.
#include "simulation/simulate.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "base/file.hpp"
#include "engine/load/load.hpp"
#include "simulation/answers.hpp"
#include "simulation/example_rulebook.hpp"
#include "simulation/report_json.hpp"

namespace partance::simulation {
namespace {

using Given = std::vector<std::pair<std::string, std::string>>;

std::shared_ptr<const engine::plan::Program> example() {
  engine::load::Loaded loaded;
  engine::load::read_text("example.publicodes", std::string(kExampleRulebook), loaded);
  auto program = engine::load::compile(loaded);
  for (const auto& d : loaded.diagnostics) ADD_FAILURE() << d.message.en << " " << d.rule;
  return program;
}

Report report_of(const Given& given, base::Language language = base::Language::kFrench) {
  const auto program = example();
  engine::evaluate::RunOptions options;
  options.today = {2025, 6, 1};
  options.keep_all = true;
  engine::evaluate::Run run(program, options);
  Answers answers;
  for (const auto& [rule, expression] : given) answers.set(rule, expression);
  std::vector<engine::syntax::Diagnostic> diagnostics;
  apply(answers, run, diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  return simulate(run, read_catalogue(*program), language);
}

const AidReport& aid(const Report& report, std::string_view id) {
  return *std::ranges::find(report.aids, id, &AidReport::id);
}

const Given kComplete{{"rentrée", "01/09/2025"},
                      {"séjour . début", "15/10/2025"},
                      {"séjour . fin", "14/01/2026"},
                      {"séjour . mois", "3 mois"},
                      {"foyer . revenu", "18000 €/an"}};

TEST(Simulate, ShowsAidsFromTheStateToTheSchool) {
  const Report report = report_of({});
  ASSERT_EQ(report.aids.size(), 3U);
  EXPECT_EQ(report.aids[0].id, "voyage");
  EXPECT_EQ(report.aids[1].id, "ville");
  EXPECT_EQ(report.aids[2].id, "école");
}

TEST(Simulate, CannotTellWithoutAnswersAndNamesWhatIsMissing) {
  const Report report = report_of({});
  const AidReport& travel = aid(report, "voyage");
  EXPECT_EQ(travel.verdict, Verdict::kUnknown);
  ASSERT_EQ(travel.missing.size(), 2U);
  EXPECT_EQ(travel.missing[0].rule, "séjour . mois");
  EXPECT_EQ(travel.missing[0].question, "Combien de mois ?");
  EXPECT_TRUE(report.best.shares.empty());
  EXPECT_FALSE(report.questions.empty());
}

TEST(Simulate, SaysNoAsSoonAsOneConditionFails) {
  const Report report = report_of({{"séjour . mois", "1 mois"}});
  const AidReport& travel = aid(report, "voyage");
  EXPECT_EQ(travel.verdict, Verdict::kNo);
  ASSERT_EQ(travel.criteria.size(), 2U);
  EXPECT_EQ(travel.criteria[0].verdict, Verdict::kNo);
  EXPECT_EQ(travel.criteria[1].verdict, Verdict::kUnknown);
  EXPECT_FALSE(travel.total);
}

TEST(Simulate, ShowsTheValuesACriterionSawAndItsSources) {
  const AidReport travel = aid(report_of(kComplete), "voyage");
  const Criterion& income = travel.criteria[1];
  ASSERT_EQ(income.seen.size(), 2U);
  EXPECT_EQ(income.seen[0].title, "Revenu");
  EXPECT_EQ(income.seen[0].value, "18\u202f000\u00a0€/an");
  EXPECT_TRUE(income.seen[0].is_answer);
  EXPECT_EQ(income.seen[1].title, "Plafond");
  ASSERT_EQ(travel.criteria[0].references.size(), 1U);
  EXPECT_EQ(travel.criteria[0].references[0].address, "https://example.org/1");
}

TEST(Simulate, GivesAmountsInCentsAndRangesAsTheyAre) {
  const Report report = report_of(kComplete);
  EXPECT_EQ(aid(report, "voyage").total->cents, 300'00);
  EXPECT_EQ(aid(report, "voyage").monthly->cents, 100'00);
  EXPECT_EQ(aid(report, "ville").minimum->cents, 150'00);
  EXPECT_EQ(aid(report, "ville").maximum->cents, 400'00);
  EXPECT_EQ(aid(report, "école").decided_by, "L'école");
}

TEST(Simulate, TakesTheBestLegalCombinationAndAsksAboutUnknownPairs) {
  const Report report = report_of(kComplete);
  ASSERT_EQ(report.best.shares.size(), 1U);
  EXPECT_EQ(report.aids[report.best.shares[0].aid].id, "voyage");
  ASSERT_TRUE(report.runner_up);
  EXPECT_EQ(report.runner_up->total, 150'00);
  EXPECT_TRUE(report.runner_up->shares[0].is_minimum);
  ASSERT_EQ(report.notes.size(), 1U);
  EXPECT_NE(report.notes[0].text.find("La ville exclut"), std::string::npos);
  ASSERT_EQ(report.office_questions.size(), 1U);  // the city and the school
  ASSERT_EQ(report.uncounted.size(), 1U);
  EXPECT_FALSE(report.uncounted[0].is_excluded);
}

TEST(Simulate, LaysTheTotalOutMonthByMonth) {
  const Report report = report_of(kComplete);
  ASSERT_EQ(report.months.size(), 3U);
  EXPECT_EQ(report.months[0].label, "octobre 2025");
  EXPECT_EQ(report.months[0].payments[0].date, (Date{2025, 10, 15}));
  Cents sum = 0;
  for (const Month& month : report.months) sum += month.total;
  EXPECT_EQ(sum, report.best.total);
}

TEST(Simulate, SaysThatAYearIsNotPublishedInsteadOfAsking) {
  const Report report = report_of({{"rentrée", "01/09/2024"}});
  const AidReport& school = aid(report, "école");
  EXPECT_EQ(school.verdict, Verdict::kUnknown);
  ASSERT_EQ(school.missing.size(), 1U);
  EXPECT_TRUE(school.missing[0].is_unpublished);
  for (const Missing& question : report.questions) EXPECT_NE(question.rule, "aides . école . non publiée");
}

TEST(Simulate, SpeaksEnglish) {
  const Report report = report_of(kComplete, base::Language::kEnglish);
  EXPECT_EQ(aid(report, "voyage").title, "Travel aid");
  EXPECT_EQ(aid(report, "voyage").duration, "3\u00a0months");
  EXPECT_EQ(report.months[0].label, "October 2025");
}

TEST(Simulate, GivesTheJsonThatProgramsRead) {
  const std::filesystem::path golden = PARTANCE_SOURCE_DIR "/simulation/golden/report.json";
  std::string text;
  base::JsonWriter json(text, base::JsonLayout::kIndented);
  write_json(report_of(kComplete), json);
  EXPECT_TRUE(json.complete());
  text += '\n';
  if (std::getenv("PARTANCE_REWRITE_GOLDEN") != nullptr) {
    ASSERT_TRUE(base::write_file(golden, text));
  }
  const auto expected = base::read_file(golden, 1U << 20U);
  ASSERT_TRUE(expected);
  EXPECT_EQ(text, *expected) << "PARTANCE_REWRITE_GOLDEN=1 rewrites the file";
}

TEST(Answers, AreReadBackAsTheyWereWritten) {
  const auto program = example();
  Answers answers;
  answers.set("séjour . mois", "3 mois");
  answers.set("rentrée", "01/09/2025");
  answers.set_unknown("foyer . revenu");
  engine::syntax::Sources sources;
  const auto source = sources.add("answers.yaml", write_answers(answers));
  std::vector<engine::syntax::Diagnostic> diagnostics;
  const auto document = engine::syntax::read_yaml(sources, source, {}, diagnostics);
  ASSERT_TRUE(document);
  const Answers again = read_answers(*document, *program, diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  ASSERT_EQ(again.all().size(), 3U);
  EXPECT_EQ(again.all()[0].expression, "3 mois");
  EXPECT_FALSE(again.all()[2].is_known());
}

TEST(Answers, OfTheWrongKindAreRefusedWithWhatIsExpected) {
  const auto program = example();
  engine::evaluate::Run run(program, {});
  for (const auto& [rule, expression, hint] :
       std::vector<std::array<std::string, 3>>{{"rentrée", "oui", "Répondre par une date JJ/MM/AAAA."},
                                               {"rentrée", "31/02/2025", "Ce jour n'existe pas"},
                                               {"séjour . mois", "'trois'", "Répondre par un nombre."}}) {
    std::vector<engine::syntax::Diagnostic> diagnostics;
    EXPECT_FALSE(apply(Answer{.rule = rule, .expression = expression}, run, diagnostics)) << expression;
    ASSERT_EQ(diagnostics.size(), 1U) << expression;
    EXPECT_TRUE(diagnostics[0].hint.fr.starts_with(hint)) << diagnostics[0].hint.fr;
  }
}

TEST(Answers, ToAnUnknownQuestionNameTheNearestOne) {
  const auto program = example();
  engine::syntax::Sources sources;
  const auto source = sources.add("answers.yaml", "foyer . revenus: 3\n");
  std::vector<engine::syntax::Diagnostic> diagnostics;
  const auto document = engine::syntax::read_yaml(sources, source, {}, diagnostics);
  read_answers(*document, *program, diagnostics);
  ASSERT_EQ(diagnostics.size(), 1U);
  EXPECT_NE(diagnostics[0].hint.fr.find("« foyer . revenu »"), std::string::npos);
}

}  // namespace
}  // namespace partance::simulation
