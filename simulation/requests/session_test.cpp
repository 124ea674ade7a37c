// A session remembers its runs, and nobody can tell from its answers.
#include "simulation/requests/session.hpp"

#include <gtest/gtest.h>

#include "simulation/requests/desks_of_tests.hpp"

namespace partance::simulation::requests {
namespace {

/// Asks a session and a desk the same things in the same order.
void expect_same(Session& session, const std::string& name, const std::string& body) {
  const auto kept = session.answer(name, body, kToday);
  const auto fresh = national_desk().answer(name, body, kToday);
  ASSERT_EQ(kept.has_value(), fresh.has_value()) << name << " " << body;
  if (kept) {
    EXPECT_EQ(*kept, *fresh) << name << " " << body;
  } else {
    EXPECT_EQ(kept.error().code, fresh.error().code);
  }
}

std::string with(const std::string& answers, const std::string& more = "") {
  return "{\"answers\": {" + answers + "}" + more + "}";
}

TEST(Session, GivesTheAnswersOfADeskWhateverChangedBetween) {
  Session session(national_desk());
  const std::string year = R"("rentrée": "01/09/2025")";
  const std::vector<std::string> steps{
      "",
      year,
      year + R"(, "séjour . type": "'stage'")",
      year + R"(, "séjour . type": "'études'")",                                        // changed
      year + R"(, "foyer . revenu brut global": "18500 €/an", "séjour . type": null)",  // not known any more
      R"("foyer . revenu brut global": "foyer . quotient familial * 2")",               // a formula
      R"("foyer . revenu brut global": "18500 €/an")",                                  // a number again
      R"("rentrée": "31/02/2025", "foyer . revenu brut global": "18500 €/an")",  // refused: must not keep the old one
      R"("foyer . revenu brut global": "18500 €/an", "rentrée": "01/09/2024")",  // another order
      ""};
  for (const std::string& answers : steps) {
    for (const std::string name : {"questions", "simulate", "recap"}) expect_same(session, name, with(answers));
  }
}

TEST(Session, ForgetsAnAnswerThatWasOnlyChecked) {
  Session session(national_desk());
  expect_same(session, "check", with("", R"(, "rule": "rentrée", "typed": "2025-09-01")"));
  expect_same(session, "questions", with(""));
}

TEST(Session, IsNotWornOutByTheUnitsAndTextsOfStrangers) {
  Session session(national_desk());
  const auto& rules = national_desk().program().model.rules;
  std::size_t units = 0;
  while (units < 70'000) {
    std::string answers;
    for (std::size_t i = 0, given = 0; given < 1'000 && i < rules.size(); ++i) {
      if (rules[i].is_step || rules[i].is_private) continue;
      answers += (given++ > 0 ? ", \"" : "\"") + rules[i].name + "\": \"1 x" + std::to_string(units++) + "y\"";
    }
    ASSERT_TRUE(session.answer("question", with(answers, R"(, "rule": "rentrée")"), kToday));
  }
  expect_same(session, "check", with("", R"(, "rule": "foyer . revenu brut global", "typed": "12 zz")"));
  expect_same(session, "simulate", with(R"("foyer . revenu brut global": "18500 €/an")"));
}

TEST(Session, FollowsTheDateOfEachRequest) {
  Session session(national_desk());
  expect_same(session, "simulate", R"({"date": "2024-01-01"})");
  expect_same(session, "simulate", R"({"date": "2026-01-01"})");
}

TEST(Session, EvaluatesEachSituationAfresh) {
  Session session(national_desk());
  const std::string ask = R"("evaluate": "foyer . revenu brut global + 1 €/an"})";
  expect_same(session, "evaluate", R"({"situation": {"foyer . revenu brut global": "10 €/an"}, )" + ask);
  expect_same(session, "evaluate", "{" + ask);
}

}  // namespace
}  // namespace partance::simulation::requests
