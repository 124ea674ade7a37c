// The `partance` command: reads its arguments and hands over to one verb.
#include <CLI/CLI.hpp>

#include "cli/aids.hpp"
#include "cli/check.hpp"
#include "cli/evaluate.hpp"
#include "cli/simulate.hpp"

int main(int argc, char** argv) {
  CLI::App app{"Partance – aides à la mobilité étudiante / student mobility aids"};
  app.require_subcommand(1);
  int status = 0;
  partance::cli::add_simulate(app, status);
  partance::cli::add_explain(app, status);
  partance::cli::add_aids(app, status);
  partance::cli::add_check(app, status);
  partance::cli::add_evaluate(app, status);
  CLI11_PARSE(app, argc, argv);
  return status;
}
