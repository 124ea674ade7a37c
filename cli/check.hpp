// `partance check`: reads rules, says what is wrong or doubtful in them, and runs the cases written beside them.
#pragma once

namespace CLI {
class App;
}

namespace partance::cli {

/// Adds the verb to the command; running it sets `status`: 0 nothing found, 1 a case fails (or, with --strict, a
/// warning), 3 a file cannot be read, 4 the rules contain errors.
void add_check(CLI::App& app, int& status);

}  // namespace partance::cli
