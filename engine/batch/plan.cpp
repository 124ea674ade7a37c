// Making a plan: constants are answered, units read, texts of the rules given their codes.
#include "engine/batch/plan.hpp"

#include <utility>

namespace partance::engine::batch {

namespace {

syntax::Diagnostic unfit_unit(const model::Rule& rule, const base::Message& why) {
  syntax::Diagnostic problem;
  problem.code = "unit";
  problem.message = {"Colonne « " + rule.name + " » : " + why.fr, "Column “" + rule.name + "”: " + why.en};
  return problem;
}

syntax::Diagnostic unreadable_constant(const model::Rule& rule, const std::string& answer) {
  syntax::Diagnostic problem;
  problem.code = "answer";
  problem.message = {"La réponse « " + answer + " » donnée à « " + rule.name + " » ne se lit pas.",
                     "The answer “" + answer + "” given to “" + rule.name + "” cannot be read."};
  return problem;
}

}  // namespace

std::expected<std::shared_ptr<const Plan>, std::vector<syntax::Diagnostic>> make_plan(
    std::shared_ptr<const plan::Program> program, Request request, Dictionary dictionary) {
  std::vector<syntax::Diagnostic> problems;
  auto plan = std::make_shared<Plan>();
  evaluate::Run run(program, request.run);
  for (const Constant& constant : request.constants) {
    if (!run.set(constant.rule, constant.answer)) {
      problems.push_back(unreadable_constant(program->model.rule(constant.rule), constant.answer));
    }
  }
  for (const Input& input : request.inputs) {
    if (input.unit.empty()) {
      plan->input_units_.push_back(value::UnitId::kAbsent);
      continue;
    }
    const auto unit = run.units().parse(input.unit);
    if (!unit) problems.push_back(unfit_unit(program->model.rule(input.rule), unit.error()));
    plan->input_units_.push_back(unit.value_or(value::UnitId::kAbsent));
  }
  if (!problems.empty()) return std::unexpected(std::move(problems));
  const auto& texts = program->model.texts;
  for (std::size_t i = 0; i < texts.size(); ++i)
    dictionary.encode(texts.text(value::TextId{static_cast<std::uint32_t>(i)}));
  plan->target_units_.assign(request.targets.size(), value::UnitId::kAbsent);
  plan->units_ = run.units();
  plan->program_ = std::move(program);
  plan->request_ = std::move(request);
  plan->dictionary_ = std::move(dictionary);
  return plan;
}

}  // namespace partance::engine::batch
