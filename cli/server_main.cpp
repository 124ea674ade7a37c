// The second program, `partance-server`: the verbs of `partance` that need a network, a database or PDF.
#include <CLI/CLI.hpp>

#include "cli/backup.hpp"
#include "cli/establishments.hpp"
#include "cli/program.hpp"
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
  return run_verb(app, argc, argv, status);
}

}  // namespace
}  // namespace partance::cli

int main(int argc, char** argv) {
  return partance::cli::run_guarded(partance::cli::run, argc, argv);
}
