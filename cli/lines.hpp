// `partance evaluate --lines`: one JSON request a line, one JSON answer a line, in order, without restarting.
//
// The request and the answer are those of engine/request; here a request may also bring its rules (text or object), or
// else uses those of --rules.
#pragma once

#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "engine/plan/program.hpp"
#include "engine/request/evaluation.hpp"
#include "engine/value/calendar.hpp"

namespace partance::cli {

/// Answers requests one after the other. Keeps the program of the last rules it was sent, since requests often share
/// it.
class LineAnswerer {
 public:
  /// `program` answers requests without rules; it may be null. One read back from its bytes has no rule texts: it
  /// refuses requests that add rules to it.
  LineAnswerer(std::shared_ptr<const engine::plan::Program> program, engine::value::Date today);

  /// Every program compiled from now on goes through `prepare` before it answers: tests write it and read it back.
  using Prepare = std::function<std::shared_ptr<const engine::plan::Program>(const engine::plan::Program&)>;
  void set_prepare(Prepare prepare) { prepare_ = std::move(prepare); }

  /// The answer to one line, without a line end.
  std::string answer(std::string_view line);

  /// The program that answers a request, compiled with its situation when that declares rules; or the answer that says
  /// why there is none.
  std::expected<std::shared_ptr<const engine::plan::Program>, std::string> program_for(
      const engine::request::Request& request);

 private:
  std::shared_ptr<const engine::plan::Program> default_program_;
  std::shared_ptr<const engine::plan::Program> last_program_;
  std::string last_rules_;
  engine::request::Evaluator evaluator_;
  Prepare prepare_;
};

}  // namespace partance::cli
