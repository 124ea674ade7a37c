// Rules whose order of evaluation shows (they lead back to themselves, or hold a `contexte`): many rows follow it
// together, and always get what evaluate gives.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/batch/same_as_evaluate.hpp"
#include "engine/load/load.hpp"

namespace partance::engine::batch {
namespace {

constexpr std::size_t kRows = 24;

/// Numbers of all signs, with rows that are not known and not applicable when `open`.
TestColumn column(model::RuleId rule, bool open, std::size_t rows = kRows) {
  TestColumn made;
  made.input.rule = rule;
  made.input.is_complete = !open;
  for (std::size_t row = 0; row < rows; ++row) {
    if (open)
      made.states.push_back(row % 4 == 1 ? State::kUnknown : row % 7 == 3 ? State::kNotApplicable : State::kKnown);
    made.numbers.push_back(static_cast<double>(row) - 6);
    made.booleans.push_back(0);
    made.texts.emplace_back();
  }
  return made;
}

/// Rules of a model as targets, each alone and then together; the input x is a column.
Comparison compared(const std::string& yaml, bool open, const std::vector<std::string>& targets) {
  load::Loaded loaded;
  load::read_text("cycles.publicodes", yaml, loaded);
  const auto program = load::compile(loaded);
  if (program == nullptr) return {.difference = "no program"};
  const std::vector<TestColumn> columns = {column(*program->model.find("x"), open)};
  Comparison all;
  Request together;
  const auto compare_all = [&](const Request& request) {
    const Comparison found = compare(program, request, columns, kRows, 1'024, baseline_kernels());
    if (all.difference.empty()) all.difference = found.difference;
    all.one_by_one += found.one_by_one;
  };
  for (const std::string& target : targets) {
    Request alone;
    alone.targets.push_back(*program->model.find(target));
    together.targets.push_back(alone.targets[0]);
    compare_all(alone);
  }
  if (targets.size() > 1) compare_all(together);
  return all;
}

constexpr const char* kTotal = R"(
x:
  question: x
total:
  applicable si: x > -4
  somme: [total . first, total . second, total . third]
total . first:
  applicable si: x > 2
  valeur: x * 2
total . second: total . first + total . fourth
total . third:
  variations:
    - si: x > 10
      alors: total . second / x
    - sinon: total . fourth
total . fourth:
  non applicable si: x < 0
  valeur: x + 1
outside: total . third * 3
)";
const std::vector<std::string> kRulesOfTotal = {"total",         "total . first",  "total . second",
                                                "total . third", "total . fourth", "outside"};

TEST(Order, TotalsOfPartsThatAskWhetherTheTotalAppliesLeaveNoRow) {
  const Comparison known = compared(kTotal, false, kRulesOfTotal);
  EXPECT_EQ(known.difference, "");
  EXPECT_EQ(known.one_by_one, 0U);
  const Comparison open = compared(kTotal, true, kRulesOfTotal);
  EXPECT_EQ(open.difference, "");
  EXPECT_EQ(open.one_by_one, 0U);
}

TEST(Order, ACycleIsUnrolledTwiceAsEvaluateDoes) {
  const std::string diamond = R"(
x:
  question: x
top:
  somme: [top . left, top . right]
top . left: top . shared + 1
top . right: top . shared * 2
top . shared: top . deep + top . other
top . deep:
  applicable si: top . other > 3
  valeur: x
top . other:
  valeur: x
  plafond: 8
again: again2 + x
again2:
  variations:
    - si: x > 4
      alors: again
    - sinon: 3
)";
  const std::vector<std::string> rules = {"top",        "top . left",  "top . right", "top . shared",
                                          "top . deep", "top . other", "again",       "again2"};
  for (const bool open : {false, true}) EXPECT_EQ(compared(diamond, open, rules).difference, "");
}

TEST(Order, AnAnswerThatLeadsBackToItselfIsCutAsEvaluateDoes) {
  load::Loaded loaded;
  load::read_text("answer.publicodes",
                  "x:\n  question: x\nc: x * 3\nz:\n  remplace: c\n  possiblement non applicable: oui\nlater: c + z\n",
                  loaded);
  const auto program = load::compile(loaded);
  ASSERT_NE(program, nullptr);
  const std::vector<TestColumn> columns = {column(*program->model.find("x"), true)};
  for (const char* target : {"z", "c", "later"}) {
    Request request;
    request.targets.push_back(*program->model.find(target));
    request.constants.push_back({*program->model.find("z"), "c + 1"});
    EXPECT_EQ(compare(program, request, columns, kRows, 1'024, baseline_kernels()).difference, "");
  }
}

TEST(Order, ContextsThatChangeOtherAnswersForOtherRowsLeaveNoRow) {
  // Rows change one answer, both or none; a context stands in another, and one is met again inside itself.
  const std::string yaml = R"(
x:
  question: x
price:
  question: price
  par défaut: 5
rate:
  question: rate
  par défaut: x / 10
cost: price * rate + x
usual:
  valeur: cost
  contexte:
    price: 3
    rate: 0.4
nested:
  valeur: usual + cost
  contexte:
    price: 7
again:
  valeur: price + again2
  contexte:
    price: 2
again2: again * 2
unchanged:
  valeur: nested + usual
  contexte:
    price: price
total:
  somme: [usual, nested, unchanged]
)";
  for (const bool open : {false, true}) {
    const Comparison found = compared(yaml, open, {"cost", "usual", "nested", "again", "again2", "unchanged", "total"});
    EXPECT_EQ(found.difference, "");
    EXPECT_EQ(found.one_by_one, 0U);
  }
}

TEST(Order, DivisionsByZeroEndTheRowsThatMeetThem) {
  const std::string yaml = R"(
x:
  question: x
total:
  applicable si: x > -4
  somme: [total . part, total . other]
total . part:
  applicable si: x > 0
  valeur: 10 / (x - 3)
total . other: total . part * 2
)";
  for (const bool open : {false, true}) {
    const Comparison found = compared(yaml, open, {"total", "total . part", "total . other"});
    EXPECT_EQ(found.difference, "");
    EXPECT_EQ(found.one_by_one, 0U);
  }
}

TEST(Order, BracketsAreLookedAtAsFarAsRowsNeedThem) {
  const std::string yaml = R"(
x:
  question: x
total:
  applicable si: x > -4
  somme: [total . tax, total . fee]
total . tax:
  barème:
    assiette: x
    tranches:
      - taux: 10 %
        plafond: total . limit
      - taux: total . rate
        plafond: total . limit * 2
      - taux: 40 %
total . fee:
  grille:
    assiette: x
    tranches:
      - montant: total . rate * 100
        plafond: total . limit
      - montant: 7 / (x - 9)
        plafond: 12
      - montant: 3
total . limit:
  applicable si: x > -100
  valeur: 5
total . rate:
  variations:
    - si: x > 7
      alors: 20 %
    - sinon: 30 %
)";
  const std::vector<std::string> rules = {"total", "total . tax", "total . fee", "total . limit", "total . rate"};
  for (const bool open : {false, true}) EXPECT_EQ(compared(yaml, open, rules).difference, "");
}

