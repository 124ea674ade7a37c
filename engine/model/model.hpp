// The checked model: rules with their names, parents, replacements, types — and the graph that computes them.
//
// Built from documents by build(), which collects every diagnostic and goes on; extended by a run with the
// expressions a user asks for. engine/plan turns it into an immutable program.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/model/name_index.hpp"
#include "engine/model/node.hpp"
#include "engine/syntax/diagnostic.hpp"
#include "engine/syntax/document.hpp"

namespace partance::engine::model {

enum class Type : std::uint8_t { kUnknown, kNumber, kBoolean, kText, kDate };

/// A rule. Nodes are kNoNode when there is none.
struct Rule {
  std::string name;                      ///< full name, parts joined by " . "
  NodeId node = kNoNode;                 ///< the kRule node that stands for it
  NodeId body = kNoNode;                 ///< its value, with the wrappers around it
  NodeId choice = kNoNode;               ///< its `une possibilité`
  NodeId gate = kNoNode;                 ///< nearest parent whose type is nullable or boolean (perhaps replaced)
  NodeId gate_off_test = kNoNode;        ///< "the gate is no": a node of its own where the rule is in a cycle
  RuleId parent = kNoRule;               ///< rule named by the name less its last part, if it exists
  std::uint32_t document = 0xffffffffU;  ///< where its raw text stands: index in Model::documents…
  syntax::NodeId raw{};                  ///< …and node; meaningless when document is 0xffffffff
  syntax::Span span;                     ///< of its name
  Type type = Type::kUnknown;            ///< inferred, after declared
  Type declared_type = Type::kUnknown;
  bool has_question = false;
  bool is_private = false;
  bool is_reachable_from_root = true;  ///< a root expression may refer to it
  bool is_step = false;                ///< helper made by a mechanism, shown to nobody
  bool nullable = false;               ///< may be not applicable
  bool gate_nullable = false;
  bool gate_boolean = false;
  bool slot_nullable = false;  ///< `possiblement non applicable`: the answer itself may be not applicable
  bool is_experimental = false;
};

/// One declaration of `remplace` or `rend non applicable`.
struct Replacement {
  RuleId by;
  RuleId target = kNoRule;
  bool makes_not_applicable = false;
  double priority = 0;
  NodeId reference = kNoNode;  ///< node that refers to `by`, shared by all it replaces; made on first use
  std::vector<RuleId> within;  ///< `dans`: only in rules whose name starts with one of these
  std::vector<RuleId> except;  ///< `sauf dans`
};

/// A replaced rule and, in order of precedence, the declarations (indices of Model::replacements) that apply somewhere.
using ReplacementKey = std::pair<RuleId, std::vector<std::uint32_t>>;

struct BuildOptions {
  bool check_orphans = true;      ///< a rule whose parent does not exist is an error
  bool disable_by_parent = true;  ///< `automaticNamespaceDisabling`
  bool filter_choices = false;    ///< `filterNotApplicablePossibilities`
  bool keep_references = false;   ///< every reference stays a node: answers may be expressions, which may close cycles
  std::uint32_t max_rules = 1'000'000;
  std::uint32_t max_nodes = 20'000'000;
};

/// Deepest nesting of rules and mechanisms that inference and evaluation follow.
inline constexpr std::uint32_t kMaxDepth = 3'000;

struct Model {
  Graph graph;
  std::vector<Rule> rules;                                ///< in registration order
  std::vector<Replacement> replacements;                  ///< in order of precedence for one target
  std::map<ReplacementKey, NodeId> written_replacements;  ///< what all references alike became: one node
  value::UnitTable units;
  value::TextPool texts;
  BuildOptions options;
  NameIndex by_name;
  /// What inference found of each node (see infer.hpp); parallel to graph.nodes, shorter while nodes are added.
  std::vector<std::uint8_t> inferred;
  /// The texts the rules came from, for titles and other metadata.
  std::vector<std::shared_ptr<const syntax::Document>> documents;

  [[nodiscard]] const Rule& rule(RuleId id) const { return rules[index(id)]; }
  [[nodiscard]] Rule& rule(RuleId id) { return rules[index(id)]; }
  [[nodiscard]] std::optional<RuleId> find(std::string_view name) const { return by_name.find(name, rules); }
};

/// Builds the model of all rules of `documents` (each a mapping of rule name → body). `situation`, when given, is a
/// mapping of rule name → answer; its answers become the rules `<name> . $SITUATION` and may themselves declare rules
/// and replacements (`avec`, `remplace`). Errors are added to `diagnostics`; the model is usable when none is an error.
Model build(std::vector<std::shared_ptr<const syntax::Document>> documents, const BuildOptions& options,
            std::vector<syntax::Diagnostic>& diagnostics, const syntax::Document* situation = nullptr);

/// Adds one expression (text, number or object, as `document` holds it at `node`) to a built model, read as the body of
/// the rule named `scope` (e.g. "$EVALUATION", or "a . b . $SITUATION"). Gives its node, or nothing when an error was
/// added to `diagnostics`.
std::optional<NodeId> extend(Model& model, const syntax::Document& document, syntax::NodeId node,
                             std::string_view scope, std::vector<syntax::Diagnostic>& diagnostics);

}  // namespace partance::engine::model
