// See explanation.hpp.
#include "engine/explain/explanation.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "engine/explain/phrase.hpp"
#include "engine/explain/statement.hpp"

namespace partance::engine::explain {

using base::Message;
using evaluate::NodeId;
using model::Node;
using model::Op;
using model::Origin;
using value::Kind;
using value::Value;

namespace {

Truth truth_of(const std::optional<Value>& v) {
  if (!v) return Truth::kUnknown;
  if (v->is_true()) return Truth::kYes;
  if (v->is_false()) return Truth::kNo;
  if (v->is(Kind::kUndefined)) return Truth::kUnknown;
  if (v->is(Kind::kNotApplicable)) return Truth::kNotApplicable;
  return v->is(Kind::kError) ? Truth::kError : Truth::kValue;
}

class Explainer {
 public:
  Explainer(Run& run, base::Language language, const Limits& limits)
      : run_(run), language_(language), limits_(limits), phrase_(run, language), shown_(run.model().rules.size()) {
    for (const RuleId known : limits.known) shown_[index(known)] = true;
  }

  Step rule(RuleId id, int depth) {
    ++steps_;
    const auto& found = run_.model().rule(id);
    const auto& program = run_.program();
    const auto computed = run_.computed(found.node);
    Step step{.rule = found.name};
    step.title = plan::title(program, id, language_);
    step.truth = truth_of(computed);
    if (computed) step.value = phrase_.value(*computed, id);
    step.is_answer = run_.answered(id);
    if (shown_[index(id)]) {
      step.is_repeated = !step.is_answer;
      return step;
    }
    shown_[index(id)] = true;
    step.description = plan::text_in(program, id, "description", language_);
    step.references = plan::citations(program, id);
    step.reliability = program.metadata.text(id, "fiabilité").value_or(std::string());
    if (step.is_answer || !computed) return step;
    if (depth >= limits_.depth || steps_ >= limits_.steps) {
      step.is_cut = true;
      return step;
    }
    if (found.gate != model::kNoNode) gate(found.gate, *computed, step, depth);
    if (found.body != model::kNoNode) body(found.body, step, depth, 0);
    return step;
  }

 private:
  void say(Step& step, const Message& words, const std::string& rest) {
    step.how.push_back(words.in(language_) + rest);
  }

  /// A rule does not apply when its parent does not.
  void gate(NodeId node, const Value& v, Step& step, int depth) {
    if (!v.is(Kind::kNotApplicable)) return;
    const auto parent = run_.computed(node);
    if (!parent || !(parent->is_false() || parent->is(Kind::kNotApplicable))) return;
    say(step, {"ne s'applique pas, comme ", "does not apply, like "}, phrase_.of(node));
    inputs(node, step, depth);
  }

  /// Peels the wrappers of a rule's body one by one: each says a line, and leads to the rules it read.
  void body(NodeId id, Step& step, int depth, int nesting) {
    if (id == model::kNoNode || nesting > 60) return;
    const Node node = run_.model().graph.at(id);
    const auto inner = [&](std::uint32_t next) { body(NodeId{next}, step, depth, nesting + 1); };
    switch (node.op) {
      case Op::kReference:
      case Op::kSituation:
        return inner(node.b);
      case Op::kMissing:
      case Op::kUnit:
      case Op::kSimplifyUnit:
      case Op::kFixedPoint:
        return inner(node.a);
      case Op::kRound:
        say(step, {"arrondi", "rounded"}, "");
        return inner(node.a);
      case Op::kCondition:
        return condition(node, step, depth, nesting);
      case Op::kVariations:
        return variations(node, step, depth, nesting);
      case Op::kAllOf:
      case Op::kAnyOf:
        return conditions(id, node, step, depth);
      case Op::kMarginalScale:
      case Op::kLookup:
      case Op::kLinearRate:
        return scale(id, node, step, depth);
      case Op::kConstant:
      case Op::kChoice:
        return;
      case Op::kRule:
        // A helper made by a mechanism shows nothing of its own.
        if (run_.model().rule(RuleId{node.a}).is_step) {
          return inner(static_cast<std::uint32_t>(run_.model().rule(RuleId{node.a}).body));
        }
        [[fallthrough]];
      default:
        step.how.push_back(phrase_.of(id));
        inputs(id, step, depth);
    }
  }

