// A flow performed at once gives what the same operations give row by row, for the rows at hand, and keeps what it is
// told to keep.
#include "engine/batch/performed_flow.hpp"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

namespace partance::engine::batch {
namespace {

constexpr std::size_t kRows = 100;

/// x counts from 0 on; every third row is not known, and every seventh not applicable.
struct Block {
  std::vector<double> x;
  std::vector<State> states;
  std::vector<ColumnView> views;

  Block() {
    for (std::size_t row = 0; row < kRows; ++row) {
      x.push_back(static_cast<double>(row));
      states.push_back(row % 3 == 1 ? State::kUnknown : row % 7 == 6 ? State::kNotApplicable : State::kKnown);
    }
    views.push_back({.states = states.data(), .numbers = x.data()});
  }
};

template <class F>
RowBits rows_where(F&& holds) {
  RowBits rows;
  for (std::size_t row = 0; row < kRows; ++row) {
    if (holds(row)) rows.set(row);
  }
  return rows;
}

TEST(PerformedFlow, MasksOfNoneOrAllOfTheRowsAtHandAreSaid) {
  const Block block;
  PerformedFlow flow(best_kernels());
  flow.start(block.views, kRows);
  const Mask small = flow.less(flow.number_column(0), flow.number(10));
  EXPECT_EQ(flow.rows_of(small).both(flow.rows_at_hand()), rows_where([](std::size_t row) { return row < 10; }));
  EXPECT_EQ(flow.both(small, flow.opposite(small)), Mask::kNever);
  EXPECT_EQ(flow.either(small, flow.opposite(small)), Mask::kAlways);
  flow.take(rows_where([](std::size_t row) { return row < 5; }));
  EXPECT_EQ(flow.told_of(small), Mask::kAlways);
  EXPECT_EQ(flow.less(flow.number(20), flow.number_column(0)), Mask::kNever);
  flow.take(rows_where([](std::size_t row) { return row > 50; }));
  EXPECT_EQ(flow.told_of(small), Mask::kNever);
  EXPECT_EQ(flow.rows_of(flow.not_applicable_rows(0)).both(flow.rows_at_hand()),
            rows_where([](std::size_t row) { return row > 50 && row % 3 != 1 && row % 7 == 6; }));
}

TEST(PerformedFlow, ComputesOnTheRowsAtHand) {
  const Block block;
  PerformedFlow flow(best_kernels());
  flow.start(block.views, kRows);
  flow.take(rows_where([](std::size_t row) { return row >= 30 && row % 2 == 0; }));
  const Number x = flow.number_column(0);
  const Number doubled = flow.arithmetic(Operation::kMultiply, x, flow.number(2));
  const Mask large = flow.less(flow.number(60), x);
  const Number chosen = flow.select(large, doubled, flow.arithmetic(Operation::kSubtract, flow.number(1), x));
  flow.rows_at_hand().for_each([&](std::size_t row) {
    const auto given = static_cast<double>(row);
    EXPECT_EQ(flow.number_at(chosen, row), row > 60 ? 2 * given : 1 - given) << row;
  });
  EXPECT_TRUE(flow.is_constant(flow.arithmetic(Operation::kAdd, flow.number(2), flow.number(3))));
}

TEST(PerformedFlow, WhatIsKeptOutlivesWhatIsReleased) {
  const Block block;
  PerformedFlow flow(best_kernels());
  flow.start(block.views, kRows);
  const auto mark = flow.mark();
  const Number sum = flow.arithmetic(Operation::kAdd, flow.number_column(0), flow.number(5));
  Outcome outcome = {{.sort = Sort::kNumber, .where = flow.less(sum, flow.number(50)), .number = sum}};
  flow.keep(outcome);
  flow.release(mark);
  for (int i = 0; i < 10; ++i) flow.arithmetic(Operation::kAdd, flow.number_column(0), flow.number(i));
  EXPECT_EQ(flow.number_at(outcome[0].number, 7), 12);

  // What was kept since a mark goes, but for what survives.
  const auto kept = flow.kept_so_far();
  Outcome later = {{.sort = Sort::kNumber, .where = Mask::kAlways, .number = flow.number(3)}};
  Outcome other = {{.sort = Sort::kNumber,
                    .where = flow.opposite(outcome[0].where),
                    .number = flow.arithmetic(Operation::kMultiply, flow.number_column(0), flow.number(3))}};
  flow.keep(later);
  flow.keep(other);
  flow.release_kept(kept, other);
  for (int i = 0; i < 10; ++i) flow.arithmetic(Operation::kAdd, flow.number_column(0), flow.number(i));
  EXPECT_EQ(flow.number_at(other[0].number, 8), 24);
  EXPECT_EQ(flow.rows_of(other[0].where).both(flow.rows_at_hand()),
            rows_where([](std::size_t row) { return row >= 45; }));
  EXPECT_EQ(flow.number_at(outcome[0].number, 7), 12);
}

TEST(PerformedFlow, SaysWhenThereIsNoMoreRoom) {
  const Block block;
  PerformedFlow flow(best_kernels());
  flow.start(block.views, kRows);
  const Number x = flow.number_column(0);
  int made = 0;
  for (; made < 10'000 && flow.has_room(); ++made) flow.arithmetic(Operation::kAdd, x, flow.number(made));
  EXPECT_LT(made, 10'000);
  flow.start(block.views, kRows);
  EXPECT_TRUE(flow.has_room());
}

}  // namespace
}  // namespace partance::engine::batch
