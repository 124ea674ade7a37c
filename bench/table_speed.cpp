// Speed of tables: CSV in memory to CSV in memory, and how the time divides; one JSON object on the standard output.
//   table_speed --rules PATH --target RULE… [--column NAME]… [--constant NAME=ANSWER]… [--rows N] [--repetitions N]
// The rows are the synthetic population's. Cutting, reading, evaluating and writing are timed on one thread, in time
// computed; then the whole on one and on two, by the clock. Medians.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <ctime>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "engine/batch/worker.hpp"
#include "engine/load/load.hpp"
#include "microsimulation/population/writing.hpp"
#include "microsimulation/stream/batch.hpp"

namespace {

namespace stream = partance::microsimulation::stream;
namespace table = partance::microsimulation::table;
namespace population = partance::microsimulation::population;
using partance::engine::plan::Program;

struct Arguments {
  std::string rules;
  std::vector<std::string> targets;
  std::vector<std::string> columns;
  std::vector<std::string> constants;
  std::size_t rows = 1'000'000;
  int repetitions = 5;
};

Arguments read_arguments(int argc, char** argv) {
  Arguments arguments;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view option = argv[i];
    const std::string value = argv[i + 1];
    if (option == "--rules") arguments.rules = value;
    if (option == "--target") arguments.targets.push_back(value);
    if (option == "--column") arguments.columns.push_back(value);
    if (option == "--constant") arguments.constants.push_back(value);
    if (option == "--rows") arguments.rows = std::stoull(value);
    if (option == "--repetitions") arguments.repetitions = std::max(1, std::stoi(value));
  }
  return arguments;
}

std::string made_table(const Arguments& arguments) {
  population::Settings settings;
  settings.size = arguments.rows;
  settings.columns = arguments.columns;
  std::string text;
  const std::atomic<bool> stop{false};
  const auto sink = [&](std::string_view rows) -> partance::base::Result<void> {
    text += rows;
    return {};
  };
  const auto rows = population::rows_of(settings, {});
  (void)population::write(settings, rows, table::Format::kCsv, 1, sink, stop);
  return text;
}

stream::Source source_of(std::string_view text) {
  return [text](std::span<char> into) mutable -> partance::base::Result<std::size_t> {
    const std::size_t size = std::min(text.size(), into.size());
    std::copy_n(text.begin(), size, into.begin());
    text.remove_prefix(size);
    return size;
  };
}

stream::BatchOptions options_of(const Arguments& arguments, const Program& program) {
  stream::BatchOptions options;
  for (const std::string& target : arguments.targets) {
    if (const auto rule = program.model.find(target)) options.targets.push_back({*rule, {}});
  }
  for (const std::string& text : arguments.constants) {
    const std::size_t at = text.find('=');
    if (const auto rule = program.model.find(text.substr(0, at)))
      options.constants.push_back({*rule, text.substr(at + 1)});
  }
  const std::vector<std::string>& columns = arguments.columns;
  if (std::ranges::find(columns, "poids") != columns.end()) options.keep.emplace_back("poids");
  return options;
}

class Stopwatch {
 public:
  /// Seconds since the last call.
  double lap() {
    const auto now = Clock::now();
    const double seconds = std::chrono::duration<double>(now - last_).count();
    last_ = now;
    return seconds;
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point last_ = Clock::now();
};

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

/// Seconds the process has computed: what a stage costs, whatever else the machine does.
class ComputedTime {
 public:
  double lap() {
    const std::clock_t now = std::clock();
    const double seconds = static_cast<double>(now - last_) / CLOCKS_PER_SEC;
    last_ = now;
    return seconds;
  }

