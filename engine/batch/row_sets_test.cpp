// Sets of rows are what the masks they stand for are, in every row there can be.
#include "engine/batch/row_sets.hpp"

#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace partance::engine::batch {
namespace {

constexpr std::uint32_t kInputs = 3;

/// One row: for each input its state, and whether its boolean column holds.
struct Row {
  std::uint32_t bits;
  [[nodiscard]] std::uint32_t state(std::uint32_t input) const {
    return bits / (input == 0 ? 1 : input == 1 ? 3 : 9) % 3;
  }
  [[nodiscard]] bool holds(std::uint32_t input) const { return (bits / 27 >> input & 1U) != 0; }
};
constexpr std::uint32_t kRows = 27 * 8;

/// Whether a mask holds, told which atoms do.
template <class Atom>
bool holds(const Flow& flow, Mask mask, const Atom& atom) {
  const FlowStep& step = flow.at(mask);
  const auto operand = [&](std::uint32_t place) { return holds(flow, Mask{place}, atom); };
  switch (step.operation) {
    case Operation::kNever:
      return false;
    case Operation::kAlways:
      return true;
    case Operation::kAnd:
      return operand(step.a) && operand(step.b);
    case Operation::kAndNot:
      return operand(step.a) && !operand(step.b);
    case Operation::kOr:
      return operand(step.a) || operand(step.b);
    case Operation::kNot:
      return !operand(step.a);
    default:
      return atom(step);
  }
}

bool holds_in(const FlowStep& atom, Row row) {
  if (atom.operation == Operation::kKnownRows) return row.state(atom.a) == 1;
  if (atom.operation == Operation::kNotApplicableRows) return row.state(atom.a) == 2;
  return row.holds(atom.a);
}

std::vector<bool> truth(const Flow& flow, Mask mask) {
  std::vector<bool> rows;
  for (std::uint32_t i = 0; i < kRows; ++i) {
    rows.push_back(holds(flow, mask, [i](const FlowStep& atom) { return holds_in(atom, {i}); }));
  }
  return rows;
}

TEST(RowSets, AreTheMasksTheyAreMadeOf) {
  EXPECT_TRUE(rc::check([](const std::vector<std::uint8_t>& story) {
    Flow flow;
    RowSets sets(flow);
    std::vector<Mask> masks = {Mask::kNever, Mask::kAlways};
    for (std::uint32_t input = 0; input < kInputs; ++input) {
      masks.push_back(flow.known_rows(input));
      masks.push_back(flow.not_applicable_rows(input));
      masks.push_back(flow.boolean_column(input));
    }
    std::vector<Rows> rows;
    for (const Mask mask : masks) rows.push_back(sets.of(mask));
    for (std::size_t i = 0; i + 2 < story.size(); i += 3) {
      const std::size_t a = story[i] % masks.size();
      const std::size_t b = story[i + 1] % masks.size();
      switch (story[i + 2] % 4) {
        case 0:
          masks.push_back(flow.both(masks[a], masks[b]));
          rows.push_back(sets.both(rows[a], rows[b]));
          break;
        case 1:
          masks.push_back(flow.either(masks[a], masks[b]));
          rows.push_back(sets.either(rows[a], rows[b]));
          break;
        case 2:
          masks.push_back(flow.without(masks[a], masks[b]));
          rows.push_back(sets.without(rows[a], rows[b]));
          break;
        default:
          masks.push_back(masks[a]);
          rows.push_back(sets.light(rows[a]));
          break;
      }
    }
    for (std::size_t i = 0; i < masks.size(); ++i) {
      RC_ASSERT(truth(flow, sets.mask(rows[i])) == truth(flow, masks[i]));
      RC_ASSERT(sets.of(masks[i]) == rows[i]);  // small sets are told apart exactly
      for (std::size_t j = 0; j < i; ++j) {
        if (truth(flow, masks[i]) == truth(flow, masks[j])) RC_ASSERT(rows[i] == rows[j]);
      }
    }
  }));
}

TEST(RowSets, ThatGrowTooLargeStayRight) {
  // The sums of pairs, in the worst order: its diagram doubles with each pair.
  constexpr std::uint32_t kPairs = 14;
  Flow flow;
  RowSets sets(flow);
  for (std::uint32_t i = 0; i < 2 * kPairs; ++i) sets.of(flow.boolean_column(i));
  Rows rows = Rows::kNone;
  Mask mask = Mask::kNever;
  for (std::uint32_t i = 0; i < kPairs; ++i) {
    const Mask pair = flow.both(flow.boolean_column(i), flow.boolean_column(i + kPairs));
    rows = sets.either(rows, sets.of(pair));
    mask = flow.either(mask, pair);
  }
  const Mask found = sets.mask(rows);
  for (std::uint32_t bits = 1; bits != 0; bits *= 3) {  // rows all over the place
    const auto atom = [bits](const FlowStep& step) { return (bits >> step.a & 1U) != 0; };
    EXPECT_EQ(holds(flow, found, atom), holds(flow, mask, atom)) << bits;
    if (bits > 0x5000'0000U) break;
  }
}

}  // namespace
}  // namespace partance::engine::batch
