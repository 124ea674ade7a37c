// The journal of a run reads back, and says what another run has different.
#include "cli/batch_journal.hpp"

#include <gtest/gtest.h>

namespace partance::cli {
namespace {

const std::vector<RunFact> kFacts = {
    {.key = "rules", .name = {"les règles", "the rules"}, .value = "0123", .is_shown = false},
    {.key = "date", .name = {"la date du jour", "today's date"}, .value = "01/10/2025"},
    {.key = "targets", .name = {"ce qui est calculé", "what is computed"}, .value = "a\tb\\\nc"}};

TEST(BatchJournal, ReadsBackWhatItWrites) {
  const microsimulation::stream::InputTrace::Mark mark{.bytes = 12'345, .content = base::fingerprint("x")};
  const std::string text = journal_text(kFacts, mark);
  const auto journal = parse_journal(text);
  ASSERT_TRUE(journal.has_value());
  EXPECT_EQ(journal->input, mark);
  EXPECT_EQ(difference(*journal, kFacts), std::nullopt);
  for (std::size_t size = 0; size < text.size(); ++size) {
    EXPECT_FALSE(parse_journal(text.substr(0, size)).has_value()) << "cut at " << size;
  }
  EXPECT_FALSE(parse_journal("partance batch 2\n").has_value());
}

TEST(BatchJournal, SaysWhatDiffersWithBothValuesWhereTheySaySomething) {
  const auto journal = parse_journal(journal_text(kFacts, {}));
  ASSERT_TRUE(journal.has_value());
  auto facts = kFacts;
  facts[0].value = "4567";
  facts[1].value = "02/10/2025";
  facts.push_back({.key = "slice", .name = {"la partie", "the slice"}, .value = "1/3"});
  const auto words = difference(*journal, facts);
  ASSERT_TRUE(words.has_value());
  EXPECT_EQ(
      words->fr,
      "les règles, la date du jour (01/10/2025 alors, 02/10/2025 maintenant), la partie (rien alors, 1/3 maintenant)");
  EXPECT_EQ(words->en, "the rules, today's date (01/10/2025 then, 02/10/2025 now), the slice (nothing then, 1/3 now)");
}

}  // namespace
}  // namespace partance::cli