 private:
  std::clock_t last_ = std::clock();
};

/// Seconds of each stage, of one pass on one thread.
struct Stages {
  double cut = 0, read = 0, evaluate = 0, write = 0;
  double one_by_one = 0;  ///< share of values no kernel computed
};

Stages one_pass(const stream::Batch& batch, std::string_view text) {
  Stages stages;
  const auto source = source_of(text);
  const auto beginning = stream::read_beginning(source, {}, nullptr);
  auto blocks = beginning->blocks(source, 256U << 10U);
  const auto reader = beginning->reader(batch.schema(), batch.plan().units());
  partance::engine::batch::Worker worker(batch.shared_plan());
  stream::RowWriter writer(batch.schema(), batch.shape());
  reader->use(worker.dictionary());
  stream::Block block;
  table::Chunk chunk;
  std::vector<partance::engine::batch::ColumnView> views;
  std::vector<partance::engine::batch::ResultColumn> results;
  std::string out;
  stream::Tally tally;
  ComputedTime watch;
  while (blocks.next(block).value()) {
    stages.cut += watch.lap();
    reader->begin(block.rows);
    out.clear();
    while (reader->next(chunk)) {
      stages.read += watch.lap();
      views.clear();
      for (const auto& column : chunk.columns) views.push_back(column.view());
      worker.evaluate(views, chunk.rows, results);
      stages.evaluate += watch.lap();
      writer.write(chunk, views, results, worker, out, tally);
      stages.write += watch.lap();
    }
    stages.read += watch.lap();
  }
  stages.one_by_one =
      static_cast<double>(worker.one_by_one()) / static_cast<double>(std::max<std::uint64_t>(1, worker.computed()));
  return stages;
}

/// Seconds of a whole run; the bytes and bad rows it made.
double whole_run(const std::shared_ptr<const Program>& program, const stream::BatchOptions& options,
                 std::string_view text, std::size_t& bytes, std::uint64_t& bad_rows) {
  Stopwatch watch;
  auto batch = stream::Batch::open(program, source_of(text), options);
  const std::atomic<bool> stop{false};
  bytes = 0;
  const auto sink = [&](std::string_view rows) -> partance::base::Result<void> {
    bytes += rows.size();
    return {};
  };
  const auto tally = (*batch)->run(sink, [](const stream::Tally&) {}, stop);
  bad_rows = tally->bad_rows;
  return watch.lap();
}

}  // namespace

int main(int argc, char** argv) {
  const Arguments arguments = read_arguments(argc, argv);
  partance::engine::load::Loaded loaded;
  (void)partance::engine::load::read_rules(arguments.rules, loaded);
  const auto program = partance::engine::load::compile(loaded);
  if (!program) return std::cerr << "rules cannot be read: " << arguments.rules << '\n', 1;
  const std::string text = made_table(arguments);
  stream::BatchOptions options = options_of(arguments, *program);
  const auto batch = stream::Batch::open(program, source_of(text), options);
  if (!batch) {
    for (const auto& diagnostic : batch.error().diagnostics) std::cerr << diagnostic.message.en << '\n';
    return 1;
  }
  std::vector<double> cut, read, evaluate, write, one, two;
  double one_by_one = 0;
  std::size_t bytes = 0;
  std::uint64_t bad_rows = 0;
  for (int i = 0; i < arguments.repetitions; ++i) {
    const Stages stages = one_pass(**batch, text);
    cut.push_back(stages.cut);
    read.push_back(stages.read);
    evaluate.push_back(stages.evaluate);
    write.push_back(stages.write);
    one_by_one = stages.one_by_one;
    options.threads = 1;
    one.push_back(whole_run(program, options, text, bytes, bad_rows));
    options.threads = 2;
    two.push_back(whole_run(program, options, text, bytes, bad_rows));
  }
  const auto rows = static_cast<double>(arguments.rows);
  std::string out;
  partance::base::JsonWriter json(out);
  json.begin_object().key("rows").value(arguments.rows).key("columns").value((*batch)->schema().headers.size());
  json.key("input_bytes")
      .value(text.size())
      .key("output_bytes")
      .value(bytes)
      .key("bad_rows")
      .value(bad_rows)
      .key("one_by_one")
      .value(one_by_one);
  json.key("ns_per_row").begin_object();
  json.key("cut").value(median(cut) / rows * 1e9).key("read").value(median(read) / rows * 1e9);
  json.key("evaluate").value(median(evaluate) / rows * 1e9).key("write").value(median(write) / rows * 1e9).end_object();
  json.key("rows_per_second").begin_object();
  json.key("one_thread").value(rows / median(one)).key("two_threads").value(rows / median(two)).end_object();
  json.key("scaling").value(median(one) / median(two)).end_object();
  std::cout << out << '\n';
  return 0;
}
