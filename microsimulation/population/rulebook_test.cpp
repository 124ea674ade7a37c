// The population answers the rulebook: with answers that its questions allow, and enough of them that aids are decided.
#include <algorithm>
#include <filesystem>
#include <memory>

#include <gtest/gtest.h>

#include "engine/batch/worker.hpp"
#include "engine/interview/question.hpp"
#include "engine/load/load.hpp"
#include "microsimulation/population/description.hpp"
#include "microsimulation/population/population.hpp"
#include "simulation/catalogue.hpp"

namespace partance::microsimulation::population {
namespace {

using engine::batch::ColumnType;
using engine::batch::State;
using engine::value::Kind;

std::shared_ptr<const engine::plan::Program> rulebook() {
  static const auto program = [] {
    engine::load::Loaded loaded;
    EXPECT_TRUE(engine::load::read_rules(std::filesystem::path(PARTANCE_SOURCE_DIR) / "rulebook", loaded));
    return engine::load::compile(loaded);
  }();
  return program;
}

constexpr std::size_t kRows = 2'000;

/// The rows of a small population, and what the rules make of them.
struct Evaluated {
  Table table;
  std::vector<engine::batch::ResultColumn> results;
  std::string failure;  ///< of the first row in error
};

Evaluated evaluate(const Settings& settings, const std::vector<engine::model::RuleId>& targets,
                   std::size_t rows = kRows) {
  const auto program = rulebook();
  Evaluated out{.table = generate(settings, 0, rows), .results = {}, .failure = {}};
  engine::batch::Request request;
  request.targets = targets;
  request.run.today = {settings.year, 9, 1};
  std::vector<engine::batch::ColumnView> views;
  for (const Column& column : out.table.columns) {
    if (column.name == kWeightColumn) continue;
    const auto rule = program->model.find(column.name);
    EXPECT_TRUE(rule.has_value()) << column.name;
    if (!rule) continue;
    request.inputs.push_back({*rule, column.type, column.unit});
    views.push_back(column.view());
  }
  const auto plan = engine::batch::make_plan(program, request, out.table.dictionary);
  EXPECT_TRUE(plan.has_value());
  engine::batch::Worker worker(*plan);
  worker.evaluate(views, out.table.rows, out.results);
  for (std::size_t target = 0; target < targets.size(); ++target) {
    const auto& kinds = out.results[target].kinds;
    const auto bad = std::ranges::find(kinds, Kind::kError);
    if (bad == kinds.end() || !out.failure.empty()) continue;
    const auto row = static_cast<std::size_t>(bad - kinds.begin());
    out.failure = program->model.rule(targets[target]).name + ", row " + std::to_string(row) + ": " +
                  worker.failure(views, row, target).message.en;
  }
  return out;
}

TEST(PopulationAndRulebook, EveryQuestionIsAColumnAndEveryColumnAQuestion) {
  const auto program = rulebook();
  ASSERT_NE(program, nullptr);
  const std::vector<Question> all = questions();
  for (const Question& question : all) {
    if (question.name == kWeightColumn) continue;
    const auto rule = program->model.find(question.name);
    ASSERT_TRUE(rule.has_value()) << question.name;
    EXPECT_TRUE(program->model.rule(*rule).has_question) << question.name;
  }
  for (const auto& rule : program->model.rules) {
    // The rules of the grant decide this one.
    if (!rule.has_question || rule.name == "bourse . sur critères sociaux") continue;
    EXPECT_NE(std::ranges::find(all, rule.name, &Question::name), all.end()) << rule.name;
  }
}

/// What is wrong with an answer, if anything is.
std::string objection(const engine::interview::Question& question, const Table& table, const Column& column,
                      std::size_t row) {
  if (!column.states.empty() && column.states[row] != State::kKnown) return {};
  if (column.type == ColumnType::kNumber) {
    if (question.minimum && column.numbers[row] < *question.minimum) return "too small";
    if (question.maximum && column.numbers[row] > *question.maximum) return "too large";
    return {};
  }
  if (column.type == ColumnType::kBoolean) {
    return question.input == engine::interview::Input::kYesNo ? std::string() : "not a yes-or-no question";
  }
  const std::string text = table.dictionary.text(column.texts[row]);
  if (column.type == ColumnType::kDate) {
    const auto day = engine::value::to_days(engine::value::parse_date_text(text).value());
    if (question.earliest && day < engine::value::to_days(*question.earliest)) return "too early";
    if (question.latest && day > engine::value::to_days(*question.latest)) return "too late";
    return {};
  }
  for (const auto& offer : question.offers) {
    if (offer.value == text || offer.value == "'" + text + "'") return {};
  }
  return "“" + text + "” is not offered";
}

TEST(PopulationAndRulebook, EveryAnswerIsOneThatTheQuestionAllows) {
  const auto program = rulebook();
  const Table table = generate({.size = kRows}, 0, kRows);
  engine::evaluate::Run run(program, {});
  for (const Column& column : table.columns) {
    if (column.name == kWeightColumn) continue;
    const auto question =
        engine::interview::question_of(run, *program->model.find(column.name), base::Language::kFrench);
    EXPECT_EQ(question.unit.empty() ? std::string() : question.unit, column.unit) << column.name;
    for (std::size_t row = 0; row < table.rows; ++row) {
      ASSERT_EQ(objection(question, table, column, row), "") << column.name << ", row " << row;
    }
  }
}

TEST(PopulationAndRulebook, EveryAidIsDecidedForNearlyEveryPersonWithoutError) {
  const auto catalogue = simulation::read_catalogue(*rulebook());
  std::vector<engine::model::RuleId> targets;
  for (const simulation::Aid& aid : catalogue.aids) targets.push_back(aid.eligible);
  const Evaluated out = evaluate({.size = kRows}, targets);
  EXPECT_EQ(out.failure, "");
  for (std::size_t i = 0; i < targets.size(); ++i) {
    // What stays open is what the rulebook itself says it does not know (a region's own judgement, rules not
    // published).
    const auto open = std::ranges::count(out.results[i].kinds, Kind::kUndefined);
    EXPECT_LE(open, kRows / 20) << catalogue.aids[i].id;
  }
}

TEST(PopulationAndRulebook, NoAidIsInErrorWhateverTheYear) {
  const auto catalogue = simulation::read_catalogue(*rulebook());
  std::vector<engine::model::RuleId> targets;
  for (const simulation::Aid& aid : catalogue.aids) {
    targets.push_back(aid.eligible);
    for (const auto& amount : {aid.monthly, aid.total, aid.minimum, aid.maximum}) {
      if (amount) targets.push_back(*amount);
    }
  }
  for (const int year : {kEarliestYear, 2017, 2020, 2021, 2023, 2024, 2025, 2026, kLatestYear}) {
    EXPECT_EQ(evaluate({.size = kRows, .year = year}, targets).failure, "") << year;
  }
}

TEST(PopulationAndRulebook, GrantHoldersAndTheirLevelsAreThoseThatArePublished) {
  const Description description = describe({}, 50'000, rulebook());
  ASSERT_EQ(description.decided.size(), 3U);
  for (const Section& section : description.decided) {
    for (const Line& line : section.lines) {
      EXPECT_NEAR(line.observed, line.target, 0.02) << section.title.en << ": " << line.label;
    }
  }
}

TEST(PopulationAndRulebook, GrantsCostAboutWhatTheyDo) {
  constexpr std::size_t kMany = 40'000;
  const auto amount = rulebook()->model.find("aides . bcs . montant");
  ASSERT_TRUE(amount.has_value());
  const Evaluated out = evaluate({.size = kMany}, {*amount}, kMany);
  const auto& weights = std::ranges::find(out.table.columns, kWeightColumn, &Column::name)->numbers;
  double euros = 0;
  for (std::size_t row = 0; row < kMany; ++row) {
    if (out.results[0].kinds[row] == Kind::kNumber) euros += weights[row] * out.results[0].numbers[row];
  }
  // Paid for 2023-2024, as of 31 December 2023, after the Crous (docs/population.md).
  constexpr double kPaid = 2'251'163'216;
  EXPECT_NEAR(euros, kPaid, 0.08 * kPaid);
}

}  // namespace
}  // namespace partance::microsimulation::population
