// The verb `serve`: the simulator on the network.
#pragma once

namespace CLI {
class App;
}

namespace partance::cli {

/// Adds the verb; when it is the one called, `status` becomes its exit status.
void add_serve(CLI::App& app, int& status);

}  // namespace partance::cli
