// A diff keeps what stayed, and gives both texts back.
#include "microsimulation/cost/line_diff.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace partance::microsimulation::cost {
namespace {

using Mark = DiffLine::Mark;

TEST(LineDiff, ShowsTheLineThatChanged) {
  const auto lines = line_diff("a:\n  valeur: 1\n  unité: €", "a:\n  valeur: 2\n  unité: €");
  EXPECT_EQ(lines, (std::vector<DiffLine>{{Mark::kSame, "a:"},
                                          {Mark::kRemoved, "  valeur: 1"},
                                          {Mark::kAdded, "  valeur: 2"},
                                          {Mark::kSame, "  unité: €"}}));
}

TEST(LineDiff, AddsEveryLineOfANewText) {
  EXPECT_EQ(line_diff("", "a\nb"), (std::vector<DiffLine>{{Mark::kAdded, "a"}, {Mark::kAdded, "b"}}));
}

RC_GTEST_PROP(LineDiff, GivesBothTextsBack, ()) {
  const auto text = [] {
    std::string all;
    for (const int line : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4))) {
      all += std::to_string(line) + "\n";
    }
    return all;
  };
  const std::string before = text(), after = text();
  std::string old, now;
  for (const DiffLine& line : line_diff(before, after)) {
    if (line.mark != Mark::kAdded) old += line.text + "\n";
    if (line.mark != Mark::kRemoved) now += line.text + "\n";
  }
  RC_ASSERT(old == before);
  RC_ASSERT(now == after);
}

}  // namespace
}  // namespace partance::microsimulation::cost
