// From a flow to code: dead operations are left out, scratch columns are given out and taken back.
#include "engine/batch/code.hpp"

#include <array>
#include <functional>

namespace partance::engine::batch {

namespace {

/// Is computed for nobody: constants stand in the operations, inputs with whoever gave them.
bool is_in_place(Operation operation) {
  switch (operation) {
    case Operation::kNever:
    case Operation::kAlways:
    case Operation::kNumber:
    case Operation::kText:
    case Operation::kNumberColumn:
    case Operation::kTextColumn:
    case Operation::kBooleanColumn:
      return true;
    default:
      return false;
  }
}

class Scheduler {
 public:
  Scheduler(const RecordedFlow& flow, const std::vector<Outcome>& targets)
      : flow_(flow),
        targets_(targets),
        uses_(flow.steps().size(), 0),
        done_(flow.steps().size(), false),
        scratch_(flow.steps().size(), 0) {}

  Code run() {
    std::vector<bool> counted(flow_.steps().size(), false);
    for (const Outcome& target : targets_) {
      for_each_content(target, [&](std::uint32_t step) {
        ++uses_[step];
        count_uses(step, counted);
      });
    }
    for (std::size_t i = 0; i < targets_.size(); ++i) {
      for_each_content(targets_[i], [&](std::uint32_t step) { emit(step); });
      emit_target(i);
    }
    code_.factors = flow_.factors();
    code_.scales = flow_.scales();
    code_.masks = made_[0];
    code_.numbers = made_[1];
    code_.texts = made_[2];
    return std::move(code_);
  }

 private:
  template <class F>
  void for_each_content(const Outcome& target, F&& f) {
    for (const Alternative& one : target) {
      f(Flow::index(one.where));
      if (one.is_number()) f(Flow::index(one.number));
      if (one.is(Sort::kText) || one.is(Sort::kDay)) f(Flow::index(one.text));
    }
  }

  template <class F>
  void for_each_operand(std::uint32_t step, F&& f) {
    const FlowStep& s = flow_.steps()[step];
    const std::array<std::uint32_t, 3> operands = {s.a, s.b, s.c};
    const std::uint8_t count = operands_of(s.operation).count;
    for (std::uint8_t i = 0; i < count; ++i) f(operands[i]);
  }

  /// Flows are deep: both walks keep their own stack.
  void count_uses(std::uint32_t root, std::vector<bool>& counted) {
    std::vector<std::uint32_t> stack = {root};
    while (!stack.empty()) {
      const std::uint32_t step = stack.back();
      stack.pop_back();
      if (counted[step]) continue;
      counted[step] = true;
      for_each_operand(step, [&](std::uint32_t operand) {
        ++uses_[operand];
        stack.push_back(operand);
      });
    }
  }

  void emit(std::uint32_t root) {
    std::vector<std::uint32_t> stack = {root};
    while (!stack.empty()) {
      const std::uint32_t step = stack.back();
      if (done_[step] || is_in_place(flow_.steps()[step].operation)) {
        stack.pop_back();
        continue;
      }
      const std::size_t before = stack.size();
      for_each_operand(step, [&](std::uint32_t operand) {
        if (!done_[operand] && !is_in_place(flow_.steps()[operand].operation)) stack.push_back(operand);
      });
      if (stack.size() > before) continue;
      stack.pop_back();
      emit_step(step);
    }
  }

  void emit_step(std::uint32_t step) {
    const FlowStep& s = flow_.steps()[step];
    CodeStep coded;
    coded.operation = s.operation;
    coded.number = s.number;
    const std::uint8_t count = operands_of(s.operation).count;
    if (count > 0) coded.a = place_of(s.a);
    if (count > 1) coded.b = place_of(s.b);
    if (count > 2) coded.c = place_of(s.c);
    coded.place = s.operation == Operation::kDuration ? s.c : count == 0 ? s.a : s.b;
    // Operations go row by row, so the result may take the place of an operand of its own size.
    for_each_operand(step, [&](std::uint32_t operand) { release(operand); });
    coded.out = take(shape_of(s.operation));
    scratch_[step] = coded.out;
    done_[step] = true;
    code_.steps.push_back(coded);
  }

  void emit_target(std::size_t i) {
    TargetCode target;
    Mask rows = Mask::kNever;
    for (const Alternative& one : targets_[i]) {
      Piece piece{one.sort, one.unit, place_of(Flow::index(one.where)), {}};
      if (one.is_number()) piece.content = place_of(Flow::index(one.number));
      if (one.is(Sort::kText) || one.is(Sort::kDay)) piece.content = place_of(Flow::index(one.text));
      target.pieces.push_back(piece);
      rows = one.where == Mask::kAlways ? Mask::kAlways : rows;
    }
    target.is_whole = rows == Mask::kAlways;
    code_.targets.push_back(std::move(target));
    CodeStep step;
    step.is_target = true;
    step.target = static_cast<std::uint32_t>(i);
    code_.steps.push_back(step);
    for_each_content(targets_[i], [&](std::uint32_t content) { release(content); });
  }

  Place place_of(std::uint32_t step) {
    const FlowStep& s = flow_.steps()[step];
    switch (s.operation) {
      case Operation::kNever:
      case Operation::kAlways:
        return {.in = Place::In::kConstant, .number = s.operation == Operation::kAlways ? 1.0 : 0.0};
      case Operation::kNumber:
        return {.in = Place::In::kConstant, .number = s.number};
      case Operation::kText:
        return {.in = Place::In::kConstant, .text = s.a};
      case Operation::kNumberColumn:
      case Operation::kTextColumn:
      case Operation::kBooleanColumn:
        return {.in = Place::In::kInput, .at = s.a};
      default:
        return {.in = Place::In::kScratch, .at = scratch_[step]};
    }
  }

  std::uint32_t take(Shape shape) {
    std::vector<std::uint32_t>& spare = spare_[static_cast<std::size_t>(shape)];
    if (spare.empty()) return made_[static_cast<std::size_t>(shape)]++;
    const std::uint32_t at = spare.back();
    spare.pop_back();
    return at;
  }

  void release(std::uint32_t step) {
    const Operation operation = flow_.steps()[step].operation;
    if (is_in_place(operation) || --uses_[step] > 0) return;
    spare_[static_cast<std::size_t>(shape_of(operation))].push_back(scratch_[step]);
  }

  const RecordedFlow& flow_;
  const std::vector<Outcome>& targets_;
  std::vector<std::uint32_t> uses_;
  std::vector<bool> done_;
  std::vector<std::uint32_t> scratch_;
  std::array<std::vector<std::uint32_t>, 3> spare_;
  std::array<std::uint32_t, 3> made_ = {0, 0, 0};
  Code code_;
};

}  // namespace

Code schedule(const RecordedFlow& flow, const std::vector<Outcome>& targets) {
  return Scheduler(flow, targets).run();
}

}  // namespace partance::engine::batch
