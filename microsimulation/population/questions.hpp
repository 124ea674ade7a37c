// How each column is read off a person.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "microsimulation/population/person.hpp"
#include "microsimulation/population/population.hpp"

namespace partance::microsimulation::population {

/// The texts of a column that is one: a table whose places are read.
enum class Texts : std::uint8_t {
  kNone,
  kLevel,
  kRegion,
  kEstablishment,
  kStatus,
  kCountry,
  kNationality,
  kHonours,
  kSituation,
  kStayKind,
  kProgramme,
  kFrance,
};

struct Reader {
  Question question;
  Texts texts = Texts::kNone;
  /// A number, a day, a place in the texts; 0 or 1; kOpen when the person has no answer.
  std::int32_t (*read)(const Person&) = nullptr;
  Answer answer{};  ///< of the yes-or-no questions, which have no `read`
  bool of_the_stay = false;
};

/// The weight first, then the year, then the questions in the order of the rulebook.
std::vector<Reader> readers();

std::vector<std::string_view> texts_of(Texts texts);

}  // namespace partance::microsimulation::population
