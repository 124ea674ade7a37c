// The arguments of `partance cost`, and the command line that gives the same report again.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/cost_report.hpp"
#include "cli/rulebook.hpp"

namespace partance::cli {

struct CostArguments {
  RuleChoice rules{};
  std::vector<std::string> reforms{};
  std::string population{};  ///< a file; empty: synthetic
  std::uint64_t size = 100'000;
  std::uint64_t seed = 0;
  int year = 0;
  std::vector<std::string> aids{};
  std::vector<std::string> targets{};
  std::vector<std::string> by{};
  std::vector<double> bands{};
  std::size_t quantiles = 10;
  std::string weight{};
  std::string range = "minimum";
  bool combined = false;
  unsigned threads = 0;
  std::string today{};
  std::string html{};
  std::string language{};
  bool json = false;
};

/// A word as a POSIX shell reads it back.
std::string quoted(const std::string& word);

/// What was left to its default and changes the figures is said: the day, the size, the seed, the language.
std::string cost_command(const CostArguments& arguments, const CostReport& report);

}  // namespace partance::cli
