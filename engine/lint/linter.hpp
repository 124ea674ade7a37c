// The linter: one walk over the rules as they were written, handing each piece to the checks that look at it.
//
// Internal to engine/lint. walk.cpp follows the structure of the language; rule_traps.cpp looks at keys and rules,
// expression_traps.cpp at expressions, unit_traps.cpp at units, model_traps.cpp at the model as a whole.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/syntax/diagnostic.hpp"
#include "engine/syntax/document.hpp"
#include "engine/syntax/expression.hpp"

namespace partance::engine::lint {

using Documents = std::span<const std::shared_ptr<const syntax::Document>>;

class Linter {
 public:
  Linter(const model::Model& model, Documents documents, std::vector<syntax::Diagnostic>& diagnostics);

  void run();

 private:
  /// The rule being read and what is known of the place within it.
  struct Place {
    const model::Rule* rule = nullptr;
    const syntax::Document* doc = nullptr;
    bool in_extremum = false;  ///< inside the list of a maximum or a minimum
  };
  /// An expression and where its text stands; `exact` when offsets in it are offsets in the source.
  struct Written {
    const syntax::Expression& expression;
    syntax::Span span;
    bool exact = false;

    [[nodiscard]] syntax::Span of(const syntax::ExpressionNode& node) const;
  };

  // walk.cpp
  void visit_rule(const model::Rule& rule);
  void visit(const Place& place, syntax::NodeId node);
  void visit_object(const Place& place, syntax::NodeId node);
  void visit_entry(const Place& place, const syntax::Document::Entry& entry);
  void visit_children(const Place& place, syntax::NodeId node);
  void visit_template(const Place& place, syntax::NodeId node);
  void visit_text(const Place& place, std::string_view text, const syntax::Span& span);

  // rule_traps.cpp
  void check_keys(const Place& place, syntax::NodeId body);
  void check_names(const model::Rule& rule);
  void check_question(const Place& place, syntax::NodeId body);
  void check_private_input(const Place& place, syntax::NodeId body);
  void check_body_number(const Place& place, syntax::NodeId body);
  void check_switch(const Place& place, const syntax::Document::Entry& entry);
  void check_bound(const Place& place, const syntax::Document::Entry& entry);
  void check_brackets(const Place& place, const syntax::Document::Entry& entry);
  void check_context(const Place& place, syntax::NodeId object);
  void count_extremum(const Place& place, const syntax::Document::Entry& entry);

  // expression_traps.cpp
  void check_expression(const Place& place, const Written& written);
  void check_text_literal(const Place& place, const Written& written, const syntax::ExpressionNode& node);
  void check_reference(const Place& place, const Written& written, const syntax::ExpressionNode& node);
  void check_operation(const Place& place, const Written& written, const syntax::ExpressionNode& node);
  [[nodiscard]] std::optional<model::RuleId> resolve(const model::Rule& rule, std::string_view text) const;

  // unit_traps.cpp
  void check_unit(const Place& place, std::string_view unit, const syntax::Span& span);
  void check_units_of(const Place& place, const Written& written, const syntax::ExpressionNode& node);
  void check_unit_key(const Place& place, syntax::NodeId object);
  std::optional<value::UnitId> unit_of(const model::Rule& rule, const syntax::Expression& expression,
                                       const syntax::ExpressionNode& node);
  std::optional<value::UnitId> unit_of_rule(model::RuleId rule);
  std::optional<value::UnitId> unit_of_text(const model::Rule& rule, std::string_view text);

  // model_traps.cpp
  void check_replacement_scopes();
  [[nodiscard]] bool is_replaced(model::RuleId rule) const;

  void warn(const Place& place, std::string_view code, const syntax::Span& span, base::Message message,
            base::Message hint);

  const model::Model& model_;
  Documents documents_;
  std::vector<syntax::Diagnostic>& diagnostics_;
  value::UnitTable units_;
  std::size_t extrema_ = 0;       // maxima and minima met in the rule being read
  std::uint32_t unit_depth_ = 0;  // references followed to find a unit
};

}  // namespace partance::engine::lint
