// `partance simulate`: the interview, then every aid with its verdict, its reasons and the best combination.
#pragma once

namespace CLI {
class App;
}

namespace partance::cli {

/// Adds the verb to the command; running it sets `status` to the exit code (docs/command.md).
void add_simulate(CLI::App& app, int& status);

}  // namespace partance::cli
