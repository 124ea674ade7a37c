// See person.hpp. The stay abroad: where, for what, when.
#include <algorithm>

#include "microsimulation/population/person.hpp"

namespace partance::microsimulation::population {

namespace {

constexpr std::int32_t kStudies = 0;  // of kStayKindShares
constexpr std::int32_t kEurope = 0;   // of kContinentShares

std::int32_t programme(std::string_view name) {
  const auto place = std::ranges::find(kProgrammeShares, name, &Share::value);
  return static_cast<std::int32_t>(place - kProgrammeShares.begin());
}

/// Outside the countries of Erasmus+ : programmes of their own, else an agreement or nothing.
std::int32_t programme_elsewhere(const Chance& chance, const Person& person, std::string_view country) {
  const std::uint32_t luck = chance.below(Draw::kProgramme, 10'000);
  if (luck < 300) return programme("Erasmus+");
  if (country == "CA" && luck < 3'800) return programme(person.kind == kStudies ? "études au Québec" : "OFQJ");
  const bool fitec = country == "BR" || country == "AR" || country == "MX" || country == "CL";
  if (fitec && person.level == Level::kEngineer && luck < 2'500) return programme("FITEC");
  return programme(luck < 6'500 ? "autre" : "aucun");
}

}  // namespace

void People::leave(const Chance& chance, Person& person) const {
  person.kind = person.level == Level::kDoctorate ? 1 : chance.below(Draw::kStayKind, 1'000) < 616 ? kStudies : 1;
  const std::int32_t continent = continents_.pick(chance.bits(Draw::kContinent));
  const auto region = static_cast<std::size_t>(continent);
  person.country =
      static_cast<std::int32_t>(kContinentBegins[region]) + countries_[region].pick(chance.bits(Draw::kCountry));
  const Destination& there = kDestinationShares[static_cast<std::size_t>(person.country)];
  person.stay_distance = there.kilometres + chance.between(Draw::kStayDistance, -99, 99);
  person.programme = there.programme ? programmes_.pick(chance.bits(Draw::kProgramme))
                                     : programme_elsewhere(chance, person, there.country);
  stay_between(chance, person);

  const bool is_trainee = person.kind != kStudies;
  const bool is_paid = is_trainee && chance.yes(Draw::kPay, 6'500);
  person.traineeship_pay = is_paid ? 50 * chance.between(Draw::kPayAmount, 6, 24) : 0;
  person.stay_income = person.traineeship_pay;

  const bool in_europe = continent == kEurope;
  const std::int32_t days = person.end - person.start + 1;
  const std::uint32_t green = !in_europe ? 0 : there.kilometres < 1'500 ? 2'500 : 500;
  const bool has_union_bodies = there.country == "BE" || there.country == "LU";
  const bool needs_visa = !in_europe || (there.country == "GB" && days > 180);
  person.say(Answer::kAgreement, chance_of(chance, Answer::kAgreement, is_trainee ? 1'500 : 9'200));
  person.say(Answer::kGreenTravel, chance_of(chance, Answer::kGreenTravel, green));
  person.say(Answer::kUnionBody, is_trainee && has_union_bodies && chance_of(chance, Answer::kUnionBody));
  person.say(Answer::kVisa, needs_visa && chance_of(chance, Answer::kVisa));
  person.say(Answer::kBlended, days <= 30 && chance_of(chance, Answer::kBlended));
  person.say(Answer::kPriorityEuropeanRegion, in_europe && chance_of(chance, Answer::kPriorityEuropeanRegion));
  for (const Answer answer : {Answer::kPreselected, Answer::kRentAbroad, Answer::kCredited, Answer::kWithinCourse}) {
    person.say(answer, chance_of(chance, answer));
  }
}

// A semester, a year, or a short stay; from the end of August, from January, or (trainees) from the spring.
void People::stay_between(const Chance& chance, Person& person) const {
  const std::uint32_t luck = chance.below(Draw::kLength, 100);
  const bool begins_in_autumn = chance.yes(Draw::kStart, 6'000);
  const auto length = [&](std::int32_t least, std::int32_t most) {
    return chance.between(Draw::kLengthWithin, least, most);
  };
  const std::int32_t autumn = year_start() + chance.between(Draw::kStartWithin, -12, 25);
  const std::int32_t winter = january_ + chance.between(Draw::kStartWithin, 4, 45);
  const std::int32_t spring = january_ + chance.between(Draw::kStartWithin, 60, 165);
  std::int32_t days = 0;
  if (person.kind == kStudies) {
    days = luck < 48 ? length(270, 310) : luck < 95 ? length(110, 165) : length(20, 75);
    person.start = luck < 48 || begins_in_autumn ? autumn : winter;
  } else {
    days = luck < 12 ? length(14, 62) : luck < 45 ? length(63, 120) : length(121, 184);
    person.start = begins_in_autumn ? spring : luck % 2 == 0 ? winter : autumn;
  }
  person.end = person.start + days - 1;
  person.request = person.start - 30 - static_cast<std::int32_t>(luck);
}

}  // namespace partance::microsimulation::population
