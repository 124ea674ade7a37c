// Speed of batches: how many rows a second the kernels compute, against evaluate in a loop and against reading the
// input columns once; one JSON object on the standard output (see bench/README.md).
//   batch_speed --rules PATH --target RULE [--target RULE]… [--rows N] [--repetitions N] [--chunk N] [--plan]
//     --population        columns of the synthetic population (a rulebook of students)
//     --constant NAME=ANSWER, --leaving PERCENT, --column NAME (repeatable)
//     --situations FILE   answers of a model's inputs, a JSON object a line, repeated until there are rows enough
//                         (without either, random answers to the questions of the model)
//     --instructions      one pass over few rows, for a counter of instructions: no clock, no comparison
#include <algorithm>
#include <bit>
#include <chrono>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/batch/worker.hpp"
#include "engine/load/load.hpp"
#include "microsimulation/population/population.hpp"

namespace {

namespace batch = partance::engine::batch;
namespace load = partance::engine::load;
namespace model = partance::engine::model;
using partance::engine::plan::Program;
using partance::engine::value::Kind;
using partance::microsimulation::Column;
using partance::microsimulation::Table;

struct Arguments {
  std::string rules;
  std::string situations;
  std::vector<std::string> targets;
  std::vector<std::string> columns;
  std::vector<std::pair<std::string, std::string>> constants;
  unsigned leaving = 50;
  std::size_t rows = 1'000'000;
  std::size_t loop_rows = 2'000;
  std::size_t chunk = 1'024;
  int repetitions = 5;
  bool population = false;
  bool plan = false;
  bool instructions = false;
};

Arguments read_arguments(int argc, char** argv) {
  Arguments arguments;
  for (int i = 1; i < argc; ++i) {
    const std::string_view option = argv[i];
    if (option == "--population") arguments.population = true;
    if (option == "--plan") arguments.plan = true;
    if (option == "--instructions") arguments.instructions = true;
    if (i + 1 >= argc) break;
    if (option == "--rules") arguments.rules = argv[i + 1];
    if (option == "--situations") arguments.situations = argv[i + 1];
    if (option == "--target") arguments.targets.emplace_back(argv[i + 1]);
    if (option == "--column") arguments.columns.emplace_back(argv[i + 1]);
    if (option == "--constant") {
      const std::string_view text = argv[i + 1];
      const std::size_t at = text.find('=');
      arguments.constants.emplace_back(text.substr(0, at), text.substr(at + 1));
    }
    if (option == "--leaving") arguments.leaving = static_cast<unsigned>(std::atoi(argv[i + 1]));
    if (option == "--rows") arguments.rows = std::strtoull(argv[i + 1], nullptr, 10);
    if (option == "--loop-rows") arguments.loop_rows = std::strtoull(argv[i + 1], nullptr, 10);
    if (option == "--chunk") arguments.chunk = std::strtoull(argv[i + 1], nullptr, 10);
    if (option == "--repetitions") arguments.repetitions = std::max(1, std::atoi(argv[i + 1]));
  }
  return arguments;
}

std::shared_ptr<const Program> load_program(const std::string& path) {
  load::Loaded loaded;
  if (const auto read = load::read_rules(path, loaded); !read) {
    std::cerr << read.error().message.en << '\n';
    return nullptr;
  }
  model::BuildOptions options;
  options.check_orphans = false;
  return load::compile(loaded, options);
}

/// A small generator of its own, so that every run draws the same answers.
class Dice {
 public:
  std::uint64_t below(std::uint64_t bound) {
    state_ += 0x9E37'79B9'7F4A'7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58'476D'1CE4'E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D0'49BB'1331'11EBULL;
    return (z ^ (z >> 31U)) % bound;
  }

