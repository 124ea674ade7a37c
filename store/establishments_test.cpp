// Establishments: their file, their rows, how they are found.
#include "store/establishments.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/establishment_file.hpp"
#include "store/establishment_seeds.hpp"
#include "store/folded_text.hpp"
#include "store/scratch_folder.hpp"

namespace partance::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Establishment example(const std::string& id) {
  return {.id = id,
          .name = {"Université d'Été, \"site nord\"", "Summer University"},
          .kind = "university",
          .city = "Besançon",
          .region = "27",
          .country = "FR",
          .erasmus_code = "F BESANCO01",
          .website = "https://www.univ.example",
          .office = {.name = {"Bureau", "Office"},
                     .email = "international@univ.example",
                     .phone = "+33 3 00 00 00 00",
                     .address = "1 rue Haute\n25000 Besançon",
                     .url = "https://www.univ.example/inter",
                     .opening = {"lundi ; mardi", "Monday; Tuesday"}},
          .aids = {"ami", "erasmus études"},
          .source = "Page, 2026",
          .source_url = "https://www.univ.example/aides",
          .source_date = "2026-03-31",
          .reliability = "officiel"};
}

class EstablishmentsTest : public testing::Test {
 protected:
  EstablishmentsTest() : database_(std::move(Database::open({.path = folder_ / "a.db"}).value())) {}

  std::vector<std::string> ids(const EstablishmentFilter& filter) {
    std::vector<std::string> out;
    const auto found = establishments_.list(filter).value();
    for (const auto& one : found) out.push_back(one.id);
    return out;
  }

  ScratchFolder folder_;
  std::unique_ptr<Database> database_;
  Establishments establishments_{*database_};
};

TEST(EstablishmentFile, GivesBackWhatItWrote) {
  std::vector<Establishment> all{example("a"), example("b")};
  all[1] = {.id = "b", .name = {"B", "B"}, .kind = "other"};
  const auto read = read_establishment_file(write_establishment_file(all));
  ASSERT_TRUE(read.faults.empty()) << read.faults[0].message.en;
  ASSERT_EQ(read.establishments.size(), 2U);
  EXPECT_EQ(read.establishments[0], all[0]);
  EXPECT_EQ(read.establishments[1], all[1]);
}

TEST(EstablishmentFile, TakesFrenchColumnsInAnyOrderAsASpreadsheetSavesThem) {
  const auto read = read_establishment_file(
      "Nom;Identifiant;Type;T\xe9l\xe9phone;Aides;Fiabilit\xe9\r\nUniversit\xe9 d'\xe9t\xe9;ete;Universit\xe9;"
      "03 00 00 00 00;ami | bcs;official\r\n");
  ASSERT_TRUE(read.faults.empty()) << read.faults[0].column << read.faults[0].message.en;
  ASSERT_EQ(read.establishments.size(), 1U);
  const Establishment& one = read.establishments[0];
  EXPECT_EQ(one.name.fr, "Université d'été");
  EXPECT_EQ(one.name.en, "Université d'été") << "the French name stands in for an English one";
  EXPECT_EQ(one.kind, "university");
  EXPECT_EQ(one.reliability, "officiel");
  EXPECT_THAT(one.aids, ElementsAre("ami", "bcs"));
  EXPECT_EQ(one.country, "") << "what is not written is not invented";
}

TEST(EstablishmentFile, TellsEveryFaultWithItsLineAndColumn) {
  const std::vector<std::string> known{"ami"};
  const auto read = read_establishment_file(
      "id,name_fr,kind,email,website,country,source_date,phone,aids,region\n"
      "Été,Nom,university,,,,,,,\n"
      "a,Nom,château,,,,,,,\n"
      "b,,university,pas une adresse,www.univ.fr,France,31/03/2026,appelez,bourse,Bretagne\n"
      "c,Nom,school,,,,,,ami,\n"
      "c,Nom,school,,,,,,,\n",
      known);
  std::vector<std::string> told;
  for (const auto& fault : read.faults) told.push_back(std::to_string(fault.line) + " " + fault.column);
  EXPECT_THAT(told, ElementsAre("2 id", "3 kind", "4 name_fr", "4 email", "4 website", "4 country", "4 source_date",
                                "4 phone", "4 aids", "4 region", "6 id"));
  EXPECT_THAT(read.faults[1].message.fr, HasSubstr("université"));
  for (const auto& fault : read.faults) EXPECT_FALSE(fault.message.en.empty());
}

