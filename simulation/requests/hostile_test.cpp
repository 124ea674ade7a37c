// Bodies no honest page sends: each is refused with a code, or answered within bounds.
#include <gtest/gtest.h>

#include "simulation/requests/body.hpp"
#include "simulation/requests/desks_of_tests.hpp"

namespace partance::simulation::requests {
namespace {

std::string repeated(std::string_view piece, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}

TEST(HostileBodies, ThatAreNotJsonAreRefusedWithThePlace) {
  for (const std::string body : {"{", "[1,]", "{\"answers\": {\"a\": 1e400}}", "{\"a\":1,\"a\":2}",
                                 "{\"answers\": \xff}", "{\"answers\": {\"\xc3\x28\": 1}}", "{} {}", "nul"}) {
    const Refusal refusal = refused(example_desk(), "simulate", body);
    EXPECT_EQ(refusal.code, "bad-json") << body;
    EXPECT_EQ(refusal.status, 400);
    EXPECT_FALSE(refusal.where.empty()) << body;
  }
}

TEST(HostileBodies, ThatAreNotAnObjectAreRefused) {
  for (const std::string body : {"[]", "3", "null", "\"text\"", "true"}) {
    EXPECT_EQ(refused(example_desk(), "simulate", body).code, "bad-json") << body;
  }
}

TEST(HostileBodies, DeeperThanTheLimitAreRefused) {
  const std::string deep = "{\"answers\": " + repeated("[", 50'000) + repeated("]", 50'000) + "}";
  EXPECT_EQ(refused(example_desk(), "simulate", deep).code, "bad-json");
}

TEST(HostileBodies, LongerThanTheLimitAreRefused) {
  const Refusal refusal = refused(example_desk(), "simulate", "{\"a\": \"" + repeated("x", kMostBodyBytes) + "\"}");
  EXPECT_EQ(refusal.code, "body-too-large");
  EXPECT_EQ(refusal.status, 413);
}

TEST(HostileBodies, WithTooManyAnswersAreRefused) {
  std::string answers;
  for (std::size_t i = 0; i <= kMostAnswers; ++i) answers += (i > 0 ? ",\"" : "\"") + std::to_string(i) + "\":1";
  EXPECT_EQ(refused(example_desk(), "simulate", "{\"answers\": {" + answers + "}}").code, "too-many-answers");
  EXPECT_EQ(refused(example_desk(), "evaluate", "{\"evaluate\": \"1\", \"situation\": {" + answers + "}}").code,
            "too-many-answers");
}

TEST(HostileBodies, WithMembersOfTheWrongKindNameTheMember) {
  for (const auto& [body, where] : std::vector<std::pair<std::string, std::string>>{
           {R"({"language": "de"})", "/language"},
           {R"({"language": 3})", "/language"},
           {R"({"date": "2025-02-29"})", "/date"},
           {R"({"date": "29/02/2024"})", "/date"},
           {R"({"date": 20250101})", "/date"},
           {R"({"answers": []})", "/answers"},
           {R"({"answers": "oui"})", "/answers"},
       }) {
    const Refusal refusal = refused(example_desk(), "simulate", body);
    EXPECT_EQ(refusal.code, "bad-member") << body;
    EXPECT_EQ(refusal.where, where);
    EXPECT_EQ(refusal.status, 422);
  }
  EXPECT_EQ(refused(example_desk(), "question", "{}").where, "/rule");
  EXPECT_EQ(refused(example_desk(), "question", R"({"rule": ["séjour"]})").where, "/rule");
  EXPECT_EQ(refused(example_desk(), "questions", R"({"theme": 1})").where, "/theme");
  EXPECT_EQ(refused(example_desk(), "explain", R"({"aid": "voyage", "depth": 1000})").where, "/depth");
  EXPECT_EQ(refused(example_desk(), "explain", R"({"aid": "voyage", "depth": 1.5})").where, "/depth");
  EXPECT_EQ(refused(example_desk(), "evaluate", "{}").where, "/evaluate");
  EXPECT_EQ(refused(example_desk(), "evaluate", R"({"evaluate": [1]})").where, "/evaluate");
  EXPECT_EQ(refused(example_desk(), "evaluate", R"({"evaluate": []})").where, "/evaluate");
}

TEST(HostileBodies, AboutAnUnknownRuleNameTheNearest) {
  const Refusal refusal = refused(example_desk(), "question", R"({"rule": "foyer . revenus"})");
  EXPECT_EQ(refusal.code, "unknown-rule");
  EXPECT_NE(refusal.detail.fr.find("« foyer . revenu »"), std::string::npos) << refusal.detail.fr;
  EXPECT_NE(refusal.detail.en.find("“foyer . revenu”"), std::string::npos) << refusal.detail.en;
  const Refusal aid = refused(example_desk(), "explain", R"({"aid": "voyages"})");
  EXPECT_EQ(aid.code, "unknown-aid");
  EXPECT_NE(aid.detail.en.find("“voyage”"), std::string::npos) << aid.detail.en;
  const Refusal name = refused(example_desk(), "simulates", "{}");
  EXPECT_EQ(name.code, "unknown-request");
  EXPECT_EQ(name.status, 404);
}

TEST(HostileBodies, WithAVeryLongNameAreAnsweredAtOnce) {
  const std::string name = repeated("é", 60'000);
  EXPECT_EQ(refused(national_desk(), "question", "{\"rule\": \"" + name + "\"}").code, "unknown-rule");
  EXPECT_EQ(refused(national_desk(), "explain", "{\"aid\": \"" + name + "\"}").code, "unknown-aid");
  EXPECT_EQ(asked(national_desk(), "simulate", "{\"answers\": {\"" + name + "\": 1}}")["problems"].size(), 1U);
}

TEST(HostileBodies, WithTooManyOrTooLongExpressionsAreRefused) {
  std::string many = "\"1\"";
  for (std::size_t i = 0; i < kMostExpressions; ++i) many += ",\"1\"";
  EXPECT_EQ(refused(example_desk(), "evaluate", "{\"evaluate\": [" + many + "]}").code, "too-many-expressions");
  const std::string one = repeated("1+", kMostAnswerBytes) + "1";
  EXPECT_EQ(refused(example_desk(), "evaluate", "{\"evaluate\": \"" + one + "\"}").code, "bad-member");
  EXPECT_EQ(refused(example_desk(), "simulate", "{\"answers\": {\"séjour . mois\": \"" + one + "\"}}").code,
            "bad-member");
}

TEST(HostileBodies, WhoseExpressionsAreWrongGetAnErrorForEachAndTheOthersAnAnswer) {
  const Json answer = asked(example_desk(), "evaluate", R"({"evaluate": ["1 +", "2 + 3", "absente", "1 / 0"]})");
  ASSERT_EQ(answer["results"].size(), 4U);
  EXPECT_FALSE(answer["results"][0]["error"]["code"].text().empty());
  EXPECT_EQ(answer["results"][1]["result"]["value"]["number"].number(), 5);
  EXPECT_EQ(answer["results"][2]["error"]["code"].text(), "unknown-reference");
  EXPECT_EQ(answer["results"][3]["error"]["code"].text(), "division-by-zero");
}

TEST(HostileBodies, WhoseSituationIsWrongAreRefused) {
  EXPECT_EQ(refused(example_desk(), "evaluate", R"({"evaluate": "1", "situation": {"absente": 1}})").code,
            "situation-in-error");
  EXPECT_EQ(refused(example_desk(), "evaluate", R"({"evaluate": "1", "situation": {"rentrée": {"somme": []}}})").code,
            "bad-member");
  EXPECT_EQ(refused(example_desk(), "evaluate", R"({"evaluate": "1", "situation": {"séjour . mois": "1 +"}})").code,
            "situation-in-error");
}

TEST(Refusals, BecomeProblemDocuments) {
  const Refusal refusal = refused(example_desk(), "question", R"({"rule": "x"})");
  const Json problem(problem_json(refusal, base::Language::kEnglish, "42"));
  EXPECT_EQ(problem["type"].text(), "/api/problems/unknown-rule");
  EXPECT_EQ(problem["status"].number(), 422);
  EXPECT_EQ(problem["code"].text(), "unknown-rule");
  EXPECT_EQ(problem["where"].text(), "/rule");
  EXPECT_EQ(problem["request"].text(), "42");
}

}  // namespace
}  // namespace partance::simulation::requests
