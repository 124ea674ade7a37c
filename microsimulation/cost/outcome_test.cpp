// What is counted for a person is what the simulation announces to her: verdict and amount of every aid of the national
// rulebook, for people of the synthetic population.
#include <gtest/gtest.h>

#include "microsimulation/cost/one_person.hpp"
#include "microsimulation/cost/row_pass.hpp"
#include "microsimulation/cost/target.hpp"
#include "microsimulation/population/population.hpp"
#include "simulation/simulate.hpp"

namespace partance::microsimulation::cost {
namespace {

using simulation::Verdict;

constexpr engine::value::Date kToday{2025, 10, 1};
constexpr std::size_t kPeople = 40;

std::optional<simulation::Cents> announced(const simulation::AidReport& aid, Basis basis) {
  const auto cents = [](const std::optional<simulation::Amount>& amount) {
    return amount ? std::optional(amount->cents) : std::nullopt;
  };
  if (basis == Basis::kMinimum) return cents(aid.minimum);
  if (basis == Basis::kMaximum) return cents(aid.maximum);
  return cents(aid.total);
}

TEST(Outcome, IsWhatTheSimulationAnnounces) {
  const auto program = national_rulebook();
  ASSERT_NE(program, nullptr);
  const Table people = population::generate({.seed = 7, .size = kPeople}, 0, kPeople);
  const auto targets = find_targets(*program, *program, {}, {}, RangeEnd::kMinimum);
  ASSERT_TRUE(targets.has_value());
  auto dictionary = people.dictionary;
  const auto plan = plan_for_table(program, people, targets->before.rules, kToday, dictionary);
  ASSERT_TRUE(plan.has_value());
  BlockWorker worker(std::span(&*plan, 1), people, dictionary);
  worker.compute(0, kPeople);
  OutcomeReader reader;
  reader.begin(worker.units(0));
  const auto catalogue = simulation::read_catalogue(*program);
  std::size_t decided = 0, paid = 0;
  for (std::size_t row = 0; row < kPeople; ++row) {
    auto run = run_of_row(program, people, row, kToday);
    const auto report = simulation::simulate(run, catalogue, base::Language::kFrench);
    ASSERT_EQ(report.aids.size(), targets->targets.size());
    for (std::size_t i = 0; i < report.aids.size(); ++i) {
      const simulation::AidReport& aid = report.aids[i];
      std::vector<Outcome> outcomes(kPeople);
      reader.read(targets->before.targets[i], worker.results(0), outcomes);
      const Outcome& outcome = outcomes[row];
      ASSERT_EQ(aid.id, targets->targets[i].id);
      const std::string who = aid.id + ", row " + std::to_string(row);
      if (aid.verdict == Verdict::kUnknown) {
        EXPECT_NE(outcome.status, Status::kDecided) << who;
        continue;
      }
      if (aid.verdict == Verdict::kNo) {
        EXPECT_EQ(outcome, Outcome{}) << who;
        ++decided;
        continue;
      }
      const auto cents = announced(aid, targets->targets[i].basis);
      if (outcome.status == Status::kDecided) {
        EXPECT_TRUE(outcome.is_entitled) << who;
        EXPECT_EQ(outcome.cents, cents.value_or(0)) << who;
        ++decided;
        paid += outcome.cents > 0 ? 1 : 0;
      } else {
        EXPECT_FALSE(cents.has_value()) << who;
      }
    }
  }
  EXPECT_GT(decided, kPeople * targets->targets.size() / 2);
  EXPECT_GT(paid, 20U);
}

}  // namespace
}  // namespace partance::microsimulation::cost
