// See phrase.hpp.
#include "engine/explain/phrase.hpp"

#include "engine/value/calendar.hpp"

namespace partance::engine::explain {

using model::Node;
using model::Op;
using model::Origin;
using value::Kind;

namespace {

constexpr int kDeepest = 8;

std::string_view sign(Op op) {
  switch (op) {
    case Op::kAdd:
      return "+";
    case Op::kSubtract:
      return "−";
    case Op::kMultiply:
      return "×";
    case Op::kDivide:
      return "÷";
    case Op::kFloorDivide:
      return "÷ (entier)";
    case Op::kPower:
      return "^";
    case Op::kLess:
      return "<";
    case Op::kLessOrEqual:
      return "≤";
    case Op::kGreater:
      return ">";
    case Op::kGreaterOrEqual:
      return "≥";
    case Op::kEqual:
      return "=";
    case Op::kNotEqual:
      return "≠";
    default:
      return "";
  }
}

bool is_operation(Op op) {
  return op >= Op::kAdd && op <= Op::kOr;
}

}  // namespace

std::string Phrase::value(const Value& v, RuleId rule) {
  return plan::say(run_.program(), rule, v, run_.units(), run_.texts(), language_);
}

RuleId Phrase::rule_behind(NodeId id) const {
  const auto& graph = run_.model().graph;
  for (int steps = 0; id != model::kNoNode && steps < 10; ++steps) {
    const Node& node = graph.at(id);
    if (node.op == Op::kRule) return RuleId{node.a};
    if (node.op != Op::kReference) break;
    id = NodeId{node.b};
  }
  return model::kNoRule;
}

std::string Phrase::rule(RuleId id) {
  const auto& found = run_.model().rule(id);
  if (found.is_step) return say(found.body, kDeepest - 3);
  const std::string title = plan::title(run_.program(), id, language_);
  std::string text = language_ == base::Language::kFrench ? "«\u00a0" + title + "\u00a0»" : "“" + title + "”";
  if (values_ == Values::kLeftOut) return text;
  if (const auto v = run_.computed(found.node)) text += " (" + value(*v, id) + ")";
  return text;
}

std::string Phrase::list(const Node& node, const base::Message& before, std::string_view between, int depth) {
  const auto items = run_.model().graph.list(node);
  const std::vector<NodeId> copied(items.begin(), items.end());
  std::string out = words(before);
  for (std::size_t i = 0; i < copied.size(); ++i) {
    if (i > 0) out += between;
    out += say(copied[i], depth + 1);
  }
  return out;
}

std::string Phrase::operation(const Node& node, int depth) {
  const NodeId a{node.a}, b{node.b};
  if (node.origin == Origin::kIsDefined) {
    return say(NodeId{run_.model().graph.at(a).a}, depth + 1) + words({" est connu", " is known"});
  }
  if (node.origin == Origin::kIsApplicable) {
    return say(NodeId{run_.model().graph.at(a).a}, depth + 1) + words({" s'applique", " applies"});
  }
  // Options are compared by their code, but read by their label.
  const auto side = [&](NodeId own, NodeId other) {
    const Node& at = run_.model().graph.at(own);
    const RuleId compared = rule_behind(other);
    if (at.op == Op::kConstant && compared != model::kNoRule) {
      return value(run_.model().graph.constants[at.a], compared);
    }
    const std::string text = say(own, depth + 1);
    return is_operation(at.op) && at.origin == Origin::kPlain ? "(" + text + ")" : text;
  };
  std::string between(sign(node.op));
  if (node.op == Op::kAnd) between = words({"et", "and"});
  if (node.op == Op::kOr) between = words({"ou", "or"});
  return side(a, b) + " " + between + " " + side(b, a);
}

std::string Phrase::condition(const Node& node, int depth) {
  const auto& graph = run_.model().graph;
  const auto parameter = [&] { return say(NodeId{graph.at(NodeId{node.a}).a}, depth + 1); };
  switch (node.origin) {
    case Origin::kApplicableIf:
      return say(NodeId{node.b}, depth + 1) + words({", si ", ", if "}) + parameter();
    case Origin::kNotApplicableIf:
      return say(NodeId{node.b}, depth + 1) + words({", sauf si ", ", unless "}) + parameter();
    case Origin::kCeiling:
      return say(NodeId{node.c}, depth + 1) + words({", au plus ", ", at most "}) + say(NodeId{node.b}, depth + 1);
    case Origin::kFloor:
      return say(NodeId{node.c}, depth + 1) + words({", au moins ", ", at least "}) + say(NodeId{node.b}, depth + 1);
    case Origin::kAllowance:
      return say(NodeId{node.c}, depth + 1) + words({", au moins zéro", ", at least zero"});
    case Origin::kDefault:
      return say(NodeId{node.c}, depth + 1) + words({", à défaut ", ", by default "}) + say(NodeId{node.b}, depth + 1);
    case Origin::kMaximum:
    case Origin::kMinimum:
      return (node.origin == Origin::kMaximum ? words({"le plus grand de ", "the greatest of "})
                                              : words({"le plus petit de ", "the least of "})) +
             say(NodeId{graph.at(NodeId{node.a}).a}, depth + 1) + ", …";
    default:
      return words({"si ", "if "}) + say(NodeId{node.a}, depth + 1) + words({" alors ", " then "}) +
             say(NodeId{node.b}, depth + 1) + words({" sinon ", " else "}) + say(NodeId{node.c}, depth + 1);
  }
}

std::string Phrase::say(NodeId id, int depth) {
  if (id == model::kNoNode) return {};
  if (depth > kDeepest) return "…";
  const Node node = run_.model().graph.at(id);
  switch (node.op) {
    case Op::kConstant: {
      const Value& v = run_.model().graph.constants[node.a];
      if (!v.is(Kind::kText)) return value(v, RuleId{0});
      const std::string text(run_.texts().text(v.text_id()));
      return value::parse_date_text(text) ? text : words({"«\u00a0", "“"}) + text + words({"\u00a0»", "”"});
    }
    case Op::kRule:
      return rule(RuleId{node.a});
    case Op::kReference:
    case Op::kSituation:
      return say(NodeId{node.b}, depth);
    case Op::kMissing:
    case Op::kUnit:
    case Op::kSimplifyUnit:
    case Op::kFixedPoint:
    case Op::kContext:
      return say(NodeId{node.a}, depth);
    case Op::kRound:
      return say(NodeId{node.a}, depth + 1) + words({", arrondi", ", rounded"});
    case Op::kIsUndefined:
      return say(NodeId{node.a}, depth + 1) + words({" n'est pas connu", " is not known"});
    case Op::kIsNotApplicable:
      return say(NodeId{node.a}, depth + 1) + words({" ne s'applique pas", " does not apply"});
    case Op::kLogarithm:
      return words({"logarithme de ", "logarithm of "}) + say(NodeId{node.a}, depth + 1);
    case Op::kCondition:
      return condition(node, depth);
    case Op::kSum:
      return list(node, {"", ""}, " + ", depth);
    case Op::kProduct:
      return list(node, {"", ""}, " × ", depth);
    case Op::kAllOf:
      return list(node, {"toutes ces conditions : ", "all of: "}, words({"\u00a0; ", "; "}), depth);
    case Op::kAnyOf:
      return list(node, {"une de ces conditions : ", "one of: "}, words({"\u00a0; ", "; "}), depth);
    case Op::kText:
      return list(node, {"", ""}, "", depth);
    case Op::kVariations:
      return words({"selon les cas", "depending on the case"});
    case Op::kMarginalScale:
      return words({"barème sur ", "scale on "}) + say(NodeId{node.a}, depth + 1);
    case Op::kLookup:
      return words({"grille selon ", "table by "}) + say(NodeId{node.a}, depth + 1);
    case Op::kLinearRate:
      return words({"taux progressif selon ", "progressive rate by "}) + say(NodeId{node.a}, depth + 1);
    case Op::kDuration: {
      const auto bound = [&](std::uint32_t at) {
        return NodeId{at} == model::kNoNode ? words({"aujourd'hui", "today"}) : say(NodeId{at}, depth + 1);
      };
      return words({"durée de ", "time from "}) + bound(node.a) + words({" à ", " to "}) + bound(node.b);
    }
    case Op::kInversion:
      return words({"trouvé par approximations", "found by approximations"});
    case Op::kChoice:
      return {};
    default:
      return operation(node, depth);
  }
}

}  // namespace partance::engine::explain
