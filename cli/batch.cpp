// See batch.hpp.
#include "cli/batch.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <sys/stat.h>

#include "base/file.hpp"
#include "cli/batch_journal.hpp"
#include "cli/batch_plan.hpp"
#include "cli/batch_progress.hpp"
#include "cli/clock.hpp"
#include "cli/interruption.hpp"
#include "cli/language.hpp"
#include "cli/rulebook.hpp"
#include "cli/status.hpp"
#include "cli/table_files.hpp"
#include "cli/table_options.hpp"
#include "engine/plan/serialised.hpp"
#include "microsimulation/stream/batch.hpp"
#include "microsimulation/stream/input_trace.hpp"
#include "microsimulation/stream/resume.hpp"
#include "simulation/catalogue.hpp"

namespace partance::cli {

namespace stream = microsimulation::stream;
namespace table = microsimulation::table;

namespace {

using base::Message;
using microsimulation::stream::Batch;
using microsimulation::stream::BatchOptions;
using microsimulation::stream::Format;
using microsimulation::table::Encoding;

constexpr std::size_t kMostMappingBytes = 1U << 20U;
constexpr std::size_t kMostThreads = 256;
constexpr std::size_t kMostJournalBytes = 16U << 20U;

struct Arguments {
  std::vector<std::string> rulebook{};
  std::vector<std::string> rules{};
  std::string input = "-";
  std::string input_format{};
  std::string separator{};
  std::string encoding{};
  std::string mapping{};
  std::vector<std::string> keep{};
  std::string output = "-";
  std::string output_format{};
  std::string output_separator{};
  std::string decimal{};
  std::vector<std::string> targets{};
  std::vector<std::string> constants{};
  std::string date{};
  std::size_t threads = 0;
  std::size_t block_kib = 0;  // 0: as suits the plan
  std::string slice{};
  std::string language{};
  bool is_strict = false;
  bool shows_plan = false;
  bool resumes = false;
  bool is_quiet = false;
};

std::optional<char> separator_named(std::string_view word) {
  if (word == "comma") return ',';
  if (word == "semicolon") return ';';
  if (word == "tab") return '\t';
  return std::nullopt;
}

/// One run of the verb.
class BatchVerb {
 public:
  explicit BatchVerb(const Arguments& arguments)
      : arguments_(arguments), language_(reader_language(arguments.language)) {}

  int go() {
    for (const auto step :
         {&BatchVerb::load_rules, &BatchVerb::read_options, &BatchVerb::read_targets, &BatchVerb::read_constants,
          &BatchVerb::read_mapping, &BatchVerb::open_input, &BatchVerb::read_journal, &BatchVerb::open_batch}) {
      if (const int status = (this->*step)(); status != kDone) return status;
    }
    if (arguments_.shows_plan) {
      std::cout << describe(*batch_, language_);
      return kDone;
    }
    if (const int status = open_output(); status != kDone) return status;
    return run();
  }

 private:
  int fail(int status, const Message& message) const {
    std::cerr << message.in(language_) << '\n';
    return status;
  }
  int fail(const base::Error& error) const {
    if (error.kind == base::ErrorKind::kInterrupted) return kInterrupted;
    const bool is_file = error.kind == base::ErrorKind::kNotFound || error.kind == base::ErrorKind::kUnreadable;
    return fail(is_file ? kCannotRead : kAnswersInError, error.message);
  }
  int tell(const std::vector<engine::syntax::Diagnostic>& diagnostics, int status) const {
    for (const auto& diagnostic : diagnostics) std::cerr << engine::syntax::render(diagnostic, sources_, language_);
    return status;
  }

  int load_rules() {
    int status = kDone;
    const bool has_both = !arguments_.rulebook.empty();
    RuleChoice choice{.rulebook = arguments_.rules, .extra = {}};
    if (has_both) choice = {.rulebook = arguments_.rulebook, .extra = arguments_.rules};
    program_ = load_rulebook(choice, language_, status);
    return status;
  }

