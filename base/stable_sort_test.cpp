// Sorted, and in the order it had where nothing stands before anything: as std::stable_sort.
#include "base/stable_sort.hpp"

#include <algorithm>
#include <memory>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace partance::base {
namespace {

RC_GTEST_PROP(StableSort, givesWhatTheLibraryGives, (const std::vector<std::pair<int, std::string>>& list)) {
  const auto by_tens = [](const auto& a, const auto& b) { return a.first / 10 < b.first / 10; };
  auto expected = list;
  std::stable_sort(expected.begin(), expected.end(), by_tens);
  auto sorted = list;
  stable_sort(sorted, by_tens);
  RC_ASSERT(sorted == expected);
}

TEST(StableSort, SortsNumbersSmallestFirst) {
  std::vector<int> list{3, 1, 2, 9, 8, 7, 1};
  stable_sort(list);
  EXPECT_EQ(list, (std::vector<int>{1, 1, 2, 3, 7, 8, 9}));
  std::vector<int> none;
  stable_sort(none);
  EXPECT_TRUE(none.empty());
}

TEST(StableSort, MovesWhatCannotBeCopied) {
  std::vector<std::unique_ptr<int>> list;
  for (const int x : {2, 3, 1}) list.push_back(std::make_unique<int>(x));
  stable_sort(list, [](const auto& a, const auto& b) { return *a < *b; });
  EXPECT_EQ(*list.front(), 1);
  EXPECT_EQ(*list.back(), 3);
}

}  // namespace
}  // namespace partance::base
