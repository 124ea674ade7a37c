// A line is the name of a request, a space and its body in JSON ("questions {}"); the answer is one line, JSON too:
// what a server and the browser module answer, problems included.
#include "cli/ask.hpp"

#include <algorithm>
#include <iostream>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "cli/clock.hpp"
#include "cli/language.hpp"
#include "cli/rulebook.hpp"
#include "cli/status.hpp"
#include "engine/plan/serialised.hpp"
#include "simulation/requests/session.hpp"

namespace partance::cli {

namespace {

namespace requests = simulation::requests;

struct Arguments {
  RuleChoice rules{};
  std::string today{};
};

int ask(const Arguments& arguments) {
  int status = kDone;
  const auto program = load_rulebook(arguments.rules, reader_language({}), status);
  if (!program) return status;
  const requests::Desk desk(program, engine::plan::program_version(*program));
  requests::Session session(desk);
  const engine::value::Date today = today_or(arguments.today);
  std::string line;
  while (std::getline(std::cin, line)) {
    const std::size_t space = std::min(line.find(' '), line.size());
    const std::string_view body = std::string_view(line).substr(std::min(space + 1, line.size()));
    const auto answer = session.answer(line.substr(0, space), body, today);
    if (answer) {
      std::cout << *answer << std::endl;
    } else {
      const base::Language language = answer.error().language.value_or(base::Language::kFrench);
      std::cout << requests::problem_json(answer.error(), language, "") << std::endl;
    }
  }
  return kDone;
}

}  // namespace

void add_ask(CLI::App& app, int& status) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb = app.add_subcommand("ask", "Répondre aux demandes de l'API / answer the requests of the API");
  verb->group("");  // not listed among the verbs
  add_rule_options(*verb, arguments->rules);
  verb->add_option("--today", arguments->today, "Date du jour, JJ/MM/AAAA / today's date, DD/MM/YYYY")
      ->check(check_date);
  verb->callback([arguments, &status] { status = ask(*arguments); });
}

}  // namespace partance::cli
