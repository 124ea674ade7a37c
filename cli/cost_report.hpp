// All that a report of `partance cost` says: the figures, the reform, the population, and how to get them again.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/value/calendar.hpp"
#include "microsimulation/cost/comparison.hpp"
#include "microsimulation/cost/reach.hpp"
#include "microsimulation/cost/reform.hpp"

namespace partance::cli {

struct CostReport {
  base::Language language = base::Language::kFrench;
  microsimulation::cost::Comparison comparison{};

  struct Change {
    microsimulation::cost::RuleChange rule{};
    microsimulation::cost::Reach reach{};
  };
  std::vector<Change> changes{};
  std::vector<std::string> removed{};

  /// Where the people come from: a file, or made from a seed.
  struct Population {
    std::string file{};                     ///< empty: synthetic
    std::string fingerprint{};              ///< of the file
    std::uint64_t bad_rows = 0;             ///< of the file, left out
    std::vector<base::Message> problems{};  ///< of the first of them
    std::uint64_t size = 0;
    std::uint64_t seed = 0;
    int year = 0;
  };
  Population population{};
  /// The people are a sample, whose figures have a margin of error: made by chance, or with weights. Rows without
  /// weights are taken for everybody there is.
  [[nodiscard]] bool is_sample() const {
    const auto rows = static_cast<microsimulation::cost::Exact>(comparison.rows);
    return population.file.empty() || comparison.people != rows * microsimulation::cost::kOnePerson;
  }

  microsimulation::cost::RangeEnd range{};
  std::string program_version{};
  std::string rulebook{};              ///< where it was read
  std::string rulebook_fingerprint{};  ///< of its rule files
  std::string reform_fingerprint{};
  engine::value::Date today{};
  std::string command{};  ///< gives this report again
};

std::string cost_text(const CostReport& report, bool has_colours, std::size_t width);
std::string cost_json(const CostReport& report);
std::string cost_html(const CostReport& report);

}  // namespace partance::cli
