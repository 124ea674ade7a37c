// A worker: computes the targets of a plan for rows of a table, chunk by chunk. One a thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/batch/kernels.hpp"
#include "engine/batch/lockstep.hpp"
#include "engine/batch/plan.hpp"

namespace partance::engine::batch {

class Worker {
 public:
  /// `kernels` are those of the machine at hand unless a test asks for others.
  explicit Worker(std::shared_ptr<const Plan> plan, const Kernels& kernels = best_kernels());

  /// Where texts of the columns it is given have their codes, and those of its results.
  Dictionary& dictionary() { return dictionary_; }
  /// Where the units of its results are told: those of the plan, and what rows left to evaluate brought.
  [[nodiscard]] const value::UnitTable& units() { return run_.units(); }
  /// Goes on with another dictionary, which begins with all that the plan's holds.
  void use_dictionary(Dictionary dictionary);

  /// Computes every target for that many rows; `inputs` as the plan's request lists them. `results` is resized to the
  /// targets and the rows. Each row gets what a fresh evaluate::Run answers, bit for bit, errors included.
  void evaluate(std::span<const ColumnView> inputs, std::size_t rows, std::vector<ResultColumn>& results);

  /// Why a target of a row is an error, in words; computes the row again.
  evaluate::Failure failure(std::span<const ColumnView> inputs, std::size_t row, std::size_t target);

  /// Rows × targets computed so far, and how many of them one by one because no kernel could.
  [[nodiscard]] std::uint64_t computed() const { return computed_; }
  [[nodiscard]] std::uint64_t one_by_one() const { return one_by_one_; }

 private:
  /// A step made ready: the kernel and where it works. Inputs are filled in chunk by chunk.
  struct Ready {
    Kernel kernel = nullptr;
    KernelArguments arguments;
    std::uint32_t target = kNoTarget;
    std::array<std::uint32_t, 3> inputs = {kNoInput, kNoInput, kNoInput};  ///< of a, b and c
  };
  static constexpr std::uint32_t kNoTarget = 0xffff'ffffU;
  static constexpr std::uint32_t kNoInput = 0xffff'ffffU;

  /// The scratch columns of one code, and its steps.
  struct Machine {
    std::vector<std::uint8_t> memory;
    std::vector<Ready> steps;
    std::size_t mask_bytes = 0;  ///< of one column of each shape
    std::size_t number_bytes = 0;
    std::size_t text_bytes = 0;
    std::uint8_t* masks = nullptr;
    std::uint8_t* numbers = nullptr;
    std::uint8_t* texts = nullptr;
  };

  Machine make_machine(const Code& code) const;
  Ready make_ready(const CodeStep& step, const Code& code, const Machine& machine, std::uint8_t*& spare) const;
  static void* scratch(const Machine& machine, Shape shape, std::uint32_t at);
  [[nodiscard]] const void* column_of(const Place& place, Shape shape, const Machine& machine) const;
  [[nodiscard]] bool is_as_expected(const Input& input, const ColumnView& column, std::size_t rows) const;
  void run_chunk(const Code& code, Machine& machine, std::size_t first, std::size_t rows,
                 std::vector<ResultColumn>& results) const;
  void write_target(const TargetCode& target, const Machine& machine, std::size_t first, std::size_t rows,
                    ResultColumn& result) const;
  void follow_left_rows(std::span<const ColumnView> inputs, std::size_t rows, std::vector<ResultColumn>& results);
  void write_followed(std::size_t first, const RowBits& rows, ResultColumn& result);
  void answer_left_rows(std::span<const ColumnView> inputs, std::size_t rows, std::vector<ResultColumn>& results);

  void start_afresh();
  void answer_row(std::span<const ColumnView> inputs, std::size_t row);
  void evaluate_row(std::size_t row, std::size_t target, ResultColumn& result);

  std::shared_ptr<const Plan> plan_;
  const Kernels* kernels_;
  Dictionary dictionary_;
  evaluate::Run run_;
  Machine expected_machine_;
  Machine machine_;
  std::unique_ptr<Lockstep> lockstep_;  // made when a target first needs it
  std::vector<std::uint8_t> in_vain_;   // by target: blocks that were not worth a lockstep
  std::vector<ColumnView> chunk_;       // the inputs from the chunk at hand on
  std::uint64_t computed_ = 0;
  std::uint64_t one_by_one_ = 0;
};

}  // namespace partance::engine::batch
