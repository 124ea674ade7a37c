// Explanations keep what mattered and leave out the rest.
#include "engine/explain/explanation.hpp"

#include <gtest/gtest.h>

#include "engine/explain/render.hpp"
#include "engine/load/load.hpp"

namespace partance::engine::explain {
namespace {

constexpr std::string_view kRules = R"(
revenu: { question: Quel revenu ?, titre: Revenu, titre en: Income, unité: €/an }
âge: { question: Quel âge ?, titre: Âge, unité: an }
plafond: { titre: Plafond, titre en: Ceiling, valeur: 20000 €/an, références: { Article 2: "https://example.org/2" }, fiabilité: incertain }
droit:
  titre: Droit
  titre en: Right
  toutes ces conditions: [jeune, modeste]
jeune: { titre: Jeune, valeur: âge < 28 an }
modeste: { titre: Modeste, titre en: Modest, valeur: revenu <= plafond }
montant:
  titre: Montant
  applicable si: droit
  plafond: 900 €
  variations:
    - si: revenu < 10000 €/an
      alors: 1000 €
    - sinon: 500 €
part:
  titre: Part
  grille:
    assiette: revenu
    tranches:
      - { montant: 10 €, plafond: 5000 €/an }
      - { montant: 20 €, plafond: 15000 €/an }
      - { montant: 30 € }
)";

std::string explained(std::string_view rule, double income, double age,
                      base::Language language = base::Language::kFrench) {
  load::Loaded loaded;
  load::read_text("rules.publicodes", std::string(kRules), loaded);
  const auto program = load::compile(loaded);
  EXPECT_TRUE(program);
  evaluate::RunOptions options;
  options.keep_all = true;
  Run run(program, options);
  const auto set = [&](std::string_view name, double number, std::string_view unit) {
    run.set(*run.model().find(name), value::Value::of_number(number, *run.units().parse(unit)));
  };
  if (income >= 0) set("revenu", income, "€/an");
  if (age >= 0) set("âge", age, "an");
  return to_text(explain(run, *program->model.find(rule), language), language);
}

TEST(Explanation, OfARefusalShowsOnlyWhatFailed) {
  EXPECT_EQ(explained("droit", 30000, 20),
            "✗ Droit\u00a0: non\n"
            "│ · toutes ces conditions\n"
            "└─ ✗ Modeste\u00a0: non\n"
            "   │ · «\u00a0Revenu\u00a0» (30\u202f000\u00a0€/an) ≤ «\u00a0Plafond\u00a0» (20\u202f000\u00a0€/an)\n"
            "   ├─ Revenu\u00a0: 30\u202f000\u00a0€/an (votre réponse)\n"
            "   └─ Plafond\u00a0: 20\u202f000\u00a0€/an\n"
            "        § Article 2\n"
            "          https://example.org/2\n"
            "        ⚠ source incertaine, à vérifier\n");
}

TEST(Explanation, OfAnAmountShowsTheBranchTakenAndTheCeilingReached) {
  const std::string text = explained("montant", 8000, 20);
  EXPECT_NE(text.find("dans le cas où «\u00a0Revenu\u00a0» (8\u202f000\u00a0€/an) < 10"), std::string::npos) << text;
  EXPECT_NE(text.find("limite atteinte"), std::string::npos) << text;
  EXPECT_EQ(text.find("500"), std::string::npos) << text;
}

TEST(Explanation, OfATableShowsTheBracketUsedOnly) {
  const std::string text = explained("part", 6000, -1);
  EXPECT_NE(text.find("tranche : 20"), std::string::npos) << text;
  EXPECT_EQ(text.find("tranche : 10"), std::string::npos) << text;
  EXPECT_EQ(text.find("tranche : 30"), std::string::npos) << text;
}

TEST(Explanation, SaysWhatIsNotKnown) {
  const std::string text = explained("droit", -1, 20, base::Language::kEnglish);
  EXPECT_NE(text.find("? Income: not known"), std::string::npos) << text;
}

TEST(Explanation, InHtmlEscapesWhatRulesSay) {
  Step step{.title = "<b>\"A\" & 'B'</b>"};
  const std::string html = to_html(step, base::Language::kFrench);
  EXPECT_EQ(html.find("<b>"), std::string::npos);
  EXPECT_NE(html.find("&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;"), std::string::npos);
}

TEST(Explanation, DoesNotLinkToOtherThanHttps) {
  Step step{.title = "x", .references = {{"piège", "javascript:alert(1)"}}};
  EXPECT_EQ(to_html(step, base::Language::kFrench).find("href"), std::string::npos);
}

}  // namespace
}  // namespace partance::engine::explain
