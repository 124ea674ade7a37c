// See person.hpp. The household, and what a person has received from the State before.
#include <algorithm>

#include "microsimulation/population/person.hpp"

namespace partance::microsimulation::population {

namespace {

constexpr std::uint32_t kTenMillion = 10'000'000;  // the grain of curves
constexpr std::int32_t kModest = 30'000;           // € a year; below, several answers are more frequent
constexpr std::int32_t kOftenAGrant = 38'000;      // € a year; below, most have had a grant before

bool is_overseas(std::int32_t region) {
  return kRegionShares[static_cast<std::size_t>(region)].value.starts_with('0');
}

std::int32_t region_of(std::string_view code) {
  const auto place = std::ranges::find(kRegionShares, code, &Share::value);
  return static_cast<std::int32_t>(place - kRegionShares.begin());
}

/// The lower or the higher of two draws when incomes lean that way, else the first alone.
std::int32_t income_of(const Chance& chance, std::int32_t modesty) {
  const std::uint32_t one = chance.below(Draw::kIncome, kTenMillion);
  const std::uint32_t other = chance.below(Draw::kIncomeAgain, kTenMillion);
  const bool leans = chance.yes(Draw::kIncomeSide, static_cast<std::uint32_t>(std::abs(modesty)));
  const std::uint32_t rank = !leans ? one : modesty > 0 ? std::min(one, other) : std::max(one, other);
  return on_curve(kIncomes, rank);
}

}  // namespace

void People::live(const Chance& chance, Person& person) const {
  const bool lone_parent = chance.yes(Draw::kFamily, 2'400);
  person.children = 1 + children_.pick(chance.bits(Draw::kChildren));
  const std::uint64_t siblings = chance.bits(Draw::kSiblings);
  for (std::int32_t i = 1; i < person.children; ++i) {
    if (((siblings >> (8U * static_cast<unsigned>(i))) & 255U) < 72) ++person.students;
  }
  const std::int32_t others = std::max(0, person.children - 2);
  person.half_shares = (lone_parent ? 3 : 4) + (person.children - others) + 2 * others;

  const std::int32_t modesty = kModestyByLevel[static_cast<std::size_t>(person.level)] +
                               (lone_parent ? 4'000 : -1'300) + (person.status == 0 ? 500 : -2'000) +
                               (person.leaving ? -2'000 : 130);
  person.income = income_of(chance, std::clamp(modesty, -10'000, 10'000));

  const bool is_modest = person.income < kModest;
  person.say(Answer::kPriorityDistrict, chance_of(chance, Answer::kPriorityDistrict, is_modest ? 1'500 : 500));
  person.say(Answer::kModestBySchool, is_modest && chance_of(chance, Answer::kModestBySchool));
  person.say(Answer::kOtherInclusion, chance_of(chance, Answer::kOtherInclusion));
  person.say(Answer::kHardship, chance_of(chance, Answer::kHardship, is_modest ? 4'100 : 2'100));
  settle(chance, person);
}

void People::settle(const Chance& chance, Person& person) const {
  const std::int32_t band = distances_.pick(chance.bits(Draw::kDistance));
  person.home_region = person.region;
  switch (band) {
    case 0:
      person.home_distance = chance.between(Draw::kDistanceWithin, 0, 29);
      break;
    case 1:
      person.home_distance = chance.between(Draw::kDistanceWithin, 30, is_overseas(person.region) ? 80 : 249);
      break;
    case 2: {
      person.home_distance = chance.between(Draw::kDistanceWithin, 250, 900);
      std::int32_t home = regions_.pick(chance.bits(Draw::kHomeRegion));
      if (home == person.region || is_overseas(home)) home = person.region == 0 ? 1 : 0;
      person.home_region = home;
      break;
    }
    default:
      person.home_distance = chance.between(Draw::kDistanceWithin, 6'700, 9'400);
      person.home_region = is_overseas(person.region) ? 0 : region_of("04");
  }
  if (is_overseas(person.region) && band == 2) person.home_distance += 6'300;
  const bool in_corsica = kRegionShares[static_cast<std::size_t>(person.home_region)].value == "94";
  person.corsica_years = in_corsica ? person.residence_years : 0;
}

void People::receive(const Chance& chance, Person& person) const {
  const bool came_to_study = person.nationality != 0 && person.tax_years == 0;
  const bool had_grants = person.income < kOftenAGrant && !came_to_study && !person.says(Answer::kWorkStudy) &&
                          chance.yes(Draw::kRights, 8'500);
  const std::int32_t enrolled = person.years + (person.says(Answer::kRepeating) ? 1 : 0);
  person.rights = had_grants ? std::min(enrolled, 7) : 0;
  person.licence_rights = std::min(person.rights, 3);
  person.merit_aids = person.honours == 0 ? std::min(person.rights, 3) : 0;
  person.extra_rights = person.rights > 0 && chance.yes(Draw::kYearsMore, 200) ? 1 : 0;
  person.say(Answer::kFirstRequest, person.rights == 0);

  person.situation = situations_.pick(chance.bits(Draw::kSituation));
  const std::string_view situation = kSituationShares[static_cast<std::size_t>(person.situation)].value;
  const bool impossible =
      (situation == "reprise" && person.age < 28) || (situation == "seul en France" && !came_to_study);
  if (impossible) person.situation = 0;
  person.say(Answer::kSpecificAid, person.situation != 0 && chance_of(chance, Answer::kSpecificAid));
  const bool works = chance.yes(Draw::kSalaries, person.age >= 25 ? 7'500 : 5'000);
  if (works) person.salaries = 100 * chance.between(Draw::kSalaryAmount, 5, person.age >= 25 ? 160 : 60);
  if (person.says(Answer::kWorkStudy)) person.salaries = 100 * chance.between(Draw::kSalaryAmount, 70, 180);

  const bool left_before = person.years >= 2 && chance.yes(Draw::kPastMonths, 1'000);
  const std::int32_t months = left_before ? chance.between(Draw::kPastMonthsWithin, 2, 9) : 0;
  person.past_erasmus_months = months;
  person.past_grant_months = person.rights > 0 ? months : 0;
  const std::string_view region = kRegionShares[static_cast<std::size_t>(person.region)].value;
  person.past_weeks_of_84 = region == "84" ? 4 * months : 0;
  person.past_explora = region == "84" && left_before && months % 3 == 0 ? 1 : 0;
  person.past_aids_of_44 = region == "44" && left_before ? 1 : 0;
}

}  // namespace partance::microsimulation::population
