// Each trap is seen where it is, and not where a rule writer did it right.
#include "engine/lint/lint.hpp"

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "engine/model/model.hpp"
#include "engine/syntax/reader.hpp"

namespace partance::engine::lint {
namespace {

struct Found {
  std::string code;
  std::string text;  ///< the piece of the source the warning shows
};

/// The warnings on rules written in YAML.
std::vector<Found> warnings(const std::string& rules) {
  syntax::Sources sources;
  std::vector<syntax::Diagnostic> diagnostics;
  const std::uint32_t source = sources.add("rules.publicodes", rules);
  auto document = syntax::read_yaml(sources, source, {}, diagnostics);
  EXPECT_TRUE(document) << rules;
  if (!document) return {};
  const std::vector<std::shared_ptr<const syntax::Document>> documents = {
      std::make_shared<const syntax::Document>(std::move(*document))};
  const model::Model model = model::build(documents, {}, diagnostics);
  for (const auto& d : diagnostics) ADD_FAILURE() << render(d, sources, base::Language::kEnglish);
  lint(model, documents, diagnostics);
  std::vector<Found> found;
  for (const auto& d : diagnostics) {
    EXPECT_EQ(d.severity, syntax::Severity::kWarning);
    EXPECT_FALSE(d.message.fr.empty() || d.message.en.empty() || d.hint.fr.empty() || d.hint.en.empty()) << d.code;
    EXPECT_NE(d.span.source, syntax::Span::kNoSource) << d.code;
    found.push_back({d.code, std::string(sources.text(d.span.source).substr(d.span.begin, d.span.end - d.span.begin))});
  }
  return found;
}

struct Trap {
  const char* code;
  const char* wrong;
  const char* shown;  ///< what the warning points at
  const char* right;
};

std::ostream& operator<<(std::ostream& out, const Trap& trap) {
  return out << trap.code << ": " << trap.wrong;
}

class Traps : public testing::TestWithParam<Trap> {};

TEST_P(Traps, AreSeenWhereTheyAre) {
  const auto found = warnings(GetParam().wrong);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].code, GetParam().code);
  EXPECT_EQ(found[0].text, GetParam().shown);
}

TEST_P(Traps, AreNotSeenWhenTheRuleIsMended) {
  for (const Found& found : warnings(GetParam().right)) ADD_FAILURE() << found.code << ": " << found.text;
}

