// The shape of a node: what each of its fields names, by operation. Reading and writing a serialised program, and
// checking one that comes from a stranger, follow this one table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/model/node.hpp"

namespace partance::engine::plan {

/// What a field holds.
enum class Field : std::uint8_t {
  kUnused,
  kNode,
  kNodeOrNone,
  kRuleNode,  ///< a node that stands for a rule: kRule, or kReference to one
  kConstant,
  kRule,
  kRuleOrNone,
  kUnit,
  kInversion,
  kChoice,
  kDurationUnit,
};

/// What a list holds, and whether it is of pairs.
enum class List : std::uint8_t { kNone, kNodes, kRuleNodes, kPairs, kPairsMaybeOpen, kRuleAndNode };

struct Shape {
  Field a = Field::kUnused;
  Field b = Field::kUnused;
  Field c = Field::kUnused;
  List list = List::kNone;     ///< c is then where it starts and `count` how long it is
  bool count_is_unit = false;  ///< `durée`: the unit of its result
};

inline constexpr model::Op kLastOp = model::Op::kChoice;
inline constexpr model::Origin kLastOrigin = model::Origin::kPrivateStep;

constexpr Shape shape(model::Op op) {
  using model::Op;
  constexpr Field kNode = Field::kNode;
  switch (op) {
    case Op::kConstant:
      return {.a = Field::kConstant};
    case Op::kRule:
      return {.a = Field::kRule};
    case Op::kReference:
      return {.a = Field::kRuleOrNone, .b = kNode};
    case Op::kSituation:
      return {.a = Field::kRule, .b = kNode};
    case Op::kCondition:
      return {.a = kNode, .b = kNode, .c = kNode};
    case Op::kVariations:
      return {.list = List::kPairs};
    case Op::kIsUndefined:
    case Op::kIsNotApplicable:
    case Op::kSimplifyUnit:
    case Op::kLogarithm:
      return {.a = kNode};
    case Op::kMissing:
    case Op::kFixedPoint:
      return {.a = kNode, .b = Field::kRuleNode};
    case Op::kUnit:
      return {.a = kNode, .b = Field::kUnit};
    case Op::kSum:
    case Op::kProduct:
    case Op::kAllOf:
    case Op::kAnyOf:
    case Op::kText:
      return {.list = List::kNodes};
    case Op::kMarginalScale:
    case Op::kLookup:
    case Op::kLinearRate:
      return {.a = kNode, .b = Field::kNodeOrNone, .list = List::kPairsMaybeOpen};
    case Op::kDuration:
      return {.a = Field::kNodeOrNone, .b = Field::kNodeOrNone, .c = Field::kDurationUnit, .count_is_unit = true};
    case Op::kInversion:
      return {.a = Field::kRule, .b = Field::kInversion, .list = List::kRuleNodes};
    case Op::kContext:
      return {.a = kNode, .list = List::kRuleAndNode};
    case Op::kChoice:
      return {.a = Field::kRule, .b = Field::kChoice};
    case Op::kRound:
    case Op::kAdd:
    case Op::kSubtract:
    case Op::kMultiply:
    case Op::kDivide:
    case Op::kFloorDivide:
    case Op::kPower:
    case Op::kLess:
    case Op::kLessOrEqual:
    case Op::kGreater:
    case Op::kGreaterOrEqual:
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kAnd:
    case Op::kOr:
      return {.a = kNode, .b = kNode};
  }
  return {};
}

/// How many pool entries one element of the list takes.
constexpr std::size_t list_arity(List list) {
  switch (list) {
    case List::kNone:
      return 0;
    case List::kNodes:
    case List::kRuleNodes:
      return 1;
    case List::kPairs:
    case List::kPairsMaybeOpen:
    case List::kRuleAndNode:
      return 2;
  }
  return 0;
}

/// The nodes of each operation, in their order: what they hold is written side by side, which compresses better.
inline std::vector<std::vector<std::uint32_t>> nodes_by_operation(const model::Graph& graph) {
  std::vector<std::vector<std::uint32_t>> alike(static_cast<std::size_t>(kLastOp) + 1);
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    alike[static_cast<std::size_t>(graph.nodes[i].op)].push_back(static_cast<std::uint32_t>(i));
  }
  return alike;
}

}  // namespace partance::engine::plan
