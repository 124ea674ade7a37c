// Shows each rule of the house refusing something, then holds the whole repository against them.
#include "tests/architecture/house_rules.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

namespace partance::architecture {
namespace {

const std::string kHead = "// What this is for.\n";

/// The faults of `rule` in a file, as one text; empty when the file is clean.
std::string faults(Rule rule, const std::string& path, const std::string& text) {
  std::string all;
  for (const auto& fault : check_file(path, text)) {
    if (fault.rule == rule) all += describe(fault) + "\n";
  }
  return all;
}

std::string including(const std::string& path, const std::string& target, Rule rule) {
  return faults(rule, path, kHead + "#include " + target + "\n");
}

TEST(Layers, ARoomMayIncludeWhatLiesBelowIt) {
  EXPECT_EQ(including("engine/plan/program.cpp", "\"base/result.hpp\"", Rule::kLayer), "");
  EXPECT_EQ(including("simulation/catalogue.cpp", "\"engine/plan/a.hpp\"", Rule::kLayer), "");
  EXPECT_EQ(including("cli/check.cpp", "\"simulation/catalogue.hpp\"", Rule::kLayer), "");
}

TEST(Layers, ARoomMayNotIncludeWhatLiesAboveIt) {
  EXPECT_EQ(including("base/text.cpp", "\"engine/value/unit.hpp\"", Rule::kLayer),
            "base/text.cpp:2: base must not see engine/value/unit.hpp\n");
  EXPECT_NE(including("engine/plan/a.cpp", "\"simulation/a.hpp\"", Rule::kLayer), "");
  EXPECT_NE(including("simulation/a.cpp", "\"cli/a.hpp\"", Rule::kLayer), "");
}

TEST(Layers, EngineAndCaseworkNeverSeeEachOther) {
  EXPECT_NE(including("engine/plan/a.cpp", "\"casework/file.hpp\"", Rule::kLayer), "");
  EXPECT_NE(including("casework/file.cpp", "\"engine/plan/a.hpp\"", Rule::kLayer), "");
  EXPECT_TRUE(may_include("server", "engine"));
  EXPECT_TRUE(may_include("server", "casework"));
}

TEST(Layers, ATestMayNotLookAboveItsRoomEither) {
  EXPECT_NE(including("engine/plan/a_test.cpp", "\"cli/a.hpp\"", Rule::kLayer), "");
}

TEST(Layers, AnUnknownRoomSeesNothing) {
  EXPECT_FALSE(may_include("attic", "base"));
}

TEST(Layers, APhaseOfTheEngineSeesOnlyEarlierPhases) {
  EXPECT_EQ(including("engine/plan/a.hpp", "\"engine/model/model.hpp\"", Rule::kLayer), "");
  EXPECT_NE(including("engine/value/a.hpp", "\"engine/syntax/document.hpp\"", Rule::kLayer), "");
  EXPECT_NE(including("engine/model/a.cpp", "\"engine/plan/program.hpp\"", Rule::kLayer), "");
  EXPECT_NE(including("engine/explain/a.cpp", "\"engine/batch/table.hpp\"", Rule::kLayer), "");
}

TEST(Layers, WhatRunsInTheBrowserDoesWithoutThreadsFilesAndLocale) {
  EXPECT_NE(including("engine/evaluate/a.cpp", "<thread>", Rule::kLayer), "");
  EXPECT_NE(including("engine/plan/a.cpp", "<fstream>", Rule::kLayer), "");
  EXPECT_EQ(including("engine/evaluate/a_test.cpp", "<thread>", Rule::kLayer), "");
  EXPECT_EQ(including("engine/syntax/a.cpp", "<fstream>", Rule::kLayer), "");
  EXPECT_NE(including("simulation/requests/a.cpp", "<iostream>", Rule::kLayer), "");
  EXPECT_NE(including("simulation/a.hpp", "<mutex>", Rule::kLayer), "");
  EXPECT_EQ(including("simulation/requests/a_test.cpp", "<filesystem>", Rule::kLayer), "");
  EXPECT_EQ(including("cli/a.cpp", "<iostream>", Rule::kLayer), "");
}

TEST(ThirdParties, AHeaderAppearsOnlyInTheRoomThatOwnsIt) {
  EXPECT_EQ(including("engine/syntax/yaml_reader.cpp", "<yaml.h>", Rule::kThirdParty), "");
  EXPECT_NE(including("engine/model/a.cpp", "<yaml.h>", Rule::kThirdParty), "");
  EXPECT_EQ(including("base/json/a.cpp", "<rapidjson/reader.h>", Rule::kThirdParty), "");
  EXPECT_NE(including("engine/syntax/a.cpp", "<rapidjson/reader.h>", Rule::kThirdParty), "");
  EXPECT_EQ(including("cli/main.cpp", "<CLI/CLI.hpp>", Rule::kThirdParty), "");
  EXPECT_NE(including("base/a.cpp", "<fmt/core.h>", Rule::kThirdParty), "");
  EXPECT_NE(including("engine/value/a.cpp", "<unistd.h>", Rule::kThirdParty), "");
}

TEST(ThirdParties, TestLibrariesStayInTests) {
  EXPECT_EQ(including("base/a_test.cpp", "<gtest/gtest.h>", Rule::kThirdParty), "");
  EXPECT_NE(including("base/a.cpp", "<gtest/gtest.h>", Rule::kThirdParty), "");
  EXPECT_NE(including("base/a.cpp", "<rapidcheck.h>", Rule::kThirdParty), "");
  EXPECT_NE(including("base/a_test.cpp", "<benchmark/benchmark.h>", Rule::kThirdParty), "");
}

TEST(ThirdParties, ALibraryNobodyOwnsIsRefused) {
  EXPECT_NE(including("base/a.cpp", "<boost/json.hpp>", Rule::kThirdParty), "");
}

TEST(Includes, AreWrittenFromTheRoot) {
  EXPECT_NE(including("engine/plan/a.cpp", "\"program.hpp\"", Rule::kInclude), "");
  EXPECT_NE(including("engine/plan/a.cpp", "\"../model/model.hpp\"", Rule::kInclude), "");
  EXPECT_EQ(including("engine/plan/a.cpp", "\"engine/plan/a.hpp\"", Rule::kInclude), "");
}

TEST(Includes, AreSeenWhateverTheirSpacing) {
  EXPECT_NE(faults(Rule::kLayer, "base/a.cpp", kHead + "  #  include   \"cli/a.hpp\"\n"), "");
  EXPECT_EQ(faults(Rule::kLayer, "base/a.cpp", kHead + "// #include \"cli/a.hpp\"\n"), "");
}

TEST(Names, AreSnakeCaseAndSaySomething) {
  EXPECT_EQ(faults(Rule::kName, "base/json/reader.cpp", kHead), "");
  EXPECT_NE(faults(Rule::kName, "base/JsonReader.cpp", kHead), "");
  EXPECT_NE(faults(Rule::kName, "base/json-reader.cpp", kHead), "");
  EXPECT_NE(faults(Rule::kName, "base/utils.cpp", kHead), "");
  EXPECT_NE(faults(Rule::kName, "base/text_helpers.hpp", kHead), "");
  EXPECT_NE(faults(Rule::kName, "engine/common/text.hpp", kHead), "");
  EXPECT_EQ(faults(Rule::kName, "base/commonplace.cpp", kHead), "");
}

TEST(Names, AHeaderDeclaresInTheNamespaceOfItsFolder) {
  EXPECT_EQ(faults(Rule::kNamespace, "engine/plan/a.hpp", "namespace partance::engine::plan {}"), "");
  EXPECT_NE(faults(Rule::kNamespace, "engine/plan/a.hpp", "namespace partance::plan {}"), "");
}

TEST(Heads, EverySourceSaysWhatItIsFor) {
  EXPECT_EQ(faults(Rule::kHead, "base/a.cpp", kHead), "");
  EXPECT_NE(faults(Rule::kHead, "base/a.cpp", "#include <string>\n// Too late.\n"), "");
  EXPECT_NE(faults(Rule::kHead, "base/a.cpp", ""), "");
  EXPECT_EQ(faults(Rule::kHead, "tests/run.sh", "#!/bin/sh\n# Runs.\n"), "");
  EXPECT_NE(faults(Rule::kHead, "tests/run.sh", "#!/bin/sh\nset -e\n"), "");
}

TEST(Sizes, ALongFileIsTwoFiles) {
  std::string text = kHead;
  for (std::size_t line = 1; line < kMostLines; ++line) text += "\n";
  EXPECT_EQ(faults(Rule::kSize, "base/a.cpp", text), "");
  EXPECT_NE(faults(Rule::kSize, "base/a.cpp", text + "int more;\n"), "");
}

TEST(Paths, OfOneMachineAreRefused) {
  const std::string home = "/home" + std::string("/me/x");
  EXPECT_NE(faults(Rule::kPath, "docs/a.md", "see " + home), "");
  EXPECT_NE(faults(Rule::kPath, "base/a.cpp", kHead + "open(\"" + home + "\");"), "");
  EXPECT_EQ(faults(Rule::kPath, "docs/a.md", "https://example.org" + home), "");
}

/// A folder that is removed at the end of the test.
class TreeCheck : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::remove_all(root_); }
  void TearDown() override { std::filesystem::remove_all(root_); }

