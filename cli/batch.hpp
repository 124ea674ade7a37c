// `partance batch`: a table in, the same people with the targets computed out.
#pragma once

namespace CLI {
class App;
}

namespace partance::cli {

void add_batch(CLI::App& app, int& status);

}  // namespace partance::cli
