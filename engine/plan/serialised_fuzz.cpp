// Attacks the reader of serialised programs: whatever the content, it is refused, or the program can be used within the
// limits of a run and written again. The seal is put right first, or no change would ever pass it.
#include "engine/plan/serialised.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "engine/evaluate/told.hpp"
#include "engine/syntax/document.hpp"

using namespace partance;
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

void use(const std::shared_ptr<const plan::Program>& program) {
  evaluate::Run run(program, small());
  constexpr std::size_t kMostRules = 20;
  const std::size_t count = std::min(program->model.rules.size(), kMostRules);
  for (std::size_t i = 0; i < count; ++i) {
    const model::RuleId rule{static_cast<std::uint32_t>(i)};
    (void)evaluate::told(run, run.evaluate(rule));
    run.applicable(rule);
    run.set(rule, value::Value::of_number(3));
    (void)evaluate::told(run, run.evaluate(rule));
    (void)run.failure();
  }
  if (count == 0) return;
  // An expression makes the run extend the model: names, replacements and types are used again.
  syntax::Document document;
  const syntax::NodeId text = document.add_text(program->model.rules[0].name, 0, 0);
  std::vector<syntax::Diagnostic> diagnostics;
  run.clear();
  if (const auto v = run.evaluate(document, text, diagnostics)) (void)evaluate::told(run, *v);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  plan::seal_program(bytes);
  const auto program = plan::read_program(bytes, {.bytes = 1U << 20U, .name_bytes = 200, .text_bytes = 1U << 20U});
  if (!program) {
    require(!program.error().message.fr.empty() && !program.error().message.en.empty());
    return 0;
  }
  const std::string written = plan::write_program(**program);
  const auto again = plan::read_program(written);
  require(again.has_value());
  require(plan::write_program(**again) == written);
  use(*program);
  return 0;
}
