// What each request answers, on a rulebook of three aids (golden files) and on the national one (sentences).
#include "simulation/requests/desk.hpp"

#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "base/file.hpp"
#include "simulation/requests/desks_of_tests.hpp"

namespace partance::simulation::requests {
namespace {

/// Compares with simulation/golden/requests/<file>.json; PARTANCE_REWRITE_GOLDEN=1 rewrites it.
void expect_golden(const std::string& file, const std::string& text) {
  const std::filesystem::path path =
      std::filesystem::path(PARTANCE_SOURCE_DIR) / "simulation/golden/requests" / (file + ".json");
  if (std::getenv("PARTANCE_REWRITE_GOLDEN") != nullptr) {
    std::filesystem::create_directories(path.parent_path());
    ASSERT_TRUE(base::write_file(path, text));
  }
  const auto golden = base::read_file(path, 4U << 20U);
  ASSERT_TRUE(golden) << golden.error().message.en;
  EXPECT_EQ(text, *golden) << file;
}

struct Asked {
  std::string name;
  std::string members;  ///< besides the language
};

const std::string kAnswers = R"("answers": {"rentrée": "01/09/2025", "séjour . début": "15/10/2025",
  "séjour . fin": "14/01/2026", "séjour . mois": "3 mois", "foyer . revenu": null})";

TEST(Requests, AnswerInBothLanguagesAsTheGoldenFilesSay) {
  const std::vector<Asked> all{{"simulate", kAnswers},
                               {"questions", R"("answers": {"séjour . mois": 3}, "theme": "Votre foyer")"},
                               {"question", kAnswers + R"(, "rule": "séjour . fin")"},
                               {"check", kAnswers + R"(, "rule": "foyer . revenu", "typed": "12 500,50")"},
                               {"recap", kAnswers},
                               {"explain", kAnswers + R"(, "aid": "voyage")"},
                               {"evaluate", R"("situation": {"séjour . mois": "2 mois"},
                                  "evaluate": ["séjour . mois * 2", "aides . voyage . montant mensuel", "1 / 0"])"},
                               {"aids", ""},
                               {"aid", R"("id": "voyage")"},
                               {"rules", R"("prefix": "aides . voyage", "limit": 3)"},
                               {"rule", R"("rule": "aides . voyage . condition . ressources")"}};
  for (const Asked& one : all) {
    for (const std::string language : {"fr", "en"}) {
      const std::string members = one.members.empty() ? "" : ", " + one.members;
      const Json answer = asked(example_desk(), one.name, "{\"language\": \"" + language + "\"" + members + "}");
      expect_golden(one.name + "." + language, answer.pretty());
    }
  }
}

// --- the national rulebook -----------------------------------------------------------------------------------

TEST(NationalRequests, AskTheFirstQuestionsByThemeWithWhyTheyAreAsked) {
  const Json next = asked(national_desk(), "questions", "{}");
  ASSERT_GT(next["pages"].size(), 2U);
  const Json first = next["pages"][0]["questions"][0];
  EXPECT_FALSE(first["text"].text().empty());
  EXPECT_TRUE(first["answer"].is_null());
  EXPECT_EQ(first["theme"].text(), next["pages"][0]["theme"].text());
  EXPECT_EQ(next["progress"]["answered"].number(), 0);
  EXPECT_GT(next["progress"]["remaining"].number(), 10);
  EXPECT_EQ(next["verdicts"]["yes"].number(), 0);
}

TEST(NationalRequests, OfferCountriesInTheLanguageOfTheReader) {
  const auto label = [](const std::string& language) {
    const Json question = asked(national_desk(), "question",
                                "{\"language\": \"" + language + "\", \"rule\": \"étudiant . nationalité\"}");
    EXPECT_EQ(question["input"].text(), "table");
    return question["options"].where("value", "'DE'")["label"].text();
  };
  EXPECT_EQ(label("fr"), "Allemagne");
  EXPECT_EQ(label("en"), "Germany");
}

TEST(NationalRequests, SuggestTheYearsOneMayLeave) {
  const Json question = asked(national_desk(), "question", R"({"rule": "rentrée"})");
  EXPECT_EQ(question["input"].text(), "date");
  ASSERT_GT(question["suggestions"].size(), 1U);
  EXPECT_EQ(question["suggestions"].where("value", "01/09/2025")["label"].text(), "2025-2026");
}

