// Targets: what is paid to a person, read from the rules of an aid or from one rule, and its amount in cents row by
// row.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "base/result.hpp"
#include "engine/batch/column.hpp"
#include "engine/plan/program.hpp"
#include "engine/value/unit.hpp"
#include "microsimulation/cost/unit_reader.hpp"

namespace partance::microsimulation::cost {

/// Which end counts of an aid whose amount the payer chooses within a range.
enum class RangeEnd : std::uint8_t { kMinimum, kMaximum };

/// What the amount of a target is made of.
enum class Basis : std::uint8_t {
  kTotal,         ///< `montant`: € for the stay
  kMinimum,       ///< `montant minimum`
  kMaximum,       ///< `montant maximum`
  kMonthlyTimes,  ///< `montant mensuel` × `durée`
  kNoAmount,      ///< the rulebook gives none: beneficiaries only
  kRule,          ///< one rule, a number in €, or by month or year, counted over a year; a yes or no counts people
};

struct Target {
  std::string id;  ///< of the aid, or name of the rule; empty for all together
  base::Message title{};
  Basis basis = Basis::kRule;
  bool is_aid = false;
  bool is_before = true, is_after = true;  ///< whether each rulebook has it
};

/// Where a target stands in one program: places in the list of rules computed.
struct TargetRules {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  Basis basis = Basis::kRule;
  std::size_t eligible = kNone;
  std::size_t amount = kNone;  ///< of the basis; the monthly amount
  std::size_t other = kNone;   ///< the other end of a range; the duration
  bool exists = false;         ///< a program without the aid pays nothing
};

/// What a program says of holding two targets together: places in the list of rules computed.
struct PairRules {
  std::size_t first = 0, second = 0;  ///< targets; the first gives way
  std::size_t word = TargetRules::kNone;
  std::size_t ceiling = TargetRules::kNone;
  std::size_t reduced = TargetRules::kNone;
};

enum class Status : std::uint8_t { kDecided, kUndecided, kError };

/// What one rulebook gives one person.
struct Outcome {
  Status status = Status::kDecided;
  bool is_entitled = false;
  base::Cents cents = 0;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// Reads outcomes out of the columns a worker computed, and turns them into cents. One a thread.
class OutcomeReader {
 public:
  OutcomeReader();

  /// Begins with results whose units are told by `units`.
  void begin(const engine::value::UnitTable& units) { units_.begin(units); }

  /// The outcomes of a target, one a row.
  void read(const TargetRules& target, std::span<const engine::batch::ResultColumn> results,
            std::span<Outcome> outcomes);
  /// An amount paid once; nothing when there is none.
  std::optional<base::Cents> amount_once(const engine::batch::ResultColumn& column, std::size_t row);

 private:
  enum class Period : std::uint8_t { kOnce, kMonth, kMonths, kAny };
  /// A number in the unit of the period; nothing when it is none.
  std::optional<double> number(const engine::batch::ResultColumn& column, std::size_t row, Period period);
  Outcome of_rule(const engine::batch::ResultColumn& column, std::size_t row);
  Outcome of_months(double euros, const engine::batch::ResultColumn& duration, std::size_t row);
  Outcome of_amount(const TargetRules& target, std::span<const engine::batch::ResultColumn> results, std::size_t row);

  UnitReader units_;
  engine::value::UnitId euros_{}, a_month_{}, a_year_{}, months_{};
};

/// The targets asked for, found in both programs, with the rules each program has to compute for them.
struct TargetPlan {
  std::vector<Target> targets{};
  struct Side {
    std::vector<engine::model::RuleId> rules{};  ///< to compute, once each
    std::vector<TargetRules> targets{};          ///< beside TargetPlan::targets
    std::vector<PairRules> pairs{};              ///< of aids that are targets, in the order of the rulebook
  };
  Side before{}, after{};
};

/// `aids` by id and `rules` by name; all aids of either program when both are empty. `with_pairs`: what may be combined
/// is computed too. kNotFound with the nearest names.
base::Result<TargetPlan> find_targets(const engine::plan::Program& before, const engine::plan::Program& after,
                                      std::span<const std::string> aids, std::span<const std::string> rules,
                                      RangeEnd range, bool with_pairs = false);

}  // namespace partance::microsimulation::cost
