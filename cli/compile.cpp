// See compile.hpp.
#include "cli/compile.hpp"

#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "cli/language.hpp"
#include "cli/rulebook.hpp"

namespace partance::cli {

namespace {

struct Arguments {
  RuleChoice rules;
  std::string output;
};

}  // namespace

void add_compile(CLI::App& app, int& status) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb =
      app.add_subcommand("compile", "Compiler un recueil en un fichier / compile a rulebook into one file");
  verb->group("");  // not listed among the verbs
  add_rule_options(*verb, arguments->rules);
  verb->add_option("--output", arguments->output, "Fichier écrit / file written")->required();
  verb->callback(
      [arguments, &status] { status = store_rulebook(arguments->rules, arguments->output, reader_language({})); });
}

}  // namespace partance::cli
