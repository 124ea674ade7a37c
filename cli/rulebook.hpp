// The rulebook: where it is, and how it becomes a program.
//
// Every verb that needs rules calls load_rulebook(), so that there is one place to make loading fast: the program made
// from the same texts by the same build is read from its bytes (compiled_rulebook.hpp).
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/plan/program.hpp"

namespace CLI {
class App;
}

namespace partance::cli {

/// The folder of the national rulebook: the one PARTANCE_RULEBOOK names, else the one installed beside this executable,
/// else that of the source tree it was built from, else that of the installation prefix. kNotFound when there is none.
base::Result<std::filesystem::path> national_rulebook();

/// Which rules a verb works with.
struct RuleChoice {
  std::vector<std::string> rulebook;  ///< --rulebook: instead of the national one
  std::vector<std::string> extra;     ///< --rules: added to it
};
void add_rule_options(CLI::App& verb, RuleChoice& choice);

/// The program of these rules; without the documents it was made from when it was compiled before. When they cannot be
/// read or contain errors, says so on standard error and gives the exit status in `status` (3 or 4) with a null
/// program.
std::shared_ptr<const engine::plan::Program> load_rulebook(const RuleChoice& choice, base::Language language,
                                                           int& status);

/// Compiles these rules and writes the program to `file`, for load_rulebook() to find; an exit status.
int store_rulebook(const RuleChoice& choice, const std::filesystem::path& file, base::Language language);

}  // namespace partance::cli
