// Rules that lead back to themselves: computed by columns where the order of evaluation can be followed, and always
// what evaluate gives.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/batch/same_as_evaluate.hpp"
#include "engine/load/load.hpp"

namespace partance::engine::batch {
namespace {

constexpr std::size_t kRows = 24;

/// Numbers of all signs, with rows that are not known and not applicable when `open`.
TestColumn column(model::RuleId rule, bool open) {
  TestColumn made;
  made.input.rule = rule;
  made.input.is_complete = !open;
  for (std::size_t row = 0; row < kRows; ++row) {
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

TEST(Order, WorkIsBounded) {
  // Each rule asks all the others: what rows have come by grows past all bounds, and the rows are left.
  std::string yaml = "x:\n  question: x\ntotal:\n  somme:\n";
  constexpr int kParts = 25;
  for (int i = 0; i < kParts; ++i) yaml += "    - total . r" + std::to_string(i) + "\n";
  for (int i = 0; i < kParts; ++i) {
    yaml += "total . r" + std::to_string(i) + ":\n  variations:\n";
    for (int j = 0; j < kParts; ++j) {
      yaml += "    - si: x > " + std::to_string((i * 7 + j * 13) % 17) + "\n      alors: total . r" +
              std::to_string((i + j) % kParts) + " / 2\n";
    }
    yaml += "    - sinon: x\n";
  }
  const Comparison found = compared(yaml, false, {"total"});
  EXPECT_EQ(found.difference, "");
  EXPECT_GT(found.one_by_one, 0U);
}

}  // namespace
}  // namespace partance::engine::batch
