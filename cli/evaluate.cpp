// See evaluate.hpp.
#include "cli/evaluate.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "cli/answers.hpp"
#include "cli/clock.hpp"
#include "cli/lines.hpp"
#include "engine/load/load.hpp"
#include "engine/value/format.hpp"

namespace partance::cli {

namespace {

struct Arguments {
  std::vector<std::string> rules;
  std::string situation;
  std::vector<std::string> expressions;
  bool json = false;
  bool lines = false;
};

int run_lines(const std::shared_ptr<const engine::plan::Program>& program) {
  LineAnswerer answerer(program, today());
  std::string line;
  while (std::getline(std::cin, line)) {
    if (line.empty()) continue;
    const std::string answer = answerer.answer(line);
    std::cout << answer << '\n' << std::flush;
  }
  return 0;
}

int evaluate(const Arguments& arguments) {
  engine::load::Loaded loaded;
  for (const std::string& path : arguments.rules) {
    const auto read = engine::load::read_rules(path, loaded);
    if (!read) {
      std::cerr << read.error().message.fr << '\n';
      return 3;
    }
  }
  std::shared_ptr<const engine::plan::Program> program;
  if (!arguments.rules.empty()) {
    program = engine::load::compile(loaded);
    if (!program) {
      for (const auto& d : loaded.diagnostics) {
        std::cerr << engine::syntax::render(d, loaded.sources, base::Language::kFrench);
      }
      return 4;
    }
  }
  if (arguments.lines) return run_lines(program);
  return 0;
}

}  // namespace

void add_evaluate(CLI::App& app, int& status) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb = app.add_subcommand("evaluate", "Évaluer des expressions / evaluate expressions");
  verb->add_option("--rules", arguments->rules, "Règles (dossier ou fichier) / rules (folder or file)");
  verb->add_option("--situation", arguments->situation, "Réponses (YAML ou JSON) / answers");
  verb->add_option("expressions", arguments->expressions, "Expressions");
  verb->add_flag("--json", arguments->json, "JSON");
  verb->add_flag("--lines", arguments->lines, "Une requête JSON par ligne / one JSON request a line");
  verb->callback([arguments, &status] { status = evaluate(*arguments); });
}

}  // namespace partance::cli
