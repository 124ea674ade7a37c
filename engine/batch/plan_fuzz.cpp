// Attacks batches with a stranger's rules and any table: whatever both are, the plan is refused with reasons, or every
// row of every public rule is what evaluate gives for it. A line of bytes to draw the table from, then the rules;
// without rules, the bytes draw them too.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/batch/same_as_evaluate.hpp"
#include "engine/evaluate/random_model.hpp"
#include "engine/load/load.hpp"

using namespace partance::engine;

namespace {

constexpr std::size_t kMostTargets = 40;

void require(bool holds) {
  if (!holds) std::abort();
}

/// What a table may hold of one rule: a value that a spreadsheet cell gives, known, left open or not applicable.
batch::TestColumn drawn_column(evaluate::Dice& dice, model::RuleId rule, std::size_t rows, const model::Model& model) {
  static constexpr std::array<const char*, 10> kUnits = {"",  "",   "€",  "€/mois", "€/an",
                                                         "%", "an", "k€", "mois",   "m²/€"};
  static constexpr std::array<double, 14> kNumbers = {0,     1,   2,    12,    2.5,     -1,      24,
                                                      200.5, 1e9, 0.25, 1e308, -1e-320, 100.005, 1.23456789e-10};
  static constexpr std::array<const char*, 8> kTexts = {"",           "a",          "FR", "01/09/2025",
                                                        "31/12/2024", "01/13/2024", "é",  "10"};
  batch::TestColumn column;
  column.input.rule = rule;
  column.input.type = static_cast<batch::ColumnType>(dice.below(4));
  if (column.input.type == batch::ColumnType::kNumber) column.input.unit = kUnits[dice.below(kUnits.size())];
  const bool all_known = dice.once_in(2);
  column.input.is_complete = dice.once_in(2);
  for (std::size_t row = 0; row < rows; ++row) {
    if (!all_known) column.states.push_back(static_cast<batch::State>(dice.below(3)));
    const std::size_t drawn = dice.below(256);
    column.numbers.push_back(kNumbers[drawn % kNumbers.size()]);
    column.booleans.push_back(static_cast<std::uint8_t>(drawn % 2));
    // Texts of the rules are those that comparisons look for.
    const std::size_t text = drawn % (kTexts.size() + model.texts.size());
    if (column.input.type == batch::ColumnType::kDate)
      column.texts.emplace_back(kTexts[3 + drawn % 2]);
    else if (text < kTexts.size())
      column.texts.emplace_back(kTexts[text]);
    else
      column.texts.emplace_back(model.texts.text(value::TextId{static_cast<std::uint32_t>(text - kTexts.size())}));
  }
  return column;
}

/// A constant, as a situation file holds it.
std::string drawn_answer(evaluate::Dice& dice, const model::Model& model) {
  static constexpr std::array<const char*, 7> kAnswers = {"oui", "non", "5", "12 €", "3 €/mois", "'a'", "01/09/2025"};
  const std::size_t drawn = dice.below(kAnswers.size() + 1);
  if (drawn < kAnswers.size()) return kAnswers[drawn];
  return model.rules[dice.below(model.rules.size())].name + " * 2";
}

const batch::Kernels& drawn_kernels(evaluate::Dice& dice) {
  const std::array<const batch::Kernels*, 3> all = {&batch::baseline_kernels(), batch::avx2_kernels(),
                                                    batch::avx512_kernels()};
  const batch::Kernels* const drawn = all[dice.below(all.size())];
  return drawn == nullptr ? batch::best_kernels() : *drawn;
}

/// What an input stands for, so that a test can be written of it.
void tell(const std::string& rules, const batch::Request& request, const std::vector<batch::TestColumn>& columns,
          const model::Model& model) {
  std::fprintf(stderr, "%s\n", rules.c_str());
  for (const batch::Constant& one : request.constants) {
    std::fprintf(stderr, "constant %s = %s\n", model.rule(one.rule).name.c_str(), one.answer.c_str());
  }
  for (const batch::TestColumn& one : columns) {
    std::fprintf(stderr, "column %s, type %d, unit %s, complete %d:", model.rule(one.input.rule).name.c_str(),
                 static_cast<int>(one.input.type), one.input.unit.c_str(), one.input.is_complete ? 1 : 0);
    for (std::size_t row = 0; row < one.numbers.size(); ++row) {
      const int state = one.states.empty() ? 0 : static_cast<int>(one.states[row]);
      std::fprintf(stderr, " [%d] %g %d '%s'", state, one.numbers[row], static_cast<int>(one.booleans[row]),
                   one.texts[row].c_str());
    }
    std::fprintf(stderr, "\n");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t line = text.find('\n');
  if (line == std::string_view::npos) return 0;
  evaluate::Dice dice(std::vector<std::uint8_t>(data, data + line));
  std::string rules(text.substr(line + 1));
  if (rules.empty()) rules = evaluate::RandomModel(dice).yaml();
  load::Loaded loaded;
  load::read_text("r.yaml", rules, loaded, {.bytes = 20'000, .depth = 30, .nodes = 5'000});
  const auto program = load::compile(loaded, {.max_nodes = 100'000});
  if (!program) return 0;

  const std::size_t rows = 1 + dice.below(6);
  static constexpr std::array<std::size_t, 3> kChunks = {1, 3, 1'024};
  const std::size_t chunk_rows = kChunks[dice.below(kChunks.size())];
  batch::Request request;
  request.run.limits = {.steps = 3'000, .worlds = 3};
  request.run.today = {2025, 9, 1};
  request.run.check_choices = dice.once_in(4);
  std::vector<batch::TestColumn> columns;
  const model::Model& model = program->model;
  for (std::size_t i = 0; i < model.rules.size() && request.targets.size() < kMostTargets; ++i) {
    if (model.rules[i].is_private) continue;
    const model::RuleId rule{static_cast<std::uint32_t>(i)};
    request.targets.push_back(rule);
    const std::size_t how = dice.below(4);
    if (how == 1 || how == 2) columns.push_back(drawn_column(dice, rule, rows, model));
    if (how == 3) request.constants.push_back({rule, drawn_answer(dice, model)});
  }
  const auto found = batch::compare(program, request, columns, rows, chunk_rows, drawn_kernels(dice));
  if (found.difference.empty() || found.difference == batch::kNoPlan) return 0;
  tell(rules, request, columns, model);
  std::fprintf(stderr, "%s\n", found.difference.c_str());
  require(false);
  return 0;
}
