// What the population is made after: tables of shares, each with where it comes from and how far it can be trusted.
//
// Data only, all in distributions.cpp and yes_or_no.cpp. docs/population.md shows them; `partance population
// --describe` prints them beside what a sample gives.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/result.hpp"

namespace partance::microsimulation::population {

enum class Reliability : std::uint8_t {
  kPublished,  ///< the figures stand in the source
  kDerived,    ///< worked out here from published figures
  kAssumed,    ///< set by us for want of a figure
};

/// A text in both languages that is data: base::Message holds strings, which a table made at compile time cannot.
struct Words {
  std::string_view fr;
  std::string_view en;
  [[nodiscard]] std::string_view in(base::Language language) const {
    return language == base::Language::kFrench ? fr : en;
  }
};

struct Source {
  Reliability reliability = Reliability::kAssumed;
  Words words;           ///< organisation, publication, year; or why the figure is plausible
  std::string_view url;  ///< empty when there is none
};

struct Share {
  std::string_view value;  ///< of the column, as a table writes it
  std::uint32_t weight;    ///< any scale: shares are weights over their sum
};

/// Of whom the shares are.
enum class Among : std::uint8_t { kEveryone, kLeaving, kStaying, kLeavingToProgramme };

struct Distribution {
  std::string_view column;  ///< the question it answers
  Words title;
  Among among = Among::kEveryone;
  std::span<const Share> shares;
  Source source;
};

/// A yes-or-no question whose chances depend on another answer.
struct Rates {
  std::string_view column;
  Words title;
  std::string_view given;  ///< the column the chances depend on; shares[].value are its values
  Among among = Among::kEveryone;
  std::span<const Share> shares;  ///< weight: chances of yes in 10,000
  Source source;
};

/// Part of a curve: so many persons in 10,000 are at or below the value.
struct Quantile {
  std::int32_t value;
  std::uint32_t below;
};

/// A country of stay: how many go there, how far it is from France.
struct Destination {
  std::string_view country;
  std::uint32_t weight;
  std::int32_t kilometres;
  bool programme;  ///< takes part in Erasmus+ as a country of the programme
};

// --- How many ------------------------------------------------------------------------------------------------------

inline constexpr std::uint32_t kStudents = 3'027'000;
inline constexpr std::uint32_t kLeaving = 180'000;
extern const Source kStudentsSource;
extern const Source kLeavingSource;

// --- Studies -------------------------------------------------------------------------------------------------------

/// In the order of the tables of levels.
enum class Level : std::uint8_t {
  kBts,
  kBut,
  kDnmade,
  kCpge,
  kLicence,
  kLicencePro,
  kEngineer,
  kMaster,
  kHealth,
  kHealthAndSocial,
  kDoctorate,
  kOther,
};
inline constexpr std::size_t kLevels = 12;
inline constexpr std::size_t kRegions = 18;

extern const std::array<Share, kLevels> kLevelShares;         ///< of all students, in hundreds
extern const std::array<Share, kLevels> kLeavingLevelShares;  ///< of those who leave, per thousand
extern const std::array<Share, kRegions> kRegionShares;
extern const std::array<Share, 3> kStatuses;
extern const std::array<std::array<std::uint16_t, 3>, kLevels> kStatusByLevel;  ///< per thousand
extern const std::array<Share, kLevels> kWorkStudyRates;
extern const std::array<Share, 4> kHonourShares;

/// Years already validated at a level: the first, and how many students there are in each year, per thousand.
struct Years {
  std::uint8_t first;
  std::array<std::uint16_t, 8> weights;
};
extern const std::array<Years, kLevels> kYearsByLevel;
extern const std::array<Quantile, 11> kDelays;  ///< years lost before or during studies

// --- Persons and households ----------------------------------------------------------------------------------------

extern const std::array<Share, 28> kNationalityShares;
extern const std::array<Share, 5> kChildrenShares;
extern const std::array<Quantile, 20> kIncomes;
extern const Words kIncomeTitle;
extern const Source kIncomeSource;
/// How much lower (positive) or higher incomes are at a level, in 10,000: the chances of taking the lower of two draws.
extern const std::array<std::int16_t, kLevels> kModestyByLevel;
extern const Words kModestyTitle;
extern const Source kModestySource;
extern const std::array<Share, 4> kDistanceShares;
extern const std::array<Share, 7> kSituationShares;

// --- Stays ---------------------------------------------------------------------------------------------------------

extern const std::array<Share, 2> kStayKindShares;
extern const std::array<Share, 4> kContinentShares;
inline constexpr std::size_t kDestinations = 60;
/// France first (of those who stay), then continent by continent; weights count inside a continent.
extern const std::array<Destination, kDestinations> kDestinationShares;
extern const Words kCountryTitle;
extern const Source kCountrySource;
/// Where each continent of kContinentShares begins there, and where the last ends.
inline constexpr std::array<std::size_t, 5> kContinentBegins{1, 33, 36, 48, kDestinations};
extern const std::array<Share, 9> kProgrammeShares;

// --- All together --------------------------------------------------------------------------------------------------

std::span<const Distribution> distributions();
std::span<const Rates> rates();

}  // namespace partance::microsimulation::population
