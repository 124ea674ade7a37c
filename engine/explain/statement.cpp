// See statement.hpp.
#include "engine/explain/statement.hpp"

#include <algorithm>

namespace partance::engine::explain {

using base::Message;
using model::Node;
using model::Op;
using model::Origin;

namespace {

constexpr int kDeepest = 60;
constexpr std::size_t kMostLines = 200;

class Statement {
 public:
  Statement(Run& run, base::Language language)
      : run_(run), language_(language), phrase_(run, language, Values::kLeftOut) {}

  std::vector<std::string> of(NodeId node) {
    if (node != model::kNoNode) body(node, 0);
    if (lines_.size() > kMostLines) lines_.resize(kMostLines);
    return std::move(lines_);
  }

 private:
  void say(const Message& words, const std::string& rest = {}) { lines_.push_back(words.in(language_) + rest); }
  [[nodiscard]] const Node& at(NodeId id) const { return run_.model().graph.at(id); }

  /// Peels the wrappers of the body one by one; the innermost formula is said whole.
  void body(NodeId id, int nesting) {
    if (id == model::kNoNode || nesting > kDeepest) return;
    const Node node = at(id);
    const auto inner = [&](std::uint32_t next) { body(NodeId{next}, nesting + 1); };
    switch (node.op) {
      case Op::kReference:
      case Op::kSituation:
        return inner(node.b);
      case Op::kMissing:
      case Op::kUnit:
      case Op::kSimplifyUnit:
      case Op::kFixedPoint:
      case Op::kContext:
        return inner(node.a);
      case Op::kRound:
        inner(node.a);
        return say({"arrondi", "rounded"});
      case Op::kCondition:
        return condition(node, nesting);
      case Op::kVariations:
        return variations(node);
      case Op::kAllOf:
        say({"toutes ces conditions :", "all of these conditions:"});
        return items(node);
      case Op::kAnyOf:
        if (one_of_many(node)) return;
        say({"une de ces conditions :", "one of these conditions:"});
        return items(node);
      case Op::kMarginalScale:
      case Op::kLookup:
      case Op::kLinearRate:
        return scale(id, node);
      case Op::kChoice:
        return;
      case Op::kConstant:
        return constant(id);
      case Op::kRule:
        if (run_.model().rule(RuleId{node.a}).is_step) {
          return inner(static_cast<std::uint32_t>(run_.model().rule(RuleId{node.a}).body));
        }
        return other_rule(id, RuleId{node.a}, nesting);
      default:
        lines_.push_back(phrase_.of(id));
    }
  }

  /// « Boursier », then what makes one so, when that is worked out too and said in more than a word.
  void other_rule(NodeId id, RuleId rule, int nesting) {
    lines_.push_back(phrase_.of(id));
    const auto& found = run_.model().rule(rule);
    if (found.has_question || found.type != model::Type::kBoolean || follows_) return;
    const std::size_t before = lines_.size();
    follows_ = true;
    body(found.body, nesting + 1);
    if (lines_.size() == before) return;
    lines_[before - 1] += Message{", c'est-à-dire :", ", that is:"}.in(language_);
  }

  /// An input without a value of its own says nothing.
  void constant(NodeId id) {
    const auto& v = run_.model().graph.constants[at(id).a];
    if (!v.is(value::Kind::kUndefined)) lines_.push_back(phrase_.of(id));
  }

  void condition(const Node& node, int nesting) {
    const auto go_on = [&](std::uint32_t next) { body(NodeId{next}, nesting + 1); };
    const auto parameter = [&] { return phrase_.of(NodeId{at(NodeId{node.a}).a}); };
    switch (node.origin) {
      case Origin::kApplicableIf:
        say({"seulement si ", "only if "}, parameter());
        return go_on(node.b);
      case Origin::kNotApplicableIf:
        say({"sauf si ", "except if "}, parameter());
        return go_on(node.b);
      case Origin::kCeiling:
        go_on(node.c);
        return say({"au plus ", "at most "}, phrase_.of(NodeId{node.b}));
      case Origin::kFloor:
        go_on(node.c);
        return say({"au moins ", "at least "}, phrase_.of(NodeId{node.b}));
      case Origin::kAllowance:
        return go_on(node.c);
      case Origin::kDefault:
        go_on(node.c);
        return say({"à défaut de réponse : ", "without an answer: "}, phrase_.of(NodeId{node.b}));
      case Origin::kMaximum:
      case Origin::kMinimum: {
        say(node.origin == Origin::kMaximum ? Message{"le plus grand de :", "the greatest of:"}
                                            : Message{"le plus petit de :", "the least of:"});
        for (const NodeId term : extremum_terms(run_.model(), node)) lines_.push_back("– " + phrase_.of(term));
        return;
      }
      default:
        break;
    }
    say({"si ", "if "}, phrase_.of(NodeId{node.a}));
    go_on(node.b);
    say({"sinon :", "else:"});
    go_on(node.c);
  }

