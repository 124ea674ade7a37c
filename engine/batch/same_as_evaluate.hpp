// The property of all batches: every row of every target is what evaluate gives for it, to the bit. Tests only.
#pragma once

#include <bit>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/batch/worker.hpp"

namespace partance::engine::batch {

/// A table of answers, filled by a test.
struct TestColumn {
  Input input;
  std::vector<State> states;
  std::vector<double> numbers;
  std::vector<std::uint8_t> booleans;
  std::vector<std::string> texts;
};

/// Gives every text its code with this worker.
class CodedColumns {
 public:
  CodedColumns(const std::vector<TestColumn>& columns, Dictionary& dictionary) : codes_(columns.size()) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const TestColumn& column = columns[i];
      for (const std::string& text : column.texts) codes_[i].push_back(dictionary.encode(text));
      views_.push_back({.states = column.states.empty() ? nullptr : column.states.data(),
                        .numbers = column.numbers.data(),
                        .booleans = column.booleans.data(),
                        .texts = codes_[i].data()});
    }
  }
  [[nodiscard]] const std::vector<ColumnView>& views() const { return views_; }

 private:
  std::vector<std::vector<std::uint32_t>> codes_;
  std::vector<ColumnView> views_;
};

/// A result in words, with the bits of its number.
inline std::string told(Worker& worker, const ResultColumn& result, std::size_t row) {
  const auto kind = result.kinds[row];
  std::string text = std::to_string(static_cast<int>(kind));
  const double number = result.numbers[row];
  if (kind == value::Kind::kText)
    text += " '" + worker.dictionary().text(result.texts[row]) + "'";
  else if (number != number)
    text += " NaN";
  else
    text += " " + std::to_string(number) + "#" + std::to_string(std::bit_cast<std::uint64_t>(number));
  if (kind == value::Kind::kError) return text;
  const value::UnitId unit = result.units[row];
  return text + (unit == value::UnitId::kAbsent ? " (no unit)" : " [" + std::string(worker.units().text(unit)) + "]");
}

/// The difference told of a request that is refused.
inline constexpr const char* kNoPlan = "no plan";

/// A row that evaluate gives up for what it may cost, which columns do not count.
inline bool is_given_up(const ResultColumn& result, std::size_t row) {
  if (result.kinds[row] != value::Kind::kError) return false;
  const auto fault = static_cast<evaluate::Fault>(result.numbers[row]);
  return fault == evaluate::Fault::kTooManySteps || fault == evaluate::Fault::kTooDeep;
}

struct Comparison {
  std::string difference;  ///< the first, in words; empty when there is none
  std::uint64_t computed = 0;
  std::uint64_t one_by_one = 0;
};

/// Computes the targets both ways.
inline Comparison compare(const std::shared_ptr<const plan::Program>& program, Request request,
                          const std::vector<TestColumn>& columns, std::size_t rows, std::size_t chunk_rows,
                          const Kernels& kernels) {
  for (const TestColumn& column : columns) request.inputs.push_back(column.input);
  request.chunk_rows = chunk_rows;
  request.fewest_together = 1;
  Request alone = request;
  alone.one_by_one = true;
  const auto fast = make_plan(program, request);
  const auto slow = make_plan(program, alone);
  if (!fast || !slow) return {.difference = fast || slow ? "a plan one way only" : kNoPlan};
  Worker worker(*fast, kernels);
  Worker reference(*slow, kernels);
  const CodedColumns columns_here(columns, worker.dictionary());
  const CodedColumns columns_there(columns, reference.dictionary());
  std::vector<ResultColumn> found;
  std::vector<ResultColumn> expected;
  worker.evaluate(columns_here.views(), rows, found);
  reference.evaluate(columns_there.views(), rows, expected);
  Comparison comparison{.difference = {}, .computed = worker.computed(), .one_by_one = worker.one_by_one()};
  for (std::size_t target = 0; target < found.size(); ++target) {
    for (std::size_t row = 0; row < rows; ++row) {
      if (is_given_up(found[target], row) || is_given_up(expected[target], row)) continue;
      const std::string ours = told(worker, found[target], row);
      const std::string theirs = told(reference, expected[target], row);
      if (ours == theirs) continue;
      comparison.difference = program->model.rule(request.targets[target]).name + ", row " + std::to_string(row) +
                              ": " + ours + ", evaluate says " + theirs;
      return comparison;
    }
  }
  return comparison;
}

}  // namespace partance::engine::batch
