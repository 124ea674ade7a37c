// What a comparison of two rulebooks over one population found: figures of each target, by group, and how the
// difference is spread. Plain data for the reports; made by compare().
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "microsimulation/cost/exact.hpp"
#include "microsimulation/cost/square_sum.hpp"
#include "microsimulation/cost/target.hpp"

namespace partance::microsimulation::cost {

/// The squares of what each row adds to a sum of Figures.
struct Squares {
  SquareSum cost_before{}, cost_after{}, difference{}, gain{}, loss{};
  SquareSum beneficiaries_before{}, beneficiaries_after{}, entering{}, leaving{}, winners{}, losers{};

  void add(const Squares& other);
  friend bool operator==(const Squares&, const Squares&) = default;
};

/// Sums over people. Those not decided under both rulebooks count in neither: only their number is told.
struct Figures {
  Count everybody{};
  Count decided{};    ///< under both rulebooks
  Count undecided{};  ///< an answer is missing under one of them, and neither is an error
  Count errors{};     ///< an error under one of them
  Count undecided_before{}, undecided_after{};
  Exact cost_before = 0, cost_after = 0;  ///< of the decided
  Count beneficiaries_before{}, beneficiaries_after{};
  Count entering{}, leaving{};
  Count winners{}, losers{}, unchanged{};  ///< by amount
  Exact gain = 0, loss = 0;                ///< of winners and of losers, both positive
  /// Of all targets together: people decided for some targets and not for others, counted for the former.
  Count incomplete{};
  Squares squares{};

  void add(const Figures& other);
  [[nodiscard]] Exact difference() const { return cost_after - cost_before; }
  friend bool operator==(const Figures&, const Figures&) = default;
};

/// How many people have which difference (after − before, in cents); people whose amount does not change included.
class Distribution {
 public:
  void add(base::Cents difference, std::int64_t weight) {
    if (difference == 0) {
      unchanged_ += weight;
    } else {
      weights_[difference] += weight;
    }
  }
  void add(const Distribution& other);

  /// One bar of a histogram: differences in ]from, to], or exactly 0 when both are 0.
  struct Bar {
    base::Cents from = 0;
    base::Cents to = 0;
    Exact weight = 0;
    [[nodiscard]] bool is_zero() const { return from == 0 && to == 0; }
    [[nodiscard]] bool is_one_difference() const { return to - from == 1; }
  };
  /// Of people who gain or lose: a bar for each difference met, one cent wide, when they are few; else bars of equal
  /// round width over them. Those unchanged are a bar of their own at zero. Empty when nothing changes for anybody.
  [[nodiscard]] std::vector<Bar> histogram(std::size_t most_bars) const;

  /// The smallest difference that `percent` of the people who gain or lose do not exceed; nothing when
  /// nobody does.
  [[nodiscard]] std::optional<base::Cents> quantile(unsigned percent) const;
  /// Of those who gain or lose, smallest difference first.
  [[nodiscard]] const std::map<base::Cents, Exact>& changes() const { return weights_; }

 private:
  std::map<base::Cents, Exact> weights_;  // differences other than 0
  Exact unchanged_ = 0;
};

struct TargetResult {
  Target target;
  Figures figures{};
  Distribution distribution{};
  bool is_reached =
      true;  ///< a rule that changed leads to it, or to what it is combined with; when not, it was computed once
};

/// One value of a rule people are grouped by.
struct Group {
  std::string value;  ///< as the rule gives it; empty for the last kinds of people
  base::Message label{};
  std::vector<Figures> figures{};  ///< of each target, then of all together
};

struct Breakdown {
  std::string rule;
  base::Message title{};
  std::vector<Group> groups{};
};

/// What the rules of combination changed, when they were applied.
struct Combining {
  Exact set_aside_before = 0, set_aside_after = 0;  ///< what entitled people do not hold, or hold for less
  Count reduced_before{}, reduced_after{};          ///< people whose sum is lower for it
  Count unsure{};   ///< with two aids whose combination the rulebook does not know, before or after
  Count inexact{};  ///< with more combinations than were looked at
  void add(const Combining& other);
};

struct Comparison {
  std::size_t rows = 0;
  Exact people = 0;
  std::string weight_column;  ///< empty: everybody counts for one
  std::vector<TargetResult> targets{};
  TargetResult together{};               ///< sum over targets
  std::optional<Combining> combining{};  ///< when only the best legal combination of each person counts
  std::vector<Breakdown> breakdowns{};
  std::vector<std::string> unused_columns{};  ///< of the table, that name no rule and are no weight or group
};

}  // namespace partance::microsimulation::cost
