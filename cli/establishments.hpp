// The verb `establishments`: who takes part, listed, read from a table, written to one.
#pragma once

namespace CLI {
class App;
}

namespace partance::cli {

void add_establishments(CLI::App& app, int& status);

}  // namespace partance::cli
