// Computing a chunk: see worker.hpp.
#include "engine/batch/worker.hpp"

#include <utility>

namespace partance::engine::batch {

using value::Kind;
using value::Value;

Worker::Worker(std::shared_ptr<const Plan> plan)
    : plan_(std::move(plan)), dictionary_(plan_->dictionary()), run_(plan_->shared_program(), plan_->request().run) {
  start_afresh();
}

/// A run with the constants answered, and nothing left of the rows before.
void Worker::start_afresh() {
  run_.clear();
  run_.units() = plan_->units();
  for (const Constant& constant : plan_->request().constants) run_.set(constant.rule, constant.answer);
}

void Worker::use_dictionary(Dictionary dictionary) {
  dictionary_ = std::move(dictionary);
}

void Worker::evaluate(std::span<const ColumnView> inputs, std::size_t rows, std::vector<ResultColumn>& results) {
  const std::size_t targets = plan_->request().targets.size();
  results.resize(targets);
  for (ResultColumn& result : results) {
    result.kinds.assign(rows, Kind::kUndefined);
    result.numbers.assign(rows, 0);
    result.texts.clear();
    result.units.assign(rows, value::UnitId::kAbsent);
  }
  for (std::size_t row = 0; row < rows; ++row) {
    answer_row(inputs, row);
    for (std::size_t target = 0; target < targets; ++target) evaluate_row(row, target, results[target]);
  }
  computed_ += rows * targets;
  one_by_one_ += rows * targets;
}

evaluate::Failure Worker::failure(std::span<const ColumnView> inputs, std::size_t row, std::size_t target) {
  answer_row(inputs, row);
  run_.evaluate(plan_->request().targets[target]);
  return run_.failure();
}

/// Gives the run the answers of one row; constants stay.
void Worker::answer_row(std::span<const ColumnView> inputs, std::size_t row) {
  constexpr std::size_t kMostTexts = 100'000;  // of rows, kept by the run
  if (run_.texts().size() > kMostTexts + plan_->program().model.texts.size()) start_afresh();
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const Input& input = plan_->request().inputs[i];
    const ColumnView& column = inputs[i];
    const State state = column.states == nullptr ? State::kKnown : column.states[row];
    if (state == State::kUnknown) {
      run_.unset(input.rule);
      continue;
    }
    if (state == State::kNotApplicable) {
      run_.set(input.rule, Value::not_applicable());
      continue;
    }
    switch (input.type) {
      case ColumnType::kNumber:
        run_.set(input.rule, Value::of_number(column.numbers[row], plan_->input_units()[i]));
        break;
      case ColumnType::kBoolean:
        run_.set(input.rule, Value::boolean(column.booleans[row] != 0));
        break;
      case ColumnType::kText:
      case ColumnType::kDate:
        run_.set(input.rule, Value::text(run_.texts().intern(dictionary_.text(column.texts[row]))));
        break;
    }
  }
}

void Worker::evaluate_row(std::size_t row, std::size_t target, ResultColumn& result) {
  const Value v = run_.evaluate(plan_->request().targets[target]);
  result.kinds[row] = v.kind;
  result.units[row] = v.unit;
  switch (v.kind) {
    case Kind::kNumber:
      result.numbers[row] = v.number;
      break;
    case Kind::kBoolean:
    case Kind::kError:
      result.numbers[row] = static_cast<double>(v.bits);
      break;
    case Kind::kText:
      if (result.texts.empty()) result.texts.resize(result.kinds.size());
      result.texts[row] = dictionary_.encode(run_.texts().text(v.text_id()));
      break;
    default:
      break;
  }
}

}  // namespace partance::engine::batch
