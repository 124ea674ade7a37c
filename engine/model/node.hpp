// The graph of a rule set: every rule, literal and mechanism is a node of 16 bytes addressed by its index.
//
// engine/model builds it (mechanisms rewritten into few operations, as Publicodes 1.10 chapter 4 defines them),
// engine/plan simplifies it, engine/evaluate walks it, engine/explain puts it into words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/value/text_pool.hpp"
#include "engine/value/unit.hpp"
#include "engine/value/value.hpp"

namespace partance::engine::model {

/// Index of a node in its Graph.
enum class NodeId : std::uint32_t {};
inline constexpr NodeId kNoNode{0xffffffffU};

/// Index of a rule in its Model.
enum class RuleId : std::uint32_t {};
inline constexpr RuleId kNoRule{0xffffffffU};

constexpr std::size_t index(NodeId id) {
  return static_cast<std::size_t>(id);
}
constexpr std::size_t index(RuleId id) {
  return static_cast<std::size_t>(id);
}

/// What a node computes. The comment says what its fields a, b, c and count hold.
enum class Op : std::uint8_t {
  kConstant,   ///< a: constant
  kRule,       ///< a: rule
  kReference,  ///< a: the rule it was written in, b: target rule once resolved
  kSituation,  ///< a: rule whose answer replaces b when there is one
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kFloorDivide,
  kPower,  ///< a, b: operands
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kEqual,
  kNotEqual,  ///< a, b: operands
  kAnd,
  kOr,               ///< a, b: operands
  kCondition,        ///< a: if, b: then, c: else
  kVariations,       ///< list of (if, then) pairs
  kIsUndefined,      ///< a
  kIsNotApplicable,  ///< a
  kMissing,          ///< a: value, b: rule named as missing
  kUnit,             ///< a: value, b: unit
  kSimplifyUnit,     ///< a
  kRound,            ///< a: value, b: decimals or yes/no
  kLogarithm,        ///< a
  kSum,              ///< list
  kProduct,          ///< list
  kAllOf,            ///< list
  kAnyOf,            ///< list
  kMarginalScale,    ///< `barème`: a: base, b: multiplier or none; list of (rate, ceiling or none) pairs
  kLookup,           ///< `grille`: same, with amounts
  kLinearRate,       ///< `taux progressif`: same, with rates
  kDuration,         ///< a: from or none (today), b: to or none (today), c: value::DurationUnit
  kText,             ///< list of parts
  kInversion,        ///< a: rule; b: index of an InversionBounds; list of candidate rule nodes
  kFixedPoint,       ///< `résoudre la référence circulaire`: a: value, b: rule
  kContext,          ///< a: value; list of (rule node, expression) pairs
  kChoice,           ///< `une possibilité`: a: rule, b: index of a ChoiceList
};

/// The mechanism a node was written as, for explanations and reports; kPlain when the operation says it all.
enum class Origin : std::uint8_t {
  kPlain,
  kApplicableIf,
  kNotApplicableIf,
  kCeiling,
  kFloor,
  kDefault,
  kAllowance,
  kMean,
  kMaximum,
  kMinimum,
  kIsDefined,
  kIsApplicable,
  kReplacement,
  kPrivateStep,
};

struct Node {
  Op op = Op::kConstant;
  Origin origin = Origin::kPlain;
  std::uint16_t count = 0;  ///< list length (pairs count as one); the list starts at c in the pool
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
};
static_assert(sizeof(Node) == 16);

constexpr std::size_t kMaxListLength = 0xffff;

/// Bounds of an `inversion numérique`.
struct InversionBounds {
  double min = -1'000'000;
  double max = 100'000'000;
  double tolerance = 0.1;
};

/// The options of a `une possibilité`.
struct ChoiceList {
  enum class Kind : std::uint8_t { kNumbers, kTexts, kReferences };
  Kind kind = Kind::kTexts;
  value::UnitId unit = value::UnitId::kAbsent;  ///< unit attached to the rule (numbers)
  std::vector<value::Value> values;             ///< numbers with units; texts as written
  std::vector<NodeId> rules;                    ///< kReferences: the option's rule node
};

/// Nodes with their lists and constants. Grows at the end only: indices stay valid.
struct Graph {
  std::vector<Node> nodes;
  std::vector<NodeId> pool;
  std::vector<value::Value> constants;
  std::vector<InversionBounds> inversions;
  std::vector<ChoiceList> choices;

