// The page of `partance population --describe`, and what options about tables say.
#include "cli/population_text.hpp"

#include <sstream>

#include <gtest/gtest.h>

#include "cli/table_options.hpp"

namespace partance::cli {
namespace {

namespace population = microsimulation::population;
using microsimulation::table::Format;

std::string page(base::Language language) {
  const population::Settings settings;
  const auto names = [](std::string_view, std::string_view value) {
    return value == "11" ? std::string("Île-de-France") : std::string();
  };
  return population_page(settings, population::describe(settings, 2'000, nullptr), names, language);
}

TEST(PopulationPage, TellsEveryTableWithItsSourceInBothLanguages) {
  const std::string french = page(base::Language::kFrench);
  const std::string english = page(base::Language::kEnglish);
  for (const population::Distribution& distribution : population::distributions()) {
    EXPECT_NE(french.find(distribution.title.fr), std::string::npos);
    EXPECT_NE(english.find(distribution.title.en), std::string::npos);
    EXPECT_NE(english.find(distribution.source.url), std::string::npos);
  }
  for (const population::Question& question : population::questions()) {
    EXPECT_NE(french.find(question.name), std::string::npos) << question.name;
  }
  EXPECT_NE(french.find("11  Île-de-France"), std::string::npos);
  EXPECT_NE(french.find("Hypothèse : "), std::string::npos);
  EXPECT_NE(english.find("Assumption: "), std::string::npos);
  EXPECT_NE(english.find("observed"), std::string::npos);
  EXPECT_EQ(english.find(" visé "), std::string::npos);
  EXPECT_NE(french.find("26,70 %"), std::string::npos);
  EXPECT_NE(english.find("26.70%"), std::string::npos);
}

TEST(PopulationPage, FitsATerminalButForAddresses) {
  std::istringstream lines(page(base::Language::kFrench));
  for (std::string line; std::getline(lines, line);) {
    std::size_t width = 0;
    for (const char c : line) width += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    const bool is_address = line.find("https://") != std::string::npos;
    EXPECT_TRUE(is_address || width <= 110) << line;
  }
}

TEST(TableOptions, ReadFormatsAndSlices) {
  EXPECT_EQ(format_of_file("a.csv"), Format::kCsv);
  EXPECT_EQ(format_of_file("-"), Format::kCsv);
  EXPECT_EQ(format_of_file("a.jsonl"), Format::kJsonLines);
  EXPECT_EQ(format_named("jsonl"), Format::kJsonLines);
  EXPECT_FALSE(format_named("xml"));
  ASSERT_TRUE(slice_named("3/10"));
  EXPECT_EQ(slice_named("3/10")->number, 3U);
  EXPECT_EQ(slice_named("3/10")->count, 10U);
  for (const char* wrong : {"", "/", "1", "0/3", "4/3", "1/", "a/3", "1/2/3", "-1/3", " 1/3", "1/2000000"}) {
    EXPECT_FALSE(slice_named(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace partance::cli
