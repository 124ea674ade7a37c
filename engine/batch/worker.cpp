// Computing chunks: see worker.hpp.
#include "engine/batch/worker.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace partance::engine::batch {

using value::Kind;
using value::Value;

namespace {

/// A row whose target no alternative covered.
constexpr std::uint8_t kLeft = 0xff;
/// Scratch columns begin where a line of the cache does.
constexpr std::size_t kLine = 64;

std::size_t rounded_up(std::size_t bytes) {
  return (bytes + kLine - 1) / kLine * kLine;
}

Kind kind_of(Sort sort) {
  switch (sort) {
    case Sort::kUndefined:
      return Kind::kUndefined;
    case Sort::kNotApplicable:
      return Kind::kNotApplicable;
    case Sort::kNo:
    case Sort::kYes:
      return Kind::kBoolean;
    case Sort::kNumber:
      return Kind::kNumber;
    case Sort::kText:
    case Sort::kDay:
      break;
  }
  return Kind::kText;
}

bool are_all_known(const ColumnView& column, std::size_t rows) {
  if (column.states == nullptr || rows == 0) return true;
  static_assert(sizeof(State) == 1 && static_cast<int>(State::kKnown) == 0);
  return column.states[0] == State::kKnown && std::memcmp(column.states, column.states + 1, rows - 1) == 0;
}

const void* content_of(const ColumnView& column, Shape shape) {
  if (shape == Shape::kNumber) return column.numbers;
  if (shape == Shape::kText) return column.texts;
  return column.booleans;
}

bool may_be_text(const TargetCode& target) {
  const auto is_text = [](const Piece& piece) { return kind_of(piece.sort) == Kind::kText; };
  return std::any_of(target.pieces.begin(), target.pieces.end(), is_text);
}

bool reads_states(Operation operation) {
  return operation == Operation::kKnownRows || operation == Operation::kNotApplicableRows;
}

}  // namespace

Worker::Worker(std::shared_ptr<const Plan> plan, const Kernels& kernels)
    : plan_(std::move(plan)),
      kernels_(&kernels),
      dictionary_(plan_->dictionary()),
      run_(plan_->shared_program(), plan_->request().run),
      expected_machine_(make_machine(plan_->code(true))),
      machine_(make_machine(plan_->code(false))),
      chunk_(plan_->request().inputs.size()) {
  run_.units() = plan_->units();
  start_afresh();
}

/// A run with the constants answered, and nothing left of the rows before but units, which results speak of.
void Worker::start_afresh() {
  value::UnitTable units = run_.units();
  run_.clear();
  run_.units() = std::move(units);
  for (const Constant& constant : plan_->request().constants) run_.set(constant.rule, constant.answer);
}

void Worker::use_dictionary(Dictionary dictionary) {
  dictionary_ = std::move(dictionary);
}

// --- making a machine ---

Worker::Machine Worker::make_machine(const Code& code) const {
  const std::size_t rows = std::max<std::size_t>(plan_->request().chunk_rows, 1);
  Machine machine;
  machine.mask_bytes = rounded_up(rows);
  machine.text_bytes = rounded_up(rows * sizeof(std::uint32_t));
  machine.number_bytes = rounded_up(rows * sizeof(double));
  // Constants that an operation only takes as a column get one of their own, behind the others.
  std::size_t spread = 0;
  for (const CodeStep& step : code.steps) {
    for (const Place* place : {&step.a, &step.b, &step.c}) spread += place->in == Place::In::kConstant ? 1 : 0;
  }
  const std::size_t bytes = code.masks * machine.mask_bytes + code.texts * machine.text_bytes +
                            (code.numbers + spread) * machine.number_bytes + kLine;
  machine.memory.resize(bytes);
  const auto address = reinterpret_cast<std::uintptr_t>(machine.memory.data());
  machine.numbers = machine.memory.data() + (kLine - address % kLine) % kLine;
  machine.texts = machine.numbers + (code.numbers + spread) * machine.number_bytes;
  machine.masks = machine.texts + code.texts * machine.text_bytes;
  std::uint8_t* spare = machine.numbers + code.numbers * machine.number_bytes;
  for (const CodeStep& step : code.steps) machine.steps.push_back(make_ready(step, code, machine, spare));
  return machine;
}

