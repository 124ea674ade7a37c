// See compare.hpp.
#include "microsimulation/cost/compare.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "microsimulation/cost/combining.hpp"
#include "microsimulation/cost/group_pass.hpp"
#include "microsimulation/cost/reach.hpp"
#include "microsimulation/cost/row_pass.hpp"
#include "microsimulation/cost/tally.hpp"

namespace partance::microsimulation::cost {

using engine::model::RuleId;
using engine::plan::Program;

namespace {

/// Whether one of the rules a target reads is touched by what changed.
bool is_touched(const TargetRules& target, std::span<const RuleId> rules, const std::vector<bool>& reached) {
  const auto touches = [&](std::size_t place) { return place != TargetRules::kNone && reached[index(rules[place])]; };
  return touches(target.eligible) || touches(target.amount) || touches(target.other);
}

/// Which targets must be computed with both programs: those a changed rule can reach in one of them.
std::vector<bool> targets_to_redo(const ComparisonRequest& request, const TargetPlan& plan) {
  std::vector<bool> redo(plan.targets.size(), true);
  if (!request.changed) return redo;
  const auto before = reached_rules(*request.before, *request.changed);
  const auto after = reached_rules(*request.after, *request.changed);
  for (std::size_t i = 0; i < redo.size(); ++i) {
    const Target& target = plan.targets[i];
    redo[i] = !target.is_before || !target.is_after || is_touched(plan.before.targets[i], plan.before.rules, before) ||
              is_touched(plan.after.targets[i], plan.after.rules, after);
  }
  return redo;
}

/// Leaves only the rules of some targets to be computed, and those of pairs.
TargetPlan::Side only(const TargetPlan::Side& side, const std::vector<bool>& wanted) {
  TargetPlan::Side kept{.rules = {}, .targets = side.targets, .pairs = side.pairs};
  std::vector<std::size_t> place_of(side.rules.size(), TargetRules::kNone);
  const auto keep = [&](std::size_t& place) {
    if (place == TargetRules::kNone) return;
    if (place_of[place] == TargetRules::kNone) {
      place_of[place] = kept.rules.size();
      kept.rules.push_back(side.rules[place]);
    }
    place = place_of[place];
  };
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!wanted[i]) continue;
    keep(kept.targets[i].eligible);
    keep(kept.targets[i].amount);
    keep(kept.targets[i].other);
  }
  for (PairRules& pair : kept.pairs) {
    keep(pair.word);
    keep(pair.ceiling);
    keep(pair.reduced);
  }
  return kept;
}

/// What a thread keeps from block to block.
struct ThreadState {
  Tally tally;
  OutcomeReader read_before{}, read_after{};
  std::vector<std::vector<Outcome>> before, after;
  Combiner combiner;
};

