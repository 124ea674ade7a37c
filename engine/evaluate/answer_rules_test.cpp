// Answers and evaluated expressions are rules of their own, as in the reference (asked of npm publicodes; the same
// rules are in tests/oracle/found.jsonl, where the oracle confirms them).
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/evaluate/run.hpp"
#include "engine/load/load.hpp"
#include "engine/syntax/reader.hpp"

namespace partance::engine::evaluate {
namespace {

using value::Kind;
using Scores = std::vector<std::pair<std::string, double>>;

class Asked {
 public:
  explicit Asked(const std::string& rules) {
    load::read_text("rules.publicodes", rules, loaded_);
    const auto program = load::compile(loaded_);
    EXPECT_NE(program, nullptr);
    run_ = std::make_unique<Run>(program, RunOptions{});
  }

  void answer(std::string_view rule, std::string_view text) { EXPECT_TRUE(run_->set(*run_->model().find(rule), text)); }

  Value rule(std::string_view name) { return run_->evaluate(*run_->model().find(name)); }

  Value expression(const std::string& json) {
    const auto source = loaded_.sources.add("expression", json);
    std::vector<syntax::Diagnostic> diagnostics;
    const auto document = syntax::read_json(loaded_.sources, source, {}, diagnostics);
    EXPECT_TRUE(document.has_value());
    const auto found = run_->evaluate(*document, document->root(), diagnostics);
    EXPECT_TRUE(found.has_value());
    return found.value_or(Value());
  }

  Scores missing(const Value& value) {
    Scores scores;
    for (const auto& [rule, score] : run_->missing_scores(value)) {
      scores.emplace_back(run_->model().rule(rule).name, score);
    }
    return scores;
  }

  [[nodiscard]] std::uint32_t warnings() const { return run_->warnings(); }
  [[nodiscard]] std::string text(const Value& v) { return std::string(run_->texts().text(v.text_id())); }

 private:
  load::Loaded loaded_;
  std::unique_ptr<Run> run_;
};

TEST(AnswerRules, AnAnswerThatLeadsBackToItselfIsCutAtItsThirdEntry) {
  Asked asked("c: 3\nz:\n  remplace: c\n  possiblement non applicable: oui\n");
  asked.answer("z", "c + 1");
  const Value z = asked.rule("z");
  EXPECT_TRUE(z.is(Kind::kUndefined));
  EXPECT_EQ(asked.missing(z), (Scores{{"z", 6}}));
  EXPECT_EQ(asked.warnings(), 1);
}

TEST(AnswerRules, TheTermsOfAnEvaluatedMaximumStandBelowIt) {
  Asked asked("x: {type: nombre}\na: {type: nombre}\nd: {par défaut: 4}\nv: {variations: [{si: non, alors: 5}]}\n");
  EXPECT_EQ(asked.missing(asked.expression(R"({"le minimum de": ["x", "a", "d"]})")),
            (Scores{{"d", 5}, {"a", 16}, {"x", 13}}));
  EXPECT_EQ(asked.expression(R"({"le minimum de": ["v", 100]})").number, 100);
}

TEST(AnswerRules, AReplacedReferenceIsKnownToApplyWhenItsReplacementsAre) {
  Asked asked("d:\nz:\n  remplace: d\ne:\n  est non applicable: d\n");
  const Value e = asked.rule("e");
  EXPECT_TRUE(e.is_false());
  EXPECT_EQ(asked.missing(e), Scores{});
}

TEST(AnswerRules, ParentsAreInferredWithEachRuleInTurn) {
  const std::string cycle =
      "zb:\n  variations:\n    - si: v\n      alors: na\n    - sinon: z\n"
      "na:\n  applicable si: non\n  valeur: 3\nv: oui\nz: zb\nz . k: 5\n";
  EXPECT_EQ(Asked(cycle).rule("z . k").number, 5);
  EXPECT_TRUE(Asked("'[privé] z . first': 4\n" + cycle).rule("z . k").is(Kind::kNotApplicable));
}

TEST(AnswerRules, ARateThatIsNoNumberIsKeptAsItIs) {
  const auto rate = [](const std::string& brackets) {
    return "r:\n  taux progressif:\n    assiette: 5\n    tranches: " + brackets + "\n";
  };
  EXPECT_TRUE(Asked(rate("[{taux: oui}]")).rule("r").is_true());
  EXPECT_NEAR(Asked(rate("[{taux: non, plafond: 3}, {taux: 3 %, plafond: 10}]")).rule("r").number, 6.0 / 7, 1e-12);
  Asked dated(rate("[{taux: 01/01/2024, plafond: 10}]"));
  EXPECT_EQ(dated.text(dated.rule("r")), "01/01/2024NaN");
}

TEST(AnswerRules, AContextMetInsideItselfIsATestAlthoughItsRuleRounds) {
  Asked asked("c:\ne:\n  produit:\n    - condition: {si: e, alors: e, sinon: c}\n  arrondi: oui\n  contexte: {}\n");
  EXPECT_TRUE(asked.rule("e").is(Kind::kNotApplicable));
}

}  // namespace
}  // namespace partance::engine::evaluate
