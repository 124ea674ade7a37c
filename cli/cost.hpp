// `partance cost`: what a change of rule would cost over a population.
#pragma once

namespace CLI {
class App;
}

namespace partance::cli {

/// Adds the verb to the command; running it sets `status` to the exit code (docs/command.md).
void add_cost(CLI::App& app, int& status);

}  // namespace partance::cli