Worker::Ready Worker::make_ready(const CodeStep& step, const Code& code, const Machine& machine,
                                 std::uint8_t*& spare) const {
  Ready ready;
  if (step.is_target) {
    ready.target = step.target;
    return ready;
  }
  const std::size_t rows = plan_->request().chunk_rows;
  const auto& forms = kernels_->of.at(static_cast<std::size_t>(step.operation));
  KernelArguments& k = ready.arguments;
  k.out = scratch(machine, shape_of(step.operation), step.out);
  if (reads_states(step.operation)) {
    ready.kernel = forms[0];
    ready.inputs[0] = step.place;
    k.code =
        static_cast<std::uint32_t>(step.operation == Operation::kKnownRows ? State::kKnown : State::kNotApplicable);
    return ready;
  }
  const bool is_choice = step.operation == Operation::kSelectNumber || step.operation == Operation::kSelectText;
  const Place& first = is_choice ? step.b : step.a;
  const Place& second = is_choice ? step.c : step.b;
  const bool is_first_constant = first.in == Place::In::kConstant;
  const bool is_second_constant = second.in == Place::In::kConstant;
  Form form = Form::kColumns;
  if (is_first_constant) form = is_second_constant ? Form::kBothConstant : Form::kFirstConstant;
  if (is_second_constant && !is_first_constant) form = Form::kSecondConstant;
  if (forms.at(static_cast<std::size_t>(form)) == nullptr) form = Form::kColumns;
  ready.kernel = forms.at(static_cast<std::size_t>(form));

  const std::array<const Place*, 3> places = {&step.a, &step.b, &step.c};
  const std::array<const void**, 3> operands = {&k.a, &k.b, &k.c};
  for (std::size_t i = 0; i < 3; ++i) {
    const Place& place = *places[i];
    const Shape shape = operand_shape(step.operation, i);
    if (place.in == Place::In::kScratch) *operands[i] = scratch(machine, shape, place.at);
    if (place.in == Place::In::kInput) ready.inputs[i] = place.at;
    if (place.in != Place::In::kConstant || form != Form::kColumns) continue;
    KernelArguments filling{.out = spare, .x = place.number, .code = place.text};
    (shape == Shape::kText ? kernels_->put_text : kernels_->put_number)(filling, rows);
    *operands[i] = spare;
    spare += machine.number_bytes;
  }
  if (is_choice) {
    k.x = first.number;
    k.y = second.number;
    k.code = first.text;
    k.other_code = second.text;
  } else if (form != Form::kColumns) {
    const Place& constant = is_first_constant ? first : second;
    k.x = constant.number;
    k.code = constant.text;
  }
  if (step.operation == Operation::kRound) k.x = step.number;
  if (step.operation == Operation::kDuration) k.code = step.place;
  if (step.operation == Operation::kConvert) k.factors = &code.factors[step.place];
  if (step.operation == Operation::kBracketOf || step.operation == Operation::kAmountOf ||
      step.operation == Operation::kMarginalScale) {
    k.scale = &code.scales[step.place];
  }
  return ready;
}

void* Worker::scratch(const Machine& machine, Shape shape, std::uint32_t at) {
  if (shape == Shape::kNumber) return machine.numbers + at * machine.number_bytes;
  if (shape == Shape::kText) return machine.texts + at * machine.text_bytes;
  return machine.masks + at * machine.mask_bytes;
}

// --- running ---

/// A column that is complete if it is expected to be, whose texts are no days and whose days are.
bool Worker::is_as_expected(const Input& input, const ColumnView& column, std::size_t rows) const {
  if (input.is_complete && !are_all_known(column, rows)) return false;
  if (input.type != ColumnType::kText && input.type != ColumnType::kDate) return true;
  const CodeBits bits = kernels_->known_code_bits(column.texts, column.states, rows);
  return input.type == ColumnType::kDate ? is_day(bits.in_all) : (bits.in_any & (kDayBit | kOddDayBit)) == 0;
}

