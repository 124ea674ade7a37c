// The explanation of a value: a tree from a rule down to the answers and the texts of law it rests on.
//
// Built from the run's last evaluation: only what mattered is in it — the branch taken, the conditions that failed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/evaluate/run.hpp"
#include "engine/plan/wording.hpp"

namespace partance::engine::explain {

using evaluate::RuleId;
using evaluate::Run;

enum class Truth : std::uint8_t { kValue, kYes, kNo, kUnknown, kNotApplicable, kError };

struct Step {
  std::string rule{};  ///< full name; empty for a condition written in place
  std::string title{};
  std::string description{};
  std::string value{};  ///< as shown
  Truth truth = Truth::kValue;
  std::vector<std::string> how{};  ///< in words, one line a mechanism
  std::vector<plan::Citation> references{};
  std::string reliability{};
  std::vector<Step> children{};
  bool is_answer = false;    ///< given by the person
  bool is_repeated = false;  ///< explained above
  bool is_cut = false;       ///< deeper than the limit
};

struct Limits {
  int depth = 12;
  std::size_t steps = 400;
  std::vector<RuleId> known{};  ///< explained already: named, not explained again
};

/// Evaluates `rule`, then explains it.
Step explain(Run& run, RuleId rule, base::Language language, const Limits& limits = {});

}  // namespace partance::engine::explain
