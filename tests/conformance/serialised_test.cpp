// A program written to bytes and read back answers every line of the shared material, and every case of the rulebook,
// with the same bytes as the program it was made from.
#include "engine/plan/serialised.hpp"

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "base/json.hpp"
#include "cli/lines.hpp"
#include "engine/cases/cases.hpp"
#include "engine/load/load.hpp"
#include "tests/conformance/shared_material.hpp"

namespace partance::conformance {
namespace {

using engine::plan::Program;

constexpr engine::value::Date kToday{2025, 9, 1};
const std::filesystem::path kRulebook = std::filesystem::path(PARTANCE_SOURCE_DIR) / "rulebook";

std::shared_ptr<const Program> written_and_read(const Program& program) {
  const std::string bytes = engine::plan::write_program(program);
  auto read = engine::plan::read_program(bytes);
  EXPECT_TRUE(read) << read.error().message.en;
  if (!read) return nullptr;
  EXPECT_EQ(engine::plan::write_program(**read), bytes);
  return *std::move(read);
}

std::shared_ptr<const Program> program_of(const std::filesystem::path& path) {
  engine::load::Loaded loaded;
  return engine::load::read_rules(path, loaded) ? engine::load::compile(loaded) : nullptr;
}

void expect_same_answers(const std::string& file) {
  const auto lines = shared_lines(file);
  if (!lines) GTEST_SKIP() << shared_file(file) << " is absent";
  cli::LineAnswerer compiled(nullptr, kToday);
  cli::LineAnswerer read(nullptr, kToday);
  read.set_prepare(written_and_read);
  std::size_t wrong = 0;
  for (const std::string& line : *lines) {
    const std::string expected = compiled.answer(line);
    const std::string obtained = read.answer(line);
    if (expected == obtained) continue;
    if (++wrong <= kMostShown) ADD_FAILURE() << line << "\n  compiled " << expected << "\n  read     " << obtained;
  }
  EXPECT_EQ(wrong, 0U) << "of " << lines->size();
}

TEST(SerialisedProgram, AnswersEveryVectorOfTheLanguageAsTheOneItWasWrittenFrom) {
  expect_same_answers("conformance/vectors.jsonl");
}

TEST(SerialisedProgram, AnswersEveryVectorOfTheRandomModelsAsTheOneItWasWrittenFrom) {
  expect_same_answers("conformance/random-vectors.jsonl");
}

TEST(SerialisedProgram, GivesTheSameBytesForEveryRuleOfTheRulebookInSeveralSituations) {
  const auto program = program_of(kRulebook);
  ASSERT_NE(program, nullptr);
  cli::LineAnswerer compiled(program, kToday);
  cli::LineAnswerer read(written_and_read(*program), kToday);
  const char* situations[] = {
      "{}",
      R"({"étudiant . nationalité": "'FR'", "étudiant . date de naissance": "15/03/2004"})",
      R"({"foyer . revenu brut global": "12000 €/an", "rentrée": "01/09/2025", "études . établissement . région": "'84'"})",
  };
  for (const char* situation : situations) {
    for (const engine::model::Rule& rule : program->model.rules) {
      if (rule.is_private) continue;
      std::string request = R"({"situation": )" + std::string(situation) + R"(, "evaluate": )";
      base::append_json_text(request, rule.name);
      request += "}";
      ASSERT_EQ(read.answer(request), compiled.answer(request)) << request;
    }
  }
}

TEST(SerialisedProgram, PassesEveryCaseOfTheRulebook) {
  const auto compiled = program_of(kRulebook);
  ASSERT_NE(compiled, nullptr);
  const auto program = written_and_read(*compiled);
  ASSERT_NE(program, nullptr);
  engine::load::Loaded files;
  ASSERT_TRUE(engine::cases::read_cases(kRulebook, files));
  engine::cases::Runner runner(program, {.limits = {}, .today = kToday});
  std::size_t cases = 0;
  for (const auto& file : files.documents) {
    for (const auto& outcome : runner.run(*file, files.diagnostics)) {
      ++cases;
      EXPECT_TRUE(!outcome.unreadable && outcome.differences.empty()) << outcome.name;
    }
  }
  EXPECT_GT(cases, 0U);
}

/// Small enough for a telephone on a slow network.
TEST(SerialisedProgram, TheWholeRulebookTakesLessThan400Kilobytes) {
  const auto program = program_of(kRulebook);
  ASSERT_NE(program, nullptr);
  const std::size_t size = engine::plan::write_program(*program).size();
  RecordProperty("bytes", static_cast<int>(size));
  EXPECT_LT(size, 400'000U);
}

}  // namespace
}  // namespace partance::conformance
