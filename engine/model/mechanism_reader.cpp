// Reading mechanisms: an object becomes nested wrappers around one value (Publicodes 1.10, chapters 4.1 to 4.4).
//
// Most mechanisms are rewritten here into conditions and operators, exactly as the language defines them.
#include "engine/model/builder.hpp"
#include "engine/model/mechanisms.hpp"
#include "engine/model/names.hpp"
#include "engine/value/number.hpp"

namespace partance::engine::model {

using syntax::Document;
using syntax::NodeKind;

namespace {

std::string quoted(std::string_view word) {
  return "« " + std::string(word) + " »";
}
std::string english_quoted(std::string_view word) {
  return "“" + std::string(word) + "”";
}

}  // namespace

NodeId Builder::read_value(const Document& doc, syntax::NodeId node, const Scope& scope) {
  switch (doc.kind(node)) {
    case NodeKind::kText:
      return read_expression(doc.text(node), doc.span(node), scope);
    case NodeKind::kNumber:
      return number(doc.number(node));
    case NodeKind::kMapping:
      return read_object(doc, node, scope, false, false);
    case NodeKind::kBoolean:
      error("boolean-literal", "« true » et « false » ne sont pas des valeurs de Publicodes.",
            "“true” and “false” are not Publicodes values.", doc.span(node), scope.name,
            {"Écrire « oui » ou « non ».", "Write “oui” or “non”."});
      return undefined();
    case NodeKind::kNull:
      error("empty-value", "Il manque une valeur ici.", "A value is missing here.", doc.span(node), scope.name,
            {"Écrire une expression, ou retirer la clé.", "Write an expression, or remove the key."});
      return undefined();
    case NodeKind::kSequence:
      break;
  }
  error(
      "list-as-value", "Une liste n'est pas une valeur.", "A list is not a value.", doc.span(node), scope.name,
      {"Mettre la liste sous un mécanisme, par exemple « somme ».", "Put the list under a mechanism such as “somme”."});
  return undefined();
}

NodeId Builder::read_body(const Document& doc, syntax::NodeId node, const Scope& scope, bool has_slot) {
  if (doc.kind(node) == NodeKind::kMapping) return read_object(doc, node, scope, true, has_slot);
  if (doc.kind(node) == NodeKind::kNumber) {
    // A bare number is read as the text it prints as, so -5 is 0 - 5 and 1e-7 is 1 with unit e-7.
    return read_expression(value::number_text(doc.number(node)), doc.span(node), scope);
  }
  return read_value(doc, node, scope);
}

NodeId Builder::read_object(const Document& doc, syntax::NodeId node, const Scope& scope, bool rule_level,
                            bool has_slot) {
  const auto entries = doc.entries(node);
  if (!rule_level) {
    for (const Document::Entry& entry : entries) {
      const std::string_view key = doc.key(entry);
      if (chained_index(key) || (is_value_mechanism(key) && key != "formule") || key == "une possibilité") continue;
      error("unknown-mechanism", quoted(key) + " n'est pas un mécanisme.", english_quoted(key) + " is not a mechanism.",
            doc.span(entry), scope.name,
            {"Dans une expression, seuls les mécanismes sont permis ; titres et notes vont au niveau de la règle.",
             "Inside an expression only mechanisms are allowed; titles and notes go at the level of the rule."});
      return undefined();
    }
  }
  std::string_view first;
  for (const Document::Entry& entry : entries) {
    const std::string_view key = doc.key(entry);
    if (!is_value_mechanism(key) && (rule_level || key != "une possibilité")) continue;
    if (key == "valeur" && rule_level && doc.find(node, "formule")) continue;
    if (!first.empty()) {
      error("two-mechanisms", quoted(first) + " et " + quoted(key) + " sont au même niveau.",
            english_quoted(first) + " and " + english_quoted(key) + " stand at the same level.", doc.span(entry),
            scope.name, {"Mettre l'un sous « valeur » de l'autre.", "Put one of them under “valeur” of the other."});
      return undefined();
    }
    first = key;
  }
  return read_chain(doc, node, scope, 0, rule_level, has_slot);
}

NodeId Builder::read_chain(const Document& doc, syntax::NodeId node, const Scope& scope, std::size_t from,
                           bool rule_level, bool has_slot) {
  for (std::size_t i = from; i < kChained.size(); ++i) {
    if (i == kSlotPosition) {
      if (!has_slot) continue;
      const NodeId inner = read_chain(doc, node, scope, i + 1, rule_level, false);
      return model_.graph.add(
          {.op = Op::kSituation, .a = static_cast<std::uint32_t>(scope.rule), .b = static_cast<std::uint32_t>(inner)});
    }
    const auto parameter = doc.find(node, kChained[i]);
    if (!parameter) continue;
    const NodeId inner = read_chain(doc, node, scope, i + 1, rule_level, has_slot);
    return wrap(i, doc, *parameter, scope, inner, rule_level, has_slot);
  }
  if (rule_level) {
    if (const auto formula = doc.find(node, "formule")) return read_value(doc, *formula, scope);
  }
  for (const Document::Entry& entry : doc.entries(node)) {
    const std::string_view key = doc.key(entry);
    if (is_value_mechanism(key)) return read_mechanism(key, doc, entry.value, scope);
    if (key == "une possibilité" && !rule_level && scope.rule != kNoRule) {
      if (model_.rule(scope.rule).choice == kNoNode) read_choice(scope.rule, doc, entry.value);
      return undefined();
    }
  }
  return undefined();
}

NodeId Builder::wrap(std::size_t chained, const Document& doc, syntax::NodeId parameter, const Scope& scope,
                     NodeId inner, bool rule_level, bool has_slot) {
  const auto raw = [](NodeId id) { return static_cast<std::uint32_t>(id); };
  switch (chained) {
    case kContextKey:
      return read_context(doc, parameter, scope, inner);
    case kMissingKey: {
      if (doc.kind(parameter) != NodeKind::kText) return inner;
      // The rule is named in full, from wherever it is named.
      const Scope root{std::string(kEvaluationName), kNoRule};
      const NodeId rule = reference(doc.text(parameter), doc.span(parameter), root, true);
      return model_.graph.add({.op = Op::kMissing, .a = raw(inner), .b = raw(rule)});
    }
    case kWithKey:
      read_nested_rules(doc, parameter, scope);
      return inner;
    case kSimplifyKey:
      return unary(Op::kSimplifyUnit, inner);
    case kFixedPointKey:
      if (scope.rule == kNoRule) return inner;
      return model_.graph.add({.op = Op::kFixedPoint, .a = raw(inner), .b = raw(model_.rule(scope.rule).node)});
    case kUnitKey: {
      const auto unit = doc.kind(parameter) == NodeKind::kText
                            ? model_.units.parse(doc.text(parameter))
                            : std::unexpected(base::Message{"Une unité est un texte.", "A unit is a text."});
      if (!unit) {
        error("invalid-unit", unit.error().fr, unit.error().en, doc.span(parameter), scope.name);
        return inner;
      }
      return model_.graph.add({.op = Op::kUnit, .a = raw(inner), .b = static_cast<std::uint32_t>(*unit)});
    }
    default:
      break;
  }
  NodeId p = read_value(doc, parameter, scope);
  switch (chained) {
    case kApplicableIfKey:
      return condition(operation(Op::kNotEqual, p, no()), inner, not_applicable(), Origin::kApplicableIf);
    case kNotApplicableIfKey:
      return condition(operation(Op::kEqual, p, no()), inner, not_applicable(), Origin::kNotApplicableIf);
    case kRoundKey:
      return model_.graph.add({.op = Op::kRound, .a = raw(inner), .b = raw(p)});
    case kFloorKey:
      return with_bound(inner, inner, p, Op::kLess, Origin::kFloor);
    case kCeilingKey:
      return with_bound(inner, inner, p, Op::kGreater, Origin::kCeiling);
    case kAllowanceKey: {
      // The difference is two nodes with shared operands: what is compared, and what is kept.
      const NodeId compared = operation(Op::kSubtract, inner, p);
      return with_bound(operation(Op::kSubtract, inner, p), compared, number(0), Op::kLess, Origin::kAllowance);
    }
    default:
      break;
  }
  // `par défaut`: in the chain of a public rule, the default names its rule as missing.
  if (rule_level && has_slot) {
    p = model_.graph.add({.op = Op::kMissing, .a = raw(p), .b = raw(model_.rule(scope.rule).node)});
  }
  return condition(unary(Op::kIsUndefined, inner), p, inner, Origin::kDefault);
}

bool Builder::read_list(std::string_view key, const Document& doc, syntax::NodeId node, const Scope& scope,
                        std::vector<NodeId>& items) {
  if (doc.kind(node) != NodeKind::kSequence) {
    error("list-expected", quoted(key) + " attend une liste.", english_quoted(key) + " expects a list.", doc.span(node),
          scope.name,
          {"Écrire chaque élément sur sa ligne, précédé de « - ».", "Write each item on its line after “- ”."});
    return false;
  }
  const auto list = doc.items(node);
  if (list.size() > kMaxListLength) {
    error("list-too-long", "Cette liste a trop d'éléments.", "This list has too many items.", doc.span(node),
          scope.name, split_list());
    return false;
  }
  items.reserve(list.size());
  for (const syntax::NodeId item : list) items.push_back(read_value(doc, item, scope));
  return true;
}

NodeId Builder::read_operation(syntax::Operator op, const Document& doc, syntax::NodeId node, const Scope& scope) {
  std::vector<NodeId> operands;
  if (!read_list("opérateur", doc, node, scope, operands)) return undefined();
  if (operands.size() < 2) {
    error("two-operands", "Un opérateur écrit en clé attend deux éléments (les suivants sont ignorés).",
          "An operator written as a key expects two items (any more are ignored).", doc.span(node), scope.name,
          {"Écrire l'opération sur une ligne, par exemple « a + b », ou donner ses deux termes.",
           "Write the operation on one line, e.g. “a + b”, or give both its terms."});
    return undefined();
  }
  const Op code{static_cast<std::uint8_t>(static_cast<std::uint8_t>(Op::kAdd) + static_cast<std::uint8_t>(op))};
  return operation(code, operands[0], operands[1]);
}

NodeId Builder::read_mechanism(std::string_view key, const Document& doc, syntax::NodeId node, const Scope& scope) {
  if (const auto op = operator_of_key(key)) return read_operation(*op, doc, node, scope);
  if (key == "valeur" || key == "formule") return read_value(doc, node, scope);
  if (key == "variable") {
    if (doc.kind(node) == NodeKind::kText) return reference(doc.text(node), doc.span(node), scope, false);
    return read_value(doc, node, scope);
  }
  if (key == "constant") return read_constant(doc, node, scope);
  if (key == "condition") return read_condition(doc, node, scope);
  if (key == "variations") return read_variations(doc, node, scope);
  if (key == "moyenne") return read_mean(doc, node, scope);
  if (key == "le maximum de" || key == "le minimum de") return read_extremum(key, doc, node, scope);
  if (key == "barème" || key == "grille" || key == "taux progressif") return read_brackets(key, doc, node, scope);
  if (key == "durée") return read_duration(doc, node, scope);
  if (key == "texte") return read_text(doc, node, scope);
  if (key == "inversion numérique") return read_inversion(doc, node, scope);
  if (key == "logarithme") return unary(Op::kLogarithm, read_value(doc, node, scope));
  if (key == "est non défini") return unary(Op::kIsUndefined, read_value(doc, node, scope));
  if (key == "est non applicable") return unary(Op::kIsNotApplicable, read_value(doc, node, scope));
  if (key == "est défini") {
    return operation(Op::kEqual, unary(Op::kIsUndefined, read_value(doc, node, scope)), no(), Origin::kIsDefined);
  }
  if (key == "est applicable") {
    const NodeId test = unary(Op::kIsNotApplicable, read_value(doc, node, scope));
    return operation(Op::kEqual, test, no(), Origin::kIsApplicable);
  }
  std::vector<NodeId> items;
  if (!read_list(key, doc, node, scope, items)) return undefined();
  if (key == "somme") return list_node(Op::kSum, items);
  if (key == "toutes ces conditions") return list_node(Op::kAllOf, items);
  if (key == "une de ces conditions") return list_node(Op::kAnyOf, items);
  return list_node(Op::kProduct, items);
}

NodeId Builder::read_constant(const Document& doc, syntax::NodeId node, const Scope& scope) {
  const auto content = doc.kind(node) == NodeKind::kMapping ? doc.find(node, "nodeValue") : std::nullopt;
  if (!content) return undefined();
  switch (doc.kind(*content)) {
    case NodeKind::kNull:
      return not_applicable();
    case NodeKind::kBoolean:
      return doc.boolean(*content) ? yes() : no();
    case NodeKind::kText:
      return model_.graph.add_constant(value::Value::text(model_.texts.intern(doc.text(*content))));
    case NodeKind::kNumber:
      break;
    default:
      return undefined();
  }
  const auto written = doc.find(node, "rawUnit");
  if (!written || doc.kind(*written) != NodeKind::kText) return number(doc.number(*content));
  const auto unit = model_.units.parse(doc.text(*written));
  if (unit) return number(doc.number(*content), *unit);
  error("invalid-unit", unit.error().fr, unit.error().en, doc.span(*written), scope.name);
  return undefined();
}

NodeId Builder::read_condition(const Document& doc, syntax::NodeId node, const Scope& scope) {
  const bool is_object = doc.kind(node) == NodeKind::kMapping;
  const auto part = [&](std::string_view key) { return is_object ? doc.find(node, key) : std::nullopt; };
  const auto test = part("si");
  const auto then = part("alors");
  const auto otherwise = part("sinon");
  const auto given = [&](const std::optional<syntax::NodeId>& p) { return p && doc.kind(*p) != NodeKind::kNull; };
  if (!given(test) || !given(then) || !given(otherwise)) {
    error("incomplete-condition", "« condition » attend « si », « alors » et « sinon ».",
          "“condition” expects “si”, “alors” and “sinon”.", doc.span(node), scope.name,
          {"Ajouter ce qui manque, par exemple « sinon: non » quand il n'y a rien d'autre à dire.",
           "Add what is missing, e.g. “sinon: non” when there is nothing else to say."});
    return undefined();
  }
  const NodeId a = read_value(doc, *test, scope);
  const NodeId b = read_value(doc, *then, scope);
  return condition(a, b, read_value(doc, *otherwise, scope));
}

NodeId Builder::read_variations(const Document& doc, syntax::NodeId node, const Scope& scope) {
  if (doc.kind(node) != NodeKind::kSequence || doc.items(node).size() > kMaxListLength) {
    error("list-expected", "« variations » attend une liste.", "“variations” expects a list.", doc.span(node),
          scope.name, {"Écrire chaque cas sur sa ligne, précédé de « - ».", "Write each case on its line after “- ”."});
    return undefined();
  }
  std::vector<NodeId> pairs;
  for (const syntax::NodeId item : doc.items(node)) {
    const bool is_object = doc.kind(item) == NodeKind::kMapping;
    const auto otherwise = is_object ? doc.find(item, "sinon") : std::nullopt;
    const auto test = is_object ? doc.find(item, "si") : std::nullopt;
    const auto then = is_object ? doc.find(item, "alors") : std::nullopt;
    if (otherwise) {
      pairs.push_back(yes());
      pairs.push_back(read_value(doc, *otherwise, scope));
    } else if (test && then) {
      pairs.push_back(read_value(doc, *test, scope));
      pairs.push_back(read_value(doc, *then, scope));
    } else {
      error("incomplete-variation", "Une variation attend « si » et « alors », ou « sinon ».",
            "A variation expects “si” and “alors”, or “sinon”.", doc.span(item), scope.name,
            {"Écrire « - si: une condition », puis « alors: une valeur » au même retrait.",
             "Write “- si: a condition”, then “alors: a value” at the same indentation."});
    }
  }
  return list_node(Op::kVariations, pairs, 2);
}

NodeId Builder::read_mean(const Document& doc, syntax::NodeId node, const Scope& scope) {
  std::vector<NodeId> items;
  if (!read_list("moyenne", doc, node, scope, items)) return undefined();
  std::vector<NodeId> counted;
  for (auto item = items.rbegin(); item != items.rend(); ++item) {
    const NodeId applicable = operation(Op::kEqual, unary(Op::kIsNotApplicable, *item), no(), Origin::kIsApplicable);
    counted.push_back(
        condition(operation(Op::kNotEqual, applicable, no()), number(1), not_applicable(), Origin::kApplicableIf));
  }
  return operation(Op::kDivide, list_node(Op::kSum, items), list_node(Op::kSum, counted), Origin::kMean);
}

NodeId Builder::read_extremum(std::string_view key, const Document& doc, syntax::NodeId node, const Scope& scope) {
  // Each term is a rule of its own, whose references are seldom replaced (chapter 4.6).
  Scope inside = scope;
  inside.in_list = true;
  std::vector<NodeId> items;
  if (!read_list(key, doc, node, inside, items)) return undefined();
  const bool maximum = key == "le maximum de";
  const Op passes = maximum ? Op::kGreater : Op::kLess;
  // The accumulator of a step is the enclosing rule of the step before: they nest from the last term inwards.
  NodeId best = not_applicable();
  RuleId inner_accumulator = kNoRule;
  RuleId inner_term = kNoRule;
  for (const NodeId item : items) {
    const RuleId accumulator = add_step(scope, best);
    if (inner_accumulator != kNoRule) {
      model_.rule(inner_accumulator).parent = accumulator;
      model_.rule(inner_term).parent = accumulator;
    }
    inner_accumulator = accumulator;
    inner_term = add_step(scope, item);
    // Each use is a reference of its own: it shows in cycles.
    const auto before = [&] { return reference_to(accumulator, scope.rule); };
    const auto term = [&] { return reference_to(inner_term, scope.rule); };
    const NodeId wins = operation(Op::kOr, unary(Op::kIsNotApplicable, before()), operation(passes, term(), before()));
    const NodeId test = unary(Op::kIsNotApplicable, term());
    best = condition(test, before(), condition(wins, term(), before()), maximum ? Origin::kMaximum : Origin::kMinimum);
  }
  return best;
}

}  // namespace partance::engine::model
