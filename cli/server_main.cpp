// The second program, `partance-server`: the verbs of `partance` that need a network, a database or PDF.
#include <exception>
#include <iostream>

#include <CLI/CLI.hpp>

#include "cli/backup.hpp"
#include "cli/bad_usage.hpp"
#include "cli/establishments.hpp"
#include "cli/serve.hpp"
#include "cli/status.hpp"

namespace partance::cli {
namespace {

int run(int argc, char** argv) {
  CLI::App app{"Partance – le service / the service", "partance"};
  app.require_subcommand(1);
  app.set_version_flag("--version", PARTANCE_VERSION);
  int status = kDone;
  add_serve(app, status);
  add_establishments(app, status);
  add_backup(app, status);
  add_restore(app, status);
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

}  // namespace
}  // namespace partance::cli

int main(int argc, char** argv) {
  try {
    return partance::cli::run(argc, argv);
  } catch (const std::exception& error) {
    // Nothing in the house throws past its room: this is a mistake of ours, or memory ran out.
    std::cerr << "partance: " << error.what() << '\n';
    return partance::cli::kOurFault;
  }
}