TEST(Order, TextsAreComparedWithNumbersAsEvaluateDoes) {
  const std::string yaml = R"(
x:
  question: x
word:
  variations:
    - si: x > 4
      alors: "'12'"
    - sinon: "'many'"
total:
  applicable si: x > -4
  somme: [total . part, total . rest]
total . part:
  applicable si: word > 3
  valeur: x
total . rest: total . part + 1
)";
  const Comparison found = compared(yaml, false, {"total", "total . part", "total . rest"});
  EXPECT_EQ(found.difference, "");
  EXPECT_EQ(found.one_by_one, 0U);
}

TEST(Order, BlocksAreOfAnyLength) {
  load::Loaded loaded;
  load::read_text("cycles.publicodes", kTotal, loaded);
  const auto program = load::compile(loaded);
  ASSERT_NE(program, nullptr);
  Request request;
  for (const std::string& rule : kRulesOfTotal) request.targets.push_back(*program->model.find(rule));
  for (const std::size_t rows : {1, 63, 64, 65, 2'048, 2'049, 3'000}) {
    const std::vector<TestColumn> columns = {column(*program->model.find("x"), rows % 2 == 0, rows)};
    for (const Kernels* kernels : {&baseline_kernels(), &best_kernels()}) {
      const Comparison found = compare(program, request, columns, rows, 1'024, *kernels);
      EXPECT_EQ(found.difference, "") << rows;
      EXPECT_EQ(found.one_by_one, 0U) << rows;
    }
  }
}

TEST(Order, FewRowsAreEvaluatedOneByOne) {
  load::Loaded loaded;
  load::read_text("cycles.publicodes", kTotal, loaded);
  const auto program = load::compile(loaded);
  ASSERT_NE(program, nullptr);
  const std::vector<TestColumn> given = {column(*program->model.find("x"), false)};
  Request request;
  request.inputs.push_back(given[0].input);
  request.targets.push_back(*program->model.find("total"));
  for (const std::size_t fewest : {kRows, kRows + 1}) {
    request.fewest_together = fewest;
    const auto plan = make_plan(program, request);
    ASSERT_TRUE(plan);
    Worker worker(*plan);
    const CodedColumns columns(given, worker.dictionary());
    std::vector<ResultColumn> found;
    worker.evaluate(columns.views(), kRows, found);
    EXPECT_EQ(worker.one_by_one(), fewest == kRows ? 0U : kRows);
  }
}

TEST(Order, ThePlanSaysWhatIsFollowed) {
  load::Loaded loaded;
  load::read_text("cycles.publicodes", kTotal, loaded);
  const auto program = load::compile(loaded);
  ASSERT_NE(program, nullptr);
  Request request;
  request.targets.push_back(*program->model.find("total"));
  const auto plan = make_plan(program, request);
  ASSERT_TRUE(plan);
  const std::string told = describe(**plan, base::Language::kEnglish);
  EXPECT_NE(told.find("Followed in the order of evaluation"), std::string::npos) << told;
  EXPECT_NE(told.find("rule that depends on itself"), std::string::npos) << told;
  EXPECT_EQ(told.find("one by one"), std::string::npos) << told;
}

TEST(Order, WorkIsBounded) {
  // Contexts in contexts make twice as many visits at each level: past all bounds, the rows are left.
  std::string yaml = "x:\n  question: x\nr0: x + 1\n";
  constexpr int kLevels = 16;
  for (int i = 1; i <= kLevels; ++i) {
    const std::string below = "r" + std::to_string(i - 1);
    const std::string name = "r" + std::to_string(i);
    yaml += "a" + std::to_string(i) + ":\n  question: a\n  par défaut: x\n";
    for (const char* side : {"left", "right"}) {
      yaml += name + side + ":\n  valeur: " + below + " + a" + std::to_string(i) + "\n  contexte:\n    a" +
              std::to_string(i) + ": " + (side[0] == 'l' ? "1" : "2") + "\n";
    }
    yaml += name + ": " + name + "left + " + name + "right\n";
  }
  const Comparison found = compared(yaml, false, {"r" + std::to_string(kLevels)});
  EXPECT_EQ(found.difference, "");
  EXPECT_GT(found.one_by_one, 0U);
}

}  // namespace
}  // namespace partance::engine::batch
