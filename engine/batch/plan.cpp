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

/// How each rule is answered: by a column, by a constant, or not.
std::vector<Answer> answers_of(const evaluate::Run& run, const Request& request,
                               const std::vector<value::UnitId>& units) {
  std::vector<Answer> answers(run.model().rules.size());
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto given = run.given(model::RuleId{static_cast<std::uint32_t>(i)});
    if (given.expression != model::kNoNode) {
      answers[i].how = Answer::How::kExpression;
      answers[i].expression = given.expression;
    } else if (!given.value.is(value::Kind::kUndefined)) {
      answers[i].how = Answer::How::kValue;
      answers[i].value = given.value;
    }
  }
  for (std::size_t i = 0; i < request.inputs.size(); ++i) {
    Answer& answer = answers[index(request.inputs[i].rule)];
    answer.how = Answer::How::kColumn;
    answer.input = static_cast<std::uint32_t>(i);
    answer.type = request.inputs[i].type;
    answer.unit = units[i];
    answer.is_complete = request.inputs[i].is_complete;
  }
  return answers;
}

/// The outcomes of the targets in a flow; the second of two passes, see Compiler::valued().
std::vector<Outcome> compiled(const Material& material, RecordedFlow& flow, bool as_expected, const Request& request,
                              std::map<Obstacle, std::size_t>& obstacles, std::vector<model::RuleId>& partial_rules) {
  std::vector<bool> valued;
  if (!request.one_by_one) {
    RecordedFlow trial;
    Compiler first(material, trial, as_expected);
    for (const model::RuleId target : request.targets) first.target(target);
    valued = first.valued();
  }
  Compiler compiler(material, flow, as_expected);
  if (!request.one_by_one) compiler.expect_valued(std::move(valued));
  std::vector<Outcome> outcomes;
  for (const model::RuleId target : request.targets) {
    outcomes.push_back(request.one_by_one ? Outcome{} : compiler.target(target));
  }
  obstacles = compiler.obstacles();
  partial_rules = compiler.partial_rules();
  return outcomes;
}

std::vector<bool> targets_that_need_order(const model::Model& model, const std::vector<Answer>& answers,
                                          const Request& request) {
  std::vector<bool> nodes = recurring_nodes(model, answers);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (model.graph.nodes[i].op == model::Op::kContext) nodes[i] = true;
  }
  nodes = nodes_that_need(model, answers, std::move(nodes));
  std::vector<bool> targets;
  for (const model::RuleId target : request.targets) {
    targets.push_back(!request.one_by_one && nodes[index(model.rule(target).node)]);
  }
  return targets;
}

value::UnitId unit_of(const Outcome& target) {
  value::UnitId unit = value::UnitId::kAbsent;
  for (const Alternative& one : target) {
    if (!one.is_number() || one.unit == value::UnitId::kAbsent) continue;
    if (unit != value::UnitId::kAbsent && unit != one.unit) return value::UnitId::kAbsent;
    unit = one.unit;
  }
  return unit;
}

}  // namespace

std::expected<std::shared_ptr<const Plan>, std::vector<syntax::Diagnostic>> make_plan(
    std::shared_ptr<const plan::Program> program, Request request, Dictionary dictionary) {
  std::vector<syntax::Diagnostic> problems;
  auto plan = std::make_shared<Plan>();
  plan->run_ = std::make_unique<evaluate::Run>(program, request.run);
  evaluate::Run& run = *plan->run_;
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
  plan->answers_ = answers_of(run, request, plan->input_units_);
  value::UnitTable units = run.units();
  const bool is_extended = &run.model() != &program->model;
  if (!is_extended) plan->traits_ = program->traits;
  plan->needs_order_ = targets_that_need_order(run.model(), plan->answers_, request);
  for (const bool as_expected : {false, true}) {
    RecordedFlow flow;
    const Material material{run.model(), plan->answers_, request.run, run.texts(), plan->traits_, units, dictionary};
    const std::vector<Outcome> outcomes =
        compiled(material, flow, as_expected, request, plan->obstacles_, plan->partial_rules_);
    (as_expected ? plan->expected_code_ : plan->code_) = schedule(flow, outcomes);
    plan->target_units_.clear();
    for (const Outcome& outcome : outcomes) plan->target_units_.push_back(unit_of(outcome));
  }
  plan->units_ = std::move(units);
  plan->program_ = std::move(program);
  plan->request_ = std::move(request);
  plan->dictionary_ = std::move(dictionary);
  return plan;
}

}  // namespace partance::engine::batch
