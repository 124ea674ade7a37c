// The combination found is legal, and no legal one is better.
#include "simulation/combination.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace partance::simulation {
namespace {

constexpr auto kAllowed = Relation::kAllowed;
constexpr auto kForbidden = Relation::kForbidden;

TEST(Combination, OfNothingIsEmpty) {
  const Choice choice = best_combination({}, {});
  EXPECT_TRUE(choice.best.members.empty());
  EXPECT_EQ(choice.best.total, 0);
  EXPECT_FALSE(choice.runner_up);
}

TEST(Combination, TakesTheGreaterOfTwoForbiddenAidsAndShowsTheOtherAsSecondBest) {
  const std::vector<Cents> amounts{100'00, 250'00};
  const std::vector<Pair> pairs{{.gives_way = 0, .other = 1, .relation = kForbidden, .ceiling = {}, .reduced = {}}};
  const Choice choice = best_combination(amounts, pairs);
  EXPECT_EQ(choice.best.members, (std::vector<std::size_t>{1}));
  ASSERT_TRUE(choice.runner_up);
  EXPECT_EQ(choice.runner_up->members, (std::vector<std::size_t>{0}));
  EXPECT_TRUE(choice.exact);
}

TEST(Combination, NeverAssumesAnUnknownPairAllowed) {
  const std::vector<Cents> amounts{100'00, 250'00};
  EXPECT_EQ(best_combination(amounts, {}).best.total, 250'00);
  const std::vector<Pair> said{
      {.gives_way = 0, .other = 1, .relation = Relation::kUnknown, .ceiling = {}, .reduced = {}}};
  EXPECT_EQ(best_combination(amounts, said).best.total, 250'00);
}

TEST(Combination, PrefersTwoSmallAidsToAGreatOneThatExcludesThem) {
  const std::vector<Cents> amounts{300'00, 200'00, 150'00};
  const std::vector<Pair> pairs{{.gives_way = 0, .other = 1, .relation = kForbidden, .ceiling = {}, .reduced = {}},
                                {.gives_way = 0, .other = 2, .relation = kForbidden, .ceiling = {}, .reduced = {}},
                                {.gives_way = 1, .other = 2, .relation = kAllowed, .ceiling = {}, .reduced = {}}};
  const Choice choice = best_combination(amounts, pairs);
  EXPECT_EQ(choice.best.members, (std::vector<std::size_t>{1, 2}));
  EXPECT_EQ(choice.best.total, 350'00);
  EXPECT_EQ(choice.runner_up->total, 300'00);
}

TEST(Combination, LowersTheAidThatGivesWayToItsReducedAmountAndUnderTheCeiling) {
  const std::vector<Cents> amounts{500'00, 400'00};
  std::vector<Pair> pairs{{.gives_way = 0, .other = 1, .relation = kAllowed, .ceiling = 700'00, .reduced = {}}};
  EXPECT_EQ(best_combination(amounts, pairs).best.amounts, (std::vector<Cents>{300'00, 400'00}));
  pairs[0].reduced = 250'00;
  EXPECT_EQ(best_combination(amounts, pairs).best.amounts, (std::vector<Cents>{250'00, 400'00}));
}

TEST(Combination, OfEqualTotalsTakesFewerAidsThenTheFirstOnes) {
  const std::vector<Cents> amounts{100'00, 100'00};
  const std::vector<Pair> forbidden{{.gives_way = 0, .other = 1, .relation = kForbidden, .ceiling = {}, .reduced = {}}};
  EXPECT_EQ(best_combination(amounts, forbidden).best.members, (std::vector<std::size_t>{0}));
  const std::vector<Pair> useless{{.gives_way = 0, .other = 1, .relation = kAllowed, .ceiling = 100'00, .reduced = {}}};
  EXPECT_EQ(best_combination(amounts, useless).best.members.size(), 1U);
}

TEST(Combination, AgreesWithTryingEverySet) {
  const bool holds = rc::check("best_combination equals exhaustive search", [] {
    const auto size = *rc::gen::inRange<std::size_t>(0, 9);
    std::vector<Cents> amounts;
    for (std::size_t i = 0; i < size; ++i) amounts.push_back(*rc::gen::inRange<Cents>(1, 60));
    std::vector<Pair> pairs;
    for (std::size_t a = 0; a < size; ++a) {
      for (std::size_t b = a + 1; b < size; ++b) {
        const int kind = *rc::gen::inRange(0, 7);
        if (kind == 0) continue;
        Pair pair{.gives_way = a, .other = b, .relation = kAllowed, .ceiling = {}, .reduced = {}};
        if (kind == 1) pair.relation = kForbidden;
        if (kind == 2) pair.ceiling = *rc::gen::inRange<Cents>(0, 100);
        if (kind == 3) pair.reduced = *rc::gen::inRange<Cents>(0, 60);
        pairs.push_back(pair);
      }
    }
    Combination best, second;
    bool has_second = false;
    std::vector<Combination> legal;
    for (std::size_t mask = 0; mask < (std::size_t{1} << size); ++mask) {
      std::vector<std::size_t> members;
      for (std::size_t i = 0; i < size; ++i) {
        if ((mask >> i) & 1U) members.push_back(i);
      }
      if (auto made = together(members, amounts, pairs)) legal.push_back(*std::move(made));
    }
    const auto better = [](const Combination& a, const Combination& b) {
      if (a.total != b.total) return a.total > b.total;
      if (a.members.size() != b.members.size()) return a.members.size() < b.members.size();
      return a.members < b.members;
    };
    for (const auto& made : legal) {
      if (better(made, best)) best = made;
    }
    for (const auto& made : legal) {
      if (std::ranges::includes(best.members, made.members)) continue;
      if (!has_second || better(made, second)) second = made;
      has_second = true;
    }
    const Choice choice = best_combination(amounts, pairs);
    RC_ASSERT(choice.exact);
    RC_ASSERT(choice.best.members == best.members);
    RC_ASSERT(choice.best.total == best.total);
    RC_ASSERT(choice.runner_up.has_value() == has_second);
    if (has_second) RC_ASSERT(choice.runner_up->members == second.members);
  });
  EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace partance::simulation