  void variations(const Node& node) {
    const auto list = run_.model().graph.list(node, 2);
    const std::vector<NodeId> pairs(list.begin(), list.end());
    const std::string colon = language_ == base::Language::kFrench ? "\u00a0: " : ": ";
    for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
      const std::string then = phrase_.of(pairs[i + 1]);
      if (at(pairs[i]).op == Op::kConstant) {
        say({"– sinon", "– else"}, colon + then);
      } else {
        say({"– si ", "– if "}, phrase_.of(pairs[i]) + colon + then);
      }
    }
  }

  void items(const Node& node) {
    const auto list = run_.model().graph.list(node);
    for (const NodeId item : std::vector<NodeId>(list.begin(), list.end())) lines_.push_back("– " + phrase_.of(item));
  }

  /// A long list of « the same rule = an option » is one line: « Pays » parmi : Guadeloupe, Martinique…
  bool one_of_many(const Node& node) {
    constexpr std::size_t kFewest = 4;
    if (node.count < kFewest) return false;
    const auto& graph = run_.model().graph;
    RuleId same = model::kNoRule;
    std::string options;
    for (const NodeId item : graph.list(node)) {
      const Node& term = graph.at(item);
      if (term.op != Op::kEqual || graph.at(NodeId{term.b}).op != Op::kConstant) return false;
      const RuleId read = phrase_.rule_behind(NodeId{term.a});
      if (read == model::kNoRule || (same != model::kNoRule && read != same)) return false;
      same = read;
      options += (options.empty() ? "" : ", ") + phrase_.value(graph.constants[graph.at(NodeId{term.b}).a], read);
    }
    lines_.push_back(phrase_.of(NodeId{graph.at(graph.list(node).front()).a}) +
                     Message{" parmi : ", " among: "}.in(language_) + options);
    return true;
  }

  void scale(NodeId id, const Node& node) {
    lines_.push_back(phrase_.of(id));
    if (NodeId{node.b} != model::kNoNode) {
      const Node& multiplier = at(NodeId{node.b});
      const bool is_one = multiplier.op == Op::kConstant && run_.model().graph.constants[multiplier.a].is_number() &&
                          run_.model().graph.constants[multiplier.a].number == 1;
      if (!is_one) say({"seuils multipliés par ", "thresholds multiplied by "}, phrase_.of(NodeId{node.b}));
    }
    const auto list = run_.model().graph.list(node, 2);
    const std::vector<NodeId> pairs(list.begin(), list.end());
    for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
      const std::string amount = "– " + phrase_.of(pairs[i]);
      if (pairs[i + 1] == model::kNoNode) {
        lines_.push_back(amount + Message{" au-delà", " above"}.in(language_));
      } else {
        lines_.push_back(amount + Message{" sous ", " below "}.in(language_) + phrase_.of(pairs[i + 1]));
      }
    }
  }

  Run& run_;
  base::Language language_;
  Phrase phrase_;
  std::vector<std::string> lines_;
  bool follows_ = false;  // another rule's formula is being said
};

}  // namespace

std::vector<std::string> statement(Run& run, RuleId rule, base::Language language) {
  return Statement(run, language).of(run.model().rule(rule).body);
}

std::vector<std::string> statement(Run& run, NodeId node, base::Language language) {
  return Statement(run, language).of(node);
}

NodeId formula_of(const model::Model& model, RuleId rule) {
  NodeId id = model.rule(rule).body;
  for (int steps = 0; id != model::kNoNode && steps < kDeepest; ++steps) {
    const Node& node = model.graph.at(id);
    switch (node.op) {
      case Op::kReference:
      case Op::kSituation:
        id = NodeId{node.b};
        break;
      case Op::kMissing:
      case Op::kUnit:
      case Op::kSimplifyUnit:
      case Op::kFixedPoint:
      case Op::kRound:
        id = NodeId{node.a};
        break;
      case Op::kCondition: {
        const bool is_parameter = node.origin == Origin::kApplicableIf || node.origin == Origin::kNotApplicableIf;
        const bool is_bound = node.origin == Origin::kCeiling || node.origin == Origin::kFloor ||
                              node.origin == Origin::kAllowance || node.origin == Origin::kDefault;
        if (!is_parameter && !is_bound) return id;
        id = NodeId{is_parameter ? node.b : node.c};
        break;
      }
      case Op::kRule:
        if (!model.rule(RuleId{node.a}).is_step) return id;
        id = model.rule(RuleId{node.a}).body;
        break;
      default:
        return id;
    }
  }
  return id;
}

std::vector<NodeId> extremum_terms(const model::Model& model, const Node& node) {
  const auto& graph = model.graph;
  constexpr int kMostTerms = 100;
  std::vector<NodeId> terms;
  Node at = node;
  for (int steps = 0; steps < kMostTerms; ++steps) {
    terms.push_back(NodeId{graph.at(NodeId{at.a}).a});
    Node before = graph.at(NodeId{at.b});
    while (before.op == Op::kReference) before = graph.at(NodeId{before.b});
    if (before.op != Op::kRule) break;
    const NodeId next = model.rule(RuleId{before.a}).body;
    if (next == model::kNoNode || graph.at(next).op != Op::kCondition || graph.at(next).origin != node.origin) break;
    at = graph.at(next);
  }
  std::ranges::reverse(terms);
  return terms;
}

}  // namespace partance::engine::explain
