// For the tests: the national rulebook, and one person of a table as a run, to hold what is counted against what she is
// told.
#pragma once

#include <filesystem>
#include <memory>

#include "engine/evaluate/run.hpp"
#include "engine/load/load.hpp"
#include "microsimulation/table/table.hpp"

namespace partance::microsimulation::cost {

/// Null when it cannot be read.
inline std::shared_ptr<const engine::plan::Program> national_rulebook() {
  engine::load::Loaded loaded;
  if (!engine::load::read_rules(std::filesystem::path(PARTANCE_SOURCE_DIR) / "rulebook", loaded)) return nullptr;
  return engine::load::compile(loaded);
}

inline void answer(engine::evaluate::Run& run, const Column& column, std::size_t row,
                   const engine::batch::Dictionary& dictionary) {
  using engine::batch::ColumnType;
  using engine::batch::State;
  using engine::value::Value;
  const auto rule = run.model().find(column.name);
  const State state = column.states.empty() ? State::kKnown : column.states[row];
  if (!rule || state == State::kUnknown) return;
  if (state == State::kNotApplicable) return run.set(*rule, Value::not_applicable());
  switch (column.type) {
    case ColumnType::kNumber:
      return run.set(*rule, Value::of_number(column.numbers[row], run.units().parse(column.unit).value()));
    case ColumnType::kBoolean:
      return run.set(*rule, Value::boolean(column.booleans[row] != 0));
    default:
      return run.set(*rule, Value::text(run.texts().intern(dictionary.text(column.texts[row]))));
  }
}

/// Somebody with the answers of that row.
inline engine::evaluate::Run run_of_row(const std::shared_ptr<const engine::plan::Program>& program,
                                        const Table& people, std::size_t row, engine::value::Date today) {
  engine::evaluate::RunOptions options;
  options.today = today;
  engine::evaluate::Run run(program, options);
  for (const Column& column : people.columns) answer(run, column, row, people.dictionary);
  return run;
}

}  // namespace partance::microsimulation::cost
