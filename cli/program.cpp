// See program.hpp.
#include "cli/program.hpp"

#include <exception>
#include <iostream>

#include "cli/bad_usage.hpp"
#include "cli/status.hpp"

namespace partance::cli {

int run_verb(CLI::App& app, int argc, char** argv, const int& status) {
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    return say_bad_usage(error);
  }
  std::cout << std::flush;
  if (!std::cout && status == kDone) return kCannotRead;
  return status;
}

int run_guarded(int (*run)(int argc, char** argv), int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    // Nothing in the house throws past its room: this is a mistake of ours, or memory ran out.
    std::cerr << "partance: " << error.what() << '\n';
    return kOurFault;
  }
}

}  // namespace partance::cli
