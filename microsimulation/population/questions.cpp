// See questions.hpp.
#include "microsimulation/population/questions.hpp"

#include <algorithm>

namespace partance::microsimulation::population {

namespace {

using engine::batch::ColumnType;

constexpr std::array<std::string_view, 4> kEstablishments{"autre", "telecom-paris", "jean-monnet", "aix-marseille"};

template <typename Rows>
std::vector<std::string_view> values_of(const Rows& rows) {
  std::vector<std::string_view> values;
  for (const auto& row : rows) values.push_back(row.value);
  return values;
}

constexpr std::int32_t place(auto value) {
  return static_cast<std::int32_t>(value);
}

Reader number(std::string_view name, std::string_view unit, std::int32_t (*read)(const Person&)) {
  return {.question = {name, unit, ColumnType::kNumber}, .read = read};
}
Reader text(std::string_view name, Texts texts, std::int32_t (*read)(const Person&)) {
  return {.question = {name, "", ColumnType::kText}, .texts = texts, .read = read};
}
Reader date(std::string_view name, std::int32_t (*read)(const Person&)) {
  return {.question = {name, "", ColumnType::kDate}, .read = read};
}
Reader yes_or_no(Answer answer) {
  const YesOrNo& row = kYesOrNo[static_cast<std::size_t>(answer)];
  return {.question = {row.column, "", ColumnType::kBoolean}, .answer = answer, .of_the_stay = row.of_the_stay};
}

void add_studies(std::vector<Reader>& all) {
  all.insert(
      all.end(),
      {text("études . établissement", Texts::kEstablishment, [](const Person& p) { return place(p.establishment); }),
       text("études . établissement . statut", Texts::kStatus, [](const Person& p) { return p.status; }),
       text("études . établissement . région", Texts::kRegion, [](const Person& p) { return p.region; }),
       text("études . établissement . pays", Texts::kFrance, [](const Person&) { return 0; }),
       text("études . niveau", Texts::kLevel, [](const Person& p) { return place(p.level); }),
       number("études . années validées", "an", [](const Person& p) { return p.years; }),
       number("études . crédits", "ECTS", [](const Person& p) { return p.credits; })});
}

void add_person(std::vector<Reader>& all) {
  all.insert(
      all.end(),
      {date("étudiant . date de naissance", [](const Person& p) { return p.birthday; }),
       text("étudiant . nationalité", Texts::kNationality, [](const Person& p) { return p.nationality; }),
       number("étudiant . durée de résidence en France", "an", [](const Person& p) { return p.residence_years; }),
       number("étudiant . rattachement fiscal en France", "an", [](const Person& p) { return p.tax_years; }),
       number("étudiant . années de résidence en Corse", "an", [](const Person& p) { return p.corsica_years; }),
       number("étudiant . enfants élevés", "enfant", [](const Person& p) { return p.raised_children; })});
}

void add_household(std::vector<Reader>& all) {
  all.insert(all.end(),
             {number("foyer . revenu brut global", "€/an", [](const Person& p) { return p.income; }),
              number("foyer . quotient familial", "€/an", [](const Person& p) { return 2 * p.income / p.half_shares; }),
              number("foyer . quotient familial CAF", "€/mois",
                     [](const Person& p) { return p.income / (6 * p.half_shares); }),
              text("foyer . région du domicile fiscal", Texts::kRegion, [](const Person& p) { return p.home_region; }),
              number("foyer . enfants à charge", "enfant", [](const Person& p) { return p.children; }),
              number("foyer . enfants dans le supérieur", "enfant", [](const Person& p) { return p.students; }),
              number("foyer . distance", "km", [](const Person& p) { return p.home_distance; })});
}

void add_grants(std::vector<Reader>& all) {
  all.insert(
      all.end(),
      {number("bourse . droits utilisés", "", [](const Person& p) { return p.rights; }),
       number("bourse . droits utilisés en licence", "", [](const Person& p) { return p.licence_rights; }),
       number("bourse . droits supplémentaires", "", [](const Person& p) { return p.extra_rights; }),
       text("bourse . mention au baccalauréat", Texts::kHonours, [](const Person& p) { return p.honours; }),
       number("bourse . aides au mérite reçues", "", [](const Person& p) { return p.merit_aids; }),
       text("bourse . situation particulière", Texts::kSituation, [](const Person& p) { return p.situation; }),
       number("bourse . salaires des douze derniers mois", "€", [](const Person& p) { return p.salaries; }),
       number("mobilités passées . mois d'AMI", "mois", [](const Person& p) { return p.past_grant_months; }),
       number("mobilités passées . mois d'Erasmus dans le cycle", "mois",
              [](const Person& p) { return p.past_erasmus_months; }),
       number("mobilités passées . mois non effectués Covid", "mois", [](const Person&) { return 0; }),
       number("mobilités passées . semaines d'aide Auvergne-Rhône-Alpes", "semaine",
              [](const Person& p) { return p.past_weeks_of_84; }),
       number("mobilités passées . bourses Explora", "bourse", [](const Person& p) { return p.past_explora; }),
       number("mobilités passées . aides Grand Est", "aide", [](const Person& p) { return p.past_aids_of_44; })});
}

void add_stay(std::vector<Reader>& all) {
  all.insert(all.end(), {text("séjour . pays", Texts::kCountry, [](const Person& p) { return p.country; }),
                         text("séjour . type", Texts::kStayKind, [](const Person& p) { return p.kind; }),
                         text("séjour . programme", Texts::kProgramme, [](const Person& p) { return p.programme; }),
                         date("séjour . début", [](const Person& p) { return p.start; }),
                         date("séjour . fin", [](const Person& p) { return p.end; }),
                         date("séjour . date de la demande", [](const Person& p) { return p.request; }),
                         number("séjour . distance", "km", [](const Person& p) { return p.stay_distance; }),
                         number("séjour . gratification", "€/mois", [](const Person& p) { return p.traineeship_pay; }),
                         number("séjour . revenu mensuel", "€/mois", [](const Person& p) { return p.stay_income; })});
}

void add_yes_or_no(std::vector<Reader>& all, std::string_view theme) {
  for (const YesOrNo& row : kYesOrNo) {
    if (row.column.starts_with(theme)) all.push_back(yes_or_no(row.answer));
  }
}

}  // namespace

std::vector<Reader> readers() {
  std::vector<Reader> all{number(kWeightColumn, "", nullptr), date("rentrée", nullptr)};
  add_person(all);
  add_yes_or_no(all, "étudiant");
  add_household(all);
  add_yes_or_no(all, "foyer");
  add_studies(all);
  add_yes_or_no(all, "études");
  add_grants(all);
  add_yes_or_no(all, "bourse");
  add_yes_or_no(all, "mobilités passées");
  add_stay(all);
  add_yes_or_no(all, "séjour");
  return all;
}

std::vector<std::string_view> texts_of(Texts texts) {
  switch (texts) {
    case Texts::kLevel:
      return values_of(kLevelShares);
    case Texts::kRegion:
      return values_of(kRegionShares);
    case Texts::kEstablishment:
      return {kEstablishments.begin(), kEstablishments.end()};
    case Texts::kStatus:
      return values_of(kStatuses);
    case Texts::kNationality:
      return values_of(kNationalityShares);
    case Texts::kHonours:
      return values_of(kHonourShares);
    case Texts::kSituation:
      return values_of(kSituationShares);
    case Texts::kStayKind:
      return values_of(kStayKindShares);
    case Texts::kProgramme:
      return values_of(kProgrammeShares);
    case Texts::kFrance:
      return {"FR"};
    case Texts::kCountry:
      break;
    case Texts::kNone:
      return {};
  }
  std::vector<std::string_view> countries;
  for (const Destination& there : kDestinationShares) countries.push_back(there.country);
  return countries;
}

}  // namespace partance::microsimulation::population
