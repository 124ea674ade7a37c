// Our side of `make bench`: one scenario, one JSON object on the standard output (see bench/README.md).
#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

#include "base/json.hpp"
#include "engine/evaluate/run.hpp"
#include "engine/load/load.hpp"

namespace {

using partance::engine::evaluate::Run;
using partance::engine::evaluate::RunOptions;
using partance::engine::evaluate::Value;
using partance::engine::plan::Program;
using partance::engine::syntax::Document;
using partance::engine::syntax::NodeKind;
using partance::engine::value::Kind;
namespace load = partance::engine::load;

struct Arguments {
  std::string scenario;
  std::string rules;
  std::string situations;
  std::string target;
  int repetitions = 5;
};

/// One answer as a JSON reader gives it.
struct Answer {
  std::string name;
  std::string text;
  double number = 0;
  bool is_number = false;
};
using Situation = std::vector<Answer>;

Arguments read_arguments(int argc, char** argv) {
  Arguments arguments;
  if (argc > 1) arguments.scenario = argv[1];
  for (int i = 2; i + 1 < argc; i += 2) {
    const std::string_view option = argv[i];
    if (option == "--rules") arguments.rules = argv[i + 1];
    if (option == "--situations") arguments.situations = argv[i + 1];
    if (option == "--target") arguments.target = argv[i + 1];
    if (option == "--repetitions") arguments.repetitions = std::max(1, std::atoi(argv[i + 1]));
  }
  return arguments;
}

std::shared_ptr<const Program> load_program(const std::string& path) {
  load::Loaded loaded;
  const auto read = load::read_rules(path, loaded);
  if (!read) {
    std::cerr << read.error().message.en << '\n';
    return nullptr;
  }
  partance::engine::model::BuildOptions options;
  options.check_orphans = false;
  auto program = load::compile(loaded, options);
  for (const auto& diagnostic : loaded.diagnostics) std::cerr << diagnostic.message.en << '\n';
  return program;
}

std::vector<Situation> read_situations(const std::string& path) {
  std::vector<Situation> situations;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    load::Loaded loaded;
    load::read_text("situation.json", line, loaded);
    Situation situation;
    const Document& document = *loaded.documents.at(0);
    for (const Document::Entry& entry : document.entries(document.root())) {
      const bool is_number = document.kind(entry.value) == NodeKind::kNumber;
      situation.push_back({std::string(document.key(entry)),
                           is_number ? std::string() : std::string(document.text(entry.value)),
                           is_number ? document.number(entry.value) : 0, is_number});
    }
    situations.push_back(std::move(situation));
  }
  return situations;
}

void set_all(Run& run, const Situation& situation) {
  for (const Answer& answer : situation) {
    const auto rule = run.model().find(answer.name);
    if (!rule) continue;
    if (answer.is_number) {
      run.set(*rule, answer.number);
    } else {
      run.set(*rule, answer.text);
    }
  }
}

struct Outcome {
  Value value;
  std::size_t missing;
};

class Scenario {
 public:
  explicit Scenario(const Arguments& arguments) : arguments_(arguments) {}

  int run() {
    if (arguments_.scenario == "load") return time_load();
    program_ = load_program(arguments_.rules);
    const auto target = program_ ? program_->model.find(arguments_.target) : std::nullopt;
    if (!target) return 1;
    target_ = *target;
    if (arguments_.scenario == "memory") return print_memory();
    situations_ = read_situations(arguments_.situations);
    run_ = std::make_unique<Run>(program_, RunOptions{});
    for (int i = 0; i < arguments_.repetitions; ++i) repeat();
    print();
    return 0;
  }

 private:
  Outcome evaluate() {
    const Value value = run_->evaluate(target_);
    return {value, run_->missing(value).size()};
  }

  void repeat() {
    const bool change = arguments_.scenario == "change";
    outcomes_.clear();
    if (change) {
      run_->clear();
      set_all(*run_, situations_.at(0));
      evaluate();
    }
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t i = change ? 1 : 0; i < situations_.size(); ++i) {
      if (!change) run_->clear();
      set_all(*run_, situations_[i]);
      outcomes_.push_back(evaluate());
    }
    seconds_.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }

  int time_load() {
    for (int i = 0; i < arguments_.repetitions; ++i) {
      const auto start = std::chrono::steady_clock::now();
      if (!load_program(arguments_.rules)) return 1;
      seconds_.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    print();
    return 0;
  }

  int print_memory() {
    run_ = std::make_unique<Run>(program_, RunOptions{});
    evaluate();
    std::ifstream statm("/proc/self/statm");
    long total = 0;
    long resident = 0;
    statm >> total >> resident;
    std::cout << "{\"scenario\":\"memory\",\"rss_bytes\":" << resident * sysconf(_SC_PAGESIZE) << "}\n";
    return 0;
  }

  void print() {
    std::string out;
    partance::base::JsonWriter json(out);
    json.begin_object().key("scenario").value(arguments_.scenario).key("seconds").begin_array();
    for (const double s : seconds_) json.value(s);
    json.end_array();
    if (!outcomes_.empty()) {
      json.key("answers").begin_array();
      for (const Outcome& outcome : outcomes_) print_answer(json, outcome);
      json.end_array();
    }
    json.end_object();
    std::cout << out << '\n';
  }

  void print_answer(partance::base::JsonWriter& json, const Outcome& outcome) {
    json.begin_array();
    switch (outcome.value.kind) {
      case Kind::kNumber:
        json.value("number");
        if (outcome.value.number != outcome.value.number) {
          json.value("NaN");
        } else {
          json.value(outcome.value.number);
        }
        break;
      case Kind::kBoolean:
        json.value("boolean").value(outcome.value.is_true());
        break;
      case Kind::kText:
        json.value("string").value(run_->texts().text(outcome.value.text_id()));
        break;
      case Kind::kNotApplicable:
        json.value("null").null();
        break;
      case Kind::kError:
        json.value("error").null();
        break;
      default:
        json.value("undefined").null();
        break;
    }
    json.value(outcome.missing).end_array();
  }

  Arguments arguments_;
  std::shared_ptr<const Program> program_;
  partance::engine::model::RuleId target_{};
  std::vector<Situation> situations_;
  std::unique_ptr<Run> run_;
  std::vector<double> seconds_;
  std::vector<Outcome> outcomes_;
};

}  // namespace

int main(int argc, char** argv) {
  return Scenario(read_arguments(argc, argv)).run();
}
