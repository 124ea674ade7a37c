// A worker: computes the targets of a plan for rows of a table, chunk by chunk. One a thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/batch/plan.hpp"

namespace partance::engine::batch {

class Worker {
 public:
  explicit Worker(std::shared_ptr<const Plan> plan);

  /// Where texts of the columns it is given have their codes, and those of its results.
  Dictionary& dictionary() { return dictionary_; }
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
  void start_afresh();
  void answer_row(std::span<const ColumnView> inputs, std::size_t row);
  void evaluate_row(std::size_t row, std::size_t target, ResultColumn& result);

  std::shared_ptr<const Plan> plan_;
  Dictionary dictionary_;
  evaluate::Run run_;
  std::uint64_t computed_ = 0;
  std::uint64_t one_by_one_ = 0;
};

}  // namespace partance::engine::batch
