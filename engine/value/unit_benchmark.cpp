// What the evaluator pays for units in its inner loop, once a pair has been met.
#include "engine/value/unit.hpp"

#include <array>
#include <cstddef>

#include <benchmark/benchmark.h>

#include "engine/value/number.hpp"

namespace partance::engine::value {
namespace {

constexpr std::array<double, 4> kNumbers = {1234.56, 0.0123, 7, 0.4};

/// A table with as many units as a large model meets, so that look-ups are not all in one line of
/// cache.
struct Met {
  UnitTable table;
  UnitId yearly = *table.parse("€/an");
  UnitId monthly = *table.parse("€/mois");
  UnitId months = *table.parse("mois");

  Met() {
    for (int i = 0; i < 300; ++i) {
      const UnitId other = *table.parse("u" + std::to_string(i) + "x/an");
      table.convert(other, other, 1);
      table.multiply(other, months);
    }
  }
};

void convert_a_met_pair(benchmark::State& state) {
  Met met;
  std::size_t at = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(met.table.convert(met.yearly, met.monthly, kNumbers[at++ & 3]));
  }
}
BENCHMARK(convert_a_met_pair);

void convert_to_the_same_unit(benchmark::State& state) {
  Met met;
  std::size_t at = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(met.table.convert(met.yearly, met.yearly, kNumbers[at++ & 3]));
  }
}
BENCHMARK(convert_to_the_same_unit);

void multiply_a_met_pair(benchmark::State& state) {
  Met met;
  for (auto _ : state) benchmark::DoNotOptimize(met.table.multiply(met.monthly, met.months));
}
BENCHMARK(multiply_a_met_pair);

void round_small_numbers(benchmark::State& state) {
  std::size_t at = 0;
  constexpr std::array<double, 4> kSmall = {0.1, 0.0123, 1e-9, 0.4999};
  for (auto _ : state) benchmark::DoNotOptimize(round_to_16_decimals(kSmall[at++ & 3]));
}
BENCHMARK(round_small_numbers);

void copy_the_table_for_a_run(benchmark::State& state) {
  const Met met;
  for (auto _ : state) {
    UnitTable copy = met.table;
    benchmark::DoNotOptimize(copy);
  }
}
BENCHMARK(copy_the_table_for_a_run);

}  // namespace
}  // namespace partance::engine::value
