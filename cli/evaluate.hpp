// `partance evaluate`: the value of expressions under any Publicodes rules.
#pragma once

namespace CLI {
class App;
}

namespace partance::cli {

/// Adds the verb to the command; running it sets `status` to the exit code (docs/command.md).
void add_evaluate(CLI::App& app, int& status);

}  // namespace partance::cli
