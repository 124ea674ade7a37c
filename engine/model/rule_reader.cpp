// Reading rules: names, nested rules, rule-level keys (Publicodes 1.10, chapters 1.2 to 1.8 and 5).
//
// A rule is registered before its body is read, so that the registration order is: parent, its `avec` rules depth
// first, then the following siblings.
#include <array>

#include "engine/model/builder.hpp"
#include "engine/model/mechanisms.hpp"
#include "engine/model/names.hpp"

namespace partance::engine::model {

using syntax::Document;
using syntax::NodeKind;

namespace {

constexpr std::string_view kPrivateMark = "[privé] ";

bool is_yes(const Document& doc, std::optional<syntax::NodeId> node) {
  return node && doc.kind(*node) == NodeKind::kText && doc.text(*node) == "oui";
}

Type declared_type(const Document& doc, std::optional<syntax::NodeId> node) {
  if (!node || doc.kind(*node) != NodeKind::kText) return Type::kUnknown;
  const std::string_view name = doc.text(*node);
  if (name == "nombre") return Type::kNumber;
  if (name == "booléen") return Type::kBoolean;
  if (name == "texte") return Type::kText;
  if (name == "date") return Type::kDate;
  return Type::kUnknown;
}

}  // namespace

void Builder::read_rules(std::uint32_t document_index) {
  // The documents do not change while they are read; the reference stays valid.
  const Document& doc = *model_.documents[document_index];
  if (doc.empty() || doc.kind(doc.root()) == NodeKind::kNull) return;
  if (doc.kind(doc.root()) != NodeKind::kMapping) {
    error("rules-not-a-mapping", "Un fichier de règles associe des noms de règles à leur contenu.",
          "A rule file maps rule names to their contents.", doc.span(doc.root()), "",
          {"Écrire « nom de la règle: contenu » sur chaque première ligne.", "Write “rule name: contents”."});
    return;
  }
  for (const Document::Entry& entry : doc.entries(doc.root())) {
    add_rule(doc.key(entry), "", doc, document_index, doc.span(entry), entry.value);
  }
}

void Builder::read_situation(const Document& situation) {
  if (situation.empty() || situation.kind(situation.root()) != NodeKind::kMapping) return;
  for (const Document::Entry& entry : situation.entries(situation.root())) {
    const std::string_view name = situation.key(entry);
    const auto rule = model_.find(name);
    if (!rule || model_.rule(*rule).is_private) {
      const std::string word(name);
      error("unknown-answer", "« " + word + " » n'est pas une question de ces règles.",
            "“" + word + "” is not a question of these rules.", situation.span(entry), word);
      continue;
    }
    if (situation.kind(entry.value) == NodeKind::kNull) continue;
    const std::string slot = "[privé] " + std::string(kSlotName);
    add_rule(slot, name, situation, 0xffffffffU, situation.span(entry), entry.value);
  }
}

RuleId Builder::add_rule(std::string_view written_name, std::string_view prefix, const Document& doc,
                         std::uint32_t document_index, const syntax::Span& name_span, syntax::NodeId body) {
  bool is_private = false;
  if (written_name.starts_with(kPrivateMark)) {
    is_private = true;
    written_name.remove_prefix(kPrivateMark.size());
  }
  const bool is_object = doc.kind(body) == NodeKind::kMapping;
  if (is_object && is_yes(doc, doc.find(body, "privé"))) is_private = true;

  Rule rule;
  rule.name = prefix.empty() ? std::string(written_name)
                             : std::string(prefix) + std::string(kSeparator) + std::string(written_name);
  rule.is_private = is_private;
  rule.span = name_span;
  rule.document = document_index;
  rule.raw = body;
  if (model_.rules.size() >= model_.options.max_rules) {
    error("too-many-rules", "Ce modèle a trop de règles.", "This model has too many rules.", name_span, rule.name);
    return kNoRule;
  }
  if (model_.find(rule.name)) {
    error("duplicate-rule", "La règle « " + rule.name + " » est définie deux fois.",
          "The rule “" + rule.name + "” is defined twice.", name_span, rule.name,
          {"Garder une seule définition, ou renommer l'autre.", "Keep one definition, or rename the other."});
    return kNoRule;
  }
  if (!is_private && !syntax::is_reference(rule.name + " . x")) {
    error(
        "invalid-rule-name", "« " + rule.name + " » ne peut pas être un nom de règle.",
        "“" + rule.name + "” cannot be a rule name.", name_span, rule.name,
        {"Un nom commence par une lettre, ses mots sont séparés par une seule espace, et il ne contient ni "
         "parenthèses, ni « / : ? ! * ».",
         "A name starts with a letter, its words are separated by one space, and it has no brackets nor “/ : ? ! *”."});
    return kNoRule;
  }
  const RuleId id{static_cast<std::uint32_t>(model_.rules.size())};
  rule.node = model_.graph.add({.op = Op::kRule, .a = static_cast<std::uint32_t>(id)});
  model_.by_name.add(rule.name, id);
  model_.rules.push_back(std::move(rule));
  read_rule_body(id, doc, body);
  return id;
}

void Builder::read_rule_body(RuleId id, const Document& doc, syntax::NodeId body) {
  const bool has_slot = !model_.rule(id).is_private;
  const Scope scope{model_.rule(id).name, id};
  NodeId node = kNoNode;
  switch (doc.kind(body)) {
    case NodeKind::kMapping:
      read_rule_object(id, doc, body);
      return;
    case NodeKind::kNull:
    case NodeKind::kSequence:
      node = undefined();
      break;
    case NodeKind::kNumber:
    case NodeKind::kText:
    case NodeKind::kBoolean:
      node = read_body(doc, body, scope, false);
      break;
  }
  if (has_slot) {
    node = model_.graph.add(
        {.op = Op::kSituation, .a = static_cast<std::uint32_t>(id), .b = static_cast<std::uint32_t>(node)});
  }
  model_.rule(id).body = node;
}

void Builder::read_rule_object(RuleId id, const Document& doc, syntax::NodeId body) {
  {
    Rule& rule = model_.rule(id);
    const auto question = doc.find(body, "question");
    rule.has_question = question && doc.kind(*question) != NodeKind::kNull;
    rule.declared_type = declared_type(doc, doc.find(body, "type"));
    rule.slot_nullable = is_yes(doc, doc.find(body, "possiblement non applicable"));
    rule.is_experimental = is_yes(doc, doc.find(body, "experimental"));
  }
  const Scope scope{model_.rule(id).name, id};
  const bool has_slot = !model_.rule(id).is_private;
  if (const auto choice = doc.find(body, "une possibilité")) read_choice(id, doc, *choice);
  const NodeId node = read_object(doc, body, scope, true, has_slot);
  model_.rule(id).body = node;
  if (const auto list = doc.find(body, "remplace")) read_replacements(id, doc, *list, false);
  if (const auto list = doc.find(body, "rend non applicable")) read_replacements(id, doc, *list, true);
  if (const auto suggestions = doc.find(body, "suggestions")) read_suggestions(doc, *suggestions, scope);
}

void Builder::read_nested_rules(const Document& doc, syntax::NodeId node, const Scope& scope) {
  if (doc.kind(node) == NodeKind::kNull) return;
  if (doc.kind(node) == NodeKind::kMapping && doc.entries(node).empty()) return;
  if (doc.kind(node) != NodeKind::kMapping || scope.rule == kNoRule) {
    error("nested-rules", "« avec » associe des noms de règles à leur contenu.",
          "“avec” maps rule names to their contents.", doc.span(node), scope.name);
    return;
  }
  const std::uint32_t document_index = model_.rule(scope.rule).document;
  for (const Document::Entry& entry : doc.entries(node)) {
    add_rule(doc.key(entry), scope.name, doc, document_index, doc.span(entry), entry.value);
  }
}

void Builder::read_replacements(RuleId id, const Document& doc, syntax::NodeId node, bool makes_not_applicable) {
  if (doc.kind(node) != NodeKind::kSequence) return read_replacement(id, doc, node, makes_not_applicable);
  for (const syntax::NodeId item : doc.items(node)) read_replacement(id, doc, item, makes_not_applicable);
}

void Builder::read_replacement(RuleId id, const Document& doc, syntax::NodeId node, bool makes_not_applicable) {
  const std::string& name = model_.rule(id).name;
  PendingReplacement pending{.replacement = model_.replacements.size(),
                             .target = {},
                             .within = {},
                             .except = {},
                             .scope = name,
                             .span = doc.span(node)};
  Replacement replacement{.by = id, .makes_not_applicable = makes_not_applicable, .within = {}, .except = {}};
  std::vector<std::string> targets;
  if (doc.kind(node) == NodeKind::kMapping) {
    if (const auto target = doc.find(node, "références à")) read_names(doc, *target, targets);
    if (const auto within = doc.find(node, "dans")) read_names(doc, *within, pending.within);
    if (const auto except = doc.find(node, "sauf dans")) read_names(doc, *except, pending.except);
    if (const auto priority = doc.find(node, "priorité")) {
      if (doc.kind(*priority) != NodeKind::kNumber || doc.number(*priority) < 0) {
        error("replacement-priority", "« priorité » est un nombre positif ou nul.",
              "“priorité” is a number, zero or more.", doc.span(*priority), name);
        return;
      }
      replacement.priority = doc.number(*priority);
    }
  } else {
    read_names(doc, node, targets);
  }
  if (targets.size() != 1) {
    error("replacement-target", "« remplace » nomme une règle.", "“remplace” names one rule.", doc.span(node), name,
          {"Écrire « remplace: nom de la règle » ou « références à: nom de la règle ».",
           "Write “remplace: rule name” or “références à: rule name”."});
    return;
  }
  pending.target = targets.front();
  model_.replacements.push_back(std::move(replacement));
  pending_replacements_.push_back(std::move(pending));
}

void Builder::read_names(const Document& doc, syntax::NodeId node, std::vector<std::string>& names) {
  if (doc.kind(node) == NodeKind::kText) {
    names.emplace_back(doc.text(node));
    return;
  }
  if (doc.kind(node) != NodeKind::kSequence) return;
  for (const syntax::NodeId item : doc.items(node)) {
    if (doc.kind(item) == NodeKind::kText) names.emplace_back(doc.text(item));
  }
}

void Builder::read_suggestions(const Document& doc, syntax::NodeId node, const Scope& scope) {
  if (doc.kind(node) != NodeKind::kMapping) return;
  for (const Document::Entry& entry : doc.entries(node)) {
    if (doc.kind(entry.value) == NodeKind::kNull) continue;
    read_value(doc, entry.value, scope);
  }
}

}  // namespace partance::engine::model
