// The outcome of a node over a whole column: what it may be, on which rows, and where its content stands.
//
// An outcome is a list of alternatives of which no two share a row. Rows of none are left to evaluate: they hold an
// error, or something that no kernel knows.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/batch/flow.hpp"
#include "engine/value/value.hpp"

namespace partance::engine::batch {

/// What an alternative is. Unlike value::Kind it tells yes from no and days from texts: their rows are.
enum class Sort : std::uint8_t { kUndefined, kNotApplicable, kNo, kYes, kNumber, kText, kDay };

struct Alternative {
  Sort sort = Sort::kUndefined;
  value::UnitId unit = value::UnitId::kAbsent;
  Mask where = Mask::kNever;
  Number number{};  ///< kNumber
  Text text{};      ///< kText, kDay

  friend bool operator==(const Alternative&, const Alternative&) = default;

  [[nodiscard]] bool is(Sort s) const { return sort == s; }
  [[nodiscard]] bool is_number() const { return sort == Sort::kNumber; }
  /// The same content on some of its rows.
  [[nodiscard]] Alternative on(Mask rows) const {
    Alternative narrowed = *this;
    narrowed.where = rows;
    return narrowed;
  }
  [[nodiscard]] Alternative in(value::UnitId other) const {
    Alternative same = *this;
    same.unit = other;
    return same;
  }
};

using Outcome = std::vector<Alternative>;

/// An outcome being put together: alternatives of one sort and unit become one.
class Gathering {
 public:
  explicit Gathering(Flow& flow) : flow_(&flow) {}

  void add(const Alternative& alternative);
  void add(Sort sort, Mask where, value::UnitId unit = value::UnitId::kAbsent) { add({sort, unit, where}); }
  /// Yes on the rows of `holds` that are rows of `where`, no on the others.
  void add_answer(Mask where, Mask holds) {
    add(Sort::kYes, flow_->both(where, holds));
    add(Sort::kNo, flow_->without(where, holds));
  }
  /// Every alternative of an outcome, on the rows given.
  void add_all(const Outcome& outcome, Mask where) {
    for (const Alternative& one : outcome) add(one.on(flow_->both(one.where, where)));
  }

  Outcome take() { return std::move(found_); }

 private:
  Flow* flow_;
  Outcome found_;
};

/// The rows of the alternatives of one sort.
Mask rows_of(Flow& flow, const Outcome& outcome, Sort sort);
/// The rows of any alternative.
Mask all_rows(Flow& flow, const Outcome& outcome);

}  // namespace partance::engine::batch
