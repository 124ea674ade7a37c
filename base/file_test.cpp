// Files and folders on a real disk, in a folder of their own that is removed afterwards.
#include "base/file.hpp"

#include <array>
#include <fstream>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace partance::base {
namespace {

namespace fs = std::filesystem;

class Files : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "partance-file-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { fs::remove_all(folder_); }

  void put(const std::string& name, std::string_view text) {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  std::string get(const std::string& name) { return read_file(folder_ / name, 1000).value_or("(none)"); }
  std::size_t count_files() {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  fs::path folder_;
};

TEST_F(Files, AreReadWholeWithTheirZeroBytes) {
  const std::string text("a\0b\r\né", 7);
  put("x.yaml", text);
  EXPECT_EQ(read_file(folder_ / "x.yaml", 7), text);
  put("empty", "");
  EXPECT_EQ(read_file(folder_ / "empty", 0), "");
}

TEST_F(Files, LargerThanTheLimitAreRefused) {
  put("x", "12345678");
  const auto read = read_file(folder_ / "x", 7);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().kind, ErrorKind::kTooLarge);
  EXPECT_NE(read.error().message.fr.find("7 octets"), std::string::npos);
  EXPECT_NE(read.error().message.en.find("7 bytes"), std::string::npos);
}

TEST_F(Files, WithoutASizeStopAtTheLimitToo) {
  const auto read = read_file("/dev/zero", 100'000);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().kind, ErrorKind::kTooLarge);
}

TEST_F(Files, ThatDoNotExistAreNamedInTheError) {
  const auto read = read_file(folder_ / "absent.yaml", 10);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().kind, ErrorKind::kNotFound);
  EXPECT_NE(read.error().message.fr.find("absent.yaml"), std::string::npos);
}

TEST_F(Files, AFolderIsNotAFile) {
  const auto read = read_file(folder_, 10);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().kind, ErrorKind::kUnreadable);
  EXPECT_EQ(write_file(folder_, "x").error().kind, ErrorKind::kUnreadable);
}

TEST_F(Files, WithoutPermissionAreUnreadable) {
  put("secret", "x");
  fs::permissions(folder_ / "secret", fs::perms::none);
  if (::access((folder_ / "secret").c_str(), R_OK) == 0) GTEST_SKIP() << "this user may read everything";
  EXPECT_EQ(read_file(folder_ / "secret", 10).error().kind, ErrorKind::kUnreadable);
}

TEST_F(Files, OfAFolderComeSortedFromAllLevels) {
  put("b.yaml", "B");
  put("a/z.yaml", "Z");
  put("a/a.publicodes", "A");
  put("a/notes.md", "no");
  put(".git/c.yaml", "hidden");
  put("a/.hidden.yaml", "hidden");
  constexpr std::array<std::string_view, 2> kSuffixes = {".yaml", ".publicodes"};
  const auto read = read_folder(folder_, kSuffixes);
  ASSERT_TRUE(read.has_value());
  ASSERT_EQ(read->size(), 3U);
  EXPECT_EQ((*read)[0].path, (folder_ / "a/a.publicodes").string());
  EXPECT_EQ((*read)[1].text, "Z");
  EXPECT_EQ((*read)[2].text, "B");
  EXPECT_EQ(read_folder(folder_, {})->size(), 4U);
}

TEST_F(Files, OfAFolderAreLimitedTogether) {
  put("a", "12345");
  put("b", "12345");
  EXPECT_TRUE(read_folder(folder_, {}, {.bytes = 10}).has_value());
  EXPECT_EQ(read_folder(folder_, {}, {.bytes = 9}).error().kind, ErrorKind::kTooLarge);
  EXPECT_EQ(read_folder(folder_, {}, {.entries = 1}).error().kind, ErrorKind::kTooLarge);
}

TEST_F(Files, OfAFolderDoNotFollowLinksInCircles) {
  put("a/x.yaml", "x");
  fs::create_directory_symlink(folder_, folder_ / "a/circle");
  fs::create_symlink(folder_ / "absent", folder_ / "a/dangling.yaml");
  const auto read = read_folder(folder_, {});
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->size(), 1U);
}

TEST_F(Files, AMissingFolderOrAFileInItsPlaceIsAnError) {
  put("x", "1");
  EXPECT_EQ(read_folder(folder_ / "absent", {}).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(read_folder(folder_ / "x", {}).error().kind, ErrorKind::kUnreadable);
}

TEST_F(Files, AreReplacedWithoutLeavingAnythingBeside) {
  ASSERT_TRUE(write_file(folder_ / "x", "first").has_value());
  ASSERT_TRUE(write_file(folder_ / "x", "second").has_value());
  EXPECT_EQ(get("x"), "second");
  EXPECT_EQ(count_files(), 1U);
}

TEST_F(Files, KeepTheirPermissionsAndTheirLinksWhenReplaced) {
  put("x", "old");
  fs::permissions(folder_ / "x", fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink(folder_ / "x", folder_ / "link");
  ASSERT_TRUE(write_file(folder_ / "link", "new").has_value());
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  EXPECT_EQ(get("x"), "new");
  EXPECT_EQ(fs::status(folder_ / "x").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(Files, ThatArePipesOrDevicesAreWrittenIntoAndLeftInPlace) {
  const fs::path pipe = folder_ / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0644), 0);
  const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
  ASSERT_GE(reader, 0);
  ASSERT_TRUE(write_file(pipe, "through").has_value());
  std::array<char, 16> got{};
  EXPECT_EQ(::read(reader, got.data(), got.size()), 7);
  ::close(reader);
  EXPECT_TRUE(fs::is_fifo(pipe));
  EXPECT_EQ(count_files(), 1U);
}

TEST_F(Files, CannotBeWrittenInAMissingFolder) {
  const auto written = write_file(folder_ / "absent/x", "1");
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(written.error().kind, ErrorKind::kNotFound);
  EXPECT_NE(written.error().message.fr.find("dossier"), std::string::npos);
}

}  // namespace
}  // namespace partance::base
