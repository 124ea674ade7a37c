// The rules of combination, applied to everybody: of the aids a person is entitled to, those of the best legal
// combination stay, for the amounts they have in it.
//
// Which one is best is decided where a person's own simulation decides it (simulation/combination.hpp). One a thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "microsimulation/cost/comparison.hpp"
#include "microsimulation/cost/target.hpp"
#include "microsimulation/cost/weights.hpp"
#include "simulation/combination.hpp"

namespace partance::microsimulation::cost {

class Combiner {
 public:
  Combiner(std::span<const Target> targets, const Weights& weights) : targets_(targets), weights_(weights) {}

  /// What one rulebook computed for a block of rows.
  struct Side {
    std::span<const PairRules> pairs;
    std::span<const engine::batch::ResultColumn> results;
    const engine::batch::Dictionary& dictionary;  ///< of their texts
    OutcomeReader& reader;                        ///< which began with their units
    std::vector<std::vector<Outcome>>& outcomes;  ///< [target][row]
  };
  /// Changes the outcomes of rows `first` on. An aid that is not decided on both sides is held on neither.
  void combine(Side& before, Side& after, std::size_t first, std::size_t rows);

  [[nodiscard]] const Combining& found() const { return found_; }

 private:
  struct OneSide {
    base::Cents set_aside = 0;
    bool is_unsure = false;
    bool is_exact = true;
  };
  OneSide combine_row(Side& side, std::size_t row);
  /// The pairs between aids the person is entitled to; false when one is not known.
  bool read_pairs(Side& side, std::size_t row);
  /// Takes back what pays nothing, and is forbidden beside what is held.
  void leave_unpaid(Side& side, std::size_t row) const;

  std::span<const Target> targets_;
  const Weights& weights_;
  Combining found_;
  // Of the row at hand:
  std::vector<bool> is_decided_, is_entitled_;  // by target
  std::vector<std::size_t> counted_;            // targets that pay
  std::vector<std::size_t> place_;              // of a target among them, or kNowhere
  std::vector<base::Cents> amounts_;            // of them
  std::vector<simulation::Pair> pairs_;         // of targets
  std::vector<simulation::Pair> counted_pairs_;
};

}  // namespace partance::microsimulation::cost
