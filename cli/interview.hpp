// The interview on a terminal: asks what still matters, keeps every answer, lets one go back.
#pragma once

#include <functional>
#include <string>

#include "cli/terminal.hpp"
#include "engine/evaluate/run.hpp"
#include "simulation/answers.hpp"
#include "simulation/catalogue.hpp"

namespace partance::cli {

/// How an interview ended.
enum class InterviewEnd {
  kFinished,     ///< nothing left to ask, or the person asked for the result
  kLeft,         ///< quit, or end of input
  kInterrupted,  ///< Ctrl-C, or the system asked to stop
};

struct InterviewSetting {
  engine::evaluate::Run& run;
  const simulation::Catalogue& catalogue;
  base::Language language;
  Screen screen;
  /// Called after each answer; gives what went wrong while saving, empty when all is well.
  std::function<std::string(const simulation::Answers&)> save;
};

/// Asks on standard output, reads on standard input. `answers` are those already given to the run; they are added to.
InterviewEnd interview(const InterviewSetting& setting, simulation::Answers& answers);

}  // namespace partance::cli
