// Chance without a state: the number drawn for a purpose, for a row, under a seed, is a function of the three.
//
// So a row is the same whatever was made before it, by whichever thread, and the same on every machine: only 64-bit
// integer arithmetic, no floating point and none of the standard distributions, whose results each library chooses.
// Mixing is that of SplitMix64 (Steele, Lea, Flood, 2014): two multiplications and three shifts that turn a counter
// into bits that pass for chance. Not for secrets.
#pragma once

#include <cstdint>

namespace partance::microsimulation::population {

constexpr std::uint64_t mixed(std::uint64_t bits) {
  bits = (bits ^ (bits >> 30U)) * 0xBF58'476D'1CE4'E5B9U;
  bits = (bits ^ (bits >> 27U)) * 0x94D0'49BB'1331'11EBU;
  return bits ^ (bits >> 31U);
}

/// What a number is drawn for. The order is part of what a seed means: new purposes go to the end.
enum class Draw : std::uint32_t {
  kLevel,
  kRegion,
  kEstablishment,
  kStatus,
  kYears,
  kDelay,
  kBirthday,
  kRepeating,
  kWorkStudy,
  kNationality,
  kForeign,
  kResidence,
  kFamily,
  kChildren,
  kSiblings,
  kIncome,
  kIncomeAgain,
  kIncomeSide,
  kHomeRegion,
  kDistance,
  kDistanceWithin,
  kHonours,
  kRights,
  kSituation,
  kSalaries,
  kSalaryAmount,
  kStayKind,
  kContinent,
  kCountry,
  kProgramme,
  kLength,
  kLengthWithin,
  kStart,
  kStartWithin,
  kPay,
  kPayAmount,
  kStayDistance,
  kPastMonths,
  kPastMonthsWithin,
  kCredits,
  kRaised,
  kYearsMore,
  kFirstYear,
  kFirstAnswer = 1000,  ///< the yes-or-no answers: one number each, by their place (yes_or_no.hpp)
};

/// The chance of one row.
class Chance {
 public:
  Chance(std::uint64_t seed, std::uint64_t row) : key_(mixed(mixed(seed + kStep) + row * kStep)) {}

  [[nodiscard]] std::uint64_t bits(Draw draw) const {
    return mixed(key_ + (static_cast<std::uint64_t>(draw) + 1) * kStep);
  }
  /// Even over 0 … bound - 1, up to one part in 2³².
  [[nodiscard]] std::uint32_t below(Draw draw, std::uint32_t bound) const { return scaled(bits(draw), bound); }
  [[nodiscard]] std::int32_t between(Draw draw, std::int32_t least, std::int32_t most) const {
    return least + static_cast<std::int32_t>(below(draw, static_cast<std::uint32_t>(most - least + 1)));
  }
  /// Yes with so many chances in ten thousand.
  [[nodiscard]] bool yes(Draw draw, std::uint32_t in_ten_thousand) const {
    return below(draw, 10'000) < in_ten_thousand;
  }

 private:
  static constexpr std::uint64_t kStep = 0x9E37'79B9'7F4A'7C15U;
  static std::uint32_t scaled(std::uint64_t bits, std::uint32_t bound) {
    return static_cast<std::uint32_t>(((bits >> 32U) * bound) >> 32U);
  }
  std::uint64_t key_;
};

}  // namespace partance::microsimulation::population
