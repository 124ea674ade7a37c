// Rule sets made to hurt: whatever a stranger writes, an evaluation ends soon, with a value or with a fault in words.
#include <chrono>
#include <cmath>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "engine/evaluate/run.hpp"
#include "engine/load/load.hpp"

namespace partance::engine::evaluate {
namespace {

using value::Kind;

/// Far above what the machine needs, far below what a loop without a bound would take.
constexpr std::chrono::seconds kSoon{20};

class Limits : public testing::Test {
 protected:
  void SetUp() override { start_ = std::chrono::steady_clock::now(); }
  void TearDown() override { EXPECT_LT(std::chrono::steady_clock::now() - start_, kSoon); }

  /// Loads rules; when they are refused, code() says why.
  bool load(std::string rules, const model::BuildOptions& options = {}) {
    loaded_ = {};
    load::read_text("limits.publicodes", std::move(rules), loaded_);
    program_ = load::compile(loaded_, options);
    for (const auto& d : loaded_.diagnostics) {
      EXPECT_FALSE(d.message.fr.empty() || d.message.en.empty()) << d.code;
      EXPECT_FALSE(syntax::render(d, loaded_.sources, base::Language::kEnglish).empty());
    }
    return program_ != nullptr;
  }
  [[nodiscard]] std::string code() const { return loaded_.diagnostics.empty() ? "" : loaded_.diagnostics.front().code; }

  Value evaluate(const std::string& rule, const RunOptions& options = {}) {
    run_ = std::make_unique<evaluate::Run>(program_, options);
    return run_->evaluate(*run_->model().find(rule));
  }
  /// The fault of the last evaluation; it must be said in both languages.
  Fault fault() {
    const Failure failure = run_->failure();
    EXPECT_FALSE(failure.message.fr.empty() || failure.message.en.empty());
    return failure.fault;
  }

