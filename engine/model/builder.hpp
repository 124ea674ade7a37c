// The builder: the state that the phases of engine/model share while a model is read and checked.
//
// Phases, in order: read rules (rule_reader.cpp, mechanism_reader.cpp and its neighbours), resolve references
// (resolve.cpp), write replacements in (replace.cpp), infer types and nullability (infer.cpp). Internal to
// engine/model.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/syntax/expression.hpp"

namespace partance::engine::model {

class Inferrer;

/// Where an expression is written: it decides what its references see.
struct Scope {
  std::string name;       ///< full name of the containing rule
  RuleId rule = kNoRule;  ///< the rule itself, or none for an evaluated expression
  bool in_list = false;   ///< inside a list of `le maximum de` or `le minimum de`, see Builder::replaceable
};

/// A reference waiting for its target.
struct PendingReference {
  NodeId node;
  std::string text;
  std::string scope;
  RuleId rule;
  syntax::Span span;
  bool fixed;    ///< never replaced
  bool in_list;  ///< replaced only if the namespace of its rule is, see Builder::replaceable
};

/// A replacement whose names wait for their targets.
struct PendingReplacement {
  std::size_t replacement;  ///< index in Model::replacements
  std::string target;
  std::vector<std::string> within;
  std::vector<std::string> except;
  std::string scope;
  syntax::Span span;
};

class Builder {
 public:
  Builder(Model& model, std::vector<syntax::Diagnostic>& diagnostics);

  // --- reading (rule_reader.cpp) ---
  void read_rules(std::uint32_t document_index);
  void read_situation(const syntax::Document& situation);
  /// Reads any expression: text, number, object. `rule_level` accepts metadata and rule keys around it.
  NodeId read_value(const syntax::Document& doc, syntax::NodeId node, const Scope& scope);
  NodeId read_body(const syntax::Document& doc, syntax::NodeId node, const Scope& scope, bool has_slot);

  // --- later phases ---
  void resolve();
  NodeId replace(NodeId expression);
  void infer();
  /// After extend(): resolves, replaces and infers what was added to read `expression`; gives what it became.
  NodeId finish_extension(NodeId expression);

  [[nodiscard]] bool failed() const { return errors_ > 0; }

 private:
  struct Declared;  // what a rule-level object says, see rule_reader.cpp

  // rule_reader.cpp
  RuleId add_rule(std::string_view written_name, std::string_view prefix, const syntax::Document& doc,
                  std::uint32_t document_index, const syntax::Span& name_span, syntax::NodeId body);
  void read_rule_body(RuleId id, const syntax::Document& doc, syntax::NodeId body);
  void read_rule_object(RuleId id, const syntax::Document& doc, syntax::NodeId body);
  void read_replacements(RuleId id, const syntax::Document& doc, syntax::NodeId node, bool makes_not_applicable);
  void read_replacement(RuleId id, const syntax::Document& doc, syntax::NodeId node, bool makes_not_applicable);
  void read_names(const syntax::Document& doc, syntax::NodeId node, std::vector<std::string>& names);
  void read_suggestions(const syntax::Document& doc, syntax::NodeId node, const Scope& scope);
  void read_nested_rules(const syntax::Document& doc, syntax::NodeId node, const Scope& scope);

  // mechanism_reader.cpp
  NodeId read_object(const syntax::Document& doc, syntax::NodeId node, const Scope& scope, bool rule_level,
                     bool has_slot);
  NodeId read_chain(const syntax::Document& doc, syntax::NodeId node, const Scope& scope, std::size_t from,
                    bool rule_level, bool has_slot);
  NodeId wrap(std::size_t chained, const syntax::Document& doc, syntax::NodeId parameter, const Scope& scope,
              NodeId inner, bool rule_level, bool has_slot);
  NodeId read_mechanism(std::string_view key, const syntax::Document& doc, syntax::NodeId node, const Scope& scope);
  NodeId read_operation(syntax::Operator op, const syntax::Document& doc, syntax::NodeId node, const Scope& scope);
  bool read_list(std::string_view key, const syntax::Document& doc, syntax::NodeId node, const Scope& scope,
                 std::vector<NodeId>& items);
  NodeId read_condition(const syntax::Document& doc, syntax::NodeId node, const Scope& scope);
  NodeId read_variations(const syntax::Document& doc, syntax::NodeId node, const Scope& scope);
  NodeId read_mean(const syntax::Document& doc, syntax::NodeId node, const Scope& scope);
  NodeId read_extremum(std::string_view key, const syntax::Document& doc, syntax::NodeId node, const Scope& scope);
  NodeId read_constant(const syntax::Document& doc, syntax::NodeId node, const Scope& scope);