TEST(EstablishmentFile, SaysWhichColumnsAreUnknownOrMissing) {
  const auto read = read_establishment_file("id,nmo,kind\na,b,school\n");
  ASSERT_EQ(read.faults.size(), 2U);
  EXPECT_THAT(read.faults[0].message.fr, HasSubstr("« nom »"));
  EXPECT_EQ(read.faults[1].column, "name_fr");
  EXPECT_TRUE(read.establishments.empty());
}

TEST(FirstEstablishments, AreReadWithoutAFaultAndNameTheirSource) {
  const auto file = read_establishment_file(first_establishment_file());
  EXPECT_TRUE(file.faults.empty());
  EXPECT_EQ(file.establishments.size(), 5U);
  for (const Establishment& one : file.establishments) {
    EXPECT_FALSE(one.source.empty()) << one.id;
    EXPECT_FALSE(one.reliability.empty()) << one.id;
    EXPECT_FALSE(one.office.name.fr.empty()) << one.id;
  }
}

TEST(FoldedText, HasNoAccentsCapitalsOrSigns) {
  EXPECT_EQ(folded("  Université d'Été — Œuvre ß Łódź, n° 2 "), "universite d ete oeuvre ss lodz n 2");
  EXPECT_EQ(folded("\xff"
                   "a\xc3"),
            "a");
  EXPECT_EQ(folded("e\xcc\x81t\xc3\xa9"), "ete");
}

TEST_F(EstablishmentsTest, StartWithThoseOfTheSources) {
  EXPECT_EQ(establishments_.all().value(), [] {
    auto all = first_establishments();
    std::ranges::sort(all, {}, &Establishment::id);
    return all;
  }());
}

TEST_F(EstablishmentsTest, AreFoundByTheirIdentifierOnly) {
  EXPECT_EQ(establishments_.find("jean-monnet").value()->office.address,
            "21 rue Denis Papin, 42023 Saint-Étienne Cedex 2");
  EXPECT_FALSE(establishments_.find("jean").value());
}

TEST_F(EstablishmentsTest, AreSearchedByWordsWithoutAccents) {
  EXPECT_THAT(ids({.search = "SAINT etienne"}), ElementsAre("jean-monnet", "jean-monnet-sciences"));
  EXPECT_THAT(ids({.search = "monnet saint-étienne sciences"}), ElementsAre("jean-monnet-sciences"));
  EXPECT_THAT(ids({.search = "%"}).size(), 5U);
  EXPECT_TRUE(ids({.search = "harvard"}).empty());
}

TEST_F(EstablishmentsTest, AreFilteredByRegionAndAid) {
  EXPECT_THAT(ids({.region = "93"}), ElementsAre("aix-marseille"));
  EXPECT_THAT(ids({.aid = "fitec"}), ElementsAre("telecom-paris"));
  EXPECT_THAT(ids({.region = "84", .aid = "fitec"}), ElementsAre());
}

TEST_F(EstablishmentsTest, AreListedPageByPage) {
  const auto first = ids({.most = 2});
  ASSERT_EQ(first.size(), 2U);
  const auto second = ids({.after = first.back(), .most = 2});
  ASSERT_EQ(second.size(), 2U);
  EXPECT_LT(first.back(), second.front());
}

TEST_F(EstablishmentsTest, ArePutAllOrNone) {
  const std::vector<Establishment> some{example("new"), *establishments_.find("crous").value()};
  const auto count = establishments_.put(some);
  ASSERT_TRUE(count) << count.error().message.en;
  EXPECT_EQ(count->added, 1U);
  EXPECT_EQ(count->unchanged, 1U);
  Establishment changed = example("new");
  changed.aids = {"bcs"};
  EXPECT_EQ(establishments_.put(std::vector{changed})->changed, 1U);
  EXPECT_EQ(*establishments_.find("new").value(), changed);

  Establishment broken = example("broken");
  broken.aids = {"ami", "ami"};  // a row the table refuses
  EXPECT_FALSE(establishments_.put(std::vector{example("before"), broken}));
  EXPECT_FALSE(establishments_.find("before").value());
}

TEST_F(EstablishmentsTest, AreRemovedWithTheirAids) {
  EXPECT_TRUE(establishments_.remove("telecom-paris").value());
  EXPECT_FALSE(establishments_.remove("telecom-paris").value());
  EXPECT_TRUE(ids({.aid = "fitec"}).empty());
}

}  // namespace
}  // namespace partance::store
