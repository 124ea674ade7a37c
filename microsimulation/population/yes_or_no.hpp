// The questions of the rulebook answered by yes or no, with the chances of yes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "microsimulation/population/chance.hpp"
#include "microsimulation/population/distributions.hpp"

namespace partance::microsimulation::population {

/// In the order of the table of answers, which is part of what a seed means.
enum class Answer : std::uint8_t {
  kCharter,
  kRegionPartner,
  kGraduationYear,
  kEngineeringSchool,
  kRural,
  kPriorityDistrict,
  kOtherInclusion,
  kModestBySchool,
  kPreselected,
  kUnionBody,
  kBlended,
  kRentAbroad,
  kCredited,
  kPriorityEuropeanRegion,
  kVisa,
  kMobiCentre,
  kOwnTaxNotice,
  kWithinCourse,
  kAgreement,
  kGreenTravel,
  kMovingUp,
  kRepeating,
  kMedicalRepeating,
  kFirstEntry,
  kUninterrupted,
  kBaccalaureate,
  kInitialTraining,
  kFullTime,
  kNationalDiploma,
  kWorkStudy,
  kJointDegree,
  kGapYear,
  kCultureDiploma,
  kLicenceLastYear,
  kMasterEntry,
  kRegionChange,
  kRefugee,
  kWorkedInFrance,
  kParentIncome,
  kResidencePermit,
  kDisability,
  kCarer,
  kLongIllness,
  kFirstRequest,
  kArmyVolunteer,
  kCivicService,
  kReplacementIncome,
  kHardship,
  kSpecificAid,
  kSeparateHome,
};
inline constexpr std::size_t kAnswers = 50;

struct YesOrNo {
  Answer answer;
  std::string_view column;
  bool of_the_stay;       ///< asked only of those who leave
  std::uint16_t chances;  ///< of yes in 10,000, when they depend on nothing else
  bool worked_out;        ///< follows from other answers; `chances` are then a part of the rule
  Source source;
};

extern const std::array<YesOrNo, kAnswers> kYesOrNo;

inline bool chance_of(const Chance& chance, Answer answer, std::uint32_t in_ten_thousand) {
  const auto draw = static_cast<std::uint32_t>(Draw::kFirstAnswer) + static_cast<std::uint32_t>(answer);
  return chance.yes(static_cast<Draw>(draw), in_ten_thousand);
}
inline bool chance_of(const Chance& chance, Answer answer) {
  return chance_of(chance, answer, kYesOrNo[static_cast<std::size_t>(answer)].chances);
}

}  // namespace partance::microsimulation::population
