// The answer file: what --answers reads and --save writes.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/syntax/diagnostic.hpp"
#include "simulation/answers.hpp"

namespace partance::cli {

/// Answers read from a file, with the text they came from.
struct AnswerFile {
  engine::syntax::Sources sources{};
  simulation::Answers answers{};
  std::vector<engine::syntax::Diagnostic> diagnostics{};
};

/// Reads YAML, or JSON when the name ends in .json; "-" is standard input. The Error is for a file that cannot be read;
/// what is wrong inside it is in the diagnostics.
base::Result<AnswerFile> read_answer_file(const std::string& path, const engine::plan::Program& program);

/// Tells on standard error the diagnostics of `file`; true when there was none.
bool tell(const AnswerFile& file, base::Language language);

/// Puts the answers in place of the file, readable by its owner only. Answers are personal data.
base::Result<void> save_answers(const std::string& path, const simulation::Answers& answers);

}  // namespace partance::cli
