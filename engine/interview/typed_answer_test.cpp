// What people type becomes an answer, or a fault they can mend.
#include "engine/interview/typed_answer.hpp"

#include <gtest/gtest.h>

namespace partance::engine::interview {
namespace {

using base::Language;

std::string read(const Question& question, std::string_view typed) {
  value::UnitTable units;
  const auto answer = read_typed(question, units, typed);
  return answer ? *answer : "! " + answer.error().fr;
}

bool refuses(const Question& question, std::string_view typed) {
  return read(question, typed).starts_with("! ");
}

Question number(std::string unit) {
  return {.input = Input::kNumber, .unit = std::move(unit), .minimum = 0, .maximum = 100'000};
}

Question table() {
  return {.input = Input::kTable,
          .offers = {{"DE", "Allemagne"}, {"GN", "Guinée"}, {"GQ", "Guinée équatoriale"}, {"GW", "Guinée-Bissau"}},
          .other_names = {{"DE", "Germany"}, {"GN", "Guinea"}}};
}

TEST(TypedNumber, TakesTheSeparatorsOfBothLanguages) {
  const Question income = number("€/an");
  EXPECT_EQ(read(income, "12 500,50"), "12500.5 €/an");
  EXPECT_EQ(read(income, "12\u202f500,50 €"), "12500.5 €/an");
  EXPECT_EQ(read(income, "12.500,50"), "12500.5 €/an");
  EXPECT_EQ(read(income, "12,500.50"), "12500.5 €/an");
  EXPECT_EQ(read_typed_number("12,500", Language::kEnglish), 12500);
  EXPECT_EQ(read_typed_number("12,5", Language::kEnglish), 12.5);
  EXPECT_EQ(read_typed_number("12,5", Language::kFrench), 12.5);
}

TEST(TypedNumber, RefusesWhatMayBeReadInTwoWays) {
  const auto answer = read_typed_number("1.250", Language::kFrench);
  ASSERT_FALSE(answer);
  EXPECT_NE(answer.error().fr.find("1250 ou 1,250"), std::string::npos) << answer.error().fr;
}

TEST(TypedNumber, ConvertsUnitsOrNamesTheOneExpected) {
  EXPECT_EQ(read(number("€/an"), "1000 € par mois"), "12000 €/an");
  EXPECT_EQ(read(number("mois"), "1 an"), "12 mois");
  EXPECT_EQ(read(number("€/an"), "12 k€"), "! « k€ » ne se convertit pas en €/an. Répondez en €/an.");
  EXPECT_EQ(read(number("km"), "0 mois"), "! « mois » ne se convertit pas en km. Répondez en km.");
  EXPECT_TRUE(refuses(number(""), "3 mois"));
}

TEST(TypedNumber, NamesTheBoundThatIsPassed) {
  EXPECT_EQ(read(number("km"), "-1"), "! C'est moins que le minimum plausible (0 km). Vérifiez le nombre.");
  EXPECT_TRUE(refuses(number("km"), "200000"));
  EXPECT_TRUE(refuses(number("km"), "beaucoup"));
  EXPECT_TRUE(refuses(number("km"), "1e3"));
  EXPECT_TRUE(refuses(number("km"), "1,2,3"));
}

TEST(TypedText, StaysOneTextWhateverItHolds) {
  const Question any{.input = Input::kText};
  EXPECT_EQ(read(any, "L'école \"Nord\""), "\"L'école Nord\"");
  EXPECT_EQ(read(any, "un\rdeux\u2028trois\u2029quatre\\"), "'undeuxtroisquatre'");
}

TEST(TypedDate, TakesTheWaysPeopleWriteDates) {
  const Question day{.input = Input::kDate};
  for (const char* typed : {"01/09/2025", "1/9/2025", "1-9-2025", "2025-09-01", "1er septembre 2025", "1 sept. 2025",
                            "1 September 2025", "September 1, 2025"}) {
    EXPECT_EQ(read(day, typed), "01/09/2025") << typed;
  }
}

TEST(TypedDate, NamesTheFault) {
  const Question day{.input = Input::kDate, .earliest = Date{2001, 9, 1}, .latest = Date{2040, 9, 1}};
  EXPECT_EQ(read(day, "31/02/2025"), "! Le jour « 31/02/2025 » n'existe pas. Les dates s'écrivent jour, mois, année.");
  EXPECT_EQ(read(day, "1/9/25"), "! Écrivez l'année en quatre chiffres, comme 2025.");
  EXPECT_EQ(read(day, "1/9/1999"), "! Cette date vient avant le 01/09/2001. Vérifiez l'année.");
  EXPECT_TRUE(refuses(day, "1 jui 2025"));
  EXPECT_TRUE(refuses(day, "demain"));
}

TEST(TypedYesNo, IsReadInBothLanguages) {
  const Question question{.input = Input::kYesNo};
  for (const char* typed : {"oui", "O", "Yes", "y"}) EXPECT_EQ(read(question, typed), "oui") << typed;
  for (const char* typed : {"non", "N", "no"}) EXPECT_EQ(read(question, typed), "non") << typed;
  EXPECT_TRUE(refuses(question, "peut-être"));
}

TEST(TypedChoice, TakesANumberALabelOrTheBeginningOfOne) {
  const Question question{.input = Input::kChoice,
                          .offers = {{"études", "Études à l'étranger"}, {"stage", "Stage à l'étranger"}}};
  EXPECT_EQ(read(question, "2"), "'stage'");
  EXPECT_EQ(read(question, "etudes"), "'études'");
  EXPECT_EQ(read(question, "Stage"), "'stage'");
  EXPECT_EQ(read(question, "3"), "! Il n'y a pas d'option 3 : répondez de 1 à 2.");
  EXPECT_TRUE(refuses(question, "étranger"));  // both
}

TEST(TypedRow, TakesACodeOrANameOfEitherLanguage) {
  EXPECT_EQ(read(table(), "de"), "'DE'");
  EXPECT_EQ(read(table(), "ALLEMAGNE"), "'DE'");
  EXPECT_EQ(read(table(), "germany"), "'DE'");
  EXPECT_EQ(read(table(), "guinee"), "'GN'");
  EXPECT_NE(read(table(), "guin").find("Guinée équatoriale (GQ)"), std::string::npos);
  EXPECT_TRUE(refuses(table(), "Atlantide"));
}

TEST(TypedRow, OfAnOpenTableMayBeSomethingElse) {
  Question open = table();
  open.is_open = true;
  EXPECT_EQ(read(open, "lyon-2"), "'lyon-2'");
  EXPECT_EQ(read(open, "École d'art"), "\"École d'art\"");
}

TEST(TypedAnswer, IsNeverEmptyNorEndless) {
  EXPECT_TRUE(refuses({.input = Input::kText}, "   "));
  EXPECT_TRUE(refuses({.input = Input::kText}, std::string(300, 'x')));
}

}  // namespace
}  // namespace partance::engine::interview