  void write(const std::string& path, const std::string& text) {
    std::filesystem::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << text;
  }

  std::filesystem::path root_ = std::filesystem::path(testing::TempDir()) / "partance_architecture_tree";
};

TEST_F(TreeCheck, FindsTheFaultsOfABadTree) {
  write("base/a.hpp", kHead + "#include \"engine/b.hpp\"\nnamespace partance::base {}\n");
  write("engine/b.hpp", kHead + "#include \"base/gone.hpp\"\nnamespace partance::engine {}\n");
  write("build/generated.cpp", "#include \"cli/a.hpp\"\n");
  const auto found = check_tree(root_);
  ASSERT_EQ(found.size(), 2U);
  bool layer = false;
  bool missing = false;
  for (const auto& fault : found) {
    layer = layer || (fault.rule == Rule::kLayer && fault.file == "base/a.hpp");
    missing = missing || (fault.rule == Rule::kInclude && fault.file == "engine/b.hpp");
  }
  EXPECT_TRUE(layer);
  EXPECT_TRUE(missing);
}

TEST(House, KeepsItsOwnRules) {
  for (const auto& fault : check_tree(PARTANCE_SOURCE_DIR)) ADD_FAILURE() << describe(fault);
}

}  // namespace
}  // namespace partance::architecture
