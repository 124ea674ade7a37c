// `partance ask`: the requests of the public API without a server, one a line. For tests, and for scripts.
#pragma once

namespace CLI {
class App;
}

namespace partance::cli {

void add_ask(CLI::App& app, int& status);

}  // namespace partance::cli
