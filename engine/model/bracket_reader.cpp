// Reading scales and durations: `barème`, `grille`, `taux progressif`, `durée` (Publicodes 1.10, chapters 4.7, 4.8).
#include "engine/model/builder.hpp"
#include "engine/value/calendar.hpp"

namespace partance::engine::model {

using syntax::Document;
using syntax::NodeKind;

NodeId Builder::read_brackets(std::string_view key, const Document& doc, syntax::NodeId node, const Scope& scope) {
  const bool is_object = doc.kind(node) == NodeKind::kMapping;
  const auto base = is_object ? doc.find(node, "assiette") : std::nullopt;
  const auto brackets = is_object ? doc.find(node, "tranches") : std::nullopt;
  if (!base || !brackets || doc.kind(*brackets) != NodeKind::kSequence ||
      doc.items(*brackets).size() > kMaxListLength) {
    const std::string word(key);
    error(
        "incomplete-scale", "« " + word + " » attend « assiette » et une liste « tranches ».",
        "“" + word + "” expects “assiette” and a list “tranches”.", doc.span(node), scope.name,
        {"Ajouter « assiette: la règle à laquelle il s'applique » et, sous « tranches: », une ligne « - » par tranche.",
         "Add “assiette: the rule it applies to” and, below “tranches:”, a line “- ” for each bracket."});
    return undefined();
  }
  Node made{.op = key == "barème" ? Op::kMarginalScale : key == "grille" ? Op::kLookup : Op::kLinearRate};
  made.a = static_cast<std::uint32_t>(read_value(doc, *base, scope));
  made.b = static_cast<std::uint32_t>(kNoNode);
  const auto multiplier = doc.find(node, "multiplicateur");
  // A multiplier written as the number 0 is taken as absent.
  const bool absent = !multiplier || (doc.kind(*multiplier) == NodeKind::kNumber && doc.number(*multiplier) == 0);
  if (!absent) made.b = static_cast<std::uint32_t>(read_value(doc, *multiplier, scope));

  const std::string_view amount_key = made.op == Op::kLookup ? "montant" : "taux";
  std::vector<NodeId> pairs;
  for (const syntax::NodeId item : doc.items(*brackets)) {
    const bool object = doc.kind(item) == NodeKind::kMapping;
    const auto amount = object ? doc.find(item, amount_key) : std::nullopt;
    if (!amount) {
      error("incomplete-bracket", "Une tranche attend « " + std::string(amount_key) + " ».",
            "A bracket expects “" + std::string(amount_key) + "”.", doc.span(item), scope.name,
            {"Ajouter « " + std::string(amount_key) + ": » à la tranche, au même retrait que « plafond: ».",
             "Add “" + std::string(amount_key) + ":” to the bracket, at the same indentation as “plafond:”."});
      continue;
    }
    pairs.push_back(read_value(doc, *amount, scope));
    const auto ceiling = doc.find(item, "plafond");
    pairs.push_back(ceiling ? read_value(doc, *ceiling, scope) : kNoNode);
  }
  made.count = static_cast<std::uint16_t>(pairs.size() / 2);
  made.c = model_.graph.add_list(pairs);
  return model_.graph.add(made);
}

NodeId Builder::read_duration(const Document& doc, syntax::NodeId node, const Scope& scope) {
  if (doc.kind(node) != NodeKind::kMapping) {
    error("incomplete-duration", "« durée » attend « depuis » ou « jusqu'à ».",
          "“durée” expects “depuis” or “jusqu'à”.", doc.span(node), scope.name,
          {"Écrire par exemple « depuis: 01/09/2025 », ou une règle qui est une date, sous « durée: ».",
           "Write e.g. “depuis: 01/09/2025”, or a rule that is a date, below “durée:”."});
    return undefined();
  }
  Node made{.op = Op::kDuration, .a = static_cast<std::uint32_t>(kNoNode), .b = static_cast<std::uint32_t>(kNoNode)};
  if (const auto from = doc.find(node, "depuis")) made.a = static_cast<std::uint32_t>(read_value(doc, *from, scope));
  if (const auto to = doc.find(node, "jusqu'à")) made.b = static_cast<std::uint32_t>(read_value(doc, *to, scope));
  auto unit = std::optional(value::DurationUnit::kDay);
  if (const auto written = doc.find(node, "unité")) {
    unit = doc.kind(*written) == NodeKind::kText ? value::duration_unit(doc.text(*written)) : std::nullopt;
    if (!unit) {
      error("duration-unit", "L'unité d'une durée est jour, mois, an, trimestre, trimestre civil ou année civile.",
            "The unit of a duration is jour, mois, an, trimestre, trimestre civil or année civile.", doc.span(*written),
            scope.name, {"Écrire l'unité au singulier.", "Write the unit in the singular."});
      return undefined();
    }
  }
  // The unit of the result is known now; the evaluator finds it beside the counting rule.
  const auto symbol = model_.units.parse(value::duration_unit_name(*unit));
  made.c = static_cast<std::uint32_t>(*unit);
  made.count = static_cast<std::uint16_t>(symbol.value_or(value::UnitId::kAbsent));
  return model_.graph.add(made);
}

}  // namespace partance::engine::model