  int read_options() {
    options_.input.format = format_named(arguments_.input_format).value_or(format_of_file(arguments_.input));
    const bool follows_input = arguments_.output == "-";
    options_.output = format_named(arguments_.output_format)
                          .value_or(follows_input ? options_.input.format : format_of_file(arguments_.output));
    options_.input.separator = separator_named(arguments_.separator);
    options_.output_separator = separator_named(arguments_.output_separator);
    if (!options_.input.separator && arguments_.input.ends_with(".tsv")) options_.input.separator = '\t';
    if (!options_.output_separator && arguments_.output.ends_with(".tsv")) options_.output_separator = '\t';
    if (arguments_.encoding == "utf-8") options_.input.encoding = Encoding::kUtf8;
    if (arguments_.encoding == "windows-1252") options_.input.encoding = Encoding::kWindows1252;
    if (arguments_.decimal == "comma") options_.decimal = ',';
    if (arguments_.decimal == "point") options_.decimal = '.';
    options_.keep = arguments_.keep;
    options_.run.today = today_or(arguments_.date);
    options_.is_strict = arguments_.is_strict;
    options_.language = language_;
    options_.threads = arguments_.threads > 0 ? std::min(arguments_.threads, kMostThreads)
                                              : std::max(1U, std::thread::hardware_concurrency());
    options_.block_bytes = std::min<std::size_t>(arguments_.block_kib, 65'536) << 10U;
    if (arguments_.resumes && arguments_.output == "-") {
      return fail(kBadUsage, {"--resume continue un fichier : donner --output FICHIER.",
                              "--resume goes on with a file: give --output FILE."});
    }
    if (arguments_.slice.empty()) return kDone;
    const auto slice = slice_named(arguments_.slice);
    if (slice) options_.slice = *slice;
    return slice ? kDone
                 : fail(kBadUsage, {"--slice attend I/N, comme 3/10 : la troisième partie de dix.",
                                    "--slice expects I/N, like 3/10: the third part of ten."});
  }

  int read_targets() {
    for (const std::string& text : arguments_.targets) {
      auto parts = table::NameWithUnit{text, {}};
      if (!table::public_rule(*program_, text)) parts = table::split_unit(text);
      const auto rule = table::public_rule(*program_, parts.name);
      if (!rule) return tell({table::unknown_rule(*program_, parts.name)}, kBadUsage);
      auto units = program_->model.units;
      if (const auto unit = units.parse(parts.unit); !parts.unit.empty() && !unit) return fail(kBadUsage, unit.error());
      options_.targets.push_back({*rule, parts.unit});
    }
    if (!options_.targets.empty()) return kDone;
    for (const auto& aid : simulation::read_catalogue(*program_).aids) {
      for (const auto rule : simulation::explained_rules(aid)) options_.targets.push_back({rule, {}});
    }
    if (!options_.targets.empty()) return kDone;
    return fail(kBadUsage, {"Ces règles ne décrivent pas d'aide : dire que calculer avec --target RÈGLE.",
                            "These rules describe no aid: say what to compute with --target RULE."});
  }

  int read_constants() {
    for (const std::string& text : arguments_.constants) {
      const std::size_t equals = text.find('=');
      if (equals == std::string::npos) {
        return fail(kBadUsage, {"--constant attend NOM=VALEUR : " + text, "--constant expects NAME=VALUE: " + text});
      }
      const std::string name = table::split_unit(text.substr(0, equals)).name;
      const auto rule = table::public_rule(*program_, name);
      if (!rule) return tell({table::unknown_rule(*program_, name)}, kBadUsage);
      options_.constants.push_back({*rule, table::split_unit(text.substr(equals + 1)).name});
    }
    return kDone;
  }

  int read_mapping() {
    if (arguments_.mapping.empty()) return kDone;
    auto text = base::read_file(arguments_.mapping, kMostMappingBytes);
    if (!text) return fail(text.error());
    mapping_fingerprint_ = base::fingerprint_text(base::fingerprint(*text));
    std::vector<engine::syntax::Diagnostic> diagnostics;
    mapping_ = table::read_mapping(arguments_.mapping, *std::move(text), sources_, diagnostics);
    if (!mapping_) return tell(diagnostics, kBadUsage);
    options_.mapping = &*mapping_;
    return kDone;
  }

  int open_input() {
    if (are_one_file(arguments_.input, arguments_.output) && TableOutput(arguments_.output).has_part()) {
      return fail(kBadUsage, {"--output est le fichier lu : donner un autre nom, il serait remplacé.",
                              "--output is the file that is read: give another name, it would be replaced."});
    }
    auto input = TableInput::open(arguments_.input);
    if (!input) return fail(input.error());
    input_.emplace(*std::move(input));
    options_.input_bytes = input_->bytes();
    if (options_.slice.count == 1 || options_.input_bytes > 0) return kDone;
    return fail(kBadUsage, {"--slice partage un fichier, dont la taille est connue : donner --input FICHIER.",
                            "--slice shares out a file, whose size is known: give --input FILE."});
  }

  /// All that the bytes written depend on, but for the input.
  [[nodiscard]] std::vector<RunFact> facts() const {
    const auto all = [](const std::vector<std::string>& texts) {
      std::string list;
      for (const std::string& text : texts) list += (list.empty() ? "" : "; ") + text;
      return list;
    };
    const std::string input_form = arguments_.separator + " " + arguments_.encoding;
    const std::string output_form = arguments_.output_separator + " " + arguments_.decimal;
    const auto format = [](Format one) { return std::string(one == Format::kCsv ? "csv" : "jsonl"); };
    return {
        {.key = "program", .name = {"la version de Partance", "the version of Partance"}, .value = PARTANCE_VERSION},
        {.key = "rules",
         .name = {"les règles", "the rules"},
         .value = engine::plan::program_version(*program_),
         .is_shown = false},
        {.key = "targets", .name = {"--target", "--target"}, .value = all(arguments_.targets)},
        {.key = "constants", .name = {"--constant", "--constant"}, .value = all(arguments_.constants)},
        {.key = "keep", .name = {"--keep", "--keep"}, .value = all(arguments_.keep)},
        {.key = "mapping", .name = {"--mapping", "--mapping"}, .value = mapping_fingerprint_, .is_shown = false},
        {.key = "date",
         .name = {"la date du jour, --date", "today's date, --date"},
         .value = engine::value::date_text(options_.run.today)},
        {.key = "slice", .name = {"--slice", "--slice"}, .value = arguments_.slice},
        {.key = "input format", .name = {"--input-format", "--input-format"}, .value = format(options_.input.format)},
        {.key = "input form", .name = {"--separator ou --encoding", "--separator or --encoding"}, .value = input_form},
        {.key = "output format", .name = {"--output-format", "--output-format"}, .value = format(options_.output)},
        {.key = "output form",
         .name = {"--output-separator ou --decimal", "--output-separator or --decimal"},
         .value = output_form},
        {.key = "language", .name = {"--lang", "--lang"}, .value = language_ == base::Language::kFrench ? "fr" : "en"}};
  }

  /// Resuming: is this the run that was interrupted?
  int read_journal() {
    std::optional<stream::InputTrace::Mark> expected;
    const std::string part = TableOutput::part_of(arguments_.output);
    const bool resumes = arguments_.resumes && !arguments_.shows_plan && is_file(part);
    const auto text = resumes ? base::read_file(journal_of(part), kMostJournalBytes) : base::Result<std::string>();
    const auto journal = resumes && text ? parse_journal(*text) : std::nullopt;
    if (resumes && !journal) {
      say({"« " + journal_of(part) + " » manque : rien ne dit que les lignes déjà écrites viennent de ce calcul-ci.",
           "“" + journal_of(part) +
               "” is missing: nothing says that the rows written already come from this very run."});
    }
    if (journal) {
      if (const auto differs = difference(*journal, facts())) {
        return fail(kBadUsage, {"Ce n'est pas le calcul interrompu. Diffère : " + differs->fr +
                                    ". Refaire la même commande, ou supprimer « " + part + " » pour tout recalculer.",
                                "This is not the interrupted run. Differs: " + differs->en +
                                    ". Give the same command, or remove “" + part + "” to compute everything again."});
      }
      if (journal->input.bytes > 0) expected = journal->input;
    }
    trace_.emplace(expected);
    return kDone;
  }

  static bool is_file(const std::string& path) {
    struct stat status{};
    return ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
  }

  int open_batch() {
    auto batch = Batch::open(program_, trace_->follow(input_->source(interruption_.flag())), options_);
    if (batch) {
      batch_ = *std::move(batch);
      return kDone;
    }
    if (batch.error().error) return fail(*batch.error().error);
    return tell(batch.error().diagnostics, kAnswersInError);
  }

  int open_output() {
    output_.emplace(arguments_.output);
    stream::Written written;
    const std::string part = TableOutput::part_of(arguments_.output);
    const bool has_part = output_->has_part() && is_file(part);
    if (has_part && !arguments_.resumes) {
      return fail(kBadUsage,
                  {"« " + part + " » est resté d'un calcul interrompu : --resume le continue ; sinon, le supprimer.",
                   "“" + part + "” was left by an interrupted run: --resume goes on with it; otherwise remove it."});
    }
    if (has_part) {
      auto left = TableInput::open(part);
      if (!left) return fail(left.error());
      auto found = stream::whole_rows(left->source(interruption_.flag()), batch_->header(), batch_->shape());
      if (!found) return fail(found.error());
      written = *found;
      batch_->skip(written.rows);
      say({"Reprise après " + counted(written.rows, language_) + " lignes.",
           "Going on after " + counted(written.rows, language_) + " rows."});
    }
    if (auto opened = output_->open(written.bytes); !opened) return fail(opened.error());
    if (written.bytes > 0) return kDone;
    write_journal();
    const auto header = output_->write(batch_->header());
    return header ? kDone : fail(header.error());
  }

  /// Where it fails, --resume will say that it is missing.
  void write_journal() const {
    if (!output_->has_part()) return;
    const std::string path = journal_of(TableOutput::part_of(arguments_.output));
    (void)write_owner_file(path, journal_text(facts(), trace_->mark()));
  }

  void say(const Message& message) const {
    if (!arguments_.is_quiet) std::cerr << message.in(language_) << '\n';
  }

  int run() {
    BatchProgress progress(batch_->first_byte(), batch_->last_byte(), arguments_.is_quiet, language_);
    const auto sink = [&](std::string_view rows) { return output_->write(rows); };
    auto next_journal = std::chrono::steady_clock::now();
    const auto tell = [&](const stream::Tally& tally) {
      progress.tell(tally);
      // Of a block with the row a strict run stops at, only a part is written.
      if (!tally.stopped_at) trace_->written(tally.offset);
      if (std::chrono::steady_clock::now() < next_journal) return;
      write_journal();
      next_journal = std::chrono::steady_clock::now() + std::chrono::seconds(1);
    };
    const auto result = batch_->run(sink, tell, interruption_.flag());
    progress.close();
    write_journal();
    const bool is_interrupted =
        interruption_.flag() || (!result && result.error().kind == base::ErrorKind::kInterrupted);
    if (!result && !is_interrupted) {
      const int status = fail(result.error());
      say_how_to_resume();
      return status;
    }
    if (result && !arguments_.is_quiet) {
      std::cerr << run_summary(*result, progress.seconds(), options_.threads, language_);
    }
    if (is_interrupted) {
      say({"Interrompu.", "Interrupted."});
      say_how_to_resume();
      return kInterrupted;
    }
    if (result->stopped_at) return stopped(*result->stopped_at);
    const auto finished = output_->finish();
    if (!finished) return fail(finished.error());
    if (output_->has_part()) (void)std::remove(journal_of(TableOutput::part_of(arguments_.output)).c_str());
    return kDone;
  }

  int stopped(const stream::FirstError& error) const {
    const std::string line = std::to_string(error.line);
    fail(kAnswersInError, {"Ligne " + line + " [" + error.code + "] " + error.message.fr,
                           "Line " + line + " [" + error.code + "] " + error.message.en});
    say_how_to_resume();
    return kAnswersInError;
  }

  void say_how_to_resume() const {
    if (!output_->has_part()) return;
    const std::string part = TableOutput::part_of(arguments_.output);
    std::cerr << Message{"Les lignes calculées sont dans « " + part +
                             " ». Pour continuer : la même commande avec --resume.",
                         "The rows computed are in “" + part + "”. To go on: the same command with --resume."}
                     .in(language_)
              << '\n';
  }

  const Arguments& arguments_;
  base::Language language_;
  engine::syntax::Sources sources_;
  std::shared_ptr<const engine::plan::Program> program_;
  BatchOptions options_;
  std::optional<table::Mapping> mapping_;
  Interruption interruption_;
  std::optional<TableInput> input_;
  std::optional<stream::InputTrace> trace_;
  std::string mapping_fingerprint_;
  std::unique_ptr<Batch> batch_;
  std::optional<TableOutput> output_;
};

void add_table_options(CLI::App& verb, Arguments& arguments) {
  verb.add_option("--input", arguments.input, "Tableau lu (- : entrée standard) / table read (-: standard input)");
  verb.add_option("--input-format", arguments.input_format, "csv | jsonl (sinon d'après le nom / else by the name)")
      ->check(CLI::IsMember({"csv", "jsonl"}));
  verb.add_option("--separator", arguments.separator, "comma | semicolon | tab (sinon d'après l'en-tête / else seen)")
      ->check(CLI::IsMember({"comma", "semicolon", "tab"}));
  verb.add_option("--encoding", arguments.encoding, "utf-8 | windows-1252 (sinon d'après le contenu / else seen)")
      ->check(CLI::IsMember({"utf-8", "windows-1252"}));
  verb.add_option("--mapping", arguments.mapping,
                  "Fichier YAML ou JSON « en-tête: règle » / YAML or JSON file “header: rule”");
  verb.add_option("--keep", arguments.keep,
                  "Colonne recopiée (répétable, * : toutes) / column copied (repeatable, *: all)")
      ->allow_extra_args(false);
  verb.add_option("--output", arguments.output, "Tableau écrit (- : sortie standard) / table written");
  verb.add_option("--output-format", arguments.output_format, "csv | jsonl")->check(CLI::IsMember({"csv", "jsonl"}));
  verb.add_option("--output-separator", arguments.output_separator,
                  "comma | semicolon | tab (sinon comme lu / else as read)")
      ->check(CLI::IsMember({"comma", "semicolon", "tab"}));
  verb.add_option("--decimal", arguments.decimal, "comma | point (sinon virgule si point-virgule / else by separator)")
      ->check(CLI::IsMember({"comma", "point"}));
}

}  // namespace

void add_batch(CLI::App& app, int& status) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb = app.add_subcommand("batch", "Évaluer un tableau de personnes / evaluate a table of people");
  verb->add_option("--rules", arguments->rules,
                   "Règles (dossier ou fichier, répétable ; sinon le recueil national) / "
                   "rules (folder or file, repeatable; else the national rulebook)")
      ->allow_extra_args(false);
  verb->add_option("--rulebook", arguments->rulebook, "Recueil auquel --rules s'ajoute / rulebook --rules are added to")
      ->allow_extra_args(false);
  add_table_options(*verb, *arguments);
  verb->add_option("--target", arguments->targets,
                   "Règle calculée, avec son unité si l'on veut : « nom (€/mois) » (répétable ; sinon les aides) / "
                   "rule computed, with a unit if wanted (repeatable; else all aids)")
      ->allow_extra_args(false);
  verb->add_option("--constant", arguments->constants,
                   "NOM=VALEUR, la même réponse pour tous (répétable) / the same answer for all (repeatable)")
      ->allow_extra_args(false);
  verb->add_option("--date,--today", arguments->date, "Date du jour, JJ/MM/AAAA / today's date, DD/MM/YYYY")
      ->check(check_date);
  verb->add_option("--threads", arguments->threads, "Fils de calcul (sinon un par cœur) / threads (else one a core)");
  verb->add_option("--slice", arguments->slice, "I/N : la Ième partie de N / the Ith part of N");
  verb->add_flag("--strict", arguments->is_strict, "S'arrêter à la première erreur / stop at the first error");
  verb->add_flag("--resume", arguments->resumes, "Continuer un calcul interrompu / go on with an interrupted run");
  verb->add_flag("--plan", arguments->shows_plan, "Montrer ce qui serait calculé / show what would be computed");
  verb->add_flag("--quiet", arguments->is_quiet, "Sans avancement ni bilan / without progress and summary");
  verb->add_option("--block", arguments->block_kib)->group("");  // KiB of a block, for tests and measures
  verb->add_option("--lang", arguments->language, "fr | en")->check(CLI::IsMember({"fr", "en"}));
  verb->callback([arguments, &status] { status = BatchVerb(*arguments).go(); });
}

}  // namespace partance::cli
