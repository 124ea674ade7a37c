// See workspace.hpp.
#include "simulation/requests/workspace.hpp"

#include <algorithm>

namespace partance::simulation::requests {

using engine::evaluate::Run;
using engine::value::Date;

namespace {

/// What answers may leave in a run before it is made again: its pools of texts and units only grow.
constexpr std::size_t kMostTextBytes = 1U << 20U;
constexpr std::size_t kMostUnits = 2'000;
/// Steps of one evaluation: a hundred times what the largest aid takes.
constexpr std::uint64_t kMostSteps = 2'000'000;

}  // namespace

bool Workspace::is_worn(Run* run, Date today) const {
  if (!run || run->options().today != today) return true;
  return run->texts().bytes() > program_->model.texts.bytes() + kMostTextBytes ||
         run->units().size() > program_->model.units.size() + kMostUnits;
}

std::unique_ptr<Run> Workspace::make(Date today, bool keeps_all) const {
  engine::evaluate::RunOptions options;
  options.today = today;
  options.keep_all = keeps_all;
  options.limits.steps = kMostSteps;
  return std::make_unique<Run>(program_, options);
}

Workspace::Given Workspace::give(const Answer& answer, Run& run) const {
  Given given{.answer = answer, .problems = {}};
  if (apply(answer, run, given.problems)) return given;
  // What stood there before must not stay.
  if (const auto rule = run.model().find(answer.rule)) run.unset(*rule);
  return given;
}

Run& Workspace::answered(const Answers& answers, Date today, std::vector<engine::syntax::Diagnostic>& problems) {
  if (is_worn(answered_.get(), today)) {
    answered_ = make(today, true);
    given_.clear();
  }
  Run& run = *answered_;
  // An answer that is a formula was added to the run's own rules: all is given again, and what was added goes.
  if (&run.model() != &program_->model) {
    run.clear();
    given_.clear();
  }
  std::vector<Given> now;
  now.reserve(answers.all().size());
  for (const Given& before : given_) {
    if (answers.find(before.answer.rule)) continue;
    if (const auto rule = run.model().find(before.answer.rule)) run.unset(*rule);
  }
  for (std::size_t i = 0; i < answers.all().size(); ++i) {
    const Answer& answer = answers.all()[i];
    // Most often an answer stands where it stood.
    auto before = given_.begin() + static_cast<std::ptrdiff_t>(std::min(i, given_.size()));
    if (before == given_.end() || before->answer.rule != answer.rule) {
      before = std::ranges::find(given_, answer.rule,
                                 [](const Given& one) -> const std::string& { return one.answer.rule; });
    }
    const bool is_same = before != given_.end() && before->answer.expression == answer.expression;
    now.push_back(is_same ? std::move(*before) : give(answer, run));
  }
  given_ = std::move(now);
  for (const Given& one : given_) problems.insert(problems.end(), one.problems.begin(), one.problems.end());
  return run;
}

Run& Workspace::blank(Date today) {
  if (is_worn(blank_.get(), today)) blank_ = make(today, true);
  blank_->clear();
  return *blank_;
}

Run& Workspace::fresh(Date today) {
  if (is_worn(fresh_.get(), today)) fresh_ = make(today, false);
  fresh_->clear();
  return *fresh_;
}

}  // namespace partance::simulation::requests
