// The tally: outcomes before and after, row by row, added to the figures of everybody, of every group and of every
// target. One a thread; they are added up at the end.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "microsimulation/cost/comparison.hpp"
#include "microsimulation/cost/group_pass.hpp"
#include "microsimulation/cost/target.hpp"
#include "microsimulation/cost/weights.hpp"

namespace partance::microsimulation::cost {

class Tally {
 public:
  /// `groupings` and `weights` are of the whole table.
  Tally(std::size_t targets, std::span<const NamedGrouping> groupings, const Weights& weights);

  /// Takes a block of rows: `before[t][i]` and `after[t][i]` are the outcomes of target t for row `first` + i.
  void add_block(std::span<const std::vector<Outcome>> before, std::span<const std::vector<Outcome>> after,
                 std::size_t first, std::size_t rows);
  void add(const Tally& other);
  /// Puts the figures into the comparison, whose targets and groups are named already.
  void move_into(Comparison& comparison) &&;

 private:
  /// What one person gets of all targets that are decided.
  struct Together {
    Outcome before{}, after{};
    bool is_decided = false, was_open = false, is_open = false, has_error = false;
  };
  void add_together(const Together& sum, std::size_t row);
  /// Calls f(Figures&) for everybody and for each group the row is in.
  template <class F>
  void for_figures(std::size_t target, std::size_t row, F&& f);

  std::size_t targets_;
  std::span<const NamedGrouping> groupings_;
  const Weights& weights_;
  std::vector<Figures> whole_;                               // per target, then together
  std::vector<Together> together_;                           // of the block being added
  std::vector<Distribution> spread_;                         // beside whole_
  std::vector<std::vector<std::vector<Figures>>> by_group_;  // [grouping][group][target]
};

}  // namespace partance::microsimulation::cost