TEST(NationalRequests, AnAnswerMovesTheInterviewOn) {
  const Json before = asked(national_desk(), "questions", "{}");
  const Json after = asked(national_desk(), "questions", R"({"answers": {"rentrée": "01/09/2025"}})");
  EXPECT_EQ(after["progress"]["answered"].number(), 1);
  for (std::size_t i = 0; i < after["pages"].size(); ++i) {
    const Json questions = after["pages"][i]["questions"];
    for (std::size_t j = 0; j < questions.size(); ++j) EXPECT_NE(questions[j]["rule"].text(), "rentrée");
  }
}

TEST(NationalRequests, CheckReadsWhatPeopleTypeAndSaysWhatItUnderstood) {
  const auto check = [](const std::string& rule, const std::string& typed) {
    return asked(national_desk(), "check", "{\"rule\": \"" + rule + "\", \"typed\": \"" + typed + "\"}");
  };
  EXPECT_EQ(check("foyer . revenu brut global", "12 500,50")["expression"].text(), "12500.5 €/an");
  EXPECT_EQ(check("étudiant . nationalité", "allemagne")["expression"].text(), "'DE'");
  EXPECT_EQ(check("étudiant . nationalité", "allemagne")["shown"].text(), "Allemagne");
  EXPECT_EQ(check("rentrée", "1er septembre 2025")["expression"].text(), "01/09/2025");
  EXPECT_EQ(check("étudiant . handicap reconnu", "OUI")["shown"].text(), "oui");
}

TEST(NationalRequests, CheckRefusesWithTheSentenceForThePerson) {
  const Refusal refusal = refused(national_desk(), "check",
                                  R"({"rule": "foyer . revenu brut global", "typed": "beaucoup", "language": "en"})");
  EXPECT_EQ(refusal.status, 422);
  EXPECT_EQ(refusal.code, "answer-not-understood");
  EXPECT_EQ(refusal.where, "foyer . revenu brut global");
  EXPECT_EQ(refusal.language, base::Language::kEnglish);
  EXPECT_FALSE(refusal.detail.fr.empty());
  EXPECT_FALSE(refusal.detail.en.empty());
}

TEST(NationalRequests, CheckHoldsAnAnswerAgainstTheOthers) {
  const Refusal refusal = refused(national_desk(), "check",
                                  R"({"answers": {"séjour . début": "15/10/2025"}, "rule": "séjour . fin",
                                      "typed": "14/10/2025"})");
  EXPECT_EQ(refusal.code, "answer-not-understood");
}

TEST(NationalRequests, RecapTellsAnswersThatNoLongerMatter) {
  const auto matters = [](const std::string& kind) {
    const Json recap = asked(national_desk(), "recap",
                             "{\"answers\": {\"rentrée\": \"01/09/2025\", \"séjour . type\": \"'" + kind +
                                 "'\", \"séjour . gratification\": \"900 €/mois\"}}");
    return recap["answers"].where("rule", "séjour . gratification")["matters"].boolean();
  };
  EXPECT_TRUE(matters("stage"));
  EXPECT_FALSE(matters("études"));  // nobody is paid for studying abroad
}

TEST(NationalRequests, RecapShowsAnswersAsPeopleReadThem) {
  const Json recap = asked(national_desk(), "recap",
                           R"({"answers": {"rentrée": "01/09/2025", "étudiant . nationalité": null,
                               "foyer . revenu brut global": "18500 €/an"}})");
  ASSERT_EQ(recap["answers"].size(), 3U);
  EXPECT_FALSE(recap["answers"].where("rule", "étudiant . nationalité")["known"].boolean());
  EXPECT_EQ(recap["answers"].where("rule", "foyer . revenu brut global")["shown"].text(), "18\u202f500\u00a0€/an");
}

TEST(NationalRequests, TellAnswersThatAreNotUnderstoodAndGoOn) {
  const Json report = asked(national_desk(), "simulate",
                            R"({"answers": {"foyer . revenu brut globale": 1, "rentrée": "31/02/2025",
                                "étudiant . nationalité": ["FR"], "foyer . enfants à charge": 2}})");
  ASSERT_EQ(report["problems"].size(), 3U);
  const Json unknown = report["problems"].where("code", "unknown-answer");
  EXPECT_NE(unknown["message"].text().find("« foyer . revenu brut global »"), std::string::npos);
  EXPECT_EQ(report["problems"].where("code", "answer-not-expected")["rule"].text(), "rentrée");
  EXPECT_EQ(report["problems"].where("code", "answer-not-value")["rule"].text(), "étudiant . nationalité");
  EXPECT_GT(report["aids"].size(), 20U);
}

