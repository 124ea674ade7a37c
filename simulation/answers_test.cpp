// Reading a file of answers: what is refused, and how it is said.
#include "simulation/answers.hpp"

#include <gtest/gtest.h>

#include "engine/load/load.hpp"

namespace partance::simulation {
namespace {

std::vector<std::string> codes_of(const std::string& answers) {
  engine::load::Loaded rules;
  engine::load::read_text("rules.publicodes", "a: { question: Combien ?, type: nombre }\n", rules);
  const auto program = engine::load::compile(rules);
  engine::load::Loaded file;
  engine::load::read_text("answers.yaml", answers, file);
  std::vector<engine::syntax::Diagnostic> diagnostics;
  read_answers(*file.documents.at(0), *program, diagnostics);
  std::vector<std::string> codes;
  for (const auto& d : diagnostics) {
    EXPECT_FALSE(d.hint.fr.empty() || d.hint.en.empty()) << d.code;
    codes.push_back(d.code);
  }
  return codes;
}

TEST(Answers, ANumberTooLargeToHoldIsCalledThat) {
  const std::vector<std::string> too_large = {"number-too-large"};
  EXPECT_EQ(codes_of("a: 1e400\n"), too_large);
  EXPECT_EQ(codes_of("a: -1e400\n"), too_large);
  EXPECT_EQ(codes_of("a: .inf\n"), too_large);
  EXPECT_EQ(codes_of("a: .nan\n"), too_large);
  EXPECT_TRUE(codes_of("a: 1e300\n").empty());
}

}  // namespace
}  // namespace partance::simulation