  void condition(const Node& node, Step& step, int depth, int nesting) {
    const auto& graph = run_.model().graph;
    const NodeId test{node.a};
    const auto computed = run_.computed(test);
    const bool holds = computed && computed->is_true();
    const auto go_on = [&](std::uint32_t next) { body(NodeId{next}, step, depth, nesting + 1); };
    switch (node.origin) {
      case Origin::kApplicableIf:
      case Origin::kNotApplicableIf: {
        const NodeId parameter{graph.at(test).a};
        const bool is_if = node.origin == Origin::kApplicableIf;
        say(step,
            is_if ? Message{"ne s'applique que si ", "only applies if "}
                  : Message{"ne s'applique pas si ", "does not apply if "},
            phrase_.of(parameter));
        inputs(parameter, step, depth);
        if (holds || !computed) go_on(node.b);
        return;
      }
      case Origin::kCeiling:
      case Origin::kFloor: {
        const bool is_ceiling = node.origin == Origin::kCeiling;
        const Message words = is_ceiling ? Message{"au plus ", "at most "} : Message{"au moins ", "at least "};
        const Message reached{" : limite atteinte", ": limit reached"};
        go_on(node.c);
        say(step, words, phrase_.of(NodeId{node.b}) + (holds ? reached.in(language_) : ""));
        inputs(NodeId{node.b}, step, depth);
        return;
      }
      case Origin::kAllowance:
        return go_on(node.c);
      case Origin::kDefault:
        if (!holds) return go_on(node.c);
        say(step, {"valeur par défaut : ", "default value: "}, phrase_.of(NodeId{node.b}));
        inputs(NodeId{node.b}, step, depth);
        return;
      case Origin::kMaximum:
      case Origin::kMinimum:
        return extremum(node, step, depth);
      default:
        break;
    }
    say(step, holds ? Message{"parce que ", "because "} : Message{"parce que n'est pas vrai : ", "because not true: "},
        phrase_.of(test));
    inputs(test, step, depth);
    if (computed && !computed->is(Kind::kUndefined)) go_on(holds ? node.b : node.c);
  }

  void extremum(const Node& node, Step& step, int depth) {
    const auto terms = extremum_terms(run_.model(), node);
    std::string text;
    for (const NodeId term : terms) text += (text.empty() ? "" : " ; ") + phrase_.of(term);
    say(step,
        node.origin == Origin::kMaximum ? Message{"le plus grand de ", "the greatest of "}
                                        : Message{"le plus petit de ", "the least of "},
        text);
    for (const NodeId term : terms) inputs(term, step, depth);
  }

  void variations(const Node& node, Step& step, int depth, int nesting) {
    const auto pairs = run_.model().graph.list(node, 2);
    for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
      const NodeId test = pairs[i], then = pairs[i + 1];
      const auto computed = run_.computed(test);
      if (!computed || computed->is_false() || computed->is(Kind::kNotApplicable)) continue;
      if (computed->is(Kind::kUndefined)) {
        say(step, {"on ne sait pas encore si ", "it is not known yet whether "}, phrase_.of(test));
        inputs(test, step, depth);
        return;
      }
      if (run_.model().graph.at(test).op == Op::kConstant) {
        say(step, {"dans les autres cas", "in all other cases"}, "");
      } else {
        say(step, {"dans le cas où ", "in the case where "}, phrase_.of(test));
      }
      inputs(test, step, depth);
      return branch(then, step, depth, nesting);
    }
    say(step, {"aucun cas ne convient", "no case fits"}, "");
  }

  /// What the case gives: a rule is shown below, anything else goes on in this step.
  void branch(NodeId id, Step& step, int depth, int nesting) {
    const Node& node = run_.model().graph.at(id);
    if (node.op != Op::kConstant) return body(id, step, depth, nesting + 1);
    say(step, {"vaut ", "is "}, phrase_.of(id));
  }

  void conditions(NodeId id, const Node& node, Step& step, int depth) {
    const bool is_all = node.op == Op::kAllOf;
    step.how.push_back(Message{is_all ? "toutes ces conditions" : "une de ces conditions",
                               is_all ? "all of these conditions" : "one of these conditions"}
                           .in(language_));
    const auto list = run_.model().graph.list(node);
    const std::vector<NodeId> items(list.begin(), list.end());
    if (one_of_many(items, step, depth)) return;
    const Truth whole = truth_of(run_.computed(id));
    for (const NodeId item : items) {
      const auto computed = run_.computed(item);
      if (!computed) continue;
      // A conjunction falls by its false terms, a disjunction stands by its true ones: the others do not matter.
      const Truth own = truth_of(computed);
      if (is_all && whole == Truth::kNo && own != Truth::kNo && own != Truth::kNotApplicable) continue;
      if (!is_all && whole == Truth::kYes && own != Truth::kYes && own != Truth::kValue) continue;
      term(item, *computed, step, depth);
    }
  }