  // bracket_reader.cpp, text_reader.cpp, choice_reader.cpp
  NodeId read_brackets(std::string_view key, const syntax::Document& doc, syntax::NodeId node, const Scope& scope);
  NodeId read_duration(const syntax::Document& doc, syntax::NodeId node, const Scope& scope);
  NodeId read_text(const syntax::Document& doc, syntax::NodeId node, const Scope& scope);
  NodeId read_inversion(const syntax::Document& doc, syntax::NodeId node, const Scope& scope);
  NodeId read_context(const syntax::Document& doc, syntax::NodeId node, const Scope& scope, NodeId inner);
  void read_choice(RuleId id, const syntax::Document& doc, syntax::NodeId node);
  bool read_option(RuleId id, const syntax::Document& doc, syntax::NodeId node, ChoiceList& list, bool first);
  NodeId read_expression(std::string_view text, const syntax::Span& span, const Scope& scope);

  // node makers (nodes.cpp)
  NodeId reference(std::string_view text, const syntax::Span& span, const Scope& scope, bool fixed);
  NodeId operation(Op op, NodeId a, NodeId b, Origin origin = Origin::kPlain);
  NodeId condition(NodeId test, NodeId then, NodeId otherwise, Origin origin = Origin::kPlain);
  NodeId unary(Op op, NodeId a, Origin origin = Origin::kPlain);
  NodeId list_node(Op op, const std::vector<NodeId>& items, std::size_t arity = 1, Origin origin = Origin::kPlain);
  NodeId with_bound(NodeId value, NodeId compared, NodeId bound, Op comparison, Origin origin);
  NodeId number(double x, value::UnitId unit = value::UnitId::kAbsent);
  NodeId constant_of(const syntax::Expression& expression, const syntax::ExpressionNode& node, const syntax::Span& span,
                     const Scope& scope);
  NodeId not_applicable();
  NodeId yes();
  NodeId no();
  NodeId undefined();
  NodeId reference_to(RuleId target, RuleId from);
  RuleId add_step(const Scope& scope, NodeId body);
  RuleId rule_of_expression(const Scope& scope);

  // resolve.cpp
  std::optional<RuleId> resolve(std::string_view text, std::string_view scope, bool& found_private);
  [[nodiscard]] bool accessible(std::string_view from, RuleId target) const;
  void resolve_reference(const PendingReference& pending);
  void resolve_replacement(const PendingReplacement& pending);
  void check_parents();
  void report_unknown(std::string_view text, const PendingReference& pending, bool found_private);
  std::string nearest_name(std::string_view text) const;

  // replace.cpp, unshare.cpp
  void sort_replacements();
  [[nodiscard]] bool is_replaced(RuleId rule) const { return !replacements_of_[index(rule)].empty(); }
  [[nodiscard]] bool has_replaced_parent(RuleId rule) const;
  [[nodiscard]] bool replaceable(const PendingReference& pending) const;
  NodeId replacing_reference(std::size_t replacement);
  NodeId replaced(RuleId target, std::string_view scope, RuleId rule, NodeId original);
  void choose_gate(RuleId id, Inferrer& inferrer);
  void infer_above_answer(RuleId id, Inferrer& inferrer);
  bool infer_rules(std::size_t first_rule);
  void unshare(NodeId root);

  void error(std::string_view code, std::string fr, std::string en, const syntax::Span& span, std::string_view rule,
             base::Message hint = {});
  /// The hint for a list that does not fit.
  static base::Message split_list() {
    return {"Partager la liste en plusieurs règles, et réunir ces règles.",
            "Split the list into several rules, and put those together."};
  }

  Model& model_;
  std::vector<syntax::Diagnostic>& diagnostics_;
  std::vector<PendingReference> references_;
  std::vector<PendingReplacement> pending_replacements_;
  std::vector<std::vector<std::size_t>> replacements_of_;  // per target rule, in order of precedence
  std::size_t first_node_;                                 // what the model held before this builder stays as it is
  std::size_t first_rule_;
  RuleId expression_rule_ = kNoRule;  // of extend(): above the steps of the expression, if it has any
  syntax::Expression expression_;     // reused by the parser
  std::size_t errors_ = 0;
  NodeId not_applicable_ = kNoNode;
  NodeId yes_ = kNoNode;
  NodeId no_ = kNoNode;
};

}  // namespace partance::engine::model