base::Result<void> count_everybody(const ComparisonRequest& request, const Table& table, const TargetPlan& plan,
                                   std::span<const NamedGrouping> groupings, const Weights& weights,
                                   const PassOptions& pass, Comparison& comparison) {
  const std::vector<bool> redo = targets_to_redo(request, plan);
  const TargetPlan::Side again = only(plan.after, redo);
  engine::batch::Dictionary dictionary = table.dictionary;
  std::vector<TablePlan> plans;
  for (const bool is_after : {false, true}) {
    auto made = plan_for_table(is_after ? request.after : request.before, table,
                               is_after ? again.rules : plan.before.rules, request.today, dictionary);
    if (!made) return std::unexpected(std::move(made.error()));
    plans.push_back(*std::move(made));
  }
  const std::size_t targets = plan.targets.size();
  std::vector<ThreadState> threads;
  for (unsigned i = 0; i < std::max(1U, request.threads); ++i) {
    threads.push_back({.tally = Tally(targets, groupings, weights),
                       .before = std::vector<std::vector<Outcome>>(targets),
                       .after = std::vector<std::vector<Outcome>>(targets),
                       .combiner = Combiner(plan.targets, weights)});
  }
  const auto visit = [&](std::size_t thread, BlockWorker& worker, std::size_t first, std::size_t rows) {
    ThreadState& state = threads[thread];
    state.read_before.begin(worker.units(0));
    state.read_after.begin(worker.units(1));
    for (std::size_t i = 0; i < targets; ++i) {
      state.before[i].resize(rows);
      state.after[i].resize(rows);
      state.read_before.read(plan.before.targets[i], worker.results(0), state.before[i]);
      if (redo[i]) {
        state.read_after.read(again.targets[i], worker.results(1), state.after[i]);
      } else {
        state.after[i] = state.before[i];
      }
    }
    if (request.combined) {
      Combiner::Side old{plan.before.pairs, worker.results(0), worker.dictionary(0), state.read_before, state.before};
      Combiner::Side now{again.pairs, worker.results(1), worker.dictionary(1), state.read_after, state.after};
      state.combiner.combine(old, now, first, rows);
    }
    state.tally.add_block(state.before, state.after, first, rows);
  };
  if (!pass_over(plans, table, dictionary, pass, visit)) return interrupted();
  for (std::size_t i = 1; i < threads.size(); ++i) threads[0].tally.add(threads[i].tally);
  for (std::size_t i = 0; i < targets; ++i) {
    comparison.targets.push_back({.target = plan.targets[i], .figures = {}, .distribution = {}, .is_reached = redo[i]});
  }
  std::move(threads[0].tally).move_into(comparison);
  if (!request.combined) return {};
  comparison.combining.emplace();
  for (const ThreadState& thread : threads) comparison.combining->add(thread.combiner.found());
  // An aid that no changed rule reaches may take, or lose, its place beside another.
  for (TargetResult& target : comparison.targets) {
    const Figures& figures = target.figures;
    if (figures.winners.rows + figures.losers.rows + figures.entering.rows + figures.leaving.rows > 0)
      target.is_reached = true;
  }
  return {};
}

/// Columns that name no rule, and serve for nothing else.
std::vector<std::string> unused_columns(const ComparisonRequest& request, const Table& table, const Weights& weights) {
  std::vector<std::string> unused;
  for (const Column& column : table.columns) {
    const bool is_answer = request.before->model.find(column.name) || request.after->model.find(column.name);
    const bool is_group = std::ranges::find(request.by, column.name) != request.by.end();
    if (!is_answer && !is_group && column.name != weights.column) unused.push_back(column.name);
  }
  return unused;
}

}  // namespace

base::Result<Comparison> compare(const ComparisonRequest& request, const Table& table, const Progress& progress,
                                 const std::atomic<bool>* stop) {
  Comparison comparison;
  comparison.rows = table.rows;
  const auto weights = read_weights(table, request.weight);
  if (!weights) return std::unexpected(weights.error());
  comparison.people = weights->people;
  comparison.weight_column = weights->column;
  const auto plan =
      find_targets(*request.before, *request.after, request.aids, request.rules, request.range, request.combined);
  if (!plan) return std::unexpected(plan.error());

  // Two passes over the rows, told as one: groups, then amounts.
  const std::size_t passes = request.by.empty() ? 1 : 2;
  std::size_t pass_number = 0;
  PassOptions pass{.threads = std::max(1U, request.threads), .stop = stop};
  if (progress) {
    pass.progress = [&](std::size_t done, std::size_t all) { progress(pass_number * all + done, passes * all); };
  }
  const auto groupings =
      group_people(request.before, request.after, request.by, request.bands, table, *weights, request.today, pass);
  if (!groupings) return std::unexpected(groupings.error());
  for (const NamedGrouping& grouping : *groupings) {
    Breakdown breakdown{.rule = grouping.name, .title = grouping.title};
    for (const Grouping::Name& name : grouping.grouping.names) {
      breakdown.groups.push_back({.value = name.value, .label = name.label, .figures = {}});
    }
    comparison.breakdowns.push_back(std::move(breakdown));
  }
  pass_number = passes - 1;
  const auto counted = count_everybody(request, table, *plan, *groupings, *weights, pass, comparison);
  if (!counted) return std::unexpected(counted.error());
  comparison.unused_columns = unused_columns(request, table, *weights);
  return comparison;
}

}  // namespace partance::microsimulation::cost
