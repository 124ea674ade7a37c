// Batches of random models and random rows give what evaluate gives, to the bit.
#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "engine/batch/same_as_evaluate.hpp"
#include "engine/evaluate/random_model.hpp"
#include "engine/load/load.hpp"

namespace partance::engine::batch {
namespace {

using Bytes = std::vector<std::uint8_t>;
using evaluate::Dice;
using evaluate::RandomModel;

std::shared_ptr<const plan::Program> program_of(const std::string& yaml) {
  load::Loaded loaded;
  load::read_text("random.publicodes", yaml, loaded);
  return load::compile(loaded);
}

TestColumn random_column(Dice& dice, model::RuleId rule, std::size_t rows) {
  static constexpr std::array<const char*, 6> kUnits = {"", "", "€", "€/mois", "€/an", "%"};
  // The last two change when they are converted, even to the unit they have.
  static constexpr std::array<double, 10> kNumbers = {0, 5, 12, 2.5, -1, 24, 0.25, 1e9, 200.5, 1.23456789e-10};
  static constexpr std::array<const char*, 6> kTexts = {"un", "deux", "01/09/2025", "31/12/2024", "01/13/2024", "é"};
  TestColumn column;
  column.input.rule = rule;
  column.input.type = static_cast<ColumnType>(dice.below(4));
  if (column.input.type == ColumnType::kNumber) column.input.unit = kUnits[dice.below(kUnits.size())];
  const bool all_known = dice.once_in(2);
  column.input.is_complete = dice.once_in(2);
  for (std::size_t row = 0; row < rows; ++row) {
    if (!all_known) column.states.push_back(static_cast<State>(dice.below(3)));
    column.numbers.push_back(kNumbers[dice.below(kNumbers.size())]);
    column.booleans.push_back(static_cast<std::uint8_t>(dice.below(2)));
    const std::size_t text = column.input.type == ColumnType::kDate ? 2 + dice.below(2) : dice.below(kTexts.size());
    column.texts.emplace_back(kTexts[text]);
  }
  return column;
}

const std::vector<const Kernels*>& all_kernels() {
  static const std::vector<const Kernels*> all = [] {
    std::vector<const Kernels*> known = {&baseline_kernels()};
    for (const Kernels* one : {avx2_kernels(), avx512_kernels()}) {
      if (one != nullptr) known.push_back(one);
    }
    return known;
  }();
  return all;
}

void check(bool replacing) {
  std::uint64_t computed = 0;
  std::uint64_t one_by_one = 0;
  EXPECT_TRUE(rc::check([&](const Bytes& structure, const Bytes& story) {
    Dice dice(structure);
    const RandomModel model(dice, replacing);
    RC_LOG() << model.yaml();
    const auto program = program_of(model.yaml());
    RC_ASSERT(program != nullptr);
    Dice events(story);
    const std::size_t rows = 1 + events.below(12);
    std::vector<TestColumn> columns;
    Request request;
    for (const std::string& name : model.names()) {
      const model::RuleId rule = *program->model.find(name);
      request.targets.push_back(rule);
      const std::size_t how = events.below(name.front() == 'i' || name.front() == 'p' ? 2 : 8);
      if (how == 1) columns.push_back(random_column(events, rule, rows));
      if (how == 2) request.constants.push_back({rule, RandomModel::answer(events)});
    }
    for (const TestColumn& column : columns) {
      RC_LOG() << program->model.rule(column.input.rule).name << ": type " << static_cast<int>(column.input.type)
               << ", unit " << column.input.unit << "\n";
    }
    static constexpr std::array<std::size_t, 5> kChunks = {1, 3, 1'000, 1'024, 4'096};
    const Kernels& kernels = *all_kernels()[events.below(all_kernels().size())];
    const auto found = compare(program, request, columns, rows, kChunks[events.below(kChunks.size())], kernels);
    RC_LOG() << found.difference << "\n";
    RC_ASSERT(found.difference.empty());
    computed += found.computed;
    one_by_one += found.one_by_one;
  }));
  std::printf("left to evaluate: %llu of %llu\n", static_cast<unsigned long long>(one_by_one),
              static_cast<unsigned long long>(computed));
}

TEST(BatchProperties, RowsOfRandomModelsAreWhatEvaluateGives) {
  check(false);
}

TEST(BatchProperties, RowsOfRandomModelsWithReplacementsAreWhatEvaluateGives) {
  check(true);
}

}  // namespace
}  // namespace partance::engine::batch
