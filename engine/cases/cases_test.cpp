// Running cases: what passes, what is shown of what does not, what is refused in a file of cases.
#include "engine/cases/cases.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/cases/literal.hpp"

namespace partance::engine::cases {
namespace {

constexpr const char* kRules = R"(
revenu: { question: Combien ?, unité: €/an }
enfants: { question: Combien ?, type: nombre, par défaut: 2 }
pays: { question: Où ?, type: texte }
début: { question: Quand ?, type: date }
mensuel: { valeur: revenu, unité: €/mois }
part: revenu / enfants
à l'étranger: pays != 'FR'
aide: { applicable si: à l'étranger, valeur: 100 € }
perte: 5 € - 8 €
lendemain: début
)";

struct Ran {
  std::vector<Outcome> outcomes;
  std::vector<std::string> codes;
};

Ran run(const std::string& cases, const std::string& rules = kRules) {
  load::Loaded loaded;
  load::read_text("rules.publicodes", rules, loaded);
  auto program = load::compile(loaded);
  EXPECT_NE(program, nullptr);
  load::Loaded file;
  load::read_text("x.cases.yaml", cases, file);
  EXPECT_EQ(file.documents.size(), 1U);
  Ran ran;
  ran.outcomes = Runner(program, {}).run(*file.documents.at(0), file.diagnostics);
  for (const auto& d : file.diagnostics) {
    EXPECT_FALSE(d.message.fr.empty() || d.message.en.empty());
    ran.codes.push_back(d.code);
  }
  return ran;
}

Difference only_difference(const std::string& expectation, const std::string& situation = "{}") {
  const Ran ran = run("cas: [{ nom: x, situation: " + situation + ", attendu: { " + expectation + " } }]");
  EXPECT_EQ(ran.codes, std::vector<std::string>{});
  if (ran.outcomes.size() != 1 || ran.outcomes[0].differences.size() != 1) {
    ADD_FAILURE() << "one difference expected for " << expectation;
    return {};
  }
  return ran.outcomes[0].differences[0];
}

TEST(Cases, PassWhenEveryValueIsTheOneExpected) {
  const Ran ran = run(R"(
commun: { revenu: 24000 €/an, pays: "'ES'", début: 01/09/2025 }
cas:
  - nom: à l'étranger
    attendu: { mensuel: 2000 €/mois, à l'étranger: oui, aide: 100 €, part: 12000 €/an, perte: -3 €, lendemain: 01/09/2025 }
  - nom: en France
    situation: { pays: "'FR'", enfants: 3 }
    attendu: { à l'étranger: non, aide: non applicable, part: 8000 €/an, pays: "'FR'" }
  - nom: pays inconnu
    situation: { pays: null }
    attendu: { aide: non défini }
)");
  EXPECT_EQ(ran.codes, std::vector<std::string>{});
  ASSERT_EQ(ran.outcomes.size(), 3U);
  for (const Outcome& outcome : ran.outcomes) EXPECT_TRUE(outcome.passed()) << outcome.name;
  EXPECT_EQ(ran.outcomes[0].expectations, 6U);
}

TEST(Cases, ForgetTheAnswersOfTheCaseBefore) {
  const Ran ran =
      run("cas: [{ nom: a, situation: { revenu: 12 €/an }, attendu: { mensuel: 1 €/mois } }, "
          "{ nom: b, attendu: { mensuel: non défini } }]");
  ASSERT_EQ(ran.outcomes.size(), 2U);
  EXPECT_TRUE(ran.outcomes[1].passed());
}

TEST(Cases, ShowWhatWasObtainedAndWhatIsMissing) {
  const Difference difference = only_difference("part: 5 €/an");
  EXPECT_EQ(difference.rule, "part");
  EXPECT_EQ(difference.expected, "5 €/an");
  EXPECT_EQ(difference.obtained, "non défini");
  EXPECT_EQ(difference.missing, (std::vector<std::string>{"revenu", "enfants"}));
}

TEST(Cases, TellUnitsAndKindsApart) {
  EXPECT_EQ(only_difference("mensuel: 2000 €", "{ revenu: 24000 €/an }").obtained, "2000 €/mois");
  EXPECT_EQ(only_difference("aide: non défini", "{ pays: \"'FR'\" }").obtained, "non applicable");
  EXPECT_EQ(only_difference("pays: oui", "{ pays: \"'FR'\" }").obtained, "'FR'");
  EXPECT_EQ(only_difference("mensuel: 2000.001 €/mois", "{ revenu: 24000 €/an }").obtained, "2000 €/mois");
}

TEST(Cases, TakeNumbersAsEqualWithinABillionth) {
  const Ran ran =
      run("cas: [{ nom: x, situation: { revenu: 100 €/an }, attendu: { mensuel: 8.333333333333 €/mois } }]");
  EXPECT_TRUE(ran.outcomes.at(0).passed());
}

TEST(Cases, SayWhyThereIsNoValue) {
  const Difference difference = only_difference("part: 5 €/an", "{ revenu: 10 €/an, enfants: 0 }");
  EXPECT_EQ(difference.obtained, "erreur");
  EXPECT_EQ(difference.reason.fr, "Division par zéro.");
  EXPECT_EQ(difference.reason_rule, "part");
}

TEST(Cases, TakeExpressionsAsAnswers) {
  const Ran ran = run(
      "cas: [{ nom: x, situation: { revenu: 2 * 6 €/an, enfants: { somme: [1, 2] } }, attendu: { part: 4 €/an } }]");
  EXPECT_TRUE(ran.outcomes.at(0).passed());
}

TEST(Cases, SeeTheValuesThatReplaceOthers) {
  const Ran ran = run("cas: [{ nom: x, attendu: { a: 2, b: 2 } }]", "a: 1\nb: a\nc: { valeur: 2, remplace: a }\n");
  EXPECT_TRUE(ran.outcomes.at(0).passed());
}

TEST(Cases, RefuseWhatNobodyWouldRead) {
  struct Refused {
    const char* cases;
    const char* code;
  };
  for (const Refused& refused : {
           Refused{"cas: [{ nom: x, situatoin: {}, attendu: { part: 1 } }]", "case-key"},
           Refused{"communs: {}\ncas: [{ nom: x, attendu: { part: non défini } }]", "case-key"},
           Refused{"cas: [{ nom: x, situation: { revenus: 1 }, attendu: { part: 1 } }]", "case-unknown-rule"},
           Refused{"cas: [{ nom: x, attendu: { parts: 1 } }]", "unknown-reference"},
           Refused{"cas: [{ nom: x, attendu: { part: [1] } }]", "case-expectation"},
           Refused{"cas: [{ nom: x, attendu: { part: 1 + revenu } }]", "case-expectation"},
           Refused{"cas: [{ nom: x, situation: { revenu: 1 + }, attendu: { part: 1 } }]", "expression-syntax"},
           Refused{"cas: [{ attendu: { part: 1 } }]", "case-shape"},
           Refused{"cas: [{ nom: x }]", "case-shape"},
           Refused{"cas: [{ nom: x, situation: [], attendu: { part: 1 } }]", "case-shape"},
       }) {
    const Ran ran = run(refused.cases);
    ASSERT_FALSE(ran.codes.empty()) << refused.cases;
    EXPECT_EQ(ran.codes[0], refused.code) << refused.cases;
    ASSERT_EQ(ran.outcomes.size(), 1U) << refused.cases;
    EXPECT_FALSE(ran.outcomes[0].passed()) << refused.cases;
  }
  EXPECT_EQ(run("cas: 5").codes, std::vector<std::string>{"case-shape"});
  EXPECT_EQ(run("- a").codes, std::vector<std::string>{"case-shape"});
  EXPECT_EQ(run("cas: [{ nom: x, attendu: { perte: -3 € } }, { nom: x, attendu: { perte: -3 € } }]").codes,
            std::vector<std::string>{"case-name"});
}

TEST(Literals, PrintAsTheyAreWritten) {
  value::UnitTable units;
  value::TextPool texts;
  for (const char* written :
       {"oui", "non", "633.5 €/mois", "5", "-5 €", "-5 %", "'FR'", "01/09/2025", "non applicable", "non défini"}) {
    syntax::Document document;
    document.set_root(document.add_text(written, 0, 0));
    const auto v = read_expected(document, document.root(), units, texts);
    ASSERT_TRUE(v) << written;
    EXPECT_EQ(print_literal(*v, units, texts), written);
  }
}

}  // namespace
}  // namespace partance::engine::cases