  load::Loaded loaded_;
  std::shared_ptr<const plan::Program> program_;
  std::unique_ptr<evaluate::Run> run_;
  std::chrono::steady_clock::time_point start_;
};

std::string chain(std::size_t length, const std::string& step) {
  std::string rules = "r0: 1\n";
  for (std::size_t i = 1; i < length; ++i) {
    rules += "r" + std::to_string(i) + ": r" + std::to_string(i - 1) + " " + step + "\n";
  }
  return rules;
}

TEST_F(Limits, AShortChainOfRulesIsComputed) {
  ASSERT_TRUE(load(chain(500, "+ 1")));
  EXPECT_EQ(evaluate("r499").number, 500);
}

TEST_F(Limits, AChainOfAHundredThousandRulesIsRefusedOrComputed) {
  if (!load(chain(100'000, "+ 1"))) {
    EXPECT_EQ(code(), "model-too-deep");
    return;
  }
  const Value v = evaluate("r99999");
  if (v.is_number()) {
    EXPECT_EQ(v.number, 100'000);
  } else {
    EXPECT_EQ(fault(), Fault::kTooDeep);
  }
}

TEST_F(Limits, AHundredThousandRulesSideBySideAreLoaded) {
  std::string rules = "a: 1\n";
  for (std::size_t i = 0; i < 100'000; ++i) rules += "r" + std::to_string(i) + ": a + " + std::to_string(i) + "\n";
  ASSERT_TRUE(load(std::move(rules)));
  EXPECT_EQ(evaluate("r99999").number, 100'000);
}

TEST_F(Limits, AListOfTenThousandItemsIsComputed) {
  std::string items;
  for (std::size_t i = 0; i < 10'000; ++i) items += "\n    - a";
  ASSERT_TRUE(load("a: 2\nsum:\n  somme:" + items + "\nmean:\n  moyenne:" + items +
                   "\nall:\n  toutes ces conditions:" + items + "\n"));
  EXPECT_EQ(evaluate("sum").number, 20'000);
  const Value mean = evaluate("mean");
  EXPECT_TRUE(mean.is_number() ? mean.number == 2 : fault() == Fault::kTooDeep);
}

TEST_F(Limits, AMaximumOfTenThousandItemsIsComputedOrRefused) {
  std::string items;
  for (std::size_t i = 0; i < 10'000; ++i) items += "\n    - a";
  if (!load("a: 2\nmost:\n  le maximum de:" + items + "\n")) return;
  const Value most = evaluate("most");
  EXPECT_TRUE(most.is_number() ? most.number == 2 : fault() == Fault::kTooDeep);
}

TEST_F(Limits, DeepParenthesesAreRefused) {
  EXPECT_FALSE(load("a: " + std::string(10'000, '(') + "1" + std::string(10'000, ')')));
  EXPECT_EQ(code(), "expression-too-deep");
}

TEST_F(Limits, DeepMechanismsAreRefused) {
  std::string body = "1";
  for (int i = 0; i < 5'000; ++i) body = "{ valeur: " + body + " }";
  EXPECT_FALSE(load("a: " + body));
  EXPECT_EQ(code(), "document-too-deep");
}

TEST_F(Limits, AliasBombsAreRefused) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
    for (int k = 0; k < 9; ++k) bomb += ", " + before;
    bomb += "]\n";
  }
  EXPECT_FALSE(load(bomb));
  EXPECT_EQ(code(), "document-too-many-nodes");
}

TEST_F(Limits, HugeAndTinyNumbersAreNumbers) {
  ASSERT_TRUE(load(
      "big: { valeur: 1e308 }\nbigger: big * 10\nnone: bigger - bigger\nsmall: { valeur: 5e-324 }\nhalf: small / 2\n"
      "digits: { valeur: " +
      std::string(400, '9') + " }\n"));
  EXPECT_TRUE(std::isinf(evaluate("bigger").number));
  EXPECT_TRUE(std::isnan(evaluate("none").number));
  EXPECT_EQ(evaluate("half").number, 0);
  EXPECT_TRUE(std::isinf(evaluate("digits").number));
}

TEST_F(Limits, ARuleThatNeedsItselfHasNoValue) {
  ASSERT_TRUE(load("a: b + 1\nb: a + 1\nc: c"));
  EXPECT_TRUE(evaluate("a").is(Kind::kUndefined));
  EXPECT_TRUE(evaluate("c").is(Kind::kUndefined));
  RunOptions strict;
  strict.refuse_cycles = true;
  EXPECT_TRUE(evaluate("a", strict).is(Kind::kError));
  EXPECT_EQ(fault(), Fault::kCycle);
}

/// Each rule uses the one before twice through a cycle: without a bound, 2^n visits.
TEST_F(Limits, CyclesThatDoubleAtEachRuleEnd) {
  std::string rules;
  constexpr int kRules = 40;
  for (int i = 0; i < kRules; ++i) {
    rules += "r" + std::to_string(i) + ": { somme: [r" + std::to_string((i + 1) % kRules) + ", r" +
             std::to_string((i + 7) % kRules) + "] }\n";
  }
  ASSERT_TRUE(load(rules));
  RunOptions options;
  options.limits.steps = 2'000'000;
  const Value v = evaluate("r0", options);
  EXPECT_TRUE(v.is(Kind::kUndefined) || fault() == Fault::kTooManySteps);
}

TEST_F(Limits, NestedContextsEnd) {
  std::string rules = "x: 1\nr0: x + 1\n";
  for (int i = 1; i < 60; ++i) {
    const std::string before = "r" + std::to_string(i - 1);
    rules += "r" + std::to_string(i) + ": { valeur: " + before + " + " + before + ", contexte: { x: x + 1 } }\n";
  }
  ASSERT_TRUE(load(rules));
  RunOptions options;
  options.limits.steps = 2'000'000;
  const Value v = evaluate("r59", options);
  EXPECT_TRUE(v.is_number() || fault() == Fault::kTooDeep || fault() == Fault::kTooManySteps);
}

TEST_F(Limits, ContextsThatCallEachOtherWithOtherValuesEnd) {
  ASSERT_TRUE(load("n: 100\nf: { valeur: n + g }\ng: { valeur: f, contexte: { n: n + 1 } }\n"));
  RunOptions options;
  options.limits.steps = 2'000'000;
  const Value v = evaluate("f", options);
  EXPECT_TRUE(v.is(Kind::kUndefined) || v.is(Kind::kError) || v.is_number());
}

TEST_F(Limits, SolversThatDoNotFindEnd) {
  ASSERT_TRUE(
      load("brut: { inversion numérique: [net], unité: € }\nnet: { valeur: brut * 0 + 5 € }\n"
           "a: { valeur: a + 1, résoudre la référence circulaire: oui }\n"
           "b: { valeur: b * b + 1, résoudre la référence circulaire: oui }\n"));
  for (const char* rule : {"brut", "net", "a", "b"}) {
    const Value v = evaluate(rule);
    EXPECT_TRUE(!v.is(Kind::kError) || fault() != Fault::kNone) << rule;
  }
}

TEST_F(Limits, SolversInsideSolversEnd) {
  std::string rules;
  for (int i = 0; i < 12; ++i) {
    const std::string n = std::to_string(i);
    const std::string next = i == 11 ? "1" : "b" + std::to_string(i + 1);
    rules +=
        "b" + n + ": { inversion numérique: [n" + n + "] }\nn" + n + ": { valeur: b" + n + " * 2 + " + next + " }\n";
  }
  ASSERT_TRUE(load(rules));
  run_ = std::make_unique<evaluate::Run>(program_, RunOptions{.limits = {.steps = 5'000'000}, .today = {}});
  for (int i = 0; i < 12; ++i) run_->set(*run_->model().find("n" + std::to_string(i)), Value::of_number(100 + i));
  const Value v = run_->evaluate(*run_->model().find("b0"));
  EXPECT_TRUE(v.is_number() || v.is(Kind::kUndefined) || fault() != Fault::kNone);
}

TEST_F(Limits, TextsThatDoubleEnd) {
  std::string templates = "t0: \"'abcdefghij'\"\n";
  for (int i = 1; i < 60; ++i) {
    const std::string n = std::to_string(i);
    const std::string before = std::to_string(i - 1);
    templates += "t" + n + ": { texte: '{{ t" + before + " }}{{ t" + before + " }}' }\n";
  }
  ASSERT_TRUE(load(templates));
  EXPECT_TRUE(evaluate("t59").is(Kind::kError));
  EXPECT_NE(fault(), Fault::kNone);
}

TEST_F(Limits, TextsThatDoubleBySumsEnd) {
  std::string sums = "s0: \"'abcdefghij'\"\n";
  for (int i = 1; i < 60; ++i) {
    const std::string before = std::to_string(i - 1);
    sums += "s" + std::to_string(i) + ": s" + before + " + s" + before + "\n";
  }
  ASSERT_TRUE(load(sums));
  EXPECT_TRUE(evaluate("s59").is(Kind::kError));
  EXPECT_NE(fault(), Fault::kNone);
}

/// Each text is allowed; together they would take 750 MB for 300 kB of rules.
TEST_F(Limits, TextsThatPileUpEnd) {
  constexpr int kTexts = 2'500;
  std::string rules = "t0: { texte: '" + std::string(300'000, 'x') + "' }\n";
  std::string all = "all: { une de ces conditions: [t0 = 'a'";
  for (int i = 1; i < kTexts; ++i) {
    const std::string n = std::to_string(i);
    rules += "t" + n + ": { texte: '{{ t0 }}" + n + "' }\n";
    all += ", t" + n + " = 'a'";
  }
  ASSERT_TRUE(load(rules + all + "] }\n"));
  EXPECT_TRUE(evaluate("all").is(Kind::kError));
  EXPECT_EQ(fault(), Fault::kTooManySteps);
}

TEST_F(Limits, UnitsThatDoubleEnd) {
  std::string rules = "u0: 2 m.s.kg\n";
  for (int i = 1; i < 60; ++i) {
    const std::string before = "u" + std::to_string(i - 1);
    rules += "u" + std::to_string(i) + ": " + before + " * " + before + "\n";
  }
  ASSERT_TRUE(load(rules));
  const Value v = evaluate("u59");
  EXPECT_TRUE(v.is_number() || fault() == Fault::kTooManyUnits);
}

TEST_F(Limits, ReplacementsThatMultiplyEnd) {
  std::string rules = "a: 1\n";
  for (int i = 0; i < 300; ++i) rules += "r" + std::to_string(i) + ": { valeur: a + 1, remplace: a }\n";
  rules += "b: a\n";
  ASSERT_TRUE(load(rules) || !code().empty());
  if (!program_) return;
  RunOptions options;
  options.limits.steps = 5'000'000;
  const Value v = evaluate("b", options);
  EXPECT_TRUE(v.is_number() || v.is(Kind::kUndefined) || fault() != Fault::kNone);
}

TEST_F(Limits, MissingSetsThatDoubleEnd) {
  std::string rules = "i: { question: x, type: nombre }\nr0: i + i\n";
  for (int i = 1; i < 200; ++i) {
    const std::string before = "r" + std::to_string(i - 1);
    rules += "r" + std::to_string(i) + ": " + before + " + " + before + "\n";
  }
  ASSERT_TRUE(load(rules));
  const Value v = evaluate("r199");
  EXPECT_TRUE(v.is(Kind::kUndefined));
  const auto missing = run_->missing_scores(v);
  ASSERT_EQ(missing.size(), 1U);
  EXPECT_TRUE(std::isfinite(missing[0].second));
}

TEST_F(Limits, TenThousandMissingInputsAreListed) {
  std::string rules;
  std::string items;
  for (std::size_t i = 0; i < 10'000; ++i) {
    const std::string name = "i" + std::to_string(i);
    rules += name + ": { question: x, type: nombre }\n";
    items += "\n    - " + name;
  }
  ASSERT_TRUE(load(rules + "s:\n  somme:" + items + "\n"));
  const Value v = evaluate("s");
  EXPECT_TRUE(v.is(Kind::kUndefined));
  EXPECT_EQ(run_->missing(v).size(), 10'000U);
  EXPECT_EQ(run_->missing_scores(v).size(), 10'000U);
}

TEST_F(Limits, ALongBatchKeepsNeitherTheTextsNorTheUnitsOfItsAnswers) {
  ASSERT_TRUE(load("a:\nb: a\n"));
  evaluate::Run run(program_, {});
  const RuleId a = *run.model().find("a");
  std::size_t most_texts = 0;
  std::size_t most_units = 0;
  for (int i = 0; i < 70'000; ++i) {
    run.clear();
    const std::string answer = std::to_string(i);
    ASSERT_TRUE(run.set(a, "'texte " + answer + "'"));
    ASSERT_TRUE(run.evaluate(*run.model().find("b")).is(Kind::kText));
    ASSERT_TRUE(run.set(a, answer + " u" + std::string(1, static_cast<char>('a' + i % 26)) + answer + "x"));
    const Value v = run.evaluate(*run.model().find("b"));
    ASSERT_TRUE(v.is_number());
    ASSERT_EQ(v.number, i);
    most_texts = std::max(most_texts, run.texts().size());
    most_units = std::max(most_units, run.units().size());
  }
  EXPECT_LE(most_texts, 10'100U);
  EXPECT_LE(most_units, 10'100U);
}

TEST_F(Limits, AnAnswerTooLargeToHoldIsRefusedAsSuch) {
  ASSERT_TRUE(load("a:\n"));
  evaluate::Run run(program_, {});
  load::Loaded file;
  load::read_text("answers.yaml", "1e400", file);
  std::vector<syntax::Diagnostic> diagnostics;
  const auto& document = *file.documents.at(0);
  EXPECT_FALSE(run.set(*run.model().find("a"), document, document.root(), diagnostics));
  ASSERT_EQ(diagnostics.size(), 1U);
  EXPECT_EQ(diagnostics[0].code, "number-too-large");
}

TEST_F(Limits, AListPastItsLimitIsRefused) {
  std::string items;
  for (std::size_t i = 0; i < 70'000; ++i) items += "\n    - 1";
  EXPECT_FALSE(load("s:\n  somme:" + items + "\n"));
  EXPECT_EQ(code(), "list-too-long");
}

TEST_F(Limits, AModelPastItsLimitIsRefused) {
  EXPECT_FALSE(load("a: 1\nb: 2\nc: 3\n", {.max_rules = 2}));
  EXPECT_EQ(code(), "too-many-rules");
  EXPECT_FALSE(load("a: 1 + 2 + 3 + 4 + 5 + 6\n", {.max_nodes = 5}));
  EXPECT_EQ(code(), "model-too-large");
}

}  // namespace
}  // namespace partance::engine::evaluate
