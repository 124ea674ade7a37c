// See bad_usage.hpp.
#include "cli/bad_usage.hpp"

#include <iostream>

#include <CLI/CLI.hpp>

#include "cli/language.hpp"
#include "cli/status.hpp"

namespace partance::cli {

int say_bad_usage(const CLI::ParseError& error) {
  const base::Language language = reader_language({});
  const base::Message before{"Commande incorrecte : ", "Bad command: "};
  const base::Message after{"L'aide : partance --help, ou partance VERBE --help",
                            "Help: partance --help, or partance VERB --help"};
  std::cerr << before.in(language) << error.what() << '\n' << after.in(language) << '\n';
  return kBadUsage;
}

}  // namespace partance::cli
