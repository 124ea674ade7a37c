// Reading `texte`, `inversion numérique` and `contexte` (Publicodes 1.10, chapters 4.8 to 4.10).
#include "engine/model/builder.hpp"

namespace partance::engine::model {

using syntax::Document;
using syntax::NodeKind;

NodeId Builder::read_text(const Document& doc, syntax::NodeId node, const Scope& scope) {
  if (doc.kind(node) != NodeKind::kText) {
    error("text-expected", "« texte » attend un texte.", "“texte” expects a text.", doc.span(node), scope.name,
          {"Écrire le texte entre guillemets, et les valeurs qu'il cite entre doubles accolades.",
           "Write the text in quotes, and the values it quotes in double braces."});
    return undefined();
  }
  const std::string_view text = doc.text(node);
  std::vector<NodeId> parts;
  const auto literal = [&](std::string_view piece) {
    if (piece.empty()) return;
    parts.push_back(model_.graph.add_constant(value::Value::text(model_.texts.intern(piece))));
  };
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t open = text.find("{{", at);
    const std::size_t close = open == std::string_view::npos ? open : text.find("}}", open + 2);
    if (close == std::string_view::npos) break;
    literal(text.substr(at, open - at));
    parts.push_back(read_expression(text.substr(open + 2, close - open - 2), doc.span(node), scope));
    at = close + 2;
  }
  literal(text.substr(at));
  if (parts.size() > kMaxListLength) {
    error("list-too-long", "Ce texte a trop de parties.", "This text has too many parts.", doc.span(node), scope.name,
          {"Partager le texte en plusieurs règles, qu'un autre texte cite.",
           "Split the text into several rules that another text quotes."});
    return undefined();
  }
  return list_node(Op::kText, parts);
}

NodeId Builder::read_inversion(const Document& doc, syntax::NodeId node, const Scope& scope) {
  InversionBounds bounds;
  std::vector<std::string> names;
  syntax::NodeId list = node;
  if (doc.kind(node) == NodeKind::kMapping) {
    const auto number_under = [&](std::string_view key, double& target) {
      const auto found = doc.find(node, key);
      if (found && doc.kind(*found) == NodeKind::kNumber) target = doc.number(*found);
    };
    number_under("min", bounds.min);
    number_under("max", bounds.max);
    number_under("tolérance d'erreur", bounds.tolerance);
    const auto with = doc.find(node, "avec");
    if (!with) {
      error("incomplete-inversion", "« inversion numérique » attend une liste « avec ».",
            "“inversion numérique” expects a list “avec”.", doc.span(node), scope.name,
            {"Ajouter « avec: » suivi des règles dont la réponse permet de retrouver celle-ci.",
             "Add “avec:” followed by the rules from whose answers this one can be found."});
      return undefined();
    }
    list = *with;
  }
  read_names(doc, list, names);
  if (scope.rule == kNoRule) {
    error("inversion-outside-rule", "Une inversion appartient à une règle.", "An inversion belongs to a rule.",
          doc.span(node), scope.name);
    return undefined();
  }
  if (names.size() > kMaxListLength) {
    error("list-too-long", "Cette liste a trop d'éléments.", "This list has too many items.", doc.span(list),
          scope.name, split_list());
    return undefined();
  }
  std::vector<NodeId> candidates;
  for (const std::string& name : names) candidates.push_back(reference(name, doc.span(list), scope, true));
  model_.graph.inversions.push_back(bounds);
  const NodeId made = list_node(Op::kInversion, candidates);
  model_.graph.at(made).a = static_cast<std::uint32_t>(scope.rule);
  model_.graph.at(made).b = static_cast<std::uint32_t>(model_.graph.inversions.size() - 1);
  return made;
}

NodeId Builder::read_context(const Document& doc, syntax::NodeId node, const Scope& scope, NodeId inner) {
  if (doc.kind(node) != NodeKind::kMapping) {
    error("context-expected", "« contexte » associe des règles à leur valeur.", "“contexte” maps rules to values.",
          doc.span(node), scope.name);
    return inner;
  }
  if (doc.entries(node).size() > kMaxListLength) {
    error("list-too-long", "Ce contexte change trop de règles.", "This context changes too many rules.", doc.span(node),
          scope.name,
          {"Rassembler ce qui change dans quelques règles, et ne changer que celles-ci.",
           "Gather what changes in a few rules, and change only those."});
    return inner;
  }
  std::vector<NodeId> pairs;
  for (const Document::Entry& entry : doc.entries(node)) {
    pairs.push_back(reference(doc.key(entry), doc.span(entry), scope, true));
    pairs.push_back(read_value(doc, entry.value, scope));
  }
  const NodeId made = list_node(Op::kContext, pairs, 2);
  model_.graph.at(made).a = static_cast<std::uint32_t>(inner);
  return made;
}

}  // namespace partance::engine::model
