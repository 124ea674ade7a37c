// The program: a checked model made ready to run. Immutable, shared by threads, published as shared_ptr<const Program>.
//
// Taken from engine/model, given to engine/evaluate. compile() removes what no answer needs (reference nodes) and
// prepares what runs ask again and again: which node holds each rule's answer, and who uses whom.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/plan/metadata.hpp"

namespace partance::engine::plan {

/// What is known of a node before any answer is given, as bits of Program::traits.
enum Trait : std::uint8_t {
  kSingleUse = 1,      ///< computed at most once in an evaluation anyway, so that its value is not kept
  kConstantNode = 2,   ///< Op::kConstant
  kConstantScale = 4,  ///< a scale of constant brackets without multiplier: ceilings (and rates) are numbers
  kConstantBound = 8,  ///< a condition "bound != non et value < bound", where the bound is a number and the rest is of
                       ///< single use: only the comparison has to be computed
};

/// A rule as evaluation reads it.
struct RuleStep {
  model::NodeId body = model::kNoNode;
  model::NodeId gate = model::kNoNode;
  model::NodeId unanswered = model::kNoNode;  ///< what the body computes while the rule has no answer; kNoNode: ask it
  bool is_plain = false;        ///< its options, if any, are given texts or numbers; never computed inside itself
  bool asks_gate_once = false;  ///< its gate is yes or no, and in no cycle
  bool is_input = false;        ///< it is what is missing when nothing else says why it is not known
};

struct Program {
  model::Model model;
  Metadata metadata;
  /// Per rule: the node where its answer replaces its computed value; kNoNode for private rules.
  std::vector<model::NodeId> slot_nodes;
  /// Further such nodes, of rules whose parameters were copied when a replacement was written in.
  std::vector<model::NodeId> more_slot_nodes;
  /// Who uses a node: users[user_starts[i] … user_starts[i+1]) are the nodes to recompute when node i changes.
  std::vector<std::uint32_t> user_starts;
  std::vector<model::NodeId> users;
  /// Per node: what evaluation makes use of, see Trait.
  std::vector<std::uint8_t> traits;
  /// Per rule: what evaluation needs of it.
  std::vector<RuleStep> rule_steps;
  /// Answers that were part of the rules themselves (build() with a situation).
  std::vector<std::pair<model::RuleId, model::NodeId>> given_answers;

  [[nodiscard]] std::span<const model::NodeId> users_of(model::NodeId id) const {
    const std::size_t i = model::index(id);
    if (i + 1 >= user_starts.size()) return {};
    return std::span(users).subspan(user_starts[i], user_starts[i + 1] - user_starts[i]);
  }
};

/// The traits of a node that follow from its operation and its operands.
std::uint8_t traits_of(const model::Graph& graph, model::NodeId id);

/// The step of a rule; `may_recur` when it may be computed inside itself.
RuleStep step_of(const model::Model& model, const model::Rule& rule, bool may_recur);

/// Makes a model without errors ready to run.
std::shared_ptr<const Program> compile(model::Model model);

/// Puts a program together from a model whose references are settled, as compile() left it: works out slots, given
/// answers and users.
std::shared_ptr<const Program> assemble(model::Model model, Metadata metadata);

}  // namespace partance::engine::plan
