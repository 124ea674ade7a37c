// The `partance` command: reads its arguments and hands over to one verb.
#include <CLI/CLI.hpp>

#include "cli/aids.hpp"
#include "cli/ask.hpp"
#include "cli/batch.hpp"
#include "cli/check.hpp"
#include "cli/compile.hpp"
#include "cli/cost.hpp"
#include "cli/evaluate.hpp"
#include "cli/hand_over.hpp"
#include "cli/population.hpp"
#include "cli/program.hpp"
#include "cli/simulate.hpp"
#include "cli/status.hpp"

namespace partance::cli {
namespace {

constexpr const char* kFooter =
    "Codes de sortie / exit statuses:\n"
    "  0    tout va bien / done\n"
    "  1    un cas échoue, ou une expression n'a pas de valeur / a case fails, or an expression has no value\n"
    "  2    options ou arguments incorrects / bad options or arguments\n"
    "  3    fichier illisible ou impossible à écrire / a file cannot be read or written\n"
    "  4    les règles contiennent des erreurs / the rules contain errors\n"
    "  5    les réponses ou le tableau contiennent des erreurs / the answers or the table contain errors\n"
    "  70   défaut de Partance / a fault of Partance itself\n"
    "  130  interrompu, réponses enregistrées / interrupted, answers saved";

int run(int argc, char** argv) {
  if (is_handed_over(argc, argv)) return hand_over(argv);
  CLI::App app{"Partance – aides à la mobilité étudiante / student mobility aids"};
  app.require_subcommand(1);
  app.set_version_flag("--version", PARTANCE_VERSION);
  app.footer(kFooter);
  int status = kDone;
  add_simulate(app, status);
  add_explain(app, status);
  add_aids(app, status);
  add_batch(app, status);
  add_check(app, status);
  add_ask(app, status);
  add_compile(app, status);
  add_cost(app, status);
  add_evaluate(app, status);
  add_population(app, status);
  add_handed_over(app);
  return run_verb(app, argc, argv, status);
}

}  // namespace
}  // namespace partance::cli

int main(int argc, char** argv) {
  return partance::cli::run_guarded(partance::cli::run, argc, argv);
}
