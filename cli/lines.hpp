// `partance evaluate --lines`: one JSON request a line, one JSON answer a line, in order, without restarting.
//
// Request: {id, rules (text or object, or absent: those of --rules), situation, evaluate, options}.
// Answer: {id, result: {value, unit, missing, formatted, warnings}} or {id, error: {stage, name, message…}}.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "engine/evaluate/run.hpp"
#include "engine/plan/program.hpp"
#include "engine/value/calendar.hpp"

namespace partance::cli {

/// Answers requests one after the other. Keeps the program of the last rules it was sent, since requests often share
/// it.
class LineAnswerer {
 public:
  /// `program` answers requests without rules; it may be null.
  LineAnswerer(std::shared_ptr<const engine::plan::Program> program, engine::value::Date today);

  /// Every program compiled from now on goes through `prepare` before it answers: tests write it and read it back.
  using Prepare = std::function<std::shared_ptr<const engine::plan::Program>(const engine::plan::Program&)>;
  void set_prepare(Prepare prepare) { prepare_ = std::move(prepare); }

  /// The answer to one line, without a line end.
  std::string answer(std::string_view line);

 private:
  struct Request;
  std::string answer_request(const Request& request);
  std::shared_ptr<const engine::plan::Program> program_for(const Request& request, std::string& problem);

  std::shared_ptr<const engine::plan::Program> default_program_;
  std::shared_ptr<const engine::plan::Program> last_program_;
  std::string last_rules_;
  std::unique_ptr<engine::evaluate::Run> run_;
  engine::value::Date today_;
  Prepare prepare_;
};

}  // namespace partance::cli
