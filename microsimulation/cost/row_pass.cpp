// See row_pass.hpp.
#include "microsimulation/cost/row_pass.hpp"

#include <algorithm>
#include <mutex>
#include <thread>
#include <utility>

namespace partance::microsimulation::cost {

using engine::batch::Dictionary;

base::Result<TablePlan> plan_for_table(const std::shared_ptr<const engine::plan::Program>& program, const Table& table,
                                       std::vector<engine::model::RuleId> targets, engine::value::Date today,
                                       Dictionary& dictionary) {
  TablePlan made;
  engine::batch::Request request;
  request.targets = std::move(targets);
  request.run.today = today;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    const auto rule = program->model.find(column.name);
    if (!rule || program->model.rule(*rule).is_private) continue;
    request.inputs.push_back(
        {.rule = *rule, .type = column.type, .unit = column.unit, .is_complete = column.states.empty()});
    made.columns.push_back(i);
  }
  auto plan = engine::batch::make_plan(program, std::move(request), std::move(dictionary));
  if (!plan) {
    base::Message all;
    for (const auto& problem : plan.error()) {
      all.fr += (all.fr.empty() ? "" : "\n") + problem.message.fr;
      all.en += (all.en.empty() ? "" : "\n") + problem.message.en;
    }
    return base::fail(base::ErrorKind::kInvalidInput, all.fr, all.en);
  }
  made.plan = *std::move(plan);
  dictionary = made.plan->dictionary();
  return made;
}

std::unexpected<base::Error> interrupted() {
  return base::fail(base::ErrorKind::kInterrupted, "Interrompu : rien n'a été écrit.", "Interrupted: nothing written.");
}

BlockWorker::BlockWorker(std::span<const TablePlan> plans, const Table& table, const Dictionary& dictionary)
    : plans_(plans), table_(table), results_(plans.size()) {
  workers_.reserve(plans.size());
  for (const TablePlan& plan : plans) {
    workers_.emplace_back(plan.plan);
    workers_.back().use_dictionary(dictionary);
  }
}

void BlockWorker::compute(std::size_t first, std::size_t rows) {
  std::vector<engine::batch::ColumnView> inputs;
  for (std::size_t i = 0; i < plans_.size(); ++i) {
    if (plans_[i].plan->request().targets.empty()) continue;
    inputs.clear();
    for (const std::size_t column : plans_[i].columns) inputs.push_back(table_.columns[column].view().from(first));
    workers_[i].evaluate(inputs, rows, results_[i]);
  }
}

bool pass_over(std::span<const TablePlan> plans, const Table& table, const Dictionary& dictionary,
               const PassOptions& options,
               const std::function<void(std::size_t, BlockWorker&, std::size_t, std::size_t)>& visit) {
  std::atomic<std::size_t> next{0};
  std::size_t done = 0;
  std::mutex telling;
  const auto stopped = [&] { return options.stop != nullptr && options.stop->load(std::memory_order_relaxed); };
  const auto work = [&](std::size_t thread) {
    BlockWorker worker(plans, table, dictionary);
    while (!stopped()) {
      const std::size_t first = next.fetch_add(options.block_rows);
      if (first >= table.rows) return;
      const std::size_t rows = std::min(options.block_rows, table.rows - first);
      worker.compute(first, rows);
      visit(thread, worker, first, rows);
      const std::scoped_lock lock(telling);
      done += rows;
      if (options.progress) options.progress(done, table.rows);
    }
  };
  if (options.threads <= 1) {
    work(0);
  } else {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < options.threads; ++i) threads.emplace_back(work, i);
  }
  return !stopped();
}

}  // namespace partance::microsimulation::cost