  [[nodiscard]] const Node& at(NodeId id) const { return nodes[index(id)]; }
  [[nodiscard]] Node& at(NodeId id) { return nodes[index(id)]; }
  /// The list of a node; for pairs, 2 × count entries.
  [[nodiscard]] std::span<const NodeId> list(const Node& node, std::size_t arity = 1) const {
    return std::span(pool).subspan(node.c, node.count * arity);
  }
  NodeId add(const Node& node) {
    nodes.push_back(node);
    return NodeId{static_cast<std::uint32_t>(nodes.size() - 1)};
  }
  NodeId add_constant(const value::Value& v) {
    constants.push_back(v);
    return add({.op = Op::kConstant, .a = static_cast<std::uint32_t>(constants.size() - 1)});
  }
  /// Stores a list and returns where it starts, for Node::c.
  std::uint32_t add_list(std::span<const NodeId> items) {
    pool.insert(pool.end(), items.begin(), items.end());
    return static_cast<std::uint32_t>(pool.size() - items.size());
  }
};

/// True when the node's list holds pairs.
constexpr bool has_pairs(Op op) {
  return op == Op::kVariations || op == Op::kMarginalScale || op == Op::kLookup || op == Op::kLinearRate ||
         op == Op::kContext;
}

/// Which of the fields a, b, c of a node hold operands (c never does when the node has a list).
struct Operands {
  bool a = false;
  bool b = false;
  bool c = false;
  bool list = false;
};

constexpr Operands operands(Op op) {
  switch (op) {
    case Op::kConstant:
    case Op::kRule:
    case Op::kChoice:
      return {};
    case Op::kReference:
    case Op::kSituation:
      return {.b = true};
    case Op::kMissing:  // b only names a rule, here and below
    case Op::kFixedPoint:
    case Op::kUnit:
    case Op::kSimplifyUnit:
    case Op::kLogarithm:
    case Op::kIsUndefined:
    case Op::kIsNotApplicable:
      return {.a = true};
    case Op::kCondition:
      return {.a = true, .b = true, .c = true};
    case Op::kMarginalScale:
    case Op::kLookup:
    case Op::kLinearRate:
      return {.a = true, .b = true, .list = true};
    case Op::kContext:
      return {.a = true, .list = true};
    case Op::kVariations:
    case Op::kSum:
    case Op::kProduct:
    case Op::kAllOf:
    case Op::kAnyOf:
    case Op::kText:
    case Op::kInversion:
      return {.list = true};
    default:  // operators, kRound, kDuration
      return {.a = true, .b = true};
  }
}

/// Puts f(child) in the place of every operand of the node. `f` may add nodes.
template <class F>
void map_children(Graph& graph, NodeId id, F&& f) {
  const Operands held = operands(graph.at(id).op);
  const auto settle = [&](std::uint32_t Node::* field) {
    const NodeId mapped = f(NodeId{graph.at(id).*field});
    graph.at(id).*field = static_cast<std::uint32_t>(mapped);
  };
  if (held.a) settle(&Node::a);
  if (held.b) settle(&Node::b);
  if (held.c) settle(&Node::c);
  if (!held.list) return;
  const std::size_t size = graph.at(id).count * (has_pairs(graph.at(id).op) ? 2U : 1U);
  for (std::size_t i = 0; i < size; ++i) {
    const NodeId mapped = f(graph.pool[graph.at(id).c + i]);
    graph.pool[graph.at(id).c + i] = mapped;
  }
}

/// Calls f(child) for every operand of the node, in evaluation order as far as it is static.
template <class F>
void for_each_child(const Graph& graph, const Node& node, F&& f) {
  const Operands held = operands(node.op);
  const auto child = [&f](NodeId id) {
    if (id != kNoNode) f(id);
  };
  if (held.a) child(NodeId{node.a});
  if (held.b) child(NodeId{node.b});
  if (held.c) child(NodeId{node.c});
  if (node.op == Op::kChoice) {
    for (const NodeId option : graph.choices[node.b].rules) child(option);
  }
  if (!held.list) return;
  for (const NodeId item : graph.list(node, has_pairs(node.op) ? 2 : 1)) child(item);
}

}  // namespace partance::engine::model