 private:
  std::uint64_t state_ = 7;
};

/// Random answers to the questions of a model: yes or no, a number around what a person may say, one of the options.
Table random_table(const Program& program, std::size_t rows, const std::vector<std::string>& only) {
  Table table;
  table.rows = rows;
  Dice dice;
  for (const model::Rule& rule : program.model.rules) {
    if (!rule.has_question || rule.is_private) continue;
    if (!only.empty() && std::find(only.begin(), only.end(), rule.name) == only.end()) continue;
    Column column;
    column.name = rule.name;
    if (rule.choice != model::kNoNode) {
      const auto& list = program.model.graph.choices[program.model.graph.at(rule.choice).b];
      if (list.values.empty()) continue;
      const bool are_numbers = list.kind == model::ChoiceList::Kind::kNumbers;
      column.type = are_numbers ? batch::ColumnType::kNumber : batch::ColumnType::kText;
      for (std::size_t row = 0; row < rows; ++row) {
        const auto& value = list.values[dice.below(list.values.size())];
        if (are_numbers)
          column.numbers.push_back(value.number);
        else
          column.texts.push_back(table.dictionary.encode(program.model.texts.text(value.text_id())));
      }
    } else if (rule.type == model::Type::kBoolean) {
      column.type = batch::ColumnType::kBoolean;
      for (std::size_t row = 0; row < rows; ++row) column.booleans.push_back(static_cast<std::uint8_t>(dice.below(2)));
    } else if (rule.type == model::Type::kNumber) {
      for (std::size_t row = 0; row < rows; ++row) column.numbers.push_back(static_cast<double>(dice.below(5'000)) / 8);
    } else {
      continue;
    }
    table.columns.push_back(std::move(column));
  }
  return table;
}

/// One answer of a situation as a cell of a column of this type; false when it is none.
bool add_cell(std::string_view text, Column& column, partance::microsimulation::Table& table) {
  if (text == "oui" || text == "non") {
    if (column.type != batch::ColumnType::kBoolean) return false;
    column.booleans.back() = text == "oui" ? 1 : 0;
    return true;
  }
  if (!text.empty() && (text.front() == '\'' || text.front() == '"')) {
    if (column.type != batch::ColumnType::kText) return false;
    column.texts.back() = table.dictionary.encode(text.substr(1, text.size() - 2));
    return true;
  }
  if (text.size() == 10 && text[2] == '/') {
    if (column.type != batch::ColumnType::kDate) return false;
    column.texts.back() = table.dictionary.encode(text);
    return true;
  }
  const std::string copy(text);
  char* end = nullptr;
  const double number = std::strtod(copy.c_str(), &end);
  const std::string_view unit = text.substr(static_cast<std::size_t>(end - copy.c_str()));
  const std::size_t first = unit.find_first_not_of(' ');
  const std::string named(first == std::string_view::npos ? std::string_view() : unit.substr(first));
  if (end == copy.c_str() || column.type != batch::ColumnType::kNumber) return false;
  const bool is_first = std::all_of(column.states.begin(), column.states.end(),
                                    [](batch::State state) { return state != batch::State::kKnown; });
  if (is_first) column.unit = named;
  if (named != column.unit) return false;
  column.numbers.back() = number;
  return true;
}

batch::ColumnType type_of(std::string_view text) {
  if (text == "oui" || text == "non") return batch::ColumnType::kBoolean;
  if (!text.empty() && (text.front() == '\'' || text.front() == '"')) return batch::ColumnType::kText;
  if (text.size() == 10 && text[2] == '/') return batch::ColumnType::kDate;
  return batch::ColumnType::kNumber;
}

/// The situations of a file as columns: what a column cannot hold is left open.
Table table_of_situations(const std::string& path) {
  namespace syntax = partance::engine::syntax;
  Table table;
  std::map<std::string, std::size_t, std::less<>> places;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line); ++table.rows) {
    load::Loaded loaded;
    load::read_text("situation.json", line, loaded);
    const syntax::Document& document = *loaded.documents.at(0);
    for (Column& column : table.columns) {
      column.states.push_back(batch::State::kUnknown);
      column.numbers.push_back(0);
      column.booleans.push_back(0);
      column.texts.push_back(0);
    }
    for (const auto& entry : document.entries(document.root())) {
      const bool is_number = document.kind(entry.value) == syntax::NodeKind::kNumber;
      const std::string text =
          is_number ? std::to_string(document.number(entry.value)) : std::string(document.text(entry.value));
      const auto [place, is_new] = places.try_emplace(std::string(document.key(entry)), table.columns.size());
      if (is_new) {
        Column column;
        column.name = document.key(entry);
        column.type = type_of(text);
        column.states.assign(table.rows + 1, batch::State::kUnknown);
        column.numbers.assign(table.rows + 1, 0);
        column.booleans.assign(table.rows + 1, 0);
        column.texts.assign(table.rows + 1, 0);
        table.columns.push_back(std::move(column));
      }
      Column& column = table.columns[place->second];
      if (add_cell(text, column, table)) column.states.back() = batch::State::kKnown;
    }
  }
  return table;
}

/// The rows of a table again and again.
Table repeated(const Table& few, std::size_t rows) {
  Table table;
  table.rows = rows;
  table.dictionary = few.dictionary;
  for (const Column& column : few.columns) {
    Column longer;
    longer.name = column.name;
    longer.type = column.type;
    longer.unit = column.unit;
    const bool is_complete = std::all_of(column.states.begin(), column.states.end(),
                                         [](batch::State state) { return state == batch::State::kKnown; });
    for (std::size_t row = 0; row < rows; ++row) {
      const std::size_t from = row % few.rows;
      if (!is_complete) longer.states.push_back(column.states[from]);
      if (column.type == batch::ColumnType::kNumber) longer.numbers.push_back(column.numbers[from]);
      if (column.type == batch::ColumnType::kBoolean) longer.booleans.push_back(column.booleans[from]);
      if (column.type == batch::ColumnType::kText || column.type == batch::ColumnType::kDate) {
        longer.texts.push_back(column.texts[from]);
      }
    }
    table.columns.push_back(std::move(longer));
  }
  return table;
}

struct Prepared {
  std::shared_ptr<const batch::Plan> plan;
  std::vector<batch::ColumnView> views;
};

/// The plan over the columns that name rules of the program.
Prepared prepare(const std::shared_ptr<const Program>& program, const Arguments& arguments, const Table& table,
                 bool one_by_one) {
  Prepared prepared;
  batch::Request request;
  request.one_by_one = one_by_one;
  request.chunk_rows = arguments.chunk;
  request.run.today = {2025, 9, 1};
  for (const std::string& target : arguments.targets) request.targets.push_back(*program->model.find(target));
  for (const auto& [name, answer] : arguments.constants) {
    request.constants.push_back({*program->model.find(name), answer});
  }
  const auto is_constant = [&](const std::string& name) {
    return std::any_of(arguments.constants.begin(), arguments.constants.end(),
                       [&](const auto& one) { return one.first == name; });
  };
  for (const Column& column : table.columns) {
    const auto rule = program->model.find(column.name);
    if (!rule || is_constant(column.name)) continue;
    request.inputs.push_back({*rule, column.type, column.unit, column.states.empty()});
    prepared.views.push_back(column.view());
  }
  auto plan = batch::make_plan(program, std::move(request), table.dictionary);
  if (!plan) {
    for (const auto& problem : plan.error()) std::cerr << problem.message.en << '\n';
    return prepared;
  }
  prepared.plan = *plan;
  return prepared;
}

double seconds(const auto& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> all) {
  std::sort(all.begin(), all.end());
  return all[all.size() / 2];
}

/// The columns that the plan looks at; a table may hold others.
std::vector<std::string> columns_read(const batch::Plan& plan) {
  std::set<std::uint32_t> inputs;
  for (const batch::CodeStep& step : plan.code(true).steps) {
    for (const batch::Place* place : {&step.a, &step.b, &step.c}) {
      if (place->in == batch::Place::In::kInput) inputs.insert(place->at);
    }
    const bool is_state =
        step.operation == batch::Operation::kKnownRows || step.operation == batch::Operation::kNotApplicableRows;
    if (!step.is_target && is_state) inputs.insert(step.place);
  }
  for (const batch::TargetCode& target : plan.code(true).targets) {
    for (const batch::Piece& piece : target.pieces) {
      for (const batch::Place* place : {&piece.where, &piece.content}) {
        if (place->in == batch::Place::In::kInput) inputs.insert(place->at);
      }
    }
  }
  std::vector<std::string> names;
  for (const std::uint32_t input : inputs)
    names.push_back(plan.program().model.rule(plan.request().inputs[input].rule).name);
  return names;
}

/// Adds up every byte of the columns read, eight at a time: what any reader of them must at least do.
std::uint64_t read_once(const Table& table, const std::vector<std::string>& used) {
  std::uint64_t sums[4] = {0, 0, 0, 0};
  const auto add = [&sums](const void* from, std::size_t bytes) {
    const auto* words = static_cast<const std::uint64_t*>(from);
    const std::size_t count = bytes / 8;
    for (std::size_t i = 0; i + 4 <= count; i += 4) {
      for (std::size_t lane = 0; lane < 4; ++lane) sums[lane] += words[i + lane];
    }
  };
  for (const Column& column : table.columns) {
    if (std::find(used.begin(), used.end(), column.name) == used.end()) continue;
    add(column.states.data(), column.states.size());
    add(column.numbers.data(), column.numbers.size() * sizeof(double));
    add(column.booleans.data(), column.booleans.size());
    add(column.texts.data(), column.texts.size() * sizeof(std::uint32_t));
  }
  return sums[0] + sums[1] + sums[2] + sums[3];
}

/// Computes the rows block by block, as a reader of a file does; the results of a block stay in the cache.
void compute(batch::Worker& worker, const std::vector<batch::ColumnView>& views, std::size_t rows,
             std::vector<batch::ResultColumn>& results) {
  constexpr std::size_t kBlock = 16'384;
  std::vector<batch::ColumnView> block(views.size());
  for (std::size_t first = 0; first < rows; first += kBlock) {
    for (std::size_t i = 0; i < views.size(); ++i) block[i] = views[i].from(first);
    worker.evaluate(block, std::min(kBlock, rows - first), results);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const Arguments arguments = read_arguments(argc, argv);
  const auto program = load_program(arguments.rules);
  if (program == nullptr) return 1;
  for (const std::string& target : arguments.targets) {
    if (!program->model.find(target)) return std::cerr << "no rule " << target << '\n', 1;
  }
  Table table;
  if (arguments.population) {
    partance::microsimulation::population::Settings settings;
    settings.size = arguments.rows;
    settings.columns = arguments.columns;
    settings.leaving_percent = arguments.leaving;
    table = partance::microsimulation::population::generate(settings, 0, arguments.rows);
  } else if (!arguments.situations.empty()) {
    table = repeated(table_of_situations(arguments.situations), arguments.rows);
  } else {
    table = random_table(*program, arguments.rows, arguments.columns);
  }
  const Prepared fast = prepare(program, arguments, table, false);
  const Prepared slow = prepare(program, arguments, table, true);
  if (fast.plan == nullptr || slow.plan == nullptr) return 1;
  if (arguments.plan) std::cerr << batch::describe(*fast.plan, partance::base::Language::kEnglish);

  batch::Worker worker(fast.plan);
  std::vector<batch::ResultColumn> results;
  if (arguments.instructions) {
    worker.evaluate(fast.views, arguments.rows, results);
    std::cout << "{\"rows\":" << arguments.rows << "}\n";
    return 0;
  }
  batch::Worker loop(slow.plan);
  std::vector<batch::ResultColumn> expected;
  const std::size_t loop_rows = std::min(arguments.loop_rows, arguments.rows);
  const std::vector<std::string> used = columns_read(*fast.plan);
  std::uint64_t checksum = 0;
  std::vector<double> kernel_times;
  std::vector<double> loop_times;
  std::vector<double> read_times;
  for (int i = 0; i < arguments.repetitions; ++i) {
    kernel_times.push_back(seconds([&] { compute(worker, fast.views, arguments.rows, results); }));
    loop_times.push_back(seconds([&] { loop.evaluate(slow.views, loop_rows, expected); }));
    read_times.push_back(seconds([&] { checksum += read_once(table, used); }));
  }
  worker.evaluate(fast.views, loop_rows, results);
  std::size_t different = 0;
  std::size_t errors = 0;
  std::vector<std::size_t> kinds(6, 0);
  for (std::size_t target = 0; target < results.size(); ++target) {
    for (std::size_t row = 0; row < loop_rows; ++row) {
      const bool same = results[target].kinds[row] == expected[target].kinds[row] &&
                        std::bit_cast<std::uint64_t>(results[target].numbers[row]) ==
                            std::bit_cast<std::uint64_t>(expected[target].numbers[row]);
      different += same ? 0 : 1;
      errors += expected[target].kinds[row] == Kind::kError ? 1 : 0;
      ++kinds[static_cast<std::size_t>(expected[target].kinds[row])];
    }
  }
  const double kernel = median(kernel_times) / static_cast<double>(arguments.rows);
  const double one = median(loop_times) / static_cast<double>(loop_rows);
  const double read = median(read_times) / static_cast<double>(arguments.rows);
  std::cout << "{\"rows\":" << arguments.rows << ",\"columns\":" << used.size()
            << ",\"targets\":" << arguments.targets.size() << ",\"steps\":" << fast.plan->code(true).steps.size()
            << ",\"seconds_a_row\":" << kernel << ",\"loop_seconds_a_row\":" << one
            << ",\"read_seconds_a_row\":" << read << ",\"ratio_to_loop\":" << one / kernel
            << ",\"ratio_to_read\":" << kernel / read << ",\"rows_a_second\":" << 1 / kernel
            << ",\"one_by_one\":" << static_cast<double>(worker.one_by_one()) / static_cast<double>(worker.computed())
            << ",\"different\":" << different << ",\"errors\":" << errors << ",\"kinds\":[" << kinds[0] << ','
            << kinds[1] << ',' << kinds[2] << ',' << kinds[3] << ',' << kinds[4] << ',' << kinds[5]
            << "],\"checksum\":" << checksum % 10 << "}\n";
  return different == 0 ? 0 : 1;
}
