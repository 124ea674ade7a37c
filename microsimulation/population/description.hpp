// What the population is made after, beside what a sample of it gives.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "engine/plan/program.hpp"
#include "microsimulation/population/distributions.hpp"
#include "microsimulation/population/population.hpp"

namespace partance::microsimulation::population {

struct Line {
  std::string label;
  double target = 0;    ///< a share of 1, or a mean; negative: none is set
  double observed = 0;  ///< weighted; negative: nobody is concerned
};

/// One table.
struct Section {
  Words title;
  std::string name;  ///< the column or the rule; empty for a figure that is neither
  Among among = Among::kEveryone;
  Source source;
  std::vector<Line> lines;
  bool is_share = true;
};

struct Description {
  std::uint64_t sample = 0;    ///< persons looked at
  std::uint64_t students = 0;  ///< whom they stand for
  std::uint64_t leaving = 0;
  std::vector<Section> drawn;      ///< tables that persons are drawn from
  std::vector<Section> checked;    ///< published figures that none is drawn from, and what persons give
  std::vector<Section> decided;    ///< what the rules make of them
  std::vector<Section> yes_or_no;  ///< one line each
};

/// Draws the first `sample` persons. `program` is the rulebook; null: nothing is decided.
Description describe(const Settings& settings, std::uint64_t sample,
                     const std::shared_ptr<const engine::plan::Program>& program);

}  // namespace partance::microsimulation::population
