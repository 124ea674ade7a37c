// See population.hpp.
#include "cli/population.hpp"

#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/batch_progress.hpp"
#include "cli/interruption.hpp"
#include "cli/language.hpp"
#include "cli/output.hpp"
#include "cli/population_text.hpp"
#include "cli/rulebook.hpp"
#include "cli/status.hpp"
#include "cli/table_files.hpp"
#include "cli/table_options.hpp"
#include "engine/plan/wording.hpp"
#include "microsimulation/population/writing.hpp"

namespace partance::cli {

namespace {

namespace population = microsimulation::population;
using base::Message;

constexpr std::size_t kMostThreads = 256;
constexpr std::uint64_t kUsualSample = 100'000;  // for --describe: shares to a tenth of a point
constexpr std::uint64_t kMostSample = 1'000'000;

struct Arguments {
  population::Settings settings{};
  RuleChoice rules{};
  std::string output = "-";
  std::string output_format{};
  std::string slice{};
  std::string language{};
  std::size_t threads = 0;
  bool has_size = false;
  bool describes = false;
  bool is_quiet = false;
};

class PopulationVerb {
 public:
  explicit PopulationVerb(const Arguments& arguments)
      : arguments_(arguments), language_(reader_language(arguments.language)) {}

  int go() {
    if (const auto checked = population::check(arguments_.settings); !checked) {
      return fail(kBadUsage, checked.error().message);
    }
    return arguments_.describes ? describe() : write();
  }

 private:
  int fail(int status, const Message& message) const {
    std::cerr << message.in(language_) << '\n';
    return status;
  }

  int describe() {
    int status = kDone;
    const auto program = load_rulebook(arguments_.rules, language_, status);
    if (program == nullptr) return status;
    const std::uint64_t wanted = arguments_.has_size ? arguments_.settings.size : kUsualSample;
    const std::uint64_t sample = std::min(wanted, kMostSample);
    const auto description = population::describe(arguments_.settings, sample, program);
    const auto name = [&](std::string_view column, std::string_view value) -> std::string {
      const auto rule = program->model.find(column);
      return rule ? engine::plan::label(*program, *rule, value, language_).value_or("") : std::string();
    };
    const std::string page = population_page(arguments_.settings, description, name, language_);
    return put_output(arguments_.output, page, language_);
  }

  int write() {
    microsimulation::table::Slice slice;
    if (!arguments_.slice.empty()) {
      const auto named = slice_named(arguments_.slice);
      if (!named) {
        return fail(kBadUsage, {"--slice attend I/N, la Ième de N parties : 1/4, 2/4…",
                                "--slice takes I/N, the Ith of N parts: 1/4, 2/4…"});
      }
      slice = *named;
    }
    TableOutput output(arguments_.output);
    if (const auto opened = output.open(0); !opened) return fail(kCannotRead, opened.error().message);
    const Interruption interruption;
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t threads = std::min(arguments_.threads == 0 ? cores : arguments_.threads, kMostThreads);
    const auto format = format_named(arguments_.output_format).value_or(format_of_file(arguments_.output));
    const population::Rows rows = rows_of(arguments_.settings, slice);
    const auto written = population::write(
        arguments_.settings, rows, format, threads, [&](std::string_view text) { return output.write(text); },
        interruption.flag());
    if (!written) return fail(kCannotRead, written.error().message);
    if (interruption.flag()) return interrupted(*written);
    if (const auto finished = output.finish(); !finished) return fail(kCannotRead, finished.error().message);
    tell(*written);
    return kDone;
  }

  int interrupted(std::uint64_t rows) const {
    const std::string count = counted(rows, language_);
    const bool is_file = arguments_.output != "-";
    const std::string part = TableOutput::part_of(arguments_.output);
    const Message where{is_file ? ", qui sont dans « " + part + " »" : "",
                        is_file ? ", which are in “" + part + "”" : ""};
    return fail(kInterrupted, {"Interrompu après " + count + " lignes entières" + where.fr +
                                   ". La même commande recommence au début ; --slice fait la population par parties.",
                               "Interrupted after " + count + " whole rows" + where.en +
                                   ". The same command begins again; --slice makes the population in parts."});
  }

  void tell(std::uint64_t rows) const {
    if (arguments_.is_quiet) return;
    const auto& settings = arguments_.settings;
    const auto students = population::weights(settings).students;
    const Message done{counted(rows, language_) + " lignes : graine " + std::to_string(settings.seed) + ", rentrée " +
                           std::to_string(settings.year) + ", taille " + counted(settings.size, language_) + " pour " +
                           counted(students, language_) + " étudiants (colonne « poids »).",
                       counted(rows, language_) + " rows: seed " + std::to_string(settings.seed) + ", autumn " +
                           std::to_string(settings.year) + ", size " + counted(settings.size, language_) + " for " +
                           counted(students, language_) + " students (column “poids”)."};
    std::cerr << done.in(language_) << '\n';
  }

  const Arguments& arguments_;
  base::Language language_;
};

}  // namespace

void add_population(CLI::App& app, int& status) {
  auto arguments = std::make_shared<Arguments>();
  population::Settings& settings = arguments->settings;
  CLI::App* verb = app.add_subcommand(
      "population", "Fabriquer une population synthétique d'étudiants / make a synthetic population of students");
  const CLI::Option* size =
      verb->add_option("--size", settings.size, "Lignes / rows")->check(CLI::NonNegativeNumber)->capture_default_str();
  verb->add_option("--seed", settings.seed, "Graine : même graine, mêmes octets / same seed, same bytes")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  verb->add_option("--year", settings.year, "Année de la rentrée / year of the autumn")->capture_default_str();
  verb->add_option("--leaving", settings.leaving_percent,
                   "Part des lignes qui partent à l'étranger, en % / share of rows who leave for abroad, in %")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  verb->add_option("--columns", settings.columns,
                   "Colonnes, séparées par des virgules (sinon toutes) / columns, between commas (else all)")
      ->delimiter(',')
      ->allow_extra_args(false);
  verb->add_option("--slice", arguments->slice, "I/N : la Ième partie de N / the Ith part of N");
  verb->add_option("--output", arguments->output, "Tableau écrit (- : sortie standard) / table written");
  verb->add_option("--output-format", arguments->output_format, "csv | jsonl (sinon d'après le nom / else by the name)")
      ->check(CLI::IsMember({"csv", "jsonl"}));
  verb->add_option("--threads", arguments->threads, "Fils de calcul (sinon un par cœur) / threads (else one a core)")
      ->check(CLI::NonNegativeNumber);
  verb->add_flag("--describe", arguments->describes,
                 "Montrer les distributions, leurs sources et ce qu'un échantillon en donne / "
                 "show the distributions, their sources and what a sample gives");
  add_rule_options(*verb, arguments->rules);
  verb->add_flag("--quiet", arguments->is_quiet, "Sans bilan / without summary");
  verb->add_option("--lang", arguments->language, "fr | en")->check(CLI::IsMember({"fr", "en"}));
  verb->callback([arguments, size, &status] {
    arguments->has_size = size->count() > 0;
    // "A, B" is "A,B".
    for (std::string& name : arguments->settings.columns) {
      name.erase(0, std::min(name.find_first_not_of(' '), name.size()));
      name.erase(name.find_last_not_of(' ') + 1);
    }
    status = PopulationVerb(*arguments).go();
  });
}

}  // namespace partance::cli
