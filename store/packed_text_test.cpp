// Texts packed and unpacked.
#include "store/packed_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/file.hpp"

namespace partance::store {
namespace {

using base::ErrorKind;

RC_GTEST_PROP(PackedText, ComesBackAsItWas, (const std::string& text)) {
  const std::string packed_text = packed(text);
  RC_ASSERT(packed_text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/:") ==
            std::string::npos);
  RC_ASSERT(unpacked(packed_text, text.size()).value() == text);
}

RC_GTEST_PROP(PackedText, IsRefusedOrReadWhateverItHolds, (const std::string& text)) {
  const auto read = unpacked("z1:" + text, 1000);
  const std::size_t size = read ? read->size() : 0;
  RC_ASSERT(size <= 1000U);
}

TEST(PackedText, MakesAResultSeveralTimesShorter) {
  const std::string report = base::read_file(PARTANCE_SOURCE_DIR "/simulation/golden/report.json", 1U << 20U).value();
  EXPECT_LT(packed(report).size() * 3, report.size());
}

TEST(PackedText, IsGivenBackWhenItWasNotPacked) {
  EXPECT_EQ(unpacked("{\"a\": 1}", 100).value(), "{\"a\": 1}");
  EXPECT_EQ(unpacked("", 100).value(), "");
}

TEST(PackedText, TellsDamageAndExcess) {
  const std::string text = packed(std::string(100'000, 'a'));
  EXPECT_EQ(unpacked(text, 99'999).error().kind, ErrorKind::kTooLarge);
  EXPECT_EQ(unpacked(text.substr(0, text.size() - 8), 100'000).error().kind, ErrorKind::kUnreadable);
  EXPECT_EQ(unpacked("z1:*", 100).error().kind, ErrorKind::kUnreadable);
  std::string changed = text;
  changed[changed.size() - 3] = changed[changed.size() - 3] == 'A' ? 'B' : 'A';
  EXPECT_EQ(unpacked(changed, 100'000).error().kind, ErrorKind::kUnreadable) << "its checksum tells";
}

}  // namespace
}  // namespace partance::store
