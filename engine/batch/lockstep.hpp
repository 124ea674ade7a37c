// Many rows at once along the path of evaluate: for rules that lead back to themselves, and for `contexte`.
//
// Where the order of evaluation shows in what nodes are worth, no flow can be recorded for all rows beforehand. A
// lockstep visits nodes as evaluate visits them for one row, depth first, with its record of what is being computed and
// what is known; but a block of rows goes together, and where rows part (a condition, what only some have computed
// before), a visit is for those that come. Each row thus sees the very order of evaluate.
//
// A row leaves the block where its evaluation ends with an error, or where the interpreter knows no way (a solver, a
// text put together): then it is left to evaluate.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <vector>

#include "engine/batch/interpreter.hpp"
#include "engine/batch/performed_flow.hpp"
#include "engine/evaluate/amendments.hpp"

namespace partance::engine::batch {

class Lockstep final : public Interpreter {
 public:
  Lockstep(const Material& material, const Kernels& kernels);

  /// Evaluates a target, afresh, for some rows of a block of at most RowBits::kRows; the columns begin with the first
  /// row of the block. Gives the rows that have an answer.
  RowBits evaluate(RuleId target, std::span<const ColumnView> inputs, std::size_t rows, const RowBits& wanted);

  /// What the last evaluation gave: alternatives with the rows of each, of rows that have an answer and no fault.
  template <class F>
  void for_each_alternative(F&& f) const {
    for (const Alternative& one : answer_) f(one, flow_rows(one.where));
  }
  /// Whether the last evaluation was worth its cost: it came to its end, and visits were of many rows.
  [[nodiscard]] bool was_worth_it() const { return has_room() && sampled_rows_ * kSample >= kFewRows * steps_; }
  [[nodiscard]] const PerformedFlow& columns() const { return performed_; }
  /// Rows whose answer is an error, with it.
  [[nodiscard]] const std::vector<std::pair<evaluate::Fault, RowBits>>& failed() const { return failed_; }

 private:
  /// What some rows computed together.
  struct Part {
    RowBits rows;
    const Outcome* outcome = nullptr;  ///< right on those
    const Part* earlier = nullptr;     ///< of other rows
    RowBits all;                       ///< of this part and the earlier ones, where there are some

    [[nodiscard]] const RowBits& rows_of_all() const { return earlier == nullptr ? rows : all; }
  };
  /// What was computed, for which rows.
  struct Known {
    const Part* last = nullptr;

    [[nodiscard]] RowBits of(const RowBits& asking) const {
      return last == nullptr ? RowBits() : asking.both(last->rows_of_all());
    }
    [[nodiscard]] RowBits missing_of(const RowBits& asking) const {
      return last == nullptr ? asking : asking.without(last->rows_of_all());
    }
  };
  struct Remembered {
    Known known;
    std::uint64_t stamp = 0;  ///< of the world it was computed in
  };
  /// An answer that a `contexte` has changed; a world within its own computes it anew.
  struct Amended {
    RuleId rule;
    NodeId expression;
    RowBits rows;  ///< for which it was changed
    Known answer;
  };
  /// What a `contexte` changes, for some rows.
  struct Change {
    evaluate::Amendment amendment;
    RowBits rows;
    const Outcome* answer = nullptr;
  };
  /// A situation with what was computed in it (Run::World).
  struct World : Nesting {
    std::vector<Remembered> nodes;
    std::uint64_t stamp = 0;
    World* shared = nullptr;  ///< what was computed there by then counts here too
    std::vector<Amended> amended;
    bool is_variant = false;
    std::vector<Change> changes;  ///< that made the world
    std::vector<std::pair<NodeId, Known>> variants;
    std::vector<std::pair<NodeId, RowBits>> refused;
  };

  // lockstep.cpp
  const Outcome& value(NodeId id) override;
  const Outcome& value(NodeId id, Mask rows) override;
  const Outcome& applicability(NodeId id) override;
  const Outcome& applicability(NodeId id, Mask rows) override;
  Gate gate(RuleId id) override { return compute_gate(id); }
  Gate gate(RuleId id, Mask rows) override;
  Outcome expressed(RuleId rule, NodeId expression) override;
  [[nodiscard]] bool is_answered(RuleId rule) const override;
  std::optional<Number> number_of_text(Text text) override;
  void fail(evaluate::Fault fault, Mask where) override;
  Outcome obstacle(Obstacle) override { return {}; }

  // lockstep_worlds.cpp
  Outcome context(NodeId id) override;
  Mask refused(NodeId id) override;
  std::vector<Change> changes(const model::Node& node);
  RowBits rows_of_same_changes(const std::vector<Change>& some);
  Mask unchanged(const Outcome& before, const Outcome& after);
  Outcome in_variant(NodeId id, const std::vector<Change>& all);
  World* enter_world();
  void leave_world();
  Outcome answered(RuleId rule) override;
  Outcome amended_answer(std::size_t place);

  void start(std::span<const ColumnView> inputs, std::size_t rows, const RowBits& wanted);
  [[nodiscard]] bool has_room() const;
  bool step_in();
  void take(const RowBits& rows) { performed_.take(rows.both(live_)); }
  void leave(const RowBits& rows);
  void leave_uncovered(const Outcome& found);
  const Outcome& keep(const Outcome& outcome);
  Known& memory_of(World& world, NodeId id);
  Known& memory_of(NodeId id) { return memory_of(*world_, id); }
  void remember(Known& known, const Known& before, const RowBits& fresh, Outcome& found);
  const Part& new_part(const RowBits& rows, const Outcome& outcome, const Part* earlier);
  const Outcome& computed(Known& memory, const Known& before, NodeId id);
  const Outcome& recalled(Known& known);
  const Outcome& narrowed(const Outcome& outcome);
  [[nodiscard]] RowBits flow_rows(Mask mask) const { return performed_.rows_of(mask); }

  PerformedFlow performed_;
  RowBits live_;  // rows that have not left the block
  std::vector<std::pair<evaluate::Fault, RowBits>> failed_;
  Outcome answer_;
  std::vector<Outcome> constants_;  // by node
  std::uint64_t stamps_ = 0;        // given to worlds so far
  std::vector<std::unique_ptr<World>> worlds_;
  std::size_t world_count_ = 0;
  World* world_ = nullptr;
  std::deque<Outcome> outcomes_;  // what references given out speak of
  std::size_t outcome_count_ = 0;
  std::deque<Part> parts_;
  std::size_t part_count_ = 0;
  /// The rows of one visit in so many are counted.
  static constexpr std::uint64_t kSample = 16;
  /// A visit costs what evaluate takes for about so many rows.
  static constexpr std::uint64_t kFewRows = 8;

  std::uint64_t steps_ = 0;
  std::uint64_t sampled_rows_ = 0;
  std::uint32_t depth_ = 0;
};

}  // namespace partance::engine::batch