void Worker::evaluate(std::span<const ColumnView> inputs, std::size_t rows, std::vector<ResultColumn>& results) {
  const std::size_t targets = plan_->request().targets.size();
  results.resize(targets);
  for (std::size_t i = 0; i < targets; ++i) {
    ResultColumn& result = results[i];
    result.kinds.resize(rows);
    result.numbers.resize(rows);
    result.units.resize(rows);
    result.texts.clear();
    if (may_be_text(plan_->code(false).targets[i]) || may_be_text(plan_->code(true).targets[i])) {
      result.texts.resize(rows);
    }
  }
  const std::size_t chunk_rows = std::max<std::size_t>(plan_->request().chunk_rows, 1);
  for (std::size_t first = 0; first < rows; first += chunk_rows) {
    const std::size_t size = std::min(chunk_rows, rows - first);
    bool is_expected = true;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      chunk_[i] = inputs[i].from(first);
      is_expected = is_expected && is_as_expected(plan_->request().inputs[i], chunk_[i], size);
    }
    run_chunk(plan_->code(is_expected), is_expected ? expected_machine_ : machine_, first, size, results);
  }
  follow_left_rows(inputs, rows, results);
  answer_left_rows(inputs, rows, results);
  computed_ += rows * targets;
}

void Worker::run_chunk(const Code& code, Machine& machine, std::size_t first, std::size_t rows,
                       std::vector<ResultColumn>& results) const {
  for (std::size_t i = 0; i < machine.steps.size(); ++i) {
    Ready& step = machine.steps[i];
    if (step.target != kNoTarget) {
      write_target(code.targets[step.target], machine, first, rows, results[step.target]);
      continue;
    }
    const Operation operation = code.steps[i].operation;
    KernelArguments& k = step.arguments;
    if (reads_states(operation)) {
      k.a = chunk_[step.inputs[0]].states;
    } else {
      if (step.inputs[0] != kNoInput) k.a = content_of(chunk_[step.inputs[0]], operand_shape(operation, 0));
      if (step.inputs[1] != kNoInput) k.b = content_of(chunk_[step.inputs[1]], operand_shape(operation, 1));
      if (step.inputs[2] != kNoInput) k.c = content_of(chunk_[step.inputs[2]], operand_shape(operation, 2));
    }
    step.kernel(k, rows);
  }
}

const void* Worker::column_of(const Place& place, Shape shape, const Machine& machine) const {
  if (place.in == Place::In::kScratch) return scratch(machine, shape, place.at);
  if (place.in == Place::In::kInput) return content_of(chunk_[place.at], shape);
  return nullptr;
}

/// Every alternative is written on its rows; what is left keeps its mark.
void Worker::write_target(const TargetCode& target, const Machine& machine, std::size_t first, std::size_t rows,
                          ResultColumn& result) const {
  std::uint8_t* const kinds = reinterpret_cast<std::uint8_t*>(result.kinds.data()) + first;
  double* const numbers = result.numbers.data() + first;
  auto* const units = reinterpret_cast<std::uint16_t*>(result.units.data()) + first;
  std::uint32_t* const texts = result.texts.empty() ? nullptr : result.texts.data() + first;
  if (!target.is_whole) {
    kernels_->put_byte({.out = kinds, .code = kLeft}, rows);
    kernels_->put_number({.out = numbers}, rows);
    kernels_->put_short({.out = units}, rows);
  }
  if (texts != nullptr) kernels_->put_text({.out = texts}, rows);
  for (const Piece& piece : target.pieces) {
    const void* const where = column_of(piece.where, Shape::kMask, machine);
    const auto kind = static_cast<std::uint32_t>(kind_of(piece.sort));
    kernels_->put_byte({.out = kinds, .a = where, .code = kind}, rows);
    kernels_->put_short({.out = units, .a = where, .code = static_cast<std::uint32_t>(piece.unit)}, rows);
    KernelArguments number{.out = numbers, .a = where};
    if (piece.sort == Sort::kYes) number.x = 1;
    if (piece.sort == Sort::kNumber) {
      number.b = column_of(piece.content, Shape::kNumber, machine);
      number.x = piece.content.number;
    }
    kernels_->put_number(number, rows);
    if (kind_of(piece.sort) != Kind::kText) continue;
    const void* const content = column_of(piece.content, Shape::kText, machine);
    kernels_->put_text({.out = texts, .a = where, .b = content, .code = piece.content.text}, rows);
  }
}

// --- rows whose order of evaluation shows ---

