// A reform takes the place of rules, and says which.
#include "microsimulation/cost/reform.hpp"

#include <gtest/gtest.h>

#include "microsimulation/cost/reach.hpp"
#include "microsimulation/cost/small_example.hpp"

namespace partance::microsimulation::cost {
namespace {

TEST(Reform, ReplacesARuleAndShowsBothTexts) {
  const auto programs = programs_of(kSmallRules, "aides . bourse . éligible:\n  valeur: revenu < plafond\n\n# fin\n");
  ASSERT_NE(programs.after, nullptr);
  ASSERT_EQ(programs.reform.changes.size(), 1U);
  const RuleChange& change = programs.reform.changes[0];
  EXPECT_EQ(change.name, "aides . bourse . éligible");
  EXPECT_EQ(change.file, "reform.publicodes");
  EXPECT_EQ(change.before, "aides . bourse . éligible: revenu <= plafond");
  EXPECT_EQ(change.after, "aides . bourse . éligible:\n  valeur: revenu < plafond");
  EXPECT_EQ(programs.before->model.rules.size(), programs.after->model.rules.size());
}

TEST(Reform, AddsARuleWithoutFormerText) {
  const auto programs = programs_of(kSmallRules, "nouveau: 3\n");
  ASSERT_EQ(programs.reform.changes.size(), 1U);
  EXPECT_EQ(programs.reform.changes[0].before, "");
  EXPECT_TRUE(programs.after->model.find("nouveau").has_value());
}

TEST(Reform, LeavesOutARuleWrittenAsItWas) {
  const auto programs = programs_of(kSmallRules, "plafond: 20000 €/an\n");
  EXPECT_TRUE(programs.reform.changes.empty());
  EXPECT_TRUE(programs.reform.touched.empty());
}

TEST(Reform, ReplacesRulesWrittenWithinOthers) {
  const char* const rules =
      "a:\n  valeur: b + c\n  avec:\n    b: 1\n    c:\n      valeur: d\n      avec:\n        d: 2\n";
  const auto inner = programs_of(rules, "a . c . d: 5\n");
  ASSERT_NE(inner.after, nullptr) << inner.diagnostics.size();
  EXPECT_EQ(inner.reform.changes[0].before, "        d: 2");
  EXPECT_TRUE(inner.reform.removed.empty());
  const auto outer = programs_of(rules, "a:\n  valeur: b\n  avec:\n    b: 7\n");
  ASSERT_NE(outer.after, nullptr);
  EXPECT_EQ(outer.reform.removed, (std::vector<std::string>{"a . c", "a . c . d"}));
  EXPECT_FALSE(outer.after->model.find("a . c").has_value());
  EXPECT_TRUE(outer.before->model.find("a . c").has_value()) << "the former rulebook stays as it was";
  const auto plain = programs_of("a: 1\na . b: 2\n", "a:\n  valeur: b\n  avec:\n    b: 3\n");
  ASSERT_NE(plain.after, nullptr) << "a rule written within another replaces one that stood alone";
}

TEST(Reform, ReachesTheRulesThatReadWhatChanged) {
  const auto programs = programs_of(kSmallRules, kHigherCeiling);
  const auto reached = reached_rules(*programs.after, programs.reform.touched);
  const auto is_reached = [&](const char* name) { return reached[index(*programs.after->model.find(name))]; };
  EXPECT_TRUE(is_reached("plafond"));
  EXPECT_TRUE(is_reached("aides . bourse . éligible"));
  EXPECT_TRUE(is_reached("aides . bourse . montant"));
  EXPECT_FALSE(is_reached("aides . mensuelle . montant mensuel"));
  EXPECT_FALSE(is_reached("revenu"));
}

TEST(Reform, TellsTheAidsAndRulesThatAChangeTouches) {
  const auto programs = programs_of(kSmallRules, kHigherCeiling);
  const Reach reach = reach_of(*programs.before, *programs.after, std::vector<std::string>{"plafond"});
  EXPECT_EQ(reach.aids, std::vector<std::string>{"bourse"});
  EXPECT_EQ(reach.rules, (std::vector<std::string>{"aides . bourse . éligible", "aides . bourse . montant"}));
}

TEST(Reform, ReachesThroughReplacementsAndParents) {
  const auto programs = programs_of("a:\n  valeur: oui\na . b: 1\nc: a . b\nd: 2\ne: d\n",
                                    "a:\n  question: quoi\nf:\n  remplace: d\n  valeur: 3\n");
  const auto reached = reached_rules(*programs.after, programs.reform.touched);
  const auto is_reached = [&](const char* name) { return reached[index(*programs.after->model.find(name))]; };
  EXPECT_TRUE(is_reached("a . b")) << "its parent may be no";
  EXPECT_TRUE(is_reached("c"));
  EXPECT_TRUE(is_reached("e")) << "it reads d, which f replaces";
}

}  // namespace
}  // namespace partance::microsimulation::cost
