// A worker gives every row what a fresh run gives.
#include "engine/batch/worker.hpp"

#include <gtest/gtest.h>

#include "engine/load/load.hpp"

namespace partance::engine::batch {
namespace {

std::shared_ptr<const plan::Program> program_of(const char* yaml) {
  load::Loaded loaded;
  load::read_text("test.publicodes", yaml, loaded);
  return load::compile(loaded);
}

constexpr const char* kScholarship = R"(
revenu:
  question: revenu ?
  unité: €/an
pays:
  question: pays ?
  valeur: "'FR'"
départ:
  question: départ ?
  type: date
bourse:
  applicable si: pays != 'FR'
  valeur: revenu * taux
  unité: €/mois
taux:
  variations:
    - si: départ >= 01/09/2025
      alors: 10 %
    - sinon: 5 %
)";

TEST(Worker, AnswersRowsOfEveryTypeAndState) {
  const auto program = program_of(kScholarship);
  ASSERT_NE(program, nullptr);
  const auto rule = [&](const char* name) { return *program->model.find(name); };
  Request request;
  request.inputs = {{rule("revenu"), ColumnType::kNumber, "k€/an"},
                    {rule("pays"), ColumnType::kText, ""},
                    {rule("départ"), ColumnType::kDate, ""}};
  request.targets = {rule("bourse"), rule("pays")};
  const auto plan = make_plan(program, request);
  ASSERT_TRUE(plan.has_value());
  Worker worker(*plan);
  const std::vector<double> incomes = {12, 24, 12, 0};
  const std::vector<State> known = {State::kKnown, State::kKnown, State::kUnknown, State::kKnown};
  const std::vector<std::uint32_t> countries = {worker.dictionary().encode("DE"), worker.dictionary().encode("FR"),
                                                worker.dictionary().encode("IT"),
                                                worker.dictionary().encode("Île-de-…")};
  const std::vector<std::uint32_t> days = {
      worker.dictionary().encode("01/09/2025"), worker.dictionary().encode("02/09/2025"),
      worker.dictionary().encode("31/08/2025"), worker.dictionary().encode("31/08/2025")};
  const std::vector<ColumnView> inputs = {
      {.states = known.data(), .numbers = incomes.data()}, {.texts = countries.data()}, {.texts = days.data()}};
  std::vector<ResultColumn> results;
  worker.evaluate(inputs, 4, results);
  ASSERT_EQ(results.size(), 2U);
  EXPECT_EQ(results[0].kinds, (std::vector{value::Kind::kNumber, value::Kind::kNotApplicable, value::Kind::kUndefined,
                                           value::Kind::kNumber}));
  EXPECT_EQ(worker.units().text(results[0].units[0]), "€/mois");
  EXPECT_DOUBLE_EQ(results[0].numbers[0], 100);
  EXPECT_EQ(worker.dictionary().text(results[1].texts[3]), "Île-de-…");
}

TEST(Worker, SaysWhyARowIsAnError) {
  const auto program = program_of("x:\n  question: x\ny: 1 / x\n");
  Request request;
  request.inputs = {{*program->model.find("x"), ColumnType::kNumber, ""}};
  request.targets = {*program->model.find("y")};
  Worker worker(make_plan(program, request).value());
  const std::vector<double> x = {2, 0};
  const std::vector<ColumnView> inputs = {{.numbers = x.data()}};
  std::vector<ResultColumn> results;
  worker.evaluate(inputs, 2, results);
  EXPECT_EQ(results[0].numbers[0], 0.5);
  EXPECT_EQ(results[0].kinds[1], value::Kind::kError);
  EXPECT_EQ(worker.failure(inputs, 1, 0).fault, evaluate::Fault::kDivisionByZero);
  EXPECT_EQ(worker.failure(inputs, 1, 0).rule, "y");
}

TEST(Plan, SaysWhichRowsAreLeftAndNoHeadingWithoutAList) {
  const auto program = program_of("x:\n  question: x\ny: 1 / x\nz:\n  texte: '{{ x }} !'\n");
  ASSERT_NE(program, nullptr);
  Request request;
  request.inputs = {{*program->model.find("x"), ColumnType::kNumber, ""}};
  request.targets = {*program->model.find("y")};
  const std::string divided = describe(**make_plan(program, request), base::Language::kEnglish);
  EXPECT_NE(divided.find("\n  y\n"), std::string::npos) << divided;
  EXPECT_EQ(divided.find("Row by row"), std::string::npos) << divided;
  request.targets = {*program->model.find("z")};
  const std::string written = describe(**make_plan(program, request), base::Language::kEnglish);
  EXPECT_NE(written.find("Row by row, for rows that need it:\n  text put together"), std::string::npos) << written;
}

TEST(Dictionary, KeepsDaysAsTheirOwnCodes) {
  Dictionary dictionary;
  for (const char* text : {"01/01/1970", "29/02/2024", "31/12/9999", "01/01/0001", "01/13/2024", "FR", "", "é"}) {
    EXPECT_EQ(dictionary.text(dictionary.encode(text)), text);
    EXPECT_EQ(dictionary.encode(text), dictionary.encode(text));
  }
  EXPECT_EQ(day_of(dictionary.encode("02/01/1970")), 1);
  EXPECT_EQ(day_of(dictionary.encode("31/12/1969")), -1);
  EXPECT_FALSE(is_day(dictionary.encode("01/13/2024")));
  EXPECT_EQ(dictionary.size(), 5U);
}

}  // namespace
}  // namespace partance::engine::batch
