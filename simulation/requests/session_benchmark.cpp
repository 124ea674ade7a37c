// What a person waits for: one answer more, then the next questions; the whole result. On the national rulebook.
#include "simulation/requests/session.hpp"

#include <benchmark/benchmark.h>

#include "simulation/requests/desks_of_tests.hpp"

namespace partance::simulation::requests {
namespace {

/// The bodies of an interview that goes on to its end, each with one answer more than the one before.
std::vector<std::string> interview() {
  std::vector<std::string> bodies;
  std::string answers;
  for (int asked = 0; asked < 200; ++asked) {
    bodies.push_back("{\"answers\": {" + answers + "}}");
    const Json next(national_desk().answer("questions", bodies.back(), kToday).value());
    if (next["pages"].size() == 0) break;
    const Json question = next["pages"][0]["questions"][0];
    const std::string input = question["input"].text();
    std::string answer = "null";
    if (question["options"].size() > 0) {
      answer = "\"" + question["options"][0]["value"].text() + "\"";
    } else if (input == "yes_no") {
      answer = "\"oui\"";
    } else if (input == "number") {
      answer = "1";
    } else if (input == "date") {
      answer = "\"01/09/2025\"";
    }
    answers += (answers.empty() ? "\"" : ", \"") + question["rule"].text() + "\": " + answer;
  }
  return bodies;
}

void ask(benchmark::State& state, const std::string& name) {
  const auto bodies = interview();
  Session session(national_desk());
  std::size_t i = 0;
  std::size_t bytes = 0;
  for (auto _ : state) {
    const auto answer = session.answer(name, bodies[i], kToday);
    if (!answer) state.SkipWithError("refused");
    bytes += answer ? answer->size() : 0;
    i = (i + 1) % bodies.size();
  }
  state.counters["interview"] = static_cast<double>(bodies.size());
  state.counters["bytes"] = benchmark::Counter(static_cast<double>(bytes), benchmark::Counter::kAvgIterations);
}

void BM_NextQuestionsOfAnInterview(benchmark::State& state) {
  ask(state, "questions");
}
void BM_ResultAlongAnInterview(benchmark::State& state) {
  ask(state, "simulate");
}
void BM_RecapAlongAnInterview(benchmark::State& state) {
  ask(state, "recap");
}

void BM_FirstQuestions(benchmark::State& state) {
  Session session(national_desk());
  for (auto _ : state) benchmark::DoNotOptimize(session.answer("questions", "{}", kToday));
}

void BM_EvaluateOneRule(benchmark::State& state) {
  Session session(national_desk());
  const std::string body = R"({"situation": {"rentrée": "01/09/2025", "séjour . début": "15/10/2025",
    "séjour . fin": "14/01/2026"}, "evaluate": "aides . ami . montant"})";
  for (auto _ : state) benchmark::DoNotOptimize(session.answer("evaluate", body, kToday));
}

void BM_EvaluateAFormula(benchmark::State& state) {
  Session session(national_desk());
  const std::string body = R"({"situation": {"foyer . revenu brut global": "18500 €/an"},
    "evaluate": "foyer . revenu brut global / 12"})";
  for (auto _ : state) benchmark::DoNotOptimize(session.answer("evaluate", body, kToday));
}

BENCHMARK(BM_FirstQuestions)->Unit(benchmark::kMicrosecond);
BENCHMARK(BM_NextQuestionsOfAnInterview)->Unit(benchmark::kMicrosecond);
BENCHMARK(BM_ResultAlongAnInterview)->Unit(benchmark::kMicrosecond);
BENCHMARK(BM_RecapAlongAnInterview)->Unit(benchmark::kMicrosecond);
BENCHMARK(BM_EvaluateOneRule)->Unit(benchmark::kMicrosecond);
BENCHMARK(BM_EvaluateAFormula)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace partance::simulation::requests
