// See hand_over.hpp.
#include "cli/hand_over.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iostream>
#include <string_view>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "cli/language.hpp"
#include "cli/own_build.hpp"
#include "cli/status.hpp"

namespace partance::cli {

namespace {

struct Verb {
  const char* name;
  const char* meaning;
};
constexpr Verb kVerbs[] = {
    {"serve", "Le simulateur sur le réseau / the simulator on the network"},
    {"establishments", "Les établissements participants / the establishments taking part"},
    {"backup", "Copie la base de données pendant que le service tourne / copies the database while the service runs"},
    {"restore", "Remet une copie à la place de la base de données / puts a copy in place of the database"},
};

}  // namespace

void add_handed_over(CLI::App& app) {
  for (const Verb& verb : kVerbs) app.add_subcommand(verb.name, verb.meaning);
}

bool is_handed_over(int argc, char** argv) {
  if (argc < 2) return false;
  return std::ranges::any_of(kVerbs, [&](const Verb& verb) { return std::string_view(verb.name) == argv[1]; });
}

int hand_over(char** argv) {
  const std::string program = (executable_file().parent_path() / "partance-server").string();
  execv(program.c_str(), argv);
  const base::Message message{
      "Impossible de lancer « " + program + " » (" + std::strerror(errno) + ") : l'installation est incomplète.",
      "Cannot start \"" + program + "\" (" + std::strerror(errno) + "): the installation is incomplete."};
  std::cerr << message.in(reader_language({})) << '\n';
  return kCannotRead;
}

}  // namespace partance::cli
