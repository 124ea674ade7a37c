// Standard errors are those of a hand calculation, and of what many samples show.
#include "microsimulation/cost/square_sum.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "microsimulation/cost/small_example.hpp"
#include "microsimulation/population/population.hpp"

namespace partance::microsimulation::cost {
namespace {

TEST(SquareSum, GivesTheStandardErrorOfFourRows) {
  // z = 1, 2, 0, 5: total 8, mean 2, squares of the distances 1 + 0 + 4 + 9 = 14; 4 / 3 × 14 = 18.666…
  SquareSum sum;
  for (const int z : {1, 2, 0, 5}) sum.add_square(static_cast<Exact>(z) * kOnePerson);
  EXPECT_NEAR(sum.standard_error(static_cast<Exact>(8) * kOnePerson, 4).value(), std::sqrt(56.0 / 3), 1e-12);
  EXPECT_FALSE(sum.standard_error(8, 1).has_value());
}

TEST(SquareSum, IsZeroWhenEveryRowIsTheSame) {
  SquareSum sum;
  const Exact z = static_cast<Exact>(30'270'000) * 123'456'789;
  for (int i = 0; i < 1000; ++i) sum.add_square(z);
  EXPECT_EQ(sum.standard_error(z * 1000, 1000), 0.0);
}

TEST(SquareSum, HoldsTheLargestAmountsOfTheLargestWeights) {
  SquareSum sum;
  const Exact z = static_cast<Exact>(10'000'000'000'000) * 100'000'000'000'000'000;
  sum.add_square(z);
  sum.add_square(-z);
  EXPECT_NEAR(sum.standard_error(0, 2).value() / (2e24), 1, 1e-12);
}

RC_GTEST_PROP(SquareSum, IsThatOfFloatingNumbersInAnyOrder, (const std::vector<std::int32_t>& rows)) {
  RC_PRE(rows.size() > 1);
  SquareSum up, down;
  Exact total = 0;
  double sum = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    up.add_square(static_cast<Exact>(rows[i]) * kOnePerson);
    down.add_square(static_cast<Exact>(rows[rows.size() - 1 - i]) * kOnePerson);
    total += static_cast<Exact>(rows[i]) * kOnePerson;
    sum += rows[i];
  }
  RC_ASSERT(up == down);
  const auto n = static_cast<double>(rows.size());
  double spread = 0;
  for (const std::int32_t row : rows) spread += (row - sum / n) * (row - sum / n);
  const double expected = std::sqrt(n / (n - 1) * spread);
  RC_ASSERT(std::abs(up.standard_error(total, rows.size()).value() - expected) <= 1e-9 * (expected + 1));
}

TEST(StandardError, IsThatOfTheWeightedRowsOfSixPeople) {
  const auto programs = programs_of(kSmallRules, kHigherCeiling);
  const auto comparison = compare(request_of(programs), six_people());
  ASSERT_TRUE(comparison.has_value());
  const Figures& grant = comparison->targets[0].figures;
  // Differences weighted: 100, 2.5 × 50, 3 × 440, 0, not decided, 2 × 110; in euros.
  const std::vector<double> z = {100, 125, 1320, 0, 0, 220};
  double total = 0, squares = 0;
  for (const double x : z) total += x;
  for (const double x : z) squares += (x - total / 6) * (x - total / 6);
  const auto error = grant.squares.difference.standard_error(grant.difference(), comparison->rows);
  EXPECT_NEAR(error.value(), 100 * std::sqrt(6.0 / 5 * squares), 1e-6);
  // Two enter, who stand for 3 and 2: 6 / 5 × (9 + 4 − 25 / 6).
  EXPECT_NEAR(grant.squares.entering.standard_error(grant.entering.weight, 6).value(),
              std::sqrt(6.0 / 5 * (13 - 25.0 / 6)), 1e-9);
}

TEST(StandardError, IsTheSpreadOverSeedsOfThePopulation) {
  const auto programs = programs_of(R"(
foyer:
foyer . revenu brut global:
  question: Revenu ?
  unité: €/an
aides:
aides . a:
aides . a . éligible: foyer . revenu brut global <= 30000 €/an
aides . a . montant:
  valeur: (40000 €/an - foyer . revenu brut global) * 1 an / 10
  arrondi: 2 décimales
)",
                                    "aides . a . éligible: foyer . revenu brut global <= 33000 €/an\n");
  constexpr int kSeeds = 300;
  constexpr std::size_t kPeople = 400;
  const auto request = request_of(programs);
  struct Seen {
    double sum = 0, squares = 0, errors = 0;
    void add(double x, double error) {
      sum += x;
      squares += x * x;
      errors += error;
    }
    /// Of the samples, by the mean of the errors they claim.
    [[nodiscard]] double ratio() const {
      const double mean = sum / kSeeds;
      return std::sqrt((squares - kSeeds * mean * mean) / (kSeeds - 1)) / (errors / kSeeds);
    }
  };
  Seen cost, difference, entering;
  for (int seed = 1; seed <= kSeeds; ++seed) {
    population::Settings settings;
    settings.seed = static_cast<std::uint64_t>(seed);
    settings.size = kPeople;
    settings.columns = {"poids", "foyer . revenu brut global"};
    const auto found = compare(request, population::generate(settings, 0, kPeople));
    ASSERT_TRUE(found.has_value());
    const Figures& f = found->targets[0].figures;
    const auto error = [&](const SquareSum& squares, Exact total) { return *squares.standard_error(total, kPeople); };
    cost.add(static_cast<double>(to_cents(f.cost_before)), error(f.squares.cost_before, f.cost_before));
    difference.add(static_cast<double>(to_cents(f.difference())), error(f.squares.difference, f.difference()));
    entering.add(to_people(f.entering.weight), error(f.squares.entering, f.entering.weight));
  }
  // The spread over 300 samples is known within some 4%: three times that.
  EXPECT_NEAR(cost.ratio(), 1, 0.12);
  EXPECT_NEAR(difference.ratio(), 1, 0.12);
  EXPECT_NEAR(entering.ratio(), 1, 0.12);
}

}  // namespace
}  // namespace partance::microsimulation::cost
