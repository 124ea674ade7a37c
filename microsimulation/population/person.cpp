// See person.hpp. Studies, birth and household; the stay abroad is in person_stay.cpp.
#include "microsimulation/population/person.hpp"

#include <algorithm>

#include "engine/value/calendar.hpp"

namespace partance::microsimulation::population {

namespace {

constexpr std::uint32_t kTenMillion = 10'000'000;  // the grain of curves

/// The European ones among the nationalities that are drawn.
constexpr std::array<std::string_view, 7> kEuropeans{"FR", "IT", "ES", "DE", "PT", "BE", "RO"};

bool is_one_of(Level level, std::initializer_list<Level> levels) {
  return std::ranges::find(levels, level) != levels.end();
}

/// Chances that a diploma is a national one of the ministry of higher education.
std::uint32_t national_chances(Level level) {
  switch (level) {
    case Level::kCpge:
      return 0;
    case Level::kOther:
      return 1'000;
    case Level::kHealthAndSocial:
      return 3'000;
    case Level::kMaster:
      return 8'000;
    default:
      return 10'000;
  }
}

/// Years a programme takes, from the first year of higher education.
std::int32_t last_year(Level level) {
  switch (level) {
    case Level::kBts:
    case Level::kCpge:
      return 1;
    case Level::kMaster:
    case Level::kEngineer:
      return 4;
    case Level::kHealth:
    case Level::kDoctorate:
      return 7;
    default:
      return 2;
  }
}

}  // namespace

People::People(int year)
    : leaving_levels_(Picker::of(kLeavingLevelShares)),
      regions_(Picker::of(kRegionShares)),
      nationalities_(Picker::of(kNationalityShares)),
      honours_(Picker::of(kHonourShares)),
      children_(Picker::of(kChildrenShares)),
      distances_(Picker::of(kDistanceShares)),
      situations_(Picker::of(kSituationShares)),
      continents_(Picker::of(kContinentShares)),
      programmes_(Picker::of(kProgrammeShares)) {
  // Those who stay: everyone less those who leave, so that both together give the shares of everyone.
  std::uint64_t everyone = 0;
  std::uint64_t leaving = 0;
  for (const Share& share : kLevelShares) everyone += share.weight;
  for (const Share& share : kLeavingLevelShares) leaving += share.weight;
  std::array<std::uint64_t, kLevels> staying{};
  for (std::size_t i = 0; i < kLevels; ++i) {
    staying[i] = std::uint64_t{kStudents} * kLevelShares[i].weight / everyone -
                 std::uint64_t{kLeaving} * kLeavingLevelShares[i].weight / leaving;
  }
  staying_levels_ = Picker(staying);
  for (std::size_t i = 0; i < kLevels; ++i) {
    statuses_[i] = Picker(std::vector<std::uint64_t>(kStatusByLevel[i].begin(), kStatusByLevel[i].end()));
    years_[i] = Picker(std::vector<std::uint64_t>(kYearsByLevel[i].weights.begin(), kYearsByLevel[i].weights.end()));
  }
  const std::span<const Destination> destinations = kDestinationShares;
  for (std::size_t i = 0; i < countries_.size(); ++i) {
    countries_[i] =
        Picker::of(destinations.subspan(kContinentBegins[i], kContinentBegins[i + 1] - kContinentBegins[i]));
  }
  for (std::size_t i = 0; i < september_.size(); ++i) {
    const engine::value::Date first{year - static_cast<std::int32_t>(i), 9, 1};
    september_[i] = static_cast<std::int32_t>(engine::value::to_days(first));
  }
  january_ = static_cast<std::int32_t>(engine::value::to_days({year + 1, 1, 1}));
}

Person People::draw(const Chance& chance, bool leaving) const {
  Person person;
  person.leaving = leaving;
  study(chance, person);
  be_born(chance, person);
  come_from(chance, person);
  live(chance, person);
  receive(chance, person);
  if (leaving) leave(chance, person);
  return person;
}

void People::study(const Chance& chance, Person& person) const {
  const Picker& levels = person.leaving ? leaving_levels_ : staying_levels_;
  const auto level = static_cast<std::size_t>(levels.pick(chance.bits(Draw::kLevel)));
  person.level = static_cast<Level>(level);
  person.region = regions_.pick(chance.bits(Draw::kRegion));
  person.status = statuses_[level].pick(chance.bits(Draw::kStatus));
  person.years = kYearsByLevel[level].first + years_[level].pick(chance.bits(Draw::kYears));
  // Few leave in their very first year.
  if (person.leaving && person.years == 0 && chance.yes(Draw::kFirstYear, 9'000)) person.years = 1;
  person.honours = honours_.pick(chance.bits(Draw::kHonours));

  const std::string_view region = kRegionShares[static_cast<std::size_t>(person.region)].value;
  const bool is_public = person.status == 0;
  if (region == "11" && person.level == Level::kEngineer && chance.yes(Draw::kEstablishment, 350)) {
    person.establishment = Establishment::kTelecomParis;
  } else if (region == "84" && is_public && is_one_of(person.level, {Level::kLicence, Level::kMaster}) &&
             chance.yes(Draw::kEstablishment, 900)) {
    person.establishment = Establishment::kJeanMonnet;
  } else if (region == "93" && is_public && chance.yes(Draw::kEstablishment, 4'500)) {
    person.establishment = Establishment::kAixMarseille;
  }

  const bool repeats = chance_of(chance, Answer::kRepeating, person.leaving ? 200 : 900);
  const std::uint32_t work_study = kWorkStudyRates[level].weight / (person.leaving ? 5 : 1);
  const bool national = chance_of(chance, Answer::kNationalDiploma, national_chances(person.level));
  const bool enters_master = person.level == Level::kMaster && person.years == 3 && !repeats;
  person.say(Answer::kRepeating, repeats);
  person.say(Answer::kMedicalRepeating, repeats && chance_of(chance, Answer::kMedicalRepeating));
  person.say(Answer::kFirstEntry, person.years == 0 && !repeats);
  person.say(Answer::kMovingUp, person.years > 0 && !repeats);
  person.say(Answer::kGraduationYear, person.years >= last_year(person.level));
  person.say(Answer::kWorkStudy, chance_of(chance, Answer::kWorkStudy, work_study));
  person.say(Answer::kNationalDiploma, national);
  person.say(Answer::kCultureDiploma, !national && chance_of(chance, Answer::kCultureDiploma));
  person.say(Answer::kEngineeringSchool, person.level == Level::kEngineer);
  person.say(Answer::kMasterEntry, enters_master);
  person.say(Answer::kLicenceLastYear, enters_master && chance_of(chance, Answer::kLicenceLastYear));
  person.say(Answer::kRegionChange, enters_master && chance_of(chance, Answer::kRegionChange));
  person.say(Answer::kCharter, chance_of(chance, Answer::kCharter, is_public ? 9'800 : 6'000));
  person.say(Answer::kMobiCentre, region == "24" && chance_of(chance, Answer::kMobiCentre));
  for (const Answer answer : {Answer::kRegionPartner, Answer::kJointDegree, Answer::kGapYear}) {
    person.say(answer, chance_of(chance, answer));
  }
  person.credits = person.years * 60 + (repeats ? chance.between(Draw::kCredits, 0, 9) * 6 : 0);
}

void People::be_born(const Chance& chance, Person& person) const {
  const std::int32_t delay = on_steps(kDelays, chance.below(Draw::kDelay, kTenMillion));
  const bool repeats = person.says(Answer::kRepeating);
  person.age = std::max(16, 18 + person.years + (repeats ? 1 : 0) + delay);
  // Born in the year that ends on the first of September on which that age is reached.
  const auto age = static_cast<std::size_t>(person.age);
  person.birthday = chance.between(Draw::kBirthday, september_[age + 1] + 1, september_[age]);
  const bool is_older = person.age >= 28;
  person.say(Answer::kOwnTaxNotice, chance_of(chance, Answer::kOwnTaxNotice, person.age >= 25 ? 8'000 : 600));
  person.say(Answer::kSeparateHome, chance_of(chance, Answer::kSeparateHome, person.age >= 25 ? 9'000 : 3'500));
  person.say(Answer::kUninterrupted, chance_of(chance, Answer::kUninterrupted, is_older ? 5'000 : 9'400));
  person.say(Answer::kInitialTraining, chance_of(chance, Answer::kInitialTraining, is_older ? 6'000 : 9'900));
  person.say(Answer::kFullTime, chance_of(chance, Answer::kFullTime, is_older ? 7'500 : 9'800));
  person.say(Answer::kReplacementIncome, chance_of(chance, Answer::kReplacementIncome, is_older ? 1'200 : 60));
  if (is_older) person.raised_children = std::max(0, chance.between(Draw::kRaised, 0, 5) - 3);
}

void People::come_from(const Chance& chance, Person& person) const {
  person.nationality = nationalities_.pick(chance.bits(Draw::kNationality));
  const bool is_foreign = person.nationality != 0;
  // Eleven students in a hundred came to study, fourteen are foreign: the others grew up in France.
  const bool came_to_study = is_foreign && chance.below(Draw::kForeign, 14) < 11;
  const std::int32_t since =
      came_to_study ? std::min(person.years, chance.between(Draw::kResidence, 0, 3)) : person.age;
  person.residence_years = since;
  person.tax_years = came_to_study ? 0 : person.age;
  if (is_foreign && !came_to_study) {
    person.residence_years = chance.between(Draw::kResidence, 3, person.age);
    person.tax_years = person.residence_years;
  }
  const std::uint32_t worked = came_to_study ? 3'000 : 7'000;
  const std::string_view nationality = kNationalityShares[static_cast<std::size_t>(person.nationality)].value;
  const bool is_european = std::ranges::find(kEuropeans, nationality) != kEuropeans.end();
  person.say(Answer::kRefugee, is_foreign && !is_european && chance_of(chance, Answer::kRefugee));
  person.say(Answer::kWorkedInFrance, chance_of(chance, Answer::kWorkedInFrance, worked));
  person.say(Answer::kParentIncome, chance_of(chance, Answer::kParentIncome, came_to_study ? 300 : 9'700));
  person.say(Answer::kResidencePermit, is_foreign && !is_european && chance_of(chance, Answer::kResidencePermit));
  for (const Answer answer : {Answer::kBaccalaureate, Answer::kDisability, Answer::kCarer, Answer::kLongIllness,
                              Answer::kArmyVolunteer, Answer::kCivicService, Answer::kRural}) {
    person.say(answer, chance_of(chance, answer));
  }
}

}  // namespace partance::microsimulation::population