void Worker::follow_left_rows(std::span<const ColumnView> inputs, std::size_t rows,
                              std::vector<ResultColumn>& results) {
  /// Targets that cost more than they gave so many times are not tried again.
  constexpr std::uint8_t kMostInVain = 2;
  in_vain_.resize(results.size(), 0);
  for (std::size_t target = 0; target < results.size(); ++target) {
    if (!plan_->needs_order(target)) continue;
    for (std::size_t first = 0; first < rows && in_vain_[target] < kMostInVain; first += RowBits::kRows) {
      const std::size_t size = std::min(RowBits::kRows, rows - first);
      const auto* const kinds = reinterpret_cast<const std::uint8_t*>(results[target].kinds.data()) + first;
      RowBits left;
      for (std::size_t row = 0; row < size; ++row) {
        if (kinds[row] == kLeft) left.set(row);
      }
      if (left.count() < std::max<std::size_t>(plan_->request().fewest_together, 1)) continue;
      for (std::size_t i = 0; i < inputs.size(); ++i) chunk_[i] = inputs[i].from(first);
      if (lockstep_ == nullptr) {
        lockstep_ = std::make_unique<Lockstep>(plan_->material(run_.units(), dictionary_), *kernels_);
      }
      const RowBits answered = lockstep_->evaluate(plan_->request().targets[target], chunk_, size, left);
      write_followed(first, answered, results[target]);
      const bool was_worth_it = lockstep_->was_worth_it() && answered.count() * 2 >= left.count();
      if (!was_worth_it) ++in_vain_[target];
    }
  }
}

/// Writes what the lockstep has found for these rows of the block that begins with row `first`.
void Worker::write_followed(std::size_t first, const RowBits& rows, ResultColumn& result) {
  const PerformedFlow& columns = lockstep_->columns();
  lockstep_->for_each_alternative([&](const Alternative& one, const RowBits& where) {
    const Kind kind = kind_of(one.sort);
    if (kind == Kind::kText && result.texts.empty()) result.texts.resize(result.kinds.size());
    where.both(rows).for_each([&](std::size_t row) {
      result.kinds[first + row] = kind;
      result.units[first + row] = one.unit;
      result.numbers[first + row] = one.is_number() ? columns.number_at(one.number, row) : one.is(Sort::kYes) ? 1 : 0;
      if (kind == Kind::kText) result.texts[first + row] = columns.text_at(one.text, row);
    });
  });
  for (const auto& [fault, where] : lockstep_->failed()) {
    where.for_each([&, code = static_cast<double>(fault)](std::size_t row) {
      result.kinds[first + row] = Kind::kError;
      result.units[first + row] = value::UnitId::kAbsent;
      result.numbers[first + row] = code;
    });
  }
}

// --- rows that no kernel could ---

void Worker::answer_left_rows(std::span<const ColumnView> inputs, std::size_t rows,
                              std::vector<ResultColumn>& results) {
  std::vector<std::pair<std::size_t, std::size_t>> left;  // row, target
  for (std::size_t target = 0; target < results.size(); ++target) {
    if (plan_->code(false).targets[target].is_whole && plan_->code(true).targets[target].is_whole) continue;
    const auto* const kinds = reinterpret_cast<const std::uint8_t*>(results[target].kinds.data());
    for (std::size_t row = 0; row < rows; ++row) {
      const auto* const found = static_cast<const std::uint8_t*>(std::memchr(kinds + row, kLeft, rows - row));
      if (found == nullptr) break;
      row = static_cast<std::size_t>(found - kinds);
      left.emplace_back(row, target);
    }
  }
  std::sort(left.begin(), left.end());
  std::size_t answered = rows;  // the row whose answers the run holds
  for (const auto& [row, target] : left) {
    if (row != answered) answer_row(inputs, row);
    answered = row;
    evaluate_row(row, target, results[target]);
  }
  one_by_one_ += left.size();
}

evaluate::Failure Worker::failure(std::span<const ColumnView> inputs, std::size_t row, std::size_t target) {
  answer_row(inputs, row);
  run_.evaluate(plan_->request().targets[target]);
  return run_.failure();
}

/// Gives the run the answers of one row; constants stay.
void Worker::answer_row(std::span<const ColumnView> inputs, std::size_t row) {
  constexpr std::size_t kMostTexts = 100'000;  // of rows, kept by the run
  run_.forget_values();  // nothing is kept from the row before: what an answer touches need not be looked for
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
  result.numbers[row] = 0;
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
