// Reading `une possibilité`: the options a rule may take (Publicodes 1.10, chapter 4.5).
#include <algorithm>

#include "engine/model/builder.hpp"
#include "engine/value/number.hpp"

namespace partance::engine::model {

using syntax::Document;
using syntax::ExpressionKind;
using syntax::NodeKind;

void Builder::read_choice(RuleId id, const Document& doc, syntax::NodeId node) {
  syntax::NodeId list_node_id = node;
  if (doc.kind(node) == NodeKind::kMapping) {
    const auto inner = doc.find(node, "possibilités");
    if (inner) list_node_id = *inner;
  }
  if (doc.kind(list_node_id) != NodeKind::kSequence || doc.items(list_node_id).empty()) {
    error("choice-list", "« une possibilité » attend une liste d'au moins une option.",
          "“une possibilité” expects a list of at least one option.", doc.span(node), model_.rule(id).name,
          {"Écrire les options entre crochets, par exemple « une possibilité: [bleu, rouge] ».",
           "Write the options in brackets, e.g. “une possibilité: [bleu, rouge]”."});
    return;
  }
  ChoiceList list;
  bool first = true;
  for (const syntax::NodeId item : doc.items(list_node_id)) {
    if (!read_option(id, doc, item, list, first)) return;
    first = false;
  }
  // The unit of the last option is the one attached to the rule, when the first has one.
  if (list.kind == ChoiceList::Kind::kNumbers && list.values.front().unit != value::UnitId::kAbsent) {
    list.unit = list.values.back().unit;
  }
  model_.graph.choices.push_back(std::move(list));
  model_.rule(id).choice = model_.graph.add({.op = Op::kChoice,
                                             .a = static_cast<std::uint32_t>(id),
                                             .b = static_cast<std::uint32_t>(model_.graph.choices.size() - 1)});
}

bool Builder::read_option(RuleId id, const Document& doc, syntax::NodeId node, ChoiceList& list, bool first) {
  const std::string rule_name = model_.rule(id).name;
  const auto refuse = [&](std::string fr, std::string en) {
    error("choice-option", std::move(fr), std::move(en), doc.span(node), rule_name,
          {"Les options sont des nombres, des textes entre guillemets (\"'CDI'\") ou des noms de règles, d'une seule "
           "sorte.",
           "Options are numbers, quoted texts (\"'CDI'\") or rule names, all of one kind."});
    return false;
  };
  ChoiceList::Kind kind = ChoiceList::Kind::kReferences;
  value::Value option;
  std::string name;
  if (doc.kind(node) == NodeKind::kMapping) {
    const auto entries = doc.entries(node);
    if (entries.size() != 1) return refuse("Une option déclare une seule règle.", "An option declares one rule.");
    name = std::string(doc.key(entries[0]));
    const RuleId child =
        add_rule(name, rule_name, doc, model_.rule(id).document, doc.span(entries[0]), entries[0].value);
    if (child == kNoRule) return false;
  } else if (doc.kind(node) == NodeKind::kNumber) {
    kind = ChoiceList::Kind::kNumbers;
    option = value::Value::of_number(doc.number(node));
  } else if (doc.kind(node) == NodeKind::kText) {
    syntax::Expression parsed;
    if (syntax::parse_expression(doc.text(node), parsed)) return refuse("Option illisible.", "Unreadable option.");
    const syntax::ExpressionNode& root = parsed.nodes.back();
    if (root.kind == ExpressionKind::kReference) {
      name = std::string(parsed.text(root));
    } else if (root.kind == ExpressionKind::kText || root.kind == ExpressionKind::kNumber) {
      kind = root.kind == ExpressionKind::kText ? ChoiceList::Kind::kTexts : ChoiceList::Kind::kNumbers;
      const NodeId constant = constant_of(parsed, root, doc.span(node), {rule_name, id});
      option = model_.graph.constants[model_.graph.at(constant).a];
    } else {
      return refuse("Une option n'est ni un calcul, ni une date, ni oui ou non.",
                    "An option is neither a computation nor a date nor a yes/no.");
    }
  } else {
    return refuse("Cette option n'a pas de valeur.", "This option has no value.");
  }
  if (!first && kind != list.kind)
    return refuse("Les options sont de plusieurs sortes.", "The options are of several kinds.");
  list.kind = kind;
  if (kind == ChoiceList::Kind::kReferences) {
    option = value::Value::text(model_.texts.intern(name));
    list.rules.push_back(reference(name, doc.span(node), {rule_name, id}, true));
  }
  for (const value::Value& other : list.values) {
    if (kind != ChoiceList::Kind::kNumbers) {
      if (other.bits == option.bits) return refuse("Cette option est donnée deux fois.", "This option is given twice.");
      continue;
    }
    const auto same = model_.units.convert(option.unit, other.unit, option.number);
    if (!same)
      return refuse("Les unités des options ne se convertissent pas.", "The units of the options do not convert.");
    if (*same == other.number) return refuse("Cette option est donnée deux fois.", "This option is given twice.");
  }
  list.values.push_back(option);
  return true;
}

}  // namespace partance::engine::model
