// What evaluation makes of replaced references, as the reference does (asked of npm publicodes; the same rules are in
// tests/oracle/found.jsonl, where the oracle confirms them).
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/evaluate/run.hpp"
#include "engine/evaluate/told.hpp"
#include "engine/load/load.hpp"
#include "engine/plan/serialised.hpp"

namespace partance::engine::evaluate {
namespace {

using Scores = std::vector<std::pair<std::string, double>>;

std::shared_ptr<const plan::Program> program_of(const std::string& rules) {
  load::Loaded loaded;
  load::read_text("rules.publicodes", rules, loaded);
  auto program = load::compile(loaded);
  EXPECT_NE(program, nullptr);
  return program;
}

/// What a rule lacks, in order, with scores.
Scores missing(const std::shared_ptr<const plan::Program>& program, std::string_view rule) {
  Run run(program, {});
  const Value value = run.evaluate(*run.model().find(rule));
  Scores scores;
  for (const auto& [missed, score] : run.missing_scores(value))
    scores.emplace_back(run.model().rule(missed).name, score);
  return scores;
}

/// `z` replaces `a` everywhere and `y` in `t . second` alone.
std::string two_lists(const std::string& condition) {
  return "a:\nx:\nz:\n  remplace: a\n" + condition +
         "y:\n  remplace:\n    références à: a\n    dans: t . second\n"
         "t:\nt . first: a\nt . second: a\nt . third: a\n"
         "second alone:\n  somme: [t . second]\n"
         "both lists:\n  somme: [t . first, t . second]\n"
         "one list twice:\n  somme: [t . first, t . third]\n";
}

TEST(Replacement, WhetherARuleReplacesIsAskedAnewWhereOthersMayReplaceToo) {
  const auto program = program_of(two_lists(""));
  EXPECT_EQ(missing(program, "second alone"), (Scores{{"z", 1}}));
  EXPECT_EQ(missing(program, "both lists"), (Scores{{"z", 5}}));
  EXPECT_EQ(missing(program, "one list twice"), (Scores{{"z", 2}}));
}

TEST(Replacement, ARuleThatWasComputedAndIsNotKnownReplaces) {
  const auto program = program_of(two_lists("  applicable si: x\n"));
  EXPECT_EQ(missing(program, "second alone"), (Scores{{"x", 6}, {"y", 1}, {"a", 1}}));
  EXPECT_EQ(missing(program, "both lists"), (Scores{{"x", 12}, {"a", 1}}));
}

TEST(Replacement, AProgramReadBackKnowsWhatItsReferencesBecame) {
  const auto program = program_of(two_lists(""));
  const auto again = plan::read_program(plan::write_program(*program));
  ASSERT_TRUE(again);
  EXPECT_EQ((*again)->model.written_replacements, program->model.written_replacements);
  EXPECT_FALSE(program->model.written_replacements.empty());
  EXPECT_EQ(missing(*again, "both lists"), missing(program, "both lists"));
}

/// What a rule that holds `text` is worth.
Value value_of(const std::string& text) {
  const auto program = program_of("x: " + text + "\n");
  Run run(program, {});
  return run.evaluate(*run.model().find("x"));
}

double number_of(const std::string& text) {
  return value_of(text).number;
}

TEST(Arithmetic, ATermIsConvertedEvenToTheUnitItHas) {
  EXPECT_EQ(number_of("8.55% + 200.5%"), 209.04999999999998);
  EXPECT_EQ(number_of("8.55% - 200.5%"), -191.94999999999996);
  EXPECT_EQ(number_of("8.55 € + 200.5 €"), 209.05);
  EXPECT_EQ(number_of("0 € + 0.000000000123456789 €"), 1.234568e-10);
  EXPECT_EQ(number_of("0 + 0.000000000123456789"), 1.23456789e-10);
  EXPECT_EQ(number_of("1 m.cm.mm + 7 m.cm.mm"), 1.007);
}

TEST(Arithmetic, AComparisonConvertsTooSoThatAPercentageMayBeLessThanItself) {
  EXPECT_FALSE(value_of("200.5% <= 200.5%").is_true());
  EXPECT_TRUE(value_of("8.55% <= 8.55%").is_true());
  EXPECT_TRUE(value_of("0.000000000123456789 € < 0.000000000123456785 €").is_true());
}

TEST(Arithmetic, AUnitThatANumberHasIsConvertedToAgain) {
  EXPECT_EQ(number_of("\n  valeur: 200.5 %\n  unité: '%'"), 200.49999999999997);
  EXPECT_EQ(number_of("\n  valeur: 300 %\n  abattement: 100.5 %"), 199.5);
}

}  // namespace
}  // namespace partance::engine::evaluate
