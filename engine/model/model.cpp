// Building a model: the phases in order (see model.hpp and builder.hpp).
#include "engine/model/model.hpp"

#include <utility>

#include "engine/model/builder.hpp"
#include "engine/model/infer.hpp"
#include "engine/model/names.hpp"

namespace partance::engine::model {

void Builder::infer() {
  if (model_.graph.nodes.size() > model_.options.max_nodes) {
    error("model-too-large", "Ce modèle est trop grand.", "This model is too large.", {}, "",
          {"Retirer les règles qui ne servent pas, ou partager le modèle en plusieurs.",
           "Remove the rules that are not used, or split the model into several."});
    return;
  }
  const bool complete = infer_rules(0);
  if (complete) return;
  error("model-too-deep", "Des règles s'enchaînent trop profondément dans ce modèle.",
        "Rules are chained too deeply in this model.", {}, "",
        {"Découper la chaîne de règles, par exemple avec « somme ».", "Split the chain of rules, e.g. with “somme”."});
}

NodeId Builder::finish_extension(NodeId expression) {
  for (std::size_t i = first_rule_; i < model_.rules.size(); ++i) {
    Rule& rule = model_.rules[i];
    if (rule.is_step) continue;
    const auto parent = parent_name(rule.name);
    const auto found = parent ? model_.find(*parent) : std::nullopt;
    if (found) rule.parent = *found;
    rule.is_reachable_from_root = accessible("", RuleId{static_cast<std::uint32_t>(i)});
  }
  for (const PendingReference& pending : references_) resolve_reference(pending);
  if (errors_ > 0) return expression;
  expression = replace(expression);
  if (expression_rule_ != kNoRule) {
    Rule& rule = model_.rules[index(expression_rule_)];
    rule.body = expression;
    expression = rule.node;
  }
  infer_rules(first_rule_);
  return expression;
}

Model build(std::vector<std::shared_ptr<const syntax::Document>> documents, const BuildOptions& options,
            std::vector<syntax::Diagnostic>& diagnostics, const syntax::Document* situation) {
  Model model;
  model.options = options;
  model.documents = std::move(documents);
  Builder builder(model, diagnostics);
  for (std::uint32_t i = 0; i < model.documents.size(); ++i) builder.read_rules(i);
  if (situation != nullptr) builder.read_situation(*situation);
  builder.resolve();
  if (builder.failed()) return model;
  builder.replace(kNoNode);
  builder.infer();
  return model;
}

std::optional<NodeId> extend(Model& model, const syntax::Document& document, syntax::NodeId node,
                             std::string_view scope, std::vector<syntax::Diagnostic>& diagnostics) {
  Builder builder(model, diagnostics);
  NodeId made = builder.read_body(document, node, {std::string(scope), kNoRule}, false);
  if (builder.failed()) return std::nullopt;
  made = builder.finish_extension(made);
  if (builder.failed()) return std::nullopt;
  Inferrer(model).infer(made);
  return made;
}

}  // namespace partance::engine::model
