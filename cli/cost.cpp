// See cost.hpp.
#include "cli/cost.hpp"

#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "cli/clock.hpp"
#include "cli/compiled_rulebook.hpp"
#include "cli/cost_command.hpp"
#include "cli/cost_report.hpp"
#include "cli/interruption.hpp"
#include "cli/language.hpp"
#include "cli/output.hpp"
#include "cli/rulebook.hpp"
#include "cli/status.hpp"
#include "cli/table_files.hpp"
#include "cli/terminal.hpp"
#include "engine/load/load.hpp"
#include "microsimulation/cost/compare.hpp"
#include "microsimulation/population/population.hpp"
#include "microsimulation/stream/read_table.hpp"

namespace partance::cli {

namespace {

namespace cost = microsimulation::cost;
namespace population = microsimulation::population;
namespace stream = microsimulation::stream;

constexpr unsigned kMostThreads = 64;
/// More people than memory is likely to hold as columns.
constexpr std::uint64_t kMostPeople = 50'000'000;

/// How far the computation is, on a terminal.
class ProgressLine {
 public:
  explicit ProgressLine(base::Language language) : language_(language), is_shown_(isatty(STDERR_FILENO) != 0) {}
  ~ProgressLine() { wipe(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(std::size_t done, std::size_t all) {
    const std::size_t percent = all == 0 ? 100 : 100 * done / all;
    if (!is_shown_ || percent == percent_) return;
    percent_ = percent;
    const base::Message words{"Calcul : ", "Computing: "};
    std::cerr << '\r' << words.in(language_) << percent << " %" << std::flush;
  }
  void wipe() {
    if (is_shown_ && percent_ != kNone) std::cerr << "\r\x1b[K" << std::flush;
    percent_ = kNone;
  }

 private:
  static constexpr std::size_t kNone = 1000;
  base::Language language_;
  bool is_shown_;
  std::size_t percent_ = kNone;
};

/// One run of the verb.
class Costing {
 public:
  explicit Costing(const CostArguments& arguments)
      : arguments_(arguments), language_(reader_language(arguments.language)) {}

  int go() {
    report_.language = language_;
    report_.program_version = PARTANCE_VERSION;
    report_.today = today_or(arguments_.today);
    if (const int status = load_rules(); status != kDone) return status;
    if (const int status = load_people(); status != kDone) return status;
    if (const int status = compare(); status != kDone) return status;
    for (auto& change : reform_.changes) {
      // What is written within a rule changes with it.
      std::vector<std::string> names{change.name};
      for (const std::string& name : reform_.touched) {
        if (name.starts_with(change.name + " . ")) names.push_back(name);
      }
      report_.changes.push_back({.rule = change, .reach = cost::reach_of(*before_, *after_, names)});
    }
    report_.removed = reform_.removed;
    report_.range = range();
    report_.command = cost_command(arguments_, report_);
    return show();
  }

 private:
  int fail(int status, const base::Message& message) const {
    std::cerr << message.in(language_) << '\n';
    return status;
  }

  int tell_errors() const {
    for (const auto& diagnostic : loaded_.diagnostics) {
      if (diagnostic.severity != engine::syntax::Severity::kError) continue;
      std::cerr << engine::syntax::render(diagnostic, loaded_.sources, language_);
    }
    return kRulesInError;
  }

  [[nodiscard]] cost::RangeEnd range() const {
    return arguments_.range == "maximum" ? cost::RangeEnd::kMaximum : cost::RangeEnd::kMinimum;
  }

  int read(const std::vector<std::string>& paths, std::string& fingerprint) {
    base::Fingerprinter fingerprinter;
    for (const std::string& path : paths) {
      auto files = engine::load::rule_files(path);
      if (!files) return fail(kCannotRead, files.error().message);
      add_rule_files(fingerprinter, *files, path);
      for (base::FileText& file : *files) {
        engine::load::read_text(std::move(file.path), std::move(file.text), loaded_);
      }
    }
    fingerprint = base::fingerprint_text(fingerprinter.result());
    return loaded_.has_errors() ? tell_errors() : kDone;
  }

  int load_rules() {
    std::vector<std::string> paths = arguments_.rules.rulebook;
    if (paths.empty()) {
      const auto national = national_rulebook();
      if (!national) return fail(kCannotRead, national.error().message);
      paths.push_back(national->string());
    }
    paths.insert(paths.end(), arguments_.rules.extra.begin(), arguments_.rules.extra.end());
    for (const std::string& path : paths) report_.rulebook += (report_.rulebook.empty() ? "" : ", ") + path;
    if (const int status = read(paths, report_.rulebook_fingerprint); status != kDone) return status;
    before_ = engine::load::compile(loaded_);
    if (!before_) return tell_errors();
    const std::size_t first = loaded_.documents.size();
    if (const int status = read(arguments_.reforms, report_.reform_fingerprint); status != kDone) return status;
    reform_ = cost::merge_reform(loaded_, first);
    after_ = engine::load::compile(loaded_);
    return after_ ? kDone : tell_errors();
  }

  int load_people() { return arguments_.population.empty() ? make_people() : read_people(); }

  int read_people() {
    auto input = TableInput::open(arguments_.population);
    if (!input) return fail(kCannotRead, input.error().message);
    base::Fingerprinter fingerprinter;
    std::string part;
    const auto bytes = input->source(interruption_.flag());
    // Whole parts only: what is read at once is left to chance.
    constexpr std::size_t kPartBytes = 1U << 20U;
    const auto source = [&](std::span<char> into) -> base::Result<std::size_t> {
      const auto got = bytes(into);
      if (!got) return got;
      part.append(into.data(), *got);
      for (; part.size() >= kPartBytes; part.erase(0, kPartBytes)) {
        fingerprinter.add(std::string_view(part).substr(0, kPartBytes));
      }
      return got;
    };
    const stream::TableOptions options{
        .form = {.format = format_of(arguments_.population), .separator = {}, .encoding = {}},
        .mapping = nullptr,
        .numbers = {arguments_.weight.empty() ? std::string(cost::kWeightColumn) : arguments_.weight},
        .groups = arguments_.by,
        .leaves_out_others = true,
        .shows_cells = false,
        .most_rows = kMostPeople};
    // The rulebook after the reform knows the questions that it adds.
    auto people = stream::read_table(*after_, source, options);
    if (!people) return tell_refusal(people.error());
    fingerprinter.add(part);
    report_.population = {.file = arguments_.population,
                          .fingerprint = base::fingerprint_text(fingerprinter.result()),
                          .bad_rows = people->bad_row_count};
    constexpr std::size_t kMostProblems = 3;
    for (std::size_t i = 0; i < std::min(people->bad_rows.size(), kMostProblems); ++i) {
      const stream::BadRow& bad = people->bad_rows[i];
      const std::string line = std::to_string(bad.line);
      report_.population.problems.push_back(
          {"ligne " + line + ", " + bad.message.fr, "line " + line + ", " + bad.message.en});
    }
    ignored_ = std::move(people->left_out);
    people_ = std::move(people->table);
    if (people_.rows > 0) return kDone;
    for (const base::Message& problem : report_.population.problems) std::cerr << problem.in(language_) << '\n';
    return fail(kAnswersInError,
                {"La population n'a aucune ligne lisible.", "The population has no row that can be read."});
  }

  int tell_refusal(const stream::TableRefusal& refusal) const {
    for (const auto& diagnostic : refusal.diagnostics) std::cerr << diagnostic.message.in(language_) << '\n';
    if (!refusal.error) return kAnswersInError;
    const base::ErrorKind kind = refusal.error->kind;
    const int status = kind == base::ErrorKind::kInterrupted    ? kInterrupted
                       : kind == base::ErrorKind::kInvalidInput ? kAnswersInError
                                                                : kCannotRead;
    return fail(status, refusal.error->message);
  }

  static stream::Format format_of(std::string_view path) {
    const bool is_json = path.ends_with(".jsonl") || path.ends_with(".ndjson") || path.ends_with(".json");
    return is_json ? stream::Format::kJsonLines : stream::Format::kCsv;
  }

  /// Whether an answer can touch what is computed: the others are not even made.
  [[nodiscard]] bool matters(const std::string& question) const {
    // Rules of combination may look at any answer.
    if (arguments_.combined || (arguments_.aids.empty() && arguments_.targets.empty()))
      return before_->model.find(question) || after_->model.find(question);
    const std::span names(&question, 1);
    const auto touched = cost::reach_of(*before_, *after_, names).aids;
    const auto is_touched = [&](const std::string& aid) { return std::ranges::find(touched, aid) != touched.end(); };
    if (std::ranges::any_of(arguments_.aids, is_touched)) return true;
    for (const auto& program : {before_, after_}) {
      const auto reached = cost::reached_rules(*program, names);
      const auto is_reached = [&](const std::string& name) {
        const auto rule = program->model.find(name);
        return rule && reached[index(*rule)];
      };
      if (std::ranges::any_of(arguments_.targets, is_reached) || std::ranges::any_of(arguments_.by, is_reached))
        return true;
    }
    return false;
  }

  int make_people() {
    population::Settings settings;
    settings.size = arguments_.size;
    settings.seed = arguments_.seed;
    settings.year = arguments_.year;
    if (arguments_.size > kMostPeople) {
      return fail(kBadUsage, {"--size : 50 millions de personnes au plus.", "--size: 50 million people at most."});
    }
    if (const auto good = population::check(settings); !good) return fail(kBadUsage, good.error().message);
    bool has_answer = false;
    for (const auto& question : population::questions()) {
      const std::string name(question.name);
      has_answer |= before_->model.find(name) || after_->model.find(name);
      const bool is_asked = name == arguments_.weight || std::ranges::find(arguments_.by, name) != arguments_.by.end();
      if (is_asked || name == cost::kWeightColumn || matters(name)) settings.columns.push_back(name);
    }
    if (!has_answer) {
      return fail(kBadUsage,
                  {"La population synthétique ne répond à aucune question de ces règles : donner la vôtre avec "
                   "--population FICHIER.",
                   "The synthetic population answers no question of these rules: give yours with "
                   "--population FILE."});
    }
    people_ = population::generate(settings, 0, settings.size);
    report_.population = {.size = settings.size, .seed = settings.seed, .year = settings.year};
    return kDone;
  }

  int compare() {
    cost::ComparisonRequest request;
    request.before = before_;
    request.after = after_;
    request.aids = arguments_.aids;
    request.rules = arguments_.targets;
    request.by = arguments_.by;
    request.bands = {.bounds = arguments_.bands, .quantiles = arguments_.quantiles};
    request.changed = reform_.touched;
    request.range = range();
    request.combined = arguments_.combined;
    request.weight = arguments_.weight;
    request.today = report_.today;
    request.threads = arguments_.threads;
    ProgressLine line(language_);
    auto compared = cost::compare(
        request, people_, [&](std::size_t done, std::size_t all) { line.show(done, all); }, &interruption_.flag());
    line.wipe();
    if (!compared) {
      const base::ErrorKind kind = compared.error().kind;
      const int status = kind == base::ErrorKind::kInterrupted ? kInterrupted
                         : kind == base::ErrorKind::kNotFound  ? kBadUsage
                                                               : kAnswersInError;
      return fail(status, compared.error().message);
    }
    report_.comparison = *std::move(compared);
    auto& unused = report_.comparison.unused_columns;
    unused.insert(unused.end(), ignored_.begin(), ignored_.end());
    return kDone;
  }

  int show() const {
    if (!arguments_.html.empty()) {
      const int status = put_output(arguments_.html, cost_html(report_), language_);
      if (status != kDone || arguments_.html == "-") return status;
    }
    if (arguments_.json) {
      std::cout << cost_json(report_);
    } else if (arguments_.html.empty()) {
      const Screen screen = screen_of(STDOUT_FILENO);
      std::cout << cost_text(report_, screen.has_colours, screen.width);
    }
    return kDone;
  }

  const CostArguments& arguments_;
  base::Language language_;
  Interruption interruption_;
  engine::load::Loaded loaded_;
  std::shared_ptr<const engine::plan::Program> before_, after_;
  cost::Reform reform_;
  microsimulation::Table people_;
  std::vector<std::string> ignored_;  // columns of the file that were not read
  CostReport report_;
};

std::string check_bands(const std::vector<double>& bands) {
  const bool rises = std::ranges::is_sorted(bands) && std::ranges::adjacent_find(bands) == bands.end();
  return rises ? std::string() : "les bornes doivent croître / bounds must rise";
}

void add_options(CLI::App& verb, CostArguments& arguments) {
  verb.add_option("--reform", arguments.reforms,
                  "Règles qui en remplacent ou s'ajoutent (répétable) / rules that replace or add (repeatable)")
      ->allow_extra_args(false);
  verb.add_option(
      "--population", arguments.population,
      "Population : CSV ou JSON Lines, - pour l'entrée standard (sinon synthétique) / people (else synthetic)");
  verb.add_option("--size", arguments.size,
                  "Personnes de la population synthétique / people of the synthetic population")
      ->capture_default_str();
  verb.add_option("--seed", arguments.seed, "Graine de cette population / its seed")->capture_default_str();
  verb.add_option("--year", arguments.year, "Sa rentrée / its autumn")->capture_default_str();
  verb.add_option("--aid", arguments.aids,
                  "Chiffrer cette aide seulement (répétable) / cost this aid only (repeatable)")
      ->allow_extra_args(false);
  verb.add_option("--target", arguments.targets, "Chiffrer cette règle (répétable) / cost this rule (repeatable)")
      ->allow_extra_args(false);
  verb.add_option("--by", arguments.by,
                  "Répartir selon cette règle ou cette colonne (répétable) / break down by this rule or column "
                  "(repeatable)")
      ->allow_extra_args(false);
  verb.add_option("--bands", arguments.bands, "Bornes des tranches de nombres : 0,1000,… / bounds of bands of numbers")
      ->delimiter(',');
  verb.add_option("--quantiles", arguments.quantiles,
                  "Sinon, nombre de tranches d'effectifs égaux / else, number of bands of equal numbers of people")
      ->check(CLI::Range(2, 100))
      ->capture_default_str();
  verb.add_option("--weight", arguments.weight, "Colonne des poids (sinon « poids ») / column of weights");
  verb.add_option("--range", arguments.range, "Fourchettes : minimum | maximum / ranges")
      ->check(CLI::IsMember({"minimum", "maximum"}))
      ->capture_default_str();
  verb.add_flag(
      "--combined", arguments.combined,
      "Ne compter, pour chacun, que la meilleure combinaison d'aides permise / count each person's best legal "
      "combination of aids only");
  verb.add_option("--threads", arguments.threads, "Fils d'exécution / threads")->check(CLI::Range(1U, kMostThreads));
  verb.add_option("--today", arguments.today, "Date du jour, JJ/MM/AAAA / today's date, DD/MM/YYYY")->check(check_date);
  verb.add_option("--html", arguments.html, "Écrire la page HTML (- pour la sortie standard) / write the HTML page");
  verb.add_flag("--json", arguments.json, "JSON");
  verb.add_option("--lang", arguments.language, "fr | en")->check(CLI::IsMember({"fr", "en"}));
}

}  // namespace

void add_cost(CLI::App& app, int& status) {
  auto arguments = std::make_shared<CostArguments>();
  arguments->seed = population::kDefaultSeed;
  arguments->year = population::kDefaultYear;
  CLI::App* verb = app.add_subcommand("cost", "Chiffrer un changement de règles / what a change of rules would cost");
  add_options(*verb, *arguments);
  add_rule_options(*verb, arguments->rules);
  verb->callback([arguments, &status] {
    if (const std::string wrong = check_bands(arguments->bands); !wrong.empty()) {
      throw CLI::ValidationError("--bands", wrong);
    }
    if (arguments->threads == 0) arguments->threads = std::clamp(std::thread::hardware_concurrency(), 1U, kMostThreads);
    status = Costing(*arguments).go();
  });
}

}  // namespace partance::cli
