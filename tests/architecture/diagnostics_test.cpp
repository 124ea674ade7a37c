// Every code a diagnostic can carry is explained in docs/diagnostics.md, and no code is explained that nothing gives.
//
// Sources are read as texts: a code is a quoted word-with-hyphens in the folders that report to people, or the word
// that stands just before a severity, or what fault_code() returns.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace partance::architecture {
namespace {

namespace fs = std::filesystem;
const fs::path kRoot = PARTANCE_SOURCE_DIR;

std::string text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

bool is_source(const fs::path& file) {
  const std::string name = file.filename().string();
  return name.ends_with(".cpp") && !name.ends_with("_test.cpp") && !name.ends_with("_fuzz.cpp") &&
         !name.ends_with("_benchmark.cpp");
}

/// Codes found in a source, with the file for the message.
void collect(const fs::path& file, const std::regex& pattern, std::map<std::string, std::string>& codes) {
  const std::string text = text_of(file);
  for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match) {
    codes.emplace((*match)[1].str(), file.lexically_relative(kRoot).generic_string());
  }
}

std::map<std::string, std::string> codes_in_sources() {
  const std::regex hyphenated(R"re("([a-z]+(?:-[a-z0-9]+)+)")re");
  const std::regex before_severity(R"re("([a-z][a-z0-9-]*)",\s*(?:syntax::)?Severity::)re");
  const std::regex returned(R"re(return "([a-z][a-z-]*)";)re");
  std::map<std::string, std::string> codes;
  for (const char* folder : {"engine/syntax", "engine/model", "engine/lint", "engine/cases", "engine/load"}) {
    for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder)) {
      if (!entry.is_regular_file() || !is_source(entry.path())) continue;
      collect(entry.path(), hyphenated, codes);
      collect(entry.path(), before_severity, codes);
    }
  }
  for (const char* file : {"engine/evaluate/number_answer.cpp", "engine/request/answers.cpp",
                           "engine/request/evaluation.cpp", "cli/lines.cpp", "simulation/answers.cpp"}) {
    collect(kRoot / file, hyphenated, codes);
    collect(kRoot / file, returned, codes);
  }
  return codes;
}

std::set<std::string> codes_in_page() {
  std::set<std::string> codes;
  std::ifstream page(kRoot / "docs/diagnostics.md");
  const std::regex row(R"re(^\| `([a-z][a-z0-9-]*)` \| [^|]+ \| [^|]+ \|$)re");
  for (std::string line; std::getline(page, line);) {
    std::smatch match;
    if (!std::regex_match(line, match, row)) continue;
    EXPECT_TRUE(codes.insert(match[1]).second) << match[1] << " is explained twice";
  }
  return codes;
}

TEST(Diagnostics, EveryCodeIsExplainedInBothLanguages) {
  const auto page = codes_in_page();
  const auto codes = codes_in_sources();
  EXPECT_GT(codes.size(), 60U);
  for (const auto& [code, file] : codes) {
    EXPECT_TRUE(page.contains(code)) << "`" << code << "` of " << file << " has no row in docs/diagnostics.md";
  }
}

TEST(Diagnostics, NoCodeIsExplainedThatNothingGives) {
  const auto codes = codes_in_sources();
  for (const std::string& code : codes_in_page()) {
    EXPECT_TRUE(codes.contains(code)) << "`" << code << "` of docs/diagnostics.md is in no source";
  }
}

}  // namespace
}  // namespace partance::architecture
