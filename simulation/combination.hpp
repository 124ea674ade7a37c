// The best legal combination: which aids to hold together, and for how much, knowing what each pair allows.
//
// Pure arithmetic on cents: no rules, no texts. Every set of aids is considered (branch and bound); two aids whose
// pair is not known to be allowed are never put together.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/money.hpp"

namespace partance::simulation {

using base::Cents;

enum class Relation : std::uint8_t { kUnknown, kAllowed, kForbidden };

/// What two aids may do together. `gives_way` is the one whose amount is reduced.
struct Pair {
  std::size_t gives_way = 0;
  std::size_t other = 0;
  Relation relation = Relation::kUnknown;
  std::optional<Cents> ceiling{};  ///< most for both together
  std::optional<Cents> reduced{};  ///< amount of gives_way when held with other
};

/// The pair that the rules speak of: `word` is the value of `cumul . <gives_way> . <other>` (empty when it has none).
/// Capped, but by an amount nobody knows, is unknown: it cannot be counted on.
Pair pair_in_words(std::size_t gives_way, std::size_t other, std::string_view word, std::optional<Cents> ceiling,
                   std::optional<Cents> reduced);

struct Combination {
  std::vector<std::size_t> members{};  ///< indices of the aids, ascending
  std::vector<Cents> amounts{};        ///< of each member, reductions made
  Cents total = 0;
};

struct Choice {
  Combination best{};
  /// The greatest total among sets that hold an aid the best one lacks; nothing when there is none.
  std::optional<Combination> runner_up{};
  /// False when there were too many sets to consider them all; `best` is then the best one met.
  bool exact = true;
};

/// What the members of a set are paid together: reduced amounts first, then ceilings in the order of `pairs`, the aid
/// that gives way being lowered. Nothing when some pair of the set is not allowed; a pair that is absent is unknown.
std::optional<Combination> together(std::span<const std::size_t> members, std::span<const Cents> amounts,
                                    std::span<const Pair> pairs);

/// The best combination of aids of these amounts (all positive). Of equal totals, the one with fewer aids wins, then
/// the one whose aids come first.
Choice best_combination(std::span<const Cents> amounts, std::span<const Pair> pairs, bool with_runner_up = true);

}  // namespace partance::simulation