TEST(NationalRequests, ADateReplaysAPastDay) {
  EXPECT_EQ(asked(national_desk(), "simulate", R"({"date": "2024-02-29"})")["date"].text(), "2024-02-29");
  EXPECT_EQ(asked(national_desk(), "simulate", "{}")["date"].text(), "2025-06-01");
}

TEST(NationalRequests, ListAidsFromTheStateToTheSchools) {
  const Json aids = asked(national_desk(), "aids", R"({"language": "en"})")["aids"];
  ASSERT_GT(aids.size(), 20U);
  EXPECT_EQ(aids[0]["scope"].text(), "national");
  const Json ami = aids.where("id", "ami");
  EXPECT_EQ(ami["rule"].text(), "aides . ami");
  EXPECT_GT(ami["references"].size(), 0U);
  EXPECT_GT(ami["documents"].size(), 0U);
  EXPECT_TRUE(ami["window"].has("closing_text"));
}

TEST(NationalRequests, SayTheConditionsOfAnAidInWords) {
  const Json conditions = asked(national_desk(), "aid", R"({"id": "ami"})")["conditions"];
  const Json shortest = conditions.where("rule", "aides . ami . condition . durée minimale");
  ASSERT_EQ(shortest["words"].size(), 1U);
  EXPECT_EQ(shortest["words"][0].text(),
            "«\u00a0Mois entiers du séjour\u00a0» ≥ «\u00a0Durée minimale du séjour\u00a0»");
  const Json programme = conditions.where("rule", "aides . ami . condition . programme d'échange");
  ASSERT_EQ(programme["words"].size(), 3U);
  EXPECT_EQ(programme["words"][0].text(), "une de ces conditions :");
  EXPECT_EQ(programme["words"][1].text(), "– «\u00a0Nature du séjour\u00a0» = Stage à l'étranger");
}

TEST(NationalRequests, GiveTheFiguresOfEveryYear) {
  const Json aid = asked(national_desk(), "aid", R"({"id": "ami"})");
  const Json rate = aid["history"].where("rule", "aides . ami . taux");
  EXPECT_EQ(rate["unit"].text(), "€/mois");
  ASSERT_EQ(rate["values"].size(), 4U);
  EXPECT_EQ(rate["values"][0]["from"].text(), "2026-09-01");
  EXPECT_FALSE(rate["values"][0]["published"].boolean());
  EXPECT_TRUE(rate["values"][0]["value"].is_null());
  EXPECT_EQ(rate["values"][1]["from"].text(), "2018-09-01");
  EXPECT_EQ(rate["values"][1]["value"].number(), 400);
  EXPECT_EQ(rate["values"][2]["value"].number(), 400);
  EXPECT_GT(rate["values"][2]["references"].size(), 0U);  // the page where the figure of 2014 was found
  EXPECT_TRUE(rate["values"][3]["from"].is_null());
}

TEST(NationalRequests, SayInWordsAFigureThatDependsOnThePerson) {
  const Json aid = asked(national_desk(), "aid", R"({"id": "erasmus études"})");
  const Json rate = aid["history"].where("rule", "erasmus . taux minimum études")["values"].where("from", "2025-09-01");
  EXPECT_TRUE(rate["value"].is_null());
  EXPECT_TRUE(rate["published"].boolean());
  EXPECT_NE(rate["shown"].text().find("€/mois"), std::string::npos) << rate["shown"].text();
}

TEST(NationalRequests, SayWhatMakesAConditionThatIsAnotherRule) {
  const Json conditions = asked(national_desk(), "aid", R"({"id": "ami", "language": "en"})")["conditions"];
  const Json abroad = conditions.where("rule", "aides . ami . condition . étranger")["words"];
  ASSERT_GT(abroad.size(), 1U);
  EXPECT_TRUE(abroad[0].text().ends_with(", that is:")) << abroad[0].text();
}

