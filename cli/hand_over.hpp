// Verbs that need a network, a database or PDF belong to a second program, `partance-server`, which stands beside this
// one: its libraries would make every other verb start several times later.
#pragma once

namespace CLI {
class App;
}

namespace partance::cli {

/// Adds these verbs to the help.
void add_handed_over(CLI::App& app);

/// True when the arguments call one of them.
bool is_handed_over(int argc, char** argv);

/// Becomes the second program; comes back only when it cannot be started, with the exit status.
int hand_over(char** argv);

}  // namespace partance::cli