  /// A long list of « the same rule = an option » is one line: « Pays (Espagne) parmi : Guadeloupe, Martinique… ».
  bool one_of_many(const std::vector<NodeId>& items, Step& step, int depth) {
    constexpr std::size_t kFewest = 4;
    if (items.size() < kFewest) return false;
    const auto& graph = run_.model().graph;
    RuleId same = model::kNoRule;
    std::string options;
    for (const NodeId item : items) {
      const Node& node = graph.at(item);
      if (node.op != Op::kEqual || graph.at(NodeId{node.b}).op != Op::kConstant) return false;
      const RuleId read = phrase_.rule_behind(NodeId{node.a});
      if (read == model::kNoRule || (same != model::kNoRule && read != same)) return false;
      same = read;
      options += (options.empty() ? "" : ", ") + phrase_.value(graph.constants[graph.at(NodeId{node.b}).a], read);
    }
    step.how.back() =
        phrase_.of(NodeId{graph.at(items.front()).a}) + Message{" parmi : ", " among: "}.in(language_) + options;
    child(same, step, depth);
    return true;
  }

  void term(NodeId item, const Value& v, Step& step, int depth) {
    NodeId at = item;
    while (run_.model().graph.at(at).op == Op::kReference) at = NodeId{run_.model().graph.at(at).b};
    const Node& node = run_.model().graph.at(at);
    if (node.op == Op::kRule && !run_.model().rule(RuleId{node.a}).is_step) {
      child(RuleId{node.a}, step, depth);
      return;
    }
    Step inner{.title = phrase_.of(item)};
    inner.truth = truth_of(v);
    inputs(item, inner, depth + 1);
    step.children.push_back(std::move(inner));
  }

  /// True when the bracket under this ceiling (none: the last one) holds the base.
  bool reaches(NodeId ceiling, const Value& base) {
    if (ceiling == model::kNoNode) return true;
    const auto top = run_.computed(ceiling);
    if (!top || !top->is_number()) return false;
    const auto same = run_.units().convert(top->unit, base.unit, top->number);
    return base.number < same.value_or(top->number);
  }

  void scale(NodeId id, const Node& node, Step& step, int depth) {
    step.how.push_back(phrase_.of(id));
    const auto base = run_.computed(NodeId{node.a});
    const auto list = run_.model().graph.list(node, 2);
    const std::vector<NodeId> pairs(list.begin(), list.end());
    for (std::size_t i = 0; base && base->is_number() && i + 1 < pairs.size(); i += 2) {
      const bool is_last = reaches(pairs[i + 1], *base);
      // A marginal scale adds up the brackets below the base; the others use the one it falls in.
      if (!is_last && node.op != Op::kMarginalScale) continue;
      std::string line = phrase_.of(pairs[i]);
      if (pairs[i + 1] == model::kNoNode) {
        line += Message{" au-delà", " above"}.in(language_);
      } else {
        line += Message{" sous ", " below "}.in(language_) + phrase_.of(pairs[i + 1]);
      }
      say(step, {"tranche : ", "bracket: "}, line);
      if (is_last) break;
    }
    inputs(NodeId{node.a}, step, depth);
  }

  /// The rules a formula read directly become children of the step.
  void inputs(NodeId id, Step& step, int depth, int nesting = 0) {
    if (id == model::kNoNode || nesting > 60) return;
    const Node node = run_.model().graph.at(id);
    if (node.op == Op::kRule) {
      const auto& found = run_.model().rule(RuleId{node.a});
      if (found.is_step) return inputs(found.body, step, depth, nesting + 1);
      return child(RuleId{node.a}, step, depth);
    }
    const bool is_wrapper = node.op == Op::kReference || node.op == Op::kConstant || node.op == Op::kSituation;
    if (!is_wrapper && !run_.computed(id)) return;
    std::vector<NodeId> below;
    model::for_each_child(run_.model().graph, node, [&](NodeId next) { below.push_back(next); });
    for (const NodeId next : below) inputs(next, step, depth, nesting + 1);
  }

  void child(RuleId id, Step& step, int depth) {
    const auto& found = run_.model().rule(id);
    if (!run_.computed(found.node)) return;
    // The phrase above already gives the value of an answer; it is shown by itself once.
    if (run_.answered(id) && shown_[index(id)]) return;
    if (std::ranges::find(step.children, found.name, &Step::rule) != step.children.end()) return;
    if (steps_ >= limits_.steps) return;
    step.children.push_back(rule(id, depth + 1));
  }

  Run& run_;
  base::Language language_;
  Limits limits_;
  Phrase phrase_;
  std::size_t steps_ = 0;
  std::vector<bool> shown_;  // a rule each
};

}  // namespace

Step explain(Run& run, RuleId rule, base::Language language, const Limits& limits) {
  run.evaluate(rule);
  return Explainer(run, language, limits).rule(rule, 0);
}

}  // namespace partance::engine::explain
