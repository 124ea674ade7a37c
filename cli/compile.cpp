// See compile.hpp.
#include "cli/compile.hpp"

#include <iostream>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "base/json.hpp"
#include "cli/language.hpp"
#include "cli/lines.hpp"
#include "cli/rulebook.hpp"
#include "cli/status.hpp"
#include "engine/plan/serialised.hpp"

namespace partance::cli {

namespace {

struct Arguments {
  RuleChoice rules{};
  std::string output{};
  std::string language{};
  bool lines = false;
};

std::string hexadecimal(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text;
}

/// Requests of `evaluate --lines` in, the program of each out: {program: bytes in hexadecimal}, or the answer that says
/// why there is none. So the tests of the browser module compile what it is to evaluate.
int compile_lines() {
  LineAnswerer answerer(nullptr, {});
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto request = engine::request::read_request(line);
    const auto program = request ? answerer.program_for(*request) : std::unexpected(request.error());
    if (!program) {
      std::cout << program.error() << '\n';
      continue;
    }
    std::string out;
    base::JsonWriter json(out);
    json.begin_object().key("program").value(hexadecimal(engine::plan::write_program(**program))).end_object();
    std::cout << out << '\n';
  }
  return kDone;
}

int compile(const Arguments& arguments) {
  if (arguments.lines) return compile_lines();
  const base::Language language = reader_language(arguments.language);
  if (!arguments.output.empty()) return store_rulebook(arguments.rules, arguments.output, language);
  const base::Message missing{"Dire où écrire le programme : --output FICHIER.",
                              "Say where to write the program: --output FILE."};
  std::cerr << missing.in(language) << '\n';
  return kBadUsage;
}

}  // namespace

void add_compile(CLI::App& app, int& status) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb = app.add_subcommand(
      "compile", "Compiler des règles en un fichier pour navigateurs / compile rules into one file for browsers");
  add_rule_options(*verb, arguments->rules);
  verb->add_option("--output", arguments->output, "Fichier écrit / file written");
  verb->add_option("--lang", arguments->language, "fr | en")->check(CLI::IsMember({"fr", "en"}));
  verb->add_flag("--lines", arguments->lines)->group("");  // for tests
  verb->callback([arguments, &status] { status = compile(*arguments); });
}

}  // namespace partance::cli
