// Published figures that persons are not drawn from, with which the population is compared as a whole.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "microsimulation/population/distributions.hpp"
#include "microsimulation/population/person.hpp"

namespace partance::microsimulation::population {

struct Check {
  Words title;
  Among among = Among::kEveryone;
  double target = 0;
  double (*measure)(const Person&) = nullptr;  ///< its mean is compared; 0 or 1 for a share
  bool is_share = true;                        ///< else in the unit that the title names
  Source source;
};
std::span<const Check> checks();

/// What the rules should decide for how many.
struct Outcome {
  std::string_view rule;
  Words title;
  std::span<const std::string_view> among;  ///< rules that say yes
  std::span<const Share> shares;
  Source source;
};
std::span<const Outcome> outcomes();

}  // namespace partance::microsimulation::population
