// Groups of people: the values that a rule, or a column of the table, takes over the population.
//
// Texts and yes/no are groups as they are; few numbers too; many numbers are cut into bands, given or of equal numbers
// of people. Those without a value have groups of their own, last.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/batch/dictionary.hpp"
#include "engine/plan/program.hpp"
#include "microsimulation/table/table.hpp"

namespace partance::microsimulation::cost {

/// How numbers become groups.
struct Bands {
  std::vector<double> bounds{};  ///< rising; a band holds its lower bound; empty: quantiles
  std::size_t quantiles = 10;    ///< when there are more than kMostSingleNumbers different numbers
};
inline constexpr std::size_t kMostSingleNumbers = 12;
/// Groups of texts past these are put together, the largest kept.
inline constexpr std::size_t kMostGroups = 120;

/// What a row's value is, before groups are made of it.
enum class KeyKind : std::uint8_t { kNumber, kBoolean, kText, kNotApplicable, kUnknown, kError };

/// Values of all rows, filled by rows or by columns.
struct Keys {
  std::vector<KeyKind> kinds{};
  std::vector<double> numbers{};       ///< of numbers, in `unit`; 0 or 1 of booleans
  std::vector<std::uint32_t> texts{};  ///< places in `words`
  std::vector<std::string> words{};
  std::string unit{};
};

/// The group of each row, and what the groups are called.
struct Grouping {
  struct Name {
    std::string value;  ///< empty for bands and for those without a value
    base::Message label;
  };
  std::vector<Name> names{};
  std::vector<std::uint32_t> of_row{};
};

/// Says how a text is shown; the rule may be absent.
struct Labels {
  const engine::plan::Program* program = nullptr;
  engine::model::RuleId rule = engine::model::kNoRule;
};

/// `weights` (millionths, a row each; empty: everybody counts for one) decide quantiles and which groups are largest.
Grouping group_rows(const Keys& keys, std::span<const std::int64_t> weights, const Bands& bands, const Labels& labels);

/// The keys of a column of the table that answers no rule.
Keys keys_of_column(const Column& column, std::size_t rows, const engine::batch::Dictionary& dictionary);

}  // namespace partance::microsimulation::cost
