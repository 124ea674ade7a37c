// How many synthetic persons are made in a second, and how many are written as CSV; on one core.
#include <benchmark/benchmark.h>

#include "microsimulation/population/writing.hpp"

namespace partance::microsimulation::population {
namespace {

constexpr std::int64_t kRows = 100'000;

/// As many columns as a costing of grants asks for.
const std::vector<std::string> kTwelve{"poids",
                                       "rentrée",
                                       "foyer . revenu brut global",
                                       "étudiant . date de naissance",
                                       "étudiant . nationalité",
                                       "foyer . enfants à charge",
                                       "foyer . enfants dans le supérieur",
                                       "foyer . distance",
                                       "études . niveau",
                                       "séjour . pays",
                                       "séjour . début",
                                       "séjour . fin"};

Settings settings_of(bool all) {
  Settings settings;
  settings.size = kRows;
  if (!all) settings.columns = kTwelve;
  return settings;
}

void fill(benchmark::State& state, bool all) {
  const Settings settings = settings_of(all);
  const Generator generator(settings);
  Table table = generator.empty_table();
  for (auto _ : state) {
    for (std::uint64_t first = 0; first < settings.size; first += 4'096) generator.fill(table, first, 4'096);
  }
  state.SetItemsProcessed(state.iterations() * kRows);
}

void write_csv(benchmark::State& state, bool all) {
  const Settings settings = settings_of(all);
  const std::atomic<bool> stop = false;
  std::size_t bytes = 0;
  const Sink sink = [&](std::string_view text) -> base::Result<void> {
    bytes += text.size();
    return {};
  };
  for (auto _ : state)
    benchmark::DoNotOptimize(write(settings, {0, settings.size}, table::Format::kCsv, 1, sink, stop));
  state.SetItemsProcessed(state.iterations() * kRows);
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

BENCHMARK_CAPTURE(fill, every_column, true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(fill, twelve_columns, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write_csv, every_column, true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write_csv, twelve_columns, false)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace partance::microsimulation::population
