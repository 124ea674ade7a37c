// Batches against evaluate, to the bit: the rules of every conformance vector with its answers as columns, and the
// whole rulebook over synthetic students. tests/conformance/vectors_test.cpp holds evaluate against the reference.
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cli/lines.hpp"
#include "engine/batch/same_as_evaluate.hpp"
#include "engine/load/load.hpp"
#include "engine/syntax/expression.hpp"
#include "engine/value/number.hpp"
#include "microsimulation/population/population.hpp"
#include "tests/conformance/shared_material.hpp"

namespace partance::conformance {
namespace {

using namespace engine;  // NOLINT: short names of the engine's phases
using batch::ColumnType;
using batch::State;
using batch::TestColumn;

constexpr value::Date kToday{2025, 9, 1};
constexpr std::size_t kRows = 3;

/// A literal as a column of three rows: given, open in every other column, given or not applicable.
bool add_column(model::RuleId rule, std::string_view text, std::vector<TestColumn>& columns) {
  syntax::Expression expression;
  if (syntax::parse_expression(text, expression) || expression.nodes.size() != 1) return false;
  const auto& node = expression.nodes.front();
  TestColumn column;
  column.input.rule = rule;
  column.input.is_complete = false;
  switch (node.kind) {
    case syntax::ExpressionKind::kNumber:
      column.input.unit = node.has_unit ? std::string(expression.text(node)) : std::string();
      break;
    case syntax::ExpressionKind::kBoolean:
      column.input.type = ColumnType::kBoolean;
      break;
    case syntax::ExpressionKind::kText:
    case syntax::ExpressionKind::kDate:
      column.input.type = ColumnType::kText;
      break;
    default:
      return false;
  }
  const bool is_odd = columns.size() % 2 == 1;
  column.states = {State::kKnown, is_odd ? State::kUnknown : State::kKnown,
                   is_odd ? State::kKnown : State::kNotApplicable};
  const bool is_date = node.kind == syntax::ExpressionKind::kDate;
  const std::string content = is_date ? value::date_text({node.year, node.month, node.day})
                              : node.kind == syntax::ExpressionKind::kText ? std::string(expression.text(node))
                                                                           : std::string();
  for (std::size_t row = 0; row < kRows; ++row) {
    column.numbers.push_back(node.number);
    column.booleans.push_back(node.boolean ? 1 : 0);
    column.texts.push_back(content);
  }
  columns.push_back(std::move(column));
  return true;
}

/// What differs for one line; empty when nothing does.
batch::Comparison compare_line(cli::LineAnswerer& answerer, const std::string& line) {
  const auto request = request::read_request(line);
  if (!request) return {};
  const auto program = answerer.program_for(*request);
  if (!program || *program == nullptr) return {};
  const model::Model& rules = (*program)->model;
  batch::Request asked;
  asked.run.today = kToday;
  std::vector<TestColumn> columns;
  if (request->situation && request->document.kind(*request->situation) == syntax::NodeKind::kMapping &&
      !request->adds_rules()) {
    for (const auto& entry : request->document.entries(*request->situation)) {
      const auto rule = rules.find(request->document.key(entry));
      if (!rule || rules.rule(*rule).is_private) continue;
      if (request->document.kind(entry.value) == syntax::NodeKind::kText) {
        const std::string_view text = request->document.text(entry.value);
        if (!add_column(*rule, text, columns)) asked.constants.push_back({*rule, std::string(text)});
      } else if (request->document.kind(entry.value) == syntax::NodeKind::kNumber) {
        add_column(*rule, value::number_text(request->document.number(entry.value)), columns);
      }
    }
  }
  for (std::size_t i = 0; i < rules.rules.size(); ++i) {
    const model::Rule& rule = rules.rules[i];
    if (!rule.is_private && !rule.is_step) asked.targets.push_back(model::RuleId{static_cast<std::uint32_t>(i)});
  }
  return batch::compare(*program, asked, columns, kRows, kRows, batch::best_kernels());
}

void expect_same(const std::string& file) {
  const auto lines = shared_lines(file);
  if (!lines) GTEST_SKIP() << shared_file(file) << " is absent";
  cli::LineAnswerer answerer(nullptr, kToday);
  std::size_t wrong = 0;
  std::uint64_t computed = 0;
  std::uint64_t one_by_one = 0;
  for (const std::string& line : *lines) {
    const batch::Comparison found = compare_line(answerer, line);
    computed += found.computed;
    one_by_one += found.one_by_one;
    // A constant that cannot be read has no plan; evaluate refuses it too.
    if (found.difference.empty() || found.difference == "no plan") continue;
    if (++wrong <= kMostShown) ADD_FAILURE() << found.difference << "\n  line " << line;
  }
  EXPECT_EQ(wrong, 0U) << "of " << lines->size();
  EXPECT_GT(computed, 2 * one_by_one) << "most results come from kernels";
}

TEST(BatchConformance, GivesWhatEvaluateGivesOnEveryVectorOfTheLanguage) {
  expect_same("conformance/vectors.jsonl");
}

TEST(BatchConformance, GivesWhatEvaluateGivesOnEveryVectorOfTheRandomModels) {
  expect_same("conformance/random-vectors.jsonl");
}

/// Every public rule of the rulebook for a few students of every kind: decisions, amounts, and all on the way to them.
TEST(BatchConformance, GivesWhatEvaluateGivesOnTheWholeRulebook) {
  load::Loaded loaded;
  ASSERT_TRUE(load::read_rules(std::filesystem::path(PARTANCE_SOURCE_DIR) / "rulebook", loaded));
  const auto program = load::compile(loaded);
  ASSERT_NE(program, nullptr);
  microsimulation::population::Settings settings;
  settings.size = 120;
  const auto table = microsimulation::population::generate(settings, 0, settings.size);
  std::vector<TestColumn> columns;
  for (const auto& column : table.columns) {
    const auto rule = program->model.find(column.name);
    if (!rule) continue;
    TestColumn copied{.input = {*rule, column.type, column.unit, column.states.empty()},
                      .states = column.states,
                      .numbers = column.numbers,
                      .booleans = column.booleans,
                      .texts = {}};
    for (const std::uint32_t code : column.texts) copied.texts.push_back(table.dictionary.text(code));
    columns.push_back(std::move(copied));
  }
  batch::Request asked;
  asked.run.today = kToday;
  for (std::size_t i = 0; i < program->model.rules.size(); ++i) {
    const model::Rule& rule = program->model.rules[i];
    if (!rule.is_private && !rule.is_step) asked.targets.push_back(model::RuleId{static_cast<std::uint32_t>(i)});
  }
  for (const std::size_t chunk : {std::size_t{1}, std::size_t{7}, std::size_t{1024}}) {
    const batch::Comparison found = batch::compare(program, asked, columns, table.rows, chunk, batch::best_kernels());
    EXPECT_EQ(found.difference, "");
    EXPECT_LT(found.one_by_one * 50, found.computed);
  }
}

}  // namespace
}  // namespace partance::conformance
