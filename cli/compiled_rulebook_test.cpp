// A compiled rulebook is used when it was made by this build from these texts, and never otherwise.
#include "cli/compiled_rulebook.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "cli/own_build.hpp"
#include "engine/evaluate/run.hpp"
#include "engine/load/load.hpp"
#include "engine/plan/serialised.hpp"

namespace partance::cli {
namespace {

/// A folder of rules with its compiled file beside it, as a command finds them; gone at the end of the test.
class CompiledRulebook : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    root_ = std::filesystem::path(::testing::TempDir()) / (std::string("partance_") + test->name());
    std::filesystem::remove_all(root_);
    std::filesystem::create_directories(rules());
    write(rules() / "a.publicodes", "montant: 400 €\n");
    write(rules() / "b.publicodes", "double: montant * 2\n");
  }
  void TearDown() override { std::filesystem::remove_all(root_); }

  [[nodiscard]] std::filesystem::path rules() const { return root_ / "rules"; }
  [[nodiscard]] std::filesystem::path compiled() const { return root_ / "rulebook.program"; }

  static void write(const std::filesystem::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
  }

  [[nodiscard]] base::Fingerprint origin(std::string_view maker = "this build") const {
    base::Fingerprinter fingerprinter;
    fingerprinter.add(maker);
    add_rule_files(fingerprinter, engine::load::rule_files(rules()).value(), rules());
    return fingerprinter.result();
  }

  [[nodiscard]] std::shared_ptr<const engine::plan::Program> compile() const {
    engine::load::Loaded loaded;
    EXPECT_TRUE(engine::load::read_rules(rules(), loaded));
    return engine::load::compile(loaded);
  }

  void store() const { write(compiled(), engine::plan::write_program(*compile(), origin())); }

  /// What a command does: the compiled file when it is fresh, the rules otherwise.
  [[nodiscard]] double answer(std::string_view maker = "this build") const {
    auto program = read_compiled_rulebook(compiled(), origin(maker));
    if (!program) program = compile();
    engine::evaluate::Run run(program, {});
    return run.evaluate(program->model.find("double").value()).number;
  }

  std::filesystem::path root_;
};

TEST_F(CompiledRulebook, IsUsedWhenTheRulesAreTheSame) {
  store();
  EXPECT_NE(read_compiled_rulebook(compiled(), origin()), nullptr);
  EXPECT_EQ(answer(), 800);
}

TEST_F(CompiledRulebook, ARuleThatChangesChangesTheAnswer) {
  store();
  // As long as before, and as old as before.
  const auto time = std::filesystem::last_write_time(rules() / "a.publicodes");
  write(rules() / "a.publicodes", "montant: 500 €\n");
  std::filesystem::last_write_time(rules() / "a.publicodes", time);
  EXPECT_EQ(answer(), 1000);
}

TEST_F(CompiledRulebook, AFileThatIsAddedRenamedOrRemovedMakesItStale) {
  store();
  write(rules() / "c.publicodes", "autre: 1\n");
  EXPECT_EQ(read_compiled_rulebook(compiled(), origin()), nullptr);
  std::filesystem::remove(rules() / "c.publicodes");
  EXPECT_NE(read_compiled_rulebook(compiled(), origin()), nullptr);
  std::filesystem::rename(rules() / "b.publicodes", rules() / "d.publicodes");
  EXPECT_EQ(read_compiled_rulebook(compiled(), origin()), nullptr);
  std::filesystem::remove(rules() / "a.publicodes");
  EXPECT_EQ(read_compiled_rulebook(compiled(), origin()), nullptr);
}

TEST_F(CompiledRulebook, AnotherBuildDoesNotUseIt) {
  store();
  EXPECT_EQ(read_compiled_rulebook(compiled(), origin("another build")), nullptr);
  EXPECT_EQ(answer("another build"), 800);
}

TEST_F(CompiledRulebook, CasesDoNotCount) {
  store();
  write(rules() / "a.cases.yaml", "- cas: un\n");
  EXPECT_NE(read_compiled_rulebook(compiled(), origin()), nullptr);
}

TEST_F(CompiledRulebook, TheFolderMayMove) {
  store();
  const base::Fingerprint before = origin();
  std::filesystem::rename(rules(), root_ / "moved");
  base::Fingerprinter after;
  after.add("this build");
  add_rule_files(after, engine::load::rule_files(root_ / "moved").value(), root_ / "moved");
  EXPECT_EQ(after.result(), before);
}

TEST_F(CompiledRulebook, WhateverIsWrongWithItTheAnswerIsThatOfTheRules) {
  store();
  const std::string good = base::read_file(compiled(), 1U << 20U).value();
  for (std::size_t at = 0; at < good.size(); ++at) {
    std::string changed = good;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    write(compiled(), changed);
    ASSERT_EQ(answer(), 800) << at;
    write(compiled(), good.substr(0, at));
    ASSERT_EQ(answer(), 800) << at << " bytes";
  }
  std::filesystem::remove(compiled());
  EXPECT_EQ(answer(), 800);
  std::filesystem::create_directory(compiled());
  EXPECT_EQ(answer(), 800);
}

TEST(OwnBuild, ThisProgramKnowsWhichBuildItIsAndWhereItStands) {
  EXPECT_FALSE(build_id().empty());
  EXPECT_EQ(build_id(), build_id());
  EXPECT_TRUE(std::filesystem::exists(executable_file()));
}

}  // namespace
}  // namespace partance::cli
