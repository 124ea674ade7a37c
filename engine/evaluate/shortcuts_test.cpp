// Where evaluation takes a short way, the answer is that of the long way: constants against rules, a run against one
// that keeps every step, an answer read for the first time against one whose like was read before.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/evaluate/run.hpp"
#include "engine/evaluate/told.hpp"
#include "engine/load/load.hpp"

namespace partance::engine::evaluate {
namespace {

std::shared_ptr<const plan::Program> program_of(const std::string& rules) {
  load::Loaded loaded;
  load::read_text("rules.publicodes", rules, loaded);
  auto program = load::compile(loaded);
  EXPECT_NE(program, nullptr);
  return program;
}

std::string answer_of(Run& run, std::string_view rule) {
  const Value value = run.evaluate(*run.model().find(rule));
  return told(run, value) + " " + std::to_string(run.warnings()) + " " + run.failure().message.fr;
}

/// Answers to `base` that meet every bracket, every kind of value and several units; empty: no answer.
const std::vector<std::string> kBases = {"",    "0",        "0 €",     "-5 €",  "0.2 €", "5 €",    "10 €",  "10.5 €",
                                         "20",  "20 €",     "0.02 k€", "25 k€", "1e3",   "30 %",   "12 km", "oui",
                                         "non", "1 €/mois", "'mot'",   "autre", "0.1",   "0.3 k€", "3 €"};

/// Says `court` and `long` of each rule set for each base, which must agree (each may name itself as missing).
void expect_same(const std::string& rules) {
  const auto program = program_of(rules + "\nbase:\nautre:\n  applicable si: non\n  valeur: 4 €\n");
  Run run(program, {});
  for (const std::string& base : kBases) {
    const auto answer = [&](const std::string& rule) {
      run.clear();
      if (!base.empty()) run.set(*run.model().find("base"), base);
      std::string text = answer_of(run, rule);
      if (const auto at = text.find(rule); at != std::string::npos) text.replace(at, rule.size(), "elle-même");
      return text;
    };
    EXPECT_EQ(answer("court"), answer("long")) << base << "\n" << rules;
  }
}

TEST(Shortcuts, ConstantBracketsGiveWhatComputedOnesGive) {
  for (const std::string unit : {" €", "", " k€", " %"}) {
    const auto scale = [&](const std::string& kind, const std::string& amount, const std::string& low,
                           const std::string& high) {
      return kind + ":\n    assiette: base\n    tranches:\n      - " + amount + ": 10 %\n        plafond: " + low +
             "\n      - " + amount + ": 5\n        plafond: " + high + "\n      - " + amount + ": 2 %\n";
    };
    for (const auto& [kind, amount] : {std::pair("barème", "taux"), std::pair("grille", "montant")}) {
      for (const auto& [low, high] : {std::pair("10", "20"), std::pair("0.2", "0.3"), std::pair("20", "10"),
                                      std::pair("0", "10"), std::pair("-1", "3")}) {
        expect_same("bas: " + (low + unit) + "\nhaut: " + (high + unit) + "\ncourt:\n  " +
                    scale(kind, amount, low + unit, high + unit) + "long:\n  " + scale(kind, amount, "bas", "haut"));
      }
    }
  }
  // Closed at its end, and of a rate that is none.
  for (const std::string rate : {"10 %", "3 km"}) {
    for (const std::string kind : {"barème", "grille"}) {
      const auto scale = [&](const std::string& ceiling) {
        return kind + ":\n    assiette: base\n    tranches:\n      - " + (kind == "grille" ? "montant: " : "taux: ") +
               rate + "\n        plafond: " + ceiling + "\n";
      };
      expect_same("haut: 10 €\ncourt:\n  " + scale("10 €") + "long:\n  " + scale("haut"));
    }
  }
}

TEST(Shortcuts, AConstantBoundGivesTheSameWhenEveryStepIsKept) {
  RunOptions keeps_all;  // shortcuts need values that nobody asks for
  keeps_all.keep_all = true;
  for (const std::string bound : {"10 €", "0", "0.01 k€", "5 %", "3"}) {
    for (const std::string kind : {"plafond", "plancher"}) {
      const auto program = program_of("base:\nautre:\n  applicable si: non\n  valeur: 4 €\nrègle:\n  valeur: base\n  " +
                                      kind + ": " + bound + "\n");
      for (const std::string& base : kBases) {
        evaluate::Run quick(program, {});
        evaluate::Run thorough(program, keeps_all);
        for (evaluate::Run* const run : {&quick, &thorough}) {
          if (!base.empty()) run->set(*run->model().find("base"), base);
        }
        EXPECT_EQ(answer_of(quick, "règle"), answer_of(thorough, "règle")) << kind << " " << bound << " of " << base;
      }
    }
  }
}

TEST(Shortcuts, ARunThatKeepsEveryStepKeepsWhatStandsBetweenARuleAndItsFormula) {
  const auto program = program_of(
      "base:\nsimple: base + 1\nrègle:\n  valeur: base + 1\n  plafond: 10\nchoix:\n  une possibilité: [\"'a'\", "
      "\"'b'\"]\n  par défaut: "
      "\"'a'\"\n");
  RunOptions keeps_all;
  keeps_all.keep_all = true;
  evaluate::Run run(program, keeps_all);
  run.set(*run.model().find("base"), "3");
  for (const std::string name : {"simple", "règle", "choix"}) {
    const model::Rule& rule = run.model().rule(*run.model().find(name));
    run.evaluate(*run.model().find(name));
    EXPECT_TRUE(run.computed(rule.node)) << name;
    EXPECT_TRUE(run.computed(rule.body)) << name;
    if (name == "choix") {
      EXPECT_TRUE(run.computed(rule.choice));
    }
  }
}

TEST(Shortcuts, AnAnswerIsReadTheSameWhateverWasReadBefore) {
  const auto program = program_of("base:\n  unité: €/an\nautre: 3 €\nrègle: base * 2\n");
  const std::vector<std::string> texts = {
      "12 €",     "12.5 €", "12. €",        "12 €/mois",    "7 €/mois",      "7€",     "7 €",
      "12 e-7",   "1e3",    "12 € ",        "12  €",        "12\n€",         "12 / 2", "01/02/2024",
      "02/2024",  "12 %",   "12%",          "oui",          "non",           "'12 €'", "12",
      "012",      "1.50",   "12 € + autre", "12 €.an/mois", "3 m2",          "3 m2 ",  "123456789012345678 €",
      "12 €/ an", "12 €/",  "'a' ",         "\"a\"",        "12 autre chose"};
  evaluate::Run seen(program, {});
  for (int round = 0; round < 3; ++round) {
    for (const std::string& text : texts) {
      evaluate::Run fresh(program, {});
      if (round != 1) seen.clear();  // in the second round, expressions added to the run stay
      const RuleId base = *seen.model().find("base");
      ASSERT_EQ(seen.set(base, text), fresh.set(base, text)) << text;
      const RuleId rule = *seen.model().find("règle");
      const Value before = seen.evaluate(rule);
      const Value afresh = fresh.evaluate(rule);
      EXPECT_EQ(told(seen, before), told(fresh, afresh)) << text;
      seen.unset(base);
    }
  }
}

}  // namespace
}  // namespace partance::engine::evaluate
