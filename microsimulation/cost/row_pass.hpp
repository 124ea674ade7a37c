// A pass over a table: threads take blocks of rows, each with workers of its own for the plans that are computed.
//
// Used by compare(). Which thread takes which block is left to chance; what a block gives may depend on its rows only.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "engine/batch/plan.hpp"
#include "engine/batch/worker.hpp"
#include "microsimulation/table/table.hpp"

namespace partance::microsimulation::cost {

/// A program ready for a table: its plan, and the columns of the table that answer its rules.
struct TablePlan {
  std::shared_ptr<const engine::batch::Plan> plan;
  std::vector<std::size_t> columns;
};

/// Makes the plan of the rules to compute. Texts go on from `dictionary`, which becomes that of the plan.
base::Result<TablePlan> plan_for_table(const std::shared_ptr<const engine::plan::Program>& program, const Table& table,
                                       std::vector<engine::model::RuleId> targets, engine::value::Date today,
                                       engine::batch::Dictionary& dictionary);

/// What one thread works with.
class BlockWorker {
 public:
  /// `dictionary` begins with those of all plans.
  BlockWorker(std::span<const TablePlan> plans, const Table& table, const engine::batch::Dictionary& dictionary);

  /// Computes every plan for some rows.
  void compute(std::size_t first, std::size_t rows);
  [[nodiscard]] const std::vector<engine::batch::ResultColumn>& results(std::size_t plan) const {
    return results_[plan];
  }
  engine::batch::Dictionary& dictionary(std::size_t plan) { return workers_[plan].dictionary(); }
  /// Of the results computed last.
  const engine::value::UnitTable& units(std::size_t plan) { return workers_[plan].units(); }

 private:
  std::span<const TablePlan> plans_;
  const Table& table_;
  std::vector<engine::batch::Worker> workers_;
  std::vector<std::vector<engine::batch::ResultColumn>> results_;
};

struct PassOptions {
  std::size_t block_rows = 4096;
  unsigned threads = 1;
  std::function<void(std::size_t done, std::size_t all)> progress{};
  const std::atomic<bool>* stop = nullptr;
};

/// What is said when pass_over() was stopped.
std::unexpected<base::Error> interrupted();

/// Calls `visit(thread, worker, first, rows)` for every block. False when it was stopped.
bool pass_over(std::span<const TablePlan> plans, const Table& table, const engine::batch::Dictionary& dictionary,
               const PassOptions& options,
               const std::function<void(std::size_t, BlockWorker&, std::size_t, std::size_t)>& visit);

}  // namespace partance::microsimulation::cost
