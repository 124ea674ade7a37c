// A flow that is written down: every operation once, however often it is used, to be made code of (code.hpp).
//
// What is constant is computed at once, what follows from the rest is dropped: what is left is what a row costs.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "engine/batch/flow.hpp"

namespace partance::engine::batch {

struct FlowStep {
  Operation operation = Operation::kNever;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
  double number = 0;

  friend bool operator==(const FlowStep&, const FlowStep&) = default;
};

class RecordedFlow final : public Flow {
 public:
  RecordedFlow();

  // --- what is given ---
  Number number(double x) override;
  Text text(std::uint32_t code) override;
  Number number_column(std::uint32_t input) override { return Number{put({Operation::kNumberColumn, input})}; }
  Text text_column(std::uint32_t input) override { return Text{put({Operation::kTextColumn, input})}; }
  Mask boolean_column(std::uint32_t input) override { return Mask{put({Operation::kBooleanColumn, input})}; }
  Mask known_rows(std::uint32_t input) override { return Mask{put({Operation::kKnownRows, input})}; }
  Mask not_applicable_rows(std::uint32_t input) override { return Mask{put({Operation::kNotApplicableRows, input})}; }

  // --- masks ---
  Mask both(Mask a, Mask b) override;
  Mask either(Mask a, Mask b) override;
  Mask without(Mask a, Mask b) override;

  // --- comparisons ---
  Mask less(Number a, Number b) override;
  Mask less_or_equal(Number a, Number b) override;
  Mask equal(Number a, Number b) override;
  Mask text_equal(Text a, Text b) override;
  Mask text_less(Text a, Text b) override;
  Mask text_less_or_equal(Text a, Text b) override;
  Mask is_day(Text a) override { return Mask{put({Operation::kIsDay, index(a)})}; }
  Mask is_plain_text(Text a) override { return Mask{put({Operation::kIsPlainText, index(a)})}; }

  // --- numbers and texts ---
  Number arithmetic(Operation operation, Number a, Number b) override;
  Number logarithm(Number a) override;
  Number round(Number a, double scale) override;
  Number convert(Number a, const Factors& factors) override;
  Number milliseconds(Text day) override;
  Number duration(Text from, Text to, value::DurationUnit unit) override;
  Number step_lookup(Number a, Scale scale) override;
  Number marginal_scale(Number a, Scale scale) override;
  Number select(Mask where, Number a, Number b) override;
  Text select(Mask where, Text a, Text b) override;

  // --- what is known without computing ---
  [[nodiscard]] bool is_constant(Number a) const override { return at(a).operation == Operation::kNumber; }
  [[nodiscard]] double constant(Number a) const override { return at(a).number; }
  /// Whether every row is a whole number, which rounding to 16 decimals leaves as it is.
  [[nodiscard]] bool is_whole(Number a) const { return is_whole_[index(a)]; }
  /// Whether every row of a is one of b; false when that does not show at once.
  [[nodiscard]] bool implies(Mask a, Mask b) const;
  /// Whether no row of a is one of b; false when that does not show at once.
  [[nodiscard]] bool excludes(Mask a, Mask b) const;

  [[nodiscard]] const std::vector<FlowStep>& steps() const { return steps_; }
  [[nodiscard]] const std::vector<Factors>& factors() const { return factors_; }
  [[nodiscard]] const std::vector<Scale>& scales() const { return scales_; }

  template <class Ref>
  [[nodiscard]] const FlowStep& at(Ref ref) const {
    return steps_[index(ref)];
  }

 private:
  struct Hash {
    std::size_t operator()(const FlowStep& step) const;
  };

  std::uint32_t put(const FlowStep& step);
  [[nodiscard]] bool makes_whole(const FlowStep& step) const;
  Mask mask(Operation operation, Mask a, Mask b) { return Mask{put({operation, index(a), index(b)})}; }
  std::uint32_t place_of(Scale scale);
  [[nodiscard]] Mask operand_a(Mask m) const { return Mask{at(m).a}; }
  [[nodiscard]] Mask operand_b(Mask m) const { return Mask{at(m).b}; }
  bool implies(Mask a, Mask b, int& looks) const;
  bool excludes(Mask a, Mask b, int& looks) const;
  bool exclude_as_atoms(Mask a, Mask b) const;

  std::vector<FlowStep> steps_;
  std::vector<bool> is_whole_;  // beside steps_
  std::unordered_map<FlowStep, std::uint32_t, Hash> places_;
  std::vector<Factors> factors_;
  std::vector<Scale> scales_;
};

}  // namespace partance::engine::batch