const Trap kTraps[] = {
    {"trap-negative-percent", "a: -5 %", "%", "a: 0 % - 5 %"},
    {"trap-negative-percent", "a: 5 %\nb: 2 * (- a)", "a", "a: 5 %\nb: 100 € - a"},
    {"trap-exponent", "a: 1e-7", "1e-7", "a: { valeur: 1e-7 }"},
    {"trap-exponent", "a: { valeur: 3 * 1e3 }", "e3", "a: 3 * 1000 €"},
    {"trap-greedy-string", "a: \"'x' = 'y'\"", "x' = 'y", "a: \"'l''été'\""},
    {"trap-far-caret", "t: 1\na:\na . b:\na . b . c: ^ . t", "^ . t", "t: 1\na:\na . c: ^ . t"},
    {"trap-suffix-self-reference", "super taux: { valeur: 5, applicable si: taux > 3 }", "taux",
     "taux: 5\nsuper taux: { valeur: 5, applicable si: taux > 3 }"},
    {"trap-dans-prefix",
     "taux: 1\ntaux réduit: base\nbase: 2\nautre: { valeur: 3, remplace: { références à: base, dans: taux } }", "autre",
     "taux: base\nréduit: 1\nbase: 2\nautre: { valeur: 3, remplace: { références à: base, dans: taux } }"},
    {"trap-always-on", "a: { valeur: 5 €, simplifier l'unité: non }", "non",
     "a: { valeur: 5 €, simplifier l'unité: oui }"},
    {"trap-always-on", "a: { valeur: 5, résoudre la référence circulaire: non }", "non",
     "a: { valeur: 5, résoudre la référence circulaire: oui }"},
    {"trap-multiplier-zero", "a: { barème: { assiette: 5, multiplicateur: 0, tranches: [{ taux: 1 % }] } }", "0",
     "a: { barème: { assiette: 5, multiplicateur: 2, tranches: [{ taux: 1 % }] } }"},
    {"trap-lookup-open-end", "a: { grille: { assiette: 5, tranches: [{ montant: 1, plafond: 10 }] } }", "10",
     "a: { grille: { assiette: 5, tranches: [{ montant: 1, plafond: 10 }, { montant: 2 }] } }"},
    {"trap-boolean-bound", "a: { valeur: 5, plafond: oui }", "oui", "a: { valeur: 5, plafond: non }"},
    {"trap-percent-sum", "a: 5 %\nb: a + 1", "a + 1", "a: 5 %\nb: 1 + a"},
    {"trap-percent-sum", "b: 100 €/an + 5 %/an", "100 €/an + 5 %/an", "b: 100 €/an + 5 %"},
    {"trap-percent-comparison", "a: 5 %\nb: a = 0.05", "a = 0.05", "a: 5 %\nb: a = 5 %"},
    {"trap-units-differ", "a: 2 h\nb: a < 3 jour", "a < 3 jour", "a: 2 mois\nb: a < 3 jour"},
    {"trap-units-differ", "a: 2 semaine\nb: { valeur: a, unité: jour }", "jour",
     "a: 2 an\nb: { valeur: a, unité: jour }"},
    {"trap-plural-unit", "a: 3 ans", "ans", "a: 3 an"},
    {"trap-plural-unit", "a: { valeur: 3, unité: €/jours }", "€/jours", "a: { valeur: 3, unité: €/jour }"},
    {"trap-power-unit", "a: 3 kgCO2", "kgCO2", "a: 3 kgCO2e\nb: 2 m2"},
    {"trap-odd-unit", "a: 10 €+3", "€+3", "a: 10 € + 3 €"},
    {"trap-question-without-type", "a: { question: Combien ? }", "Combien ?",
     "a: { question: Combien ?, type: nombre }"},
    {"trap-replacement-in-extremum", "a: 1\nb: { valeur: 2, remplace: a }\nc: { le maximum de: [a, 3] }", "a",
     "a: 1\nb: { valeur: 2, remplace: a }\nc: { somme: [a, 3] }"},
    {"trap-two-extrema", "a: { valeur: { le maximum de: [1, 2] }, plafond: { le minimum de: [3, 4] } }",
     "le minimum de", "a: { valeur: { le maximum de: [1, 2] }, plafond: b }\nb: { le minimum de: [3, 4] }"},
    {"trap-context-and-cycle", "b: 1\na: { valeur: b, contexte: { b: 2 }, résoudre la référence circulaire: oui }",
     "{ b: 2 }", "b: 1\na: { valeur: b, contexte: { b: 2 } }"},
    {"trap-javascript-name", "a:\na . toString: 1", "a . toString", "a:\na . texte affiché: 1"},
    {"trap-misspelt-mechanism", "a: { valeur: 5, plafon: 3 }", "plafon",
     "a: { valeur: 5, plafond: 3, titre: A, fiabilité: x }"},
    {"trap-misspelt-mechanism", "a: { bareme: { assiette: 5 } }", "bareme", "a: { note: barème }"},
    {"trap-private-input", "'[privé] a':\nb: 1 + a", "[privé] a", "'[privé] a':\na . b: 1"},
};

INSTANTIATE_TEST_SUITE_P(Of, Traps, testing::ValuesIn(kTraps));

TEST(Lint, FindsTrapsInsideMechanismsAndTemplates) {
  const auto found =
      warnings("a: { variations: [{ si: 2 > 1, alors: -5 % }, { sinon: 3 ans }] }\nt: { texte: 'x {{ 1e3 }}' }");
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].code, "trap-negative-percent");
  EXPECT_EQ(found[1].code, "trap-plural-unit");
  EXPECT_EQ(found[2].code, "trap-exponent");
}

TEST(Lint, ShowsTheWholeTextWhenItWasFolded) {
  const auto found = warnings("a: >\n  2 *\n  3 ans\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(found[0].text.find("3 ans"), std::string::npos);
}

TEST(Lint, LooksAtNestedRulesOnce) {
  const auto found = warnings("a:\n  valeur: 1\n  avec:\n    b: 3 ans\n");
  EXPECT_EQ(found.size(), 1U);
}

}  // namespace
}  // namespace partance::engine::lint
