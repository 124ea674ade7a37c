// The life of a run: answers, what a change of answer touches, and evaluations asked from outside (see run.hpp).
#include "engine/evaluate/run.hpp"

#include <algorithm>

#include "engine/model/names.hpp"

namespace partance::engine::evaluate {

using model::kNoNode;
using value::Kind;

Run::Run(std::shared_ptr<const plan::Program> program, const RunOptions& options)
    : program_(std::move(program)),
      model_(&program_->model),
      units_(model_->units),
      texts_(model_->texts),
      options_(options) {
  worlds_.push_back(std::make_unique<World>());
  world_ = worlds_[0].get();
  fit_worlds();
  refresh();
  clear();
}

void Run::fit_worlds() {
  const std::size_t rules = model_->rules.size();
  for (std::size_t i = 0; i < world_count_; ++i) {
    World& world = *worlds_[i];
    world.memo.resize(model_->graph.nodes.size());
    world.slot_states.resize(rules, SlotState::kEmpty);
    world.slot_values.resize(rules);
    world.slot_nodes.resize(rules, kNoNode);
    world.entered.resize(rules, 0);
    world.checking.resize(rules, 0);
    world.answering.resize(rules, 0);
  }
}

void Run::refresh() {
  nodes_ = model_->graph.nodes.data();
  pool_ = model_->graph.pool.data();
  constants_ = model_->graph.constants.data();
  refresh_traits();
}

/// An expression added to the model may use any node once more, and any rule inside itself.
void Run::refresh_traits() {
  const model::Graph& graph = model_->graph;
  if (!own_ && !options_.keep_all) {
    traits_ = program_->traits.data();
    own_traits_.clear();
  } else {
    const std::size_t kept = std::min(own_traits_.size(), graph.nodes.size());
    own_traits_.resize(graph.nodes.size());
    for (std::size_t i = kept; i < own_traits_.size(); ++i) {
      own_traits_[i] = plan::traits_of(graph, NodeId{static_cast<std::uint32_t>(i)});
    }
    traits_ = own_traits_.data();
  }
  // Where a rule is not plain, options are checked if they are to be, and every node on the way is kept.
  if (!own_ && !options_.check_choices && !options_.keep_all) {
    rule_steps_ = program_->rule_steps.data();
    own_steps_.clear();
  } else {
    if (own_steps_.size() > model_->rules.size()) own_steps_.clear();
    while (own_steps_.size() < model_->rules.size()) {
      own_steps_.push_back(plan::step_of(*model_, model_->rules[own_steps_.size()], true));
    }
    rule_steps_ = own_steps_.data();
  }
}

/// The run's own copy of the model, to which expressions are added.
model::Model& Run::own_model() {
  if (!own_) {
    own_ = std::make_unique<model::Model>(program_->model);
    model_ = own_.get();
    refresh();
  }
  return *own_;
}

void Run::clear() {
  World& world = *worlds_[0];
  if (own_) {
    // What was added for the former situation goes with it.
    own_.reset();
    model_ = &program_->model;
    units_ = value::UnitTable(model_->units);
    unit_tails_.clear();
    texts_ = model_->texts;
    world.memo.resize(model_->graph.nodes.size());
    world.slot_states.resize(model_->rules.size());
    world.slot_values.resize(model_->rules.size());
    world.slot_nodes.resize(model_->rules.size());
    world.entered.resize(model_->rules.size());
    world.checking.resize(model_->rules.size());
    world.answering.resize(model_->rules.size());
    refresh();
  }
  // A long batch would otherwise keep the text of every answer it was ever given.
  constexpr std::size_t kMostKept = 10'000;
  constexpr std::size_t kMostKeptBytes = 1U << 20U;
  if (texts_.size() - model_->texts.size() > kMostKept || texts_.bytes() - model_->texts.bytes() > kMostKeptBytes) {
    texts_ = model_->texts;
  }
  if (units_.size() - model_->units.size() > kMostKept) {
    units_ = value::UnitTable(model_->units);
    unit_tails_.clear();
  }
  std::fill(world.slot_states.begin(), world.slot_states.end(), SlotState::kEmpty);
  for (const auto& [rule, node] : program_->given_answers) {
    world.slot_states[index(rule)] = SlotState::kExpression;
    world.slot_nodes[index(rule)] = node;
  }
  forget_values();
}

void Run::forget_values() {
  last_root_ = kNoNode;
  warnings_ = 0;
  inversion_failed_ = false;
}

/// Marks as not computed every node that depends on the answer of `rule`, if another evaluation may reuse the rest.
void Run::touch(RuleId rule) {
  if (last_root_ == kNoNode) return;
  const NodeId slot = index(rule) < program_->slot_nodes.size() ? program_->slot_nodes[index(rule)] : kNoNode;
  if (own_ || slot == kNoNode) {
    last_root_ = kNoNode;
    return;
  }
  worlds_[0]->variants.clear();
  touched_.resize(model_->graph.nodes.size(), 0);
  ++touch_stamp_;
  touch_stack_.assign(1, slot);
  for (const NodeId more : program_->more_slot_nodes) {
    if (nodes_[index(more)].a == static_cast<std::uint32_t>(rule)) touch_stack_.push_back(more);
  }
  std::vector<Memo>& memo = worlds_[0]->memo;
  while (!touch_stack_.empty()) {
    const NodeId at = touch_stack_.back();
    touch_stack_.pop_back();
    if (touched_[index(at)] == touch_stamp_) continue;
    touched_[index(at)] = touch_stamp_;
    memo[index(at)].stamp = 0;
    for (const NodeId user : program_->users_of(at)) touch_stack_.push_back(user);
  }
}

Value Run::evaluate_root(NodeId node) {
  // Values of another target may have been computed in another order, which the language lets one see: start afresh.
  // Sets of missing inputs pile up while values are reused; past a bound it is cheaper to start afresh too.
  constexpr std::size_t kMostSets = 4'000'000;
  const bool reuse = node == last_root_ && missing_.size() <= kMostSets;
  Value answer = evaluate_in_order(node, !reuse);
  if (reuse && order_shows_) answer = evaluate_in_order(node, true);
  last_root_ = answer.is(Kind::kError) ? kNoNode : node;
  return answer;
}

Value Run::evaluate_in_order(NodeId node, bool afresh) {
  if (afresh) {
    clear_world_values(*worlds_[0]);
    missing_.clear();
    warnings_ = 0;
  }
  ++pass_;
  order_shows_ = false;
  world_ = worlds_[0].get();
  world_count_ = 1;
  steps_left_ = options_.limits.steps;
  text_bytes_before_ = texts_.bytes();
  depth_ = 0;
  current_rule_ = model::kNoRule;
  fault_ = Fault::kNone;
  inversion_failed_ = false;
  return eval(node);
}

Value Run::evaluate(RuleId rule) {
  return evaluate_root(model_->rule(rule).node);
}

Value Run::applicable(RuleId rule) {
  evaluate_root(model_->rule(rule).node);
  last_root_ = kNoNode;
  clear_world_values(*worlds_[0]);
  return applicability(model_->rule(rule).node);
}

std::optional<Value> Run::evaluate(const syntax::Document& document, syntax::NodeId node,
                                   std::vector<syntax::Diagnostic>& diagnostics) {
  if (model_->replacements.empty() && document.kind(node) == syntax::NodeKind::kText) {
    const std::string_view text = document.text(node);
    const bool literal_word = text == "oui" || text == "non";  // a rule may have such a name, but none can say it
    const auto rule = literal_word ? std::nullopt : model_->find(text);
    if (rule && model_->rule(*rule).is_reachable_from_root) return evaluate(*rule);
  }
  const auto made = extend(document, node, model::kEvaluationName, diagnostics);
  if (!made) return std::nullopt;
  return evaluate_root(*made);
}

bool Run::check_choice(RuleId rule, const syntax::Document& document, syntax::NodeId node,
                       std::vector<syntax::Diagnostic>& diagnostics, Fault& problem) {
  const auto answer = evaluate(document, node, diagnostics);
  if (!answer) return false;
  if (answer->is(Kind::kError)) {
    problem = fault_;
    return false;
  }
  const NodeId choice = model_->rule(rule).choice;
  Fault found = Fault::kNone;
  if (is_option(model_->graph.choices[model_->graph.at(choice).b], *answer, found)) return true;
  problem = std::max(problem, found);  // a unit that does not convert is worse than an answer that is no option
  return false;
}

std::optional<Value> Run::computed(NodeId node) const {
  if (node == kNoNode || index(node) >= worlds_[0]->memo.size()) return std::nullopt;
  if (nodes_[index(node)].op == model::Op::kConstant) return model_->graph.constants[nodes_[index(node)].a];
  const Memo& memo = worlds_[0]->memo[index(node)];
  if (memo.stamp != worlds_[0]->stamp) return std::nullopt;
  return memo.value;
}

Value Run::fault(Fault code) {
  if (fault_ == Fault::kNone) {
    fault_ = code;
    fault_rule_ = current_rule_;
  }
  return Value::error(static_cast<std::uint32_t>(code));
}

Failure Run::failure() const {
  const auto words = [](Fault fault) -> base::Message {
    switch (fault) {
      case Fault::kDivisionByZero:
        return {"Division par zéro.", "Division by zero."};
      case Fault::kConditionType:
        return {"Une condition doit valoir oui ou non.", "A condition must be yes or no."};
      case Fault::kRoundUnit:
        return {"L'arrondi se donne en décimales.", "Rounding is given in decimals."};
      case Fault::kLogarithmType:
        return {"Le logarithme attend un nombre.", "A logarithm expects a number."};
      case Fault::kZeroMultiplier:
        return {"Le multiplicateur ne peut pas être nul.", "The multiplier cannot be zero."};
      case Fault::kBracketOrder:
        return {"Les plafonds des tranches doivent croître.", "The ceilings of the brackets must increase."};
      case Fault::kRateUnit:
        return {"Un taux est un nombre ou un pourcentage.", "A rate is a number or a percentage."};
      case Fault::kNotADate:
        return {"Une durée va d'une date à une date.", "A duration goes from a date to a date."};
      case Fault::kNotAnOption:
        return {"Cette valeur ne fait pas partie des possibilités applicables.",
                "This value is not one of the possible ones."};
      case Fault::kOptionUnit:
        return {"L'unité ne se convertit pas en celle des possibilités.",
                "The unit does not convert to that of the options."};
      case Fault::kPrivateAnswer:
        return {"Une règle privée ne reçoit pas de réponse.", "A private rule takes no answer."};
      case Fault::kCycle:
        return {"Cette règle dépend d'elle-même.", "This rule depends on itself."};
      case Fault::kTooDeep:
        return {"Des règles s'enchaînent trop profondément.", "Rules are chained too deeply."};
      case Fault::kTooManySteps:
        return {"Ce calcul demande trop d'étapes.", "This computation takes too many steps."};
      case Fault::kTooManyUnits:
        return {"Ce calcul fait naître trop d'unités.", "This computation makes too many units."};
      case Fault::kNone:
        break;
    }
    return {};
  };
  std::string rule = fault_rule_ == model::kNoRule ? std::string() : model_->rule(fault_rule_).name;
  if (rule == model::kEvaluationName) rule.clear();
  return {fault_, rule, words(fault_)};
}

}  // namespace partance::engine::evaluate
