// Inference: the type of each node, and whether it may be "not applicable" (Publicodes 1.10, chapter 6).
//
// The order of the visit is part of the language: whether a node was visited decides how its applicability is
// answered later. Results are kept in Model::inferred.
#pragma once

#include <cstdint>

#include "engine/model/model.hpp"

namespace partance::engine::model {

struct Inference {
  Type type = Type::kUnknown;
  bool nullable = false;
  bool unsure = false;  ///< not nullable as far as is known: a recursion was met
};

/// Byte of Model::inferred: bit 0 visited, bit 1 nullable, bits 2-4 type, bit 5 being visited, bit 6 unsure.
inline constexpr std::uint8_t kVisited = 1;
inline constexpr std::uint8_t kNullable = 2;
inline constexpr std::uint8_t kInProgress = 32;
inline constexpr std::uint8_t kUnsure = 64;

/// True when inference visited the node and found that it is never "not applicable".
inline bool known_applicable(const Model& model, NodeId id) {
  return index(id) < model.inferred.size() &&
         (model.inferred[index(id)] & (kVisited | kNullable | kUnsure)) == kVisited;
}

class Inferrer {
 public:
  explicit Inferrer(Model& model) : model_(model) { model_.inferred.resize(model_.graph.nodes.size(), 0); }

  /// Infers a node and what it needs, once. Recursion through rules answers "unknown, not nullable".
  Inference infer(NodeId id);

  /// True when a chain of rules was deeper than kMaxDepth, so that inference is incomplete.
  [[nodiscard]] bool too_deep() const { return too_deep_; }

 private:
  Inference visit(NodeId id);
  Inference visit_rule(const Rule& rule);
  Inference visit_either(Type type, NodeId left, NodeId right);
  Inference visit_condition(NodeId then, NodeId otherwise);
  Inference visit_variations(const Node& node);
  Inference visit_choice(const Node& node);

  Model& model_;
  std::uint32_t depth_ = 0;
  bool too_deep_ = false;
};

}  // namespace partance::engine::model
