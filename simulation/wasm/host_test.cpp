// The host gives what a session and the evaluator give, refuses what it does not know, and survives hostile bytes.
#include "simulation/wasm/host.hpp"

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "engine/load/load.hpp"
#include "engine/plan/serialised.hpp"
#include "simulation/example_rulebook.hpp"

namespace partance::simulation::wasm {
namespace {

constexpr engine::value::Date kToday{2025, 9, 1};

std::shared_ptr<const engine::plan::Program> example() {
  engine::load::Loaded loaded;
  engine::load::read_text("example.yaml", std::string(kExampleRulebook), loaded);
  return engine::load::compile(loaded);
}

std::string example_bytes() {
  return engine::plan::write_program(*example());
}

TEST(Host, AnswersWhatASessionAnswers) {
  const auto program = example();
  const requests::Desk desk(program, engine::plan::program_version(*program));
  requests::Session session(desk);
  Host host;
  const auto loaded = host.load_program(engine::plan::write_program(*program));
  const auto opened = host.open_session(loaded);
  ASSERT_NE(loaded, 0U);
  ASSERT_NE(opened, 0U);
  for (const char* body :
       {R"({})", R"({"answers": {"séjour . mois": "3 mois"}, "language": "en"})", R"({"answers": 3})"}) {
    for (const char* name : {"questions", "simulate", "recap", "aids", "nothing"}) {
      host.ask(opened, name, body, kToday);
      const auto expected = session.answer(name, body, kToday);
      if (expected) {
        EXPECT_EQ(host.reply().status, 200) << name << body;
        EXPECT_EQ(host.reply().json, *expected);
      } else {
        EXPECT_EQ(host.reply().status, expected.error().status) << name << body;
        EXPECT_TRUE(host.reply().json.contains(expected.error().code)) << host.reply().json;
      }
    }
  }
}

TEST(Host, EvaluatesALineAsTheCommandDoes) {
  const auto program = example();
  Host host;
  const auto loaded = host.load_program(engine::plan::write_program(*program));
  const std::string line = R"({"id": 1, "situation": {"séjour . mois": "3 mois"}, "evaluate": "séjour . mois * 2"})";
  host.evaluate(loaded, line, kToday);
  engine::request::Evaluator evaluator(kToday);
  EXPECT_EQ(host.reply().json, evaluator.answer(*engine::request::read_request(line), program));
  EXPECT_TRUE(host.reply().json.contains(R"("number":6)")) << host.reply().json;
  host.evaluate(loaded, R"({"situation": {"foyer": {"avec": {"x": 1}}}, "evaluate": "1"})", kToday);
  EXPECT_TRUE(host.reply().json.contains("situation-with-rules")) << host.reply().json;
}

TEST(Host, RefusesBytesThatAreNoProgramAndNumbersItNeverGave) {
  Host host;
  std::string bytes = example_bytes();
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  for (const std::string& bad : {std::string(), std::string("PARTANCE"), bytes}) {
    EXPECT_EQ(host.load_program(bad), 0U);
    EXPECT_EQ(host.reply().status, 422);
    EXPECT_TRUE(host.reply().json.contains("invalid-program"));
  }
  EXPECT_EQ(host.open_session(7), 0U);
  EXPECT_EQ(host.reply().status, 404);
  host.ask(7, "aids", "{}", kToday);
  EXPECT_EQ(host.reply().status, 404);
  host.evaluate(7, R"({"evaluate": "1"})", kToday);
  EXPECT_EQ(host.reply().status, 404);
}

TEST(Host, ForgetsAProgramWithItsSessions) {
  Host host;
  const auto loaded = host.load_program(example_bytes());
  const auto kept = host.load_program(example_bytes());
  const auto opened = host.open_session(loaded);
  const auto other = host.open_session(kept);
  host.drop_program(loaded);
  host.ask(opened, "aids", "{}", kToday);
  EXPECT_EQ(host.reply().status, 404);
  host.ask(other, "aids", "{}", kToday);
  EXPECT_EQ(host.reply().status, 200);
  host.close_session(other);
  host.ask(other, "aids", "{}", kToday);
  EXPECT_EQ(host.reply().status, 404);
}

}  // namespace
}  // namespace partance::simulation::wasm
