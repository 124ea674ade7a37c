// `partance compile`: rules into one file that loads at once, in a browser too. The build calls it for the rulebook.
#pragma once

namespace CLI {
class App;
}

namespace partance::cli {

/// Adds the verb; `status` gets the exit status once it has run.
void add_compile(CLI::App& app, int& status);

}  // namespace partance::cli
