// `partance aids`: the catalogue. `partance explain AID`: why, down to the legal text.
#pragma once

namespace CLI {
class App;
}

namespace partance::cli {

/// Add the verbs to the command; running one sets `status` to the exit code (docs/command.md).
void add_aids(CLI::App& app, int& status);
void add_explain(CLI::App& app, int& status);

}  // namespace partance::cli
