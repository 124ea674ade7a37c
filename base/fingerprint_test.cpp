// Fingerprints tell contents apart, and stay what they are from one version to the next.
#include "base/fingerprint.hpp"

#include <set>
#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace partance::base {
namespace {

TEST(Fingerprint, EveryChangeOfOneBitChangesBothHalves) {
  const std::string text = "aides . ami . montant mensuel: 400 €/mois";
  const Fingerprint whole = fingerprint(text);
  for (std::size_t bit = 0; bit < text.size() * 8; ++bit) {
    std::string changed = text;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_NE(fingerprint(changed).first, whole.first) << bit;
    EXPECT_NE(fingerprint(changed).second, whole.second) << bit;
  }
}

TEST(Fingerprint, TextsOfOneRepeatedByteDifferByTheirLength) {
  std::set<std::pair<std::uint64_t, std::uint64_t>> seen;
  for (std::size_t size = 0; size < 1'000; ++size) {
    const Fingerprint found = fingerprint(std::string(size, '\0'));
    seen.emplace(found.first, found.second);
  }
  EXPECT_EQ(seen.size(), 1'000U);
}

TEST(Fingerprint, WhereATextEndsCounts) {
  Fingerprinter one;
  one.add("ab");
  one.add("c");
  Fingerprinter other;
  other.add("a");
  other.add("bc");
  EXPECT_NE(one.result(), other.result());
}

TEST(Fingerprint, IsTheSameOnEveryMachine) {
  // Written in compiled programs: a change here makes them unreadable, and asks for a new format version.
  EXPECT_EQ(fingerprint("Partance").first, 15016934057920728623U);
}

}  // namespace
}  // namespace partance::base
