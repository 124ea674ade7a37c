// What `evaluate --lines` refuses, and how it says so.
#include "cli/lines.hpp"

#include <gtest/gtest.h>

#include "engine/load/load.hpp"
#include "engine/plan/serialised.hpp"

namespace partance::cli {
namespace {

constexpr engine::value::Date kToday{2025, 9, 1};

std::shared_ptr<const engine::plan::Program> program_of(const std::string& rules) {
  engine::load::Loaded loaded;
  engine::load::read_text("rules.publicodes", rules, loaded);
  auto program = engine::load::compile(loaded);
  EXPECT_NE(program, nullptr);
  return program;
}

TEST(Lines, ACompiledProgramRefusesRequestsThatAddRules) {
  const std::string adds = R"({"situation": {"a": {"valeur": "c", "avec": {"c": 3}}}, "evaluate": "b"})";
  const std::string answers = R"({"situation": {"a": 3}, "evaluate": "b"})";
  const auto program = program_of("a:\nb: a + 1\n");
  LineAnswerer with_texts(program, kToday);
  EXPECT_TRUE(with_texts.answer(adds).contains("\"number\":4")) << with_texts.answer(adds);

  const auto compiled = engine::plan::read_program(engine::plan::write_program(*program));
  ASSERT_TRUE(compiled);
  LineAnswerer without(*compiled, kToday);
  EXPECT_TRUE(without.answer(answers).contains("\"number\":4")) << without.answer(answers);
  EXPECT_TRUE(without.answer(adds).contains("rules-not-kept")) << without.answer(adds);
  // Rules that come with the request are texts.
  const std::string own = R"({"rules": "a:\nb: a + 2\n", )" + adds.substr(1);
  EXPECT_TRUE(without.answer(own).contains("\"number\":5")) << without.answer(own);
}

}  // namespace
}  // namespace partance::cli
