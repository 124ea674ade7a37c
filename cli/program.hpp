// What both programs, `partance` and `partance-server`, do around their verbs: read the arguments, say what is wrong
// with them, see that the output was written, and catch what nothing else caught.
#pragma once

#include <CLI/CLI.hpp>

namespace partance::cli {

/// Reads the arguments, which runs one verb. Gives the exit status: `status`, as the verb left it, unless the arguments
/// were wrong or the output could not be written.
int run_verb(CLI::App& app, int argc, char** argv, const int& status);

/// `run`, whose exceptions become a line on the error output and an exit status.
int run_guarded(int (*run)(int argc, char** argv), int argc, char** argv);

}  // namespace partance::cli
