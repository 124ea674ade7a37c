// Attacks everything between rule texts and answers: whatever the rules, they are refused with reasons, or every public
// rule has an answer within the limits, the same twice, and the same once the program went through bytes.
#include "engine/model/model.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "engine/evaluate/told.hpp"
#include "engine/load/load.hpp"
#include "engine/plan/serialised.hpp"

using namespace partance::engine;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

evaluate::RunOptions small() {
  evaluate::RunOptions options;
  options.limits = {.steps = 3'000, .worlds = 3};
  options.today = {2025, 9, 1};
  return options;
}

/// Every public rule, one after the other, in one run.
std::string answers(const std::shared_ptr<const plan::Program>& program) {
  evaluate::Run run(program, small());
  std::string all;
  constexpr std::size_t kMostRules = 40;
  for (std::size_t i = 0; i < program->model.rules.size() && i < kMostRules; ++i) {
    if (program->model.rules[i].is_private) continue;
    all += evaluate::told(run, run.evaluate(model::RuleId{static_cast<std::uint32_t>(i)})) + "\n\n";
  }
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // The first byte chooses the options.
  if (size == 0) return 0;
  load::Loaded loaded;
  load::read_text("r.yaml", std::string(reinterpret_cast<const char*>(data) + 1, size - 1), loaded,
                  {.bytes = 20'000, .depth = 30, .nodes = 5'000});
  model::BuildOptions options;
  options.check_orphans = (data[0] & 1U) == 0;
  options.disable_by_parent = (data[0] & 2U) == 0;
  options.filter_choices = (data[0] & 4U) != 0;
  options.max_nodes = 100'000;
  const auto program = load::compile(loaded, options);
  for (const auto& diagnostic : loaded.diagnostics) {
    require(!diagnostic.code.empty() && !diagnostic.message.fr.empty() && !diagnostic.message.en.empty());
  }
  if (!program) {
    require(!loaded.diagnostics.empty());
    return 0;
  }
  const std::string expected = answers(program);
  require(answers(program) == expected);
  const auto read = plan::read_program(plan::write_program(*program));
  require(read.has_value());
  require(answers(*read) == expected);
  return 0;
}