TEST(NationalRequests, TellWhatAnAidMayBeHeldWith) {
  const Json cumul = asked(national_desk(), "aid", R"({"id": "ami"})")["cumul"];
  EXPECT_EQ(cumul.where("with", "bcs")["relation"].text(), "allowed");
  const Json merit = asked(national_desk(), "aid", R"({"id": "asaa"})")["cumul"];
  EXPECT_EQ(merit.where("with", "bcs")["relation"].text(), "forbidden");
  EXPECT_FALSE(merit.where("with", "bcs")["note"].text().empty());
}

TEST(NationalRequests, GoThroughAllRulesPageByPage) {
  std::size_t count = 0;
  std::string after;
  std::string last;
  for (int page = 0; page < 100; ++page) {
    const Json rules = asked(national_desk(), "rules", R"({"limit": 500)" + after + "}");
    count += rules["rules"].size();
    if (rules["next"].is_null()) break;
    EXPECT_NE(rules["next"].text(), last);
    last = rules["next"].text();
    after = ", \"after\": \"" + last + "\"";
  }
  std::size_t expected = 0;
  for (const auto& rule : national_desk().program().model.rules) expected += !rule.is_step && !rule.is_private;
  EXPECT_EQ(count, expected);
}

TEST(NationalRequests, FindRulesWhateverTheAccents) {
  const Json rules = asked(national_desk(), "rules", R"({"search": "NATIONALITE", "prefix": "étudiant"})")["rules"];
  EXPECT_EQ(rules.where("name", "étudiant . nationalité")["kind"].text(), "text");
}

TEST(NationalRequests, NameTheNeighboursOfARule) {
  const Json rule = asked(national_desk(), "rule", R"({"rule": "aides . ami . montant"})");
  EXPECT_EQ(rule["kind"].text(), "number");
  std::string uses;
  for (std::size_t i = 0; i < rule["uses"].size(); ++i) uses += rule["uses"][i].text() + ";";
  EXPECT_EQ(uses, "aides . ami . éligible;aides . ami . montant mensuel;aides . ami . durée;");
  const Json rate = asked(national_desk(), "rule", R"({"rule": "aides . ami . taux"})");
  EXPECT_EQ(rate["used_by"][0].text(), "aides . ami . montant mensuel");
  EXPECT_EQ(refused(national_desk(), "rule", R"({"rule": "aides . ami . tau"})").status, 404);
}

TEST(NationalRequests, SayEveryRuleWithoutAValueOfAnybody) {
  // Every public rule can be told: no formula is too odd to be put into words.
  std::size_t told = 0;
  for (const std::string language : {"fr", "en"}) {
    for (const auto& rule : national_desk().program().model.rules) {
      if (rule.is_step || rule.is_private || told % 7 != 0) {
        ++told;
        continue;
      }
      ++told;
      const Json page =
          asked(national_desk(), "rule", "{\"language\": \"" + language + "\", \"rule\": \"" + rule.name + "\"}");
      for (std::size_t i = 0; i < page["words"].size(); ++i) EXPECT_FALSE(page["words"][i].text().empty()) << rule.name;
    }
  }
}

TEST(NationalRequests, ExplainAnAidDownToTheTextsOfLaw) {
  const Json explained = asked(national_desk(), "explain",
                               R"({"answers": {"rentrée": "01/09/2025", "séjour . début": "15/10/2025",
                                   "séjour . fin": "20/10/2025"}, "aid": "ami"})");
  EXPECT_EQ(explained["aid"].text(), "ami");
  EXPECT_EQ(explained["tree"]["rule"].text(), "aides . ami . éligible");
  EXPECT_EQ(explained["tree"]["truth"].text(), "no");
  EXPECT_GT(explained["tree"]["children"].size(), 0U);
}

TEST(NationalRequests, ProgressOfTheResultIsThatOfTheQuestions) {
  for (const std::string answers : {R"({})", R"({"rentrée": "01/09/2025", "séjour . type": "'stage'"})",
                                    R"({"rentrée": "01/09/2025", "étudiant . nationalité": null})"}) {
    const std::string body = "{\"answers\": " + answers + "}";
    const Json report = asked(national_desk(), "simulate", body);
    const Json next = asked(national_desk(), "questions", body);
    EXPECT_EQ(report["progress"]["answered"].number(), next["progress"]["answered"].number());
    EXPECT_EQ(report["progress"]["remaining"].number(), next["progress"]["remaining"].number()) << answers;
  }
}

}  // namespace
}  // namespace partance::simulation::requests
