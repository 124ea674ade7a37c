// One person of the synthetic population, drawn from the distributions, and all that follows for the questions asked.
#pragma once

#include <array>
#include <cstdint>

#include "microsimulation/population/chance.hpp"
#include "microsimulation/population/picker.hpp"
#include "microsimulation/population/yes_or_no.hpp"

namespace partance::microsimulation::population {

/// What a question left open reads.
inline constexpr std::int32_t kOpen = INT32_MIN;

enum class Establishment : std::uint8_t { kOther, kTelecomParis, kJeanMonnet, kAixMarseille };

/// Numbers of a person. Days are counted from 1970-01-01; an index is a place in the table it is drawn from.
struct Person {
  bool leaving = false;
  Level level = Level::kLicence;
  Establishment establishment = Establishment::kOther;
  std::int32_t region = 0;  ///< of kRegionShares
  std::int32_t status = 0;  ///< of kStatuses
  std::int32_t years = 0;
  std::int32_t credits = 0;
  std::int32_t age = 0;  ///< on the first day of the year
  std::int32_t birthday = 0;
  std::int32_t nationality = 0;  ///< of kNationalityShares
  std::int32_t residence_years = 0;
  std::int32_t tax_years = 0;
  std::int32_t corsica_years = 0;

  std::int32_t income = 0;       ///< € a year
  std::int32_t half_shares = 4;  ///< of the tax household, two a share
  std::int32_t children = 1;
  std::int32_t students = 1;
  std::int32_t home_region = 0;
  std::int32_t home_distance = 0;
  std::int32_t raised_children = 0;

  std::int32_t honours = 0;  ///< of kHonourShares
  std::int32_t rights = 0;
  std::int32_t licence_rights = 0;
  std::int32_t extra_rights = 0;
  std::int32_t merit_aids = 0;
  std::int32_t situation = 0;  ///< of kSituationShares
  std::int32_t salaries = 0;

  // Of those who leave; others stay in France and have no answer to give.
  std::int32_t country = 0;  ///< of kDestinationShares
  std::int32_t kind = kOpen;
  std::int32_t programme = kOpen;
  std::int32_t start = kOpen;
  std::int32_t end = kOpen;
  std::int32_t request = kOpen;
  std::int32_t stay_distance = kOpen;
  std::int32_t traineeship_pay = kOpen;
  std::int32_t stay_income = kOpen;

  std::int32_t past_grant_months = 0;
  std::int32_t past_erasmus_months = 0;
  std::int32_t past_weeks_of_84 = 0;
  std::int32_t past_explora = 0;
  std::int32_t past_aids_of_44 = 0;

  std::uint64_t yes = 0;

  [[nodiscard]] bool says(Answer answer) const { return ((yes >> static_cast<unsigned>(answer)) & 1U) != 0; }
  void say(Answer answer, bool value) { yes |= static_cast<std::uint64_t>(value) << static_cast<unsigned>(answer); }
};

/// What the persons of one population share: the year, and tables made ready to be drawn from.
class People {
 public:
  /// `year` of the autumn that opens the academic year.
  explicit People(int year);

  [[nodiscard]] Person draw(const Chance& chance, bool leaving) const;
  [[nodiscard]] std::int32_t year_start() const { return september_[0]; }

 private:
  void study(const Chance& chance, Person& person) const;
  void be_born(const Chance& chance, Person& person) const;
  void come_from(const Chance& chance, Person& person) const;
  void live(const Chance& chance, Person& person) const;
  void settle(const Chance& chance, Person& person) const;
  void receive(const Chance& chance, Person& person) const;
  void leave(const Chance& chance, Person& person) const;
  void stay_between(const Chance& chance, Person& person) const;

  Picker staying_levels_, leaving_levels_, regions_, nationalities_, honours_, children_, distances_, situations_;
  Picker continents_, programmes_;
  std::array<Picker, kLevels> statuses_, years_;
  std::array<Picker, 4> countries_;
  std::array<std::int32_t, 80> september_{};  ///< the first of September, so many years before the start
  std::int32_t january_ = 0;                  ///< the first of January after the start
};

}  // namespace partance::microsimulation::population
