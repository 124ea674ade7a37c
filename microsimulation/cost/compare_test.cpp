// A comparison says what can be counted by hand, and its parts add up to its whole.
#include "microsimulation/cost/compare.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "microsimulation/cost/small_example.hpp"

namespace partance::microsimulation::cost {
namespace {

TEST(Compare, CountsSixPeopleAsByHand) {
  const auto programs = programs_of(kSmallRules, kHigherCeiling);
  const Table table = six_people();
  const auto comparison = compare(request_of(programs), table);
  ASSERT_TRUE(comparison.has_value()) << comparison.error().message.en;
  EXPECT_EQ(comparison->rows, 6U);
  EXPECT_EQ(to_people(comparison->people), 10.5);
  EXPECT_EQ(comparison->weight_column, "poids");
  ASSERT_EQ(comparison->targets.size(), 3U);
  const Figures& grant = comparison->targets[0].figures;
  EXPECT_EQ(comparison->targets[0].target.id, "bourse");
  EXPECT_EQ(comparison->targets[0].target.title.en, "Grant");
  EXPECT_EQ(comparison->targets[0].target.basis, Basis::kTotal);
  EXPECT_EQ(grant.everybody, people(6, 10.5));
  EXPECT_EQ(grant.decided, people(5, 9.5));
  EXPECT_EQ(grant.undecided, people(1, 1));
  EXPECT_EQ(grant.errors, Count{});
  // Before: 10 months × 100 € × 1, 5 × 100 × 2.5. After: 10 × 110 × 1, 5 × 110 × 2.5, 4 × 110 × 3, 1 × 110 × 2.
  EXPECT_EQ(grant.cost_before, money(1000 + 1250));
  EXPECT_EQ(grant.cost_after, money(1100 + 1375 + 1320 + 220));
  EXPECT_EQ(grant.beneficiaries_before, people(2, 3.5));
  EXPECT_EQ(grant.beneficiaries_after, people(4, 8.5));
  EXPECT_EQ(grant.entering, people(2, 5));
  EXPECT_EQ(grant.leaving, Count{});
  EXPECT_EQ(grant.winners, people(4, 8.5));
  EXPECT_EQ(grant.losers, Count{});
  EXPECT_EQ(grant.unchanged, people(1, 1));
  EXPECT_EQ(grant.gain, money(100 + 125 + 1320 + 220));
  EXPECT_EQ(grant.loss, 0);
}

TEST(Compare, CountsARangeByTheEndAskedForAndMonthsTimesTheirNumber) {
  const auto programs = programs_of(kSmallRules, "");
  const Table table = six_people();
  auto request = request_of(programs);
  const auto lowest = compare(request, table);
  request.range = RangeEnd::kMaximum;
  const auto highest = compare(request, table);
  ASSERT_TRUE(lowest && highest);
  // Two people of Corsica, who stand for 2.5 and 3.
  EXPECT_EQ(lowest->targets[1].target.basis, Basis::kMinimum);
  EXPECT_EQ(lowest->targets[1].figures.cost_before, money(10.50 * 5.5));
  EXPECT_EQ(highest->targets[1].figures.cost_before, money(30 * 5.5));
  EXPECT_EQ(lowest->targets[2].target.basis, Basis::kMonthlyTimes);
  EXPECT_EQ(lowest->targets[2].figures.cost_before, money(2 * (10 + 12.5 + 12 + 10 + 10 + 2)));
}

TEST(Compare, CountsAllTogetherAndTellsWhoIsIncomplete) {
  const auto programs = programs_of(kSmallRules, kHigherCeiling);
  const auto comparison = compare(request_of(programs), six_people());
  ASSERT_TRUE(comparison);
  const Figures& all = comparison->together.figures;
  EXPECT_EQ(all.decided, people(6, 10.5));
  EXPECT_EQ(all.undecided, Count{});
  EXPECT_EQ(all.incomplete, people(1, 1)) << "her income is not known, her other aids are";
  EXPECT_EQ(all.undecided_before, people(1, 1));
  EXPECT_EQ(all.unchanged, people(2, 2));
  Exact sum = 0;
  for (const auto& target : comparison->targets) sum += target.figures.cost_after;
  EXPECT_EQ(all.cost_after, sum);
}

TEST(Compare, GroupsByARuleByAColumnAndByBands) {
  const auto programs = programs_of(kSmallRules, kHigherCeiling);
  Table table = six_people();
  table.columns.push_back(numbers("vague", {1, 1, 1, 2, 2, 2}));
  auto request = request_of(programs);
  request.aids = {"bourse"};
  request.by = {"région", "revenu", "vague", "aides . bourse . éligible"};
  request.bands.bounds = {10000, 20001};
  const auto comparison = compare(request, table);
  ASSERT_TRUE(comparison) << comparison.error().message.en;
  ASSERT_EQ(comparison->targets.size(), 1U);
  const auto& regions = comparison->breakdowns[0];
  ASSERT_EQ(regions.groups.size(), 2U);
  EXPECT_EQ(regions.groups[0].label.fr, "Bretagne");
  EXPECT_EQ(regions.groups[0].figures[0].cost_after, money(1100 + 220));
  EXPECT_EQ(regions.groups[1].figures[0].difference(), money(125 + 1320));
  const auto& incomes = comparison->breakdowns[1];
  EXPECT_EQ(incomes.title.en, "Income of the household");
  ASSERT_EQ(incomes.groups.size(), 3U);
  EXPECT_EQ(incomes.groups[0].label.fr, "de 10\u202f000\u00a0€/an à moins de 20\u202f001\u00a0€/an");
  EXPECT_EQ(incomes.groups[0].figures[0].everybody, people(2, 3.5));
  EXPECT_EQ(incomes.groups[1].label.en, "20,001\u00a0€/an or more");
  EXPECT_EQ(incomes.groups[1].figures[0].everybody, people(3, 6));
  EXPECT_EQ(incomes.groups[2].label.en, "answer not known");
  EXPECT_EQ(incomes.groups[2].figures[0].undecided, people(1, 1));
  EXPECT_EQ(comparison->breakdowns[2].groups[0].label.fr, "moins de 10\u202f000");
  const auto& verdicts = comparison->breakdowns[3];
  ASSERT_EQ(verdicts.groups.size(), 3U);
  EXPECT_EQ(verdicts.groups[0].value, "oui");
  EXPECT_EQ(verdicts.groups[1].figures[0].entering, people(2, 5)) << "as the former rules saw them";
  EXPECT_TRUE(comparison->unused_columns.empty());
}

TEST(Compare, CutsManyNumbersIntoBandsOfEqualNumbersOfPeople) {
  const auto programs = programs_of(kSmallRules, "");
  Table table;
  table.rows = 1000;
  std::vector<double> incomes;
  for (int i = 0; i < 1000; ++i) incomes.push_back(i);
  table.columns.push_back(numbers("revenu", incomes));
  auto request = request_of(programs);
  request.by = {"revenu"};
  request.bands.quantiles = 4;
  const auto comparison = compare(request, table);
  ASSERT_TRUE(comparison);
  ASSERT_EQ(comparison->breakdowns[0].groups.size(), 4U);
  for (const Group& group : comparison->breakdowns[0].groups) EXPECT_EQ(group.figures[0].everybody.rows, 250U);
  EXPECT_EQ(comparison->breakdowns[0].groups[3].label.en, "from 750\u00a0€/an to 999\u00a0€/an");
}

TEST(Compare, ChangesNothingWithoutAReform) {
  for (const char* reform : {"", "aides . bourse . éligible: revenu <= plafond\n"}) {
    const auto programs = programs_of(kSmallRules, reform);
    EXPECT_TRUE(programs.reform.touched.empty());
    const auto comparison = compare(request_of(programs), six_people());
    ASSERT_TRUE(comparison);
    for (const auto& target : comparison->targets) {
      EXPECT_EQ(target.figures.difference(), 0);
      EXPECT_EQ(target.figures.unchanged, target.figures.decided);
      EXPECT_TRUE(target.distribution.changes().empty());
      EXPECT_TRUE(target.distribution.histogram(20).empty());
    }
  }
}

TEST(Compare, RaisesACostByTenPercentWithTheAmount) {
  const auto programs = programs_of(kSmallRules, "aides . bourse . montant mensuel: 110 €/mois");
  const auto comparison = compare(request_of(programs), six_people());
  ASSERT_TRUE(comparison);
  const Figures& grant = comparison->targets[0].figures;
  EXPECT_EQ(grant.cost_after * 10, grant.cost_before * 11);
  EXPECT_EQ(grant.winners, grant.beneficiaries_before);
  EXPECT_EQ(comparison->targets[0].distribution.quantile(50), 5000);
  EXPECT_EQ(comparison->targets[0].distribution.quantile(100), 10000);
  // Two differences only, 50 and 100 €: each has its own bar.
  const auto bars = comparison->targets[0].distribution.histogram(18);
  ASSERT_EQ(bars.size(), 3U);
  EXPECT_TRUE(bars[0].is_zero());
  EXPECT_TRUE(bars[1].is_one_difference() && bars[2].is_one_difference());
  EXPECT_EQ(bars[1].to, 5000);
  EXPECT_EQ(bars[1].weight, people(1, 2.5).weight);
  EXPECT_EQ(bars[2].to, 10000);
}

TEST(Compare, CountsErrorsApartAndNeverAsZero) {
  const auto programs = programs_of("x:\n  question: x ?\ny: 10 € / x\n", "y: 20 € / x");
  Table table;
  table.rows = 3;
  table.columns.push_back(numbers("x", {1, 0, 2}));
  auto request = request_of(programs);
  request.rules = {"y"};
  const auto comparison = compare(request, table);
  ASSERT_TRUE(comparison);
  const Figures& y = comparison->targets[0].figures;
  EXPECT_EQ(y.errors, people(1, 1));
  EXPECT_EQ(y.decided, people(2, 2));
  EXPECT_EQ(y.cost_before, money(15));
  EXPECT_EQ(y.cost_after, money(30));
}

TEST(Compare, CountsAmountsAMonthOverAYearAndRefusesOtherUnits) {
  const auto programs = programs_of("a: 10 €/mois\nb: 3 kg\nc: 2 k€\nd: 4 €/jour\nf: 2 jour\ne: d * f\n", "");
  Table table;
  table.rows = 2;
  auto request = request_of(programs);
  request.rules = {"a", "b", "c", "e"};
  const auto comparison = compare(request, table);
  ASSERT_TRUE(comparison);
  EXPECT_EQ(comparison->targets[0].figures.cost_before, money(240));
  EXPECT_EQ(comparison->targets[1].figures.errors.rows, 2U);
  EXPECT_EQ(comparison->targets[2].figures.cost_before, money(4000));
  EXPECT_EQ(comparison->targets[3].figures.cost_before, money(16));
}

TEST(Compare, CountsAnAidThatTheReformAdds) {
  const auto programs = programs_of(kSmallRules,
                                    "aides . nouvelle:\naides . nouvelle . éligible: revenu <= 15000 €/an\n"
                                    "aides . nouvelle . montant: 50 €\n");
  const auto comparison = compare(request_of(programs), six_people());
  ASSERT_TRUE(comparison);
  ASSERT_EQ(comparison->targets.size(), 4U);
  EXPECT_FALSE(comparison->targets[3].target.is_before);
  EXPECT_EQ(comparison->targets[3].figures.cost_before, 0);
  EXPECT_EQ(comparison->targets[3].figures.cost_after, money(50));
  EXPECT_EQ(comparison->targets[3].figures.entering, people(1, 1));
}

TEST(Compare, GroupsAndCountsByARuleThatOnlyTheReformHas) {
  const auto programs = programs_of(kSmallRules,
                                    "tranche:\n  variations:\n    - si: revenu < 21000 €/an\n      alors: "
                                    "\"'bas'\"\n    - sinon: \"'haut'\"\nprime: 5 €\n");
  auto request = request_of(programs);
  request.by = {"tranche"};
  request.rules = {"prime"};
  const auto comparison = compare(request, six_people());
  ASSERT_TRUE(comparison) << comparison.error().message.en;
  EXPECT_FALSE(comparison->targets[0].target.is_before);
  EXPECT_EQ(comparison->targets[0].figures.difference(), money(5 * 10.5));
  ASSERT_EQ(comparison->breakdowns[0].groups.size(), 3U);
  EXPECT_EQ(comparison->breakdowns[0].groups[0].value, "bas");
  EXPECT_EQ(comparison->breakdowns[0].groups[0].figures[0].everybody, people(3, 5.5));
}

TEST(Compare, SuggestsNamesForWhatItDoesNotKnow) {
  const auto programs = programs_of(kSmallRules, "");
  const Table table = six_people();
  auto request = request_of(programs);
  request.by = {"regoin"};
  EXPECT_NE(compare(request, table).error().message.en.find("Perhaps: région"), std::string::npos);
  request.by.clear();
  request.aids = {"bours"};
  EXPECT_NE(compare(request, table).error().message.fr.find("Peut-être : bourse"), std::string::npos);
  request.aids.clear();
  request.rules = {"aides . bourse . montan"};
  EXPECT_NE(compare(request, table).error().message.en.find("aides . bourse . montant"), std::string::npos);
  request.rules.clear();
  request.weight = "pods";
  EXPECT_EQ(compare(request, table).error().kind, base::ErrorKind::kNotFound);
}

TEST(Compare, RefusesAWeightThatIsNone) {
  const auto programs = programs_of(kSmallRules, "");
  Table table = six_people();
  table.columns[3].numbers[2] = -1;
  const auto refused = compare(request_of(programs), table);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().message.en,
            "Person 3: the weight (column “poids”) is -1. A weight is from 0 to 10 million.");
}

TEST(Compare, StopsWhenItIsTold) {
  const auto programs = programs_of(kSmallRules, "");
  const std::atomic<bool> stop = true;
  EXPECT_EQ(compare(request_of(programs), six_people(), {}, &stop).error().kind, base::ErrorKind::kInterrupted);
}

/// A population of any size, of which some answers are missing.
Table random_people(std::size_t rows, unsigned seed) {
  using engine::batch::State;
  std::uint64_t state = seed * 2654435761U + 1;
  const auto next = [&](std::uint64_t below) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (state >> 33U) % below;
  };
  Table table;
  table.rows = rows;
  std::vector<double> incomes, months, weights;
  std::vector<State> states;
  std::vector<std::uint32_t> regions;
  const std::uint32_t codes[] = {table.dictionary.encode("Bretagne"), table.dictionary.encode("Corse")};
  for (std::size_t i = 0; i < rows; ++i) {
    incomes.push_back(static_cast<double>(next(40'000)));
    states.push_back(next(20) == 0 ? State::kUnknown : State::kKnown);
    months.push_back(static_cast<double>(next(100)) / 10);
    weights.push_back(static_cast<double>(next(3000)) / 1000);
    regions.push_back(codes[next(2)]);
  }
  table.columns = {numbers("revenu", incomes, states), numbers("mois", months), numbers("poids", weights),
                   texts("région", regions)};
  return table;
}

void expect_additive(const Figures& figures) {
  Count sum = figures.decided;
  sum.add(figures.undecided);
  sum.add(figures.errors);
  EXPECT_EQ(sum, figures.everybody);
  sum = figures.winners;
  sum.add(figures.losers);
  sum.add(figures.unchanged);
  EXPECT_EQ(sum, figures.decided);
  EXPECT_EQ(figures.gain - figures.loss, figures.difference());
  EXPECT_EQ(figures.entering.weight - figures.leaving.weight,
            figures.beneficiaries_after.weight - figures.beneficiaries_before.weight);
  EXPECT_EQ(figures.beneficiaries_before.rows + figures.entering.rows - figures.leaving.rows,
            figures.beneficiaries_after.rows);
}

RC_GTEST_PROP(Compare, AddsUpWhateverThePeopleAndTheThreads, ()) {
  static const auto programs = programs_of(kSmallRules,
                                           "plafond: 15000 €/an\naides . bourse . montant mensuel:\n  variations:\n    "
                                           "- si: région = 'Corse'\n      alors: 150 "
                                           "€/mois\n    - sinon: 90 €/mois\n");
  const auto rows = *rc::gen::inRange<std::size_t>(0, 9000);
  const Table table = random_people(rows, *rc::gen::arbitrary<unsigned>());
  auto request = request_of(programs);
  request.by = {"région", "revenu", "aides . bourse . éligible", "mois"};
  const auto one = compare(request, table);
  RC_ASSERT(one.has_value());
  request.threads = 3;
  request.changed = programs.reform.touched;
  const auto several = compare(request, table);
  RC_ASSERT(several.has_value());
  for (std::size_t target = 0; target <= one->targets.size(); ++target) {
    const bool is_last = target == one->targets.size();
    const TargetResult& whole = is_last ? one->together : one->targets[target];
    const TargetResult& again = is_last ? several->together : several->targets[target];
    expect_additive(whole.figures);
    RC_ASSERT(whole.figures == again.figures);
    RC_ASSERT(whole.distribution.changes() == again.distribution.changes());
    for (std::size_t by = 0; by < request.by.size(); ++by) {
      Figures sum;
      RC_ASSERT(one->breakdowns[by].groups.size() == several->breakdowns[by].groups.size());
      for (std::size_t group = 0; group < one->breakdowns[by].groups.size(); ++group) {
        sum.add(one->breakdowns[by].groups[group].figures[target]);
        RC_ASSERT(one->breakdowns[by].groups[group].figures == several->breakdowns[by].groups[group].figures);
        RC_ASSERT(one->breakdowns[by].groups[group].label.en == several->breakdowns[by].groups[group].label.en);
      }
      RC_ASSERT(sum == whole.figures);
    }
    Exact spread = 0;
    for (const auto& [difference, weight] : whole.distribution.changes()) spread += weight * difference;
    RC_ASSERT(spread == whole.figures.difference());
    Exact bars = 0;
    for (const auto& bar : whole.distribution.histogram(25)) bars += bar.weight;
    RC_ASSERT(whole.distribution.changes().empty() || bars == whole.figures.decided.weight);
  }
  RC_ASSERT(!several->targets[1].is_reached && !several->targets[2].is_reached);
}

}  // namespace
}  // namespace partance::microsimulation::cost
