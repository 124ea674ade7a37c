// What is counted when aids are combined is the best legal combination that each person's own simulation announces.
#include "microsimulation/cost/combining.hpp"

#include <gtest/gtest.h>

#include "microsimulation/cost/one_person.hpp"
#include "microsimulation/cost/row_pass.hpp"
#include "microsimulation/cost/small_example.hpp"
#include "microsimulation/population/population.hpp"
#include "simulation/simulate.hpp"

namespace partance::microsimulation::cost {
namespace {

TEST(Combining, HoldsWhatTheSimulationOfEachPersonAnnounces) {
  constexpr engine::value::Date kToday{2025, 10, 1};
  constexpr std::size_t kPeople = 600;
  const auto program = national_rulebook();
  ASSERT_NE(program, nullptr);
  const Table people = population::generate({.seed = 11, .size = kPeople}, 0, kPeople);
  const auto plan = find_targets(*program, *program, {}, {}, RangeEnd::kMinimum, true);
  ASSERT_TRUE(plan.has_value());
  auto dictionary = people.dictionary;
  const auto table_plan = plan_for_table(program, people, plan->before.rules, kToday, dictionary);
  ASSERT_TRUE(table_plan.has_value());
  BlockWorker worker(std::span(&*table_plan, 1), people, dictionary);
  worker.compute(0, kPeople);
  OutcomeReader reader;
  reader.begin(worker.units(0));
  std::vector<std::vector<Outcome>> alone;
  for (const TargetRules& target : plan->before.targets) {
    reader.read(target, worker.results(0), alone.emplace_back(kPeople));
  }
  auto before = alone;
  auto after = alone;
  Weights weights;
  Combiner combiner(plan->targets, weights);
  Combiner::Side old{plan->before.pairs, worker.results(0), worker.dictionary(0), reader, before};
  Combiner::Side now{plan->before.pairs, worker.results(0), worker.dictionary(0), reader, after};
  combiner.combine(old, now, 0, kPeople);
  EXPECT_EQ(before, after);

  const auto catalogue = simulation::read_catalogue(*program);
  std::size_t compared = 0, lowered = 0;
  for (std::size_t row = 0; row < kPeople; ++row) {
    std::size_t paid = 0;
    bool by_maximum = false;  // the simulation has no amount for what has no minimum
    for (std::size_t i = 0; i < alone.size(); ++i) {
      if (alone[i][row].cents == 0) continue;
      ++paid;
      by_maximum |= plan->targets[i].basis == Basis::kMaximum;
    }
    if (paid < 2 || by_maximum) continue;
    auto run = run_of_row(program, people, row, kToday);
    const auto report = simulation::simulate(run, catalogue, base::Language::kFrench);
    std::vector<base::Cents> told(alone.size(), 0);
    for (const auto& share : report.best.shares) told[share.aid] = share.amount;
    base::Cents sum = 0;
    for (std::size_t i = 0; i < alone.size(); ++i) {
      ASSERT_EQ(report.aids[i].id, plan->targets[i].id);
      EXPECT_EQ(before[i][row].cents, told[i]) << report.aids[i].id << ", row " << row;
      sum += alone[i][row].cents;
    }
    ++compared;
    lowered += sum > report.best.total ? 1 : 0;
  }
  EXPECT_GT(compared, 20U);
  EXPECT_GT(lowered, 5U);
  EXPECT_EQ(combiner.found().reduced_before.rows >= lowered, true);
}

/// Three aids for everybody: b excludes a; c, which has no amount, is forbidden beside b; a and c say nothing.
constexpr const char* kRules = R"(
revenu:
  question: Revenu ?
  unité: €/an
aides:
aides . a:
aides . a . éligible: oui
aides . a . montant: 100 €
aides . b:
aides . b . éligible: revenu < 20000 €/an
aides . b . montant: 80 €
aides . c:
aides . c . éligible: oui
cumul:
cumul . a:
cumul . a . b: "'interdit'"
cumul . c:
cumul . c . b: "'interdit'"
)";

TEST(Combining, FollowsAReformFromOneAidToTheOther) {
  const auto programs = programs_of(kRules, "aides . b . montant: 150 €\n");
  Table table;
  table.rows = 3;
  table.columns.push_back(numbers("revenu", {10000, 30000, 15000}));
  table.columns.push_back(numbers("poids", {2, 1, 1}));
  auto request = request_of(programs);
  request.combined = true;
  request.changed = programs.reform.touched;
  const auto found = compare(request, table);
  ASSERT_TRUE(found.has_value());
  const Figures& a = found->targets[0].figures;
  EXPECT_EQ(a.cost_before, money(400));
  EXPECT_EQ(a.cost_after, money(100)) << "of her who has no right to b";
  EXPECT_EQ(a.leaving, people(2, 3));
  EXPECT_TRUE(found->targets[0].is_reached) << "though no changed rule leads to it";
  EXPECT_EQ(found->targets[1].figures.entering, people(2, 3));
  EXPECT_EQ(found->targets[1].figures.cost_after, money(450));
  EXPECT_EQ(found->targets[2].figures.beneficiaries_before, people(3, 4));
  EXPECT_EQ(found->targets[2].figures.beneficiaries_after, people(1, 1)) << "forbidden beside b";
  EXPECT_EQ(found->together.figures.difference(), money(150));
  ASSERT_TRUE(found->combining.has_value());
  EXPECT_EQ(found->combining->set_aside_before, money(240));
  EXPECT_EQ(found->combining->set_aside_after, money(300));
  EXPECT_EQ(found->combining->reduced_after, people(2, 3));
  EXPECT_EQ(found->combining->unsure, Count{});
}

TEST(Combining, CountsReducedAmountsCeilingsAndWhatIsNotKnown) {
  const auto programs = programs_of(R"(
aides:
aides . a:
aides . a . éligible: oui
aides . a . montant: 100 €
aides . b:
aides . b . éligible: oui
aides . b . montant: 80 €
aides . d:
aides . d . éligible: oui
aides . d . montant: 10 €
cumul:
cumul . a:
cumul . a . b: "'plafonné'"
cumul . a . b . plafond: 130 €
cumul . d:
cumul . d . b: "'autorisé'"
cumul . d . b . montant réduit: 4 €
)",
                                    "");
  Table table;
  table.rows = 1;
  auto request = request_of(programs);
  request.combined = true;
  const auto all = compare(request, table);
  ASSERT_TRUE(all.has_value());
  // a and d are not known to be allowed together: a 50 + b 80 rather than b 80 + d 4.
  EXPECT_EQ(all->targets[0].figures.cost_before, money(50));
  EXPECT_EQ(all->targets[1].figures.cost_before, money(80));
  EXPECT_EQ(all->targets[2].figures.cost_before, money(0));
  EXPECT_EQ(all->combining->unsure, people(1, 1));
  request.aids = {"b", "d"};
  const auto two = compare(request, table);
  ASSERT_TRUE(two.has_value());
  EXPECT_EQ(two->targets[1].figures.cost_before, money(4)) << "only what is computed is combined";
  EXPECT_EQ(two->combining->unsure, Count{});
}

}  // namespace
}  // namespace partance::microsimulation::cost
