// `partance population`: a synthetic population of students, as a table.
#pragma once

namespace CLI {
class App;
}

namespace partance::cli {

/// Adds the verb to the command; running it sets `status` to the exit code (docs/command.md).
void add_population(CLI::App& app, int& status);

}  // namespace partance::cli
