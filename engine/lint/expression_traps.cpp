// Traps in expressions: texts that swallow an operator, minus signs before percentages, names that resolve to another
// rule than the one meant (see linter.hpp).
#include <array>
#include <cctype>

#include "engine/lint/linter.hpp"
#include "engine/model/names.hpp"

namespace partance::engine::lint {

using syntax::ExpressionKind;
using syntax::ExpressionNode;
using syntax::Operator;

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// True when a text between quotes holds `' = '`: two texts and an operator, read as one.
bool swallows_operator(std::string_view text, char quote) {
  for (std::size_t at = text.find(quote); at != std::string_view::npos; at = text.find(quote, at + 1)) {
    const std::string_view rest = trimmed(text.substr(at + 1));
    for (const std::string_view op : {"=", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "//"}) {
      if (rest.starts_with(op) && rest.substr(op.size()).starts_with(" ")) return true;
    }
  }
  return false;
}

bool is_bare_zero(const ExpressionNode& node) {
  return node.kind == ExpressionKind::kNumber && node.number == 0 && !node.has_unit;
}

}  // namespace

void Linter::check_expression(const Place& place, const Written& written) {
  for (const ExpressionNode& node : written.expression.nodes) {
    switch (node.kind) {
      case ExpressionKind::kText:
        check_text_literal(place, written, node);
        break;
      case ExpressionKind::kReference:
        check_reference(place, written, node);
        break;
      case ExpressionKind::kOperation:
        check_operation(place, written, node);
        break;
      case ExpressionKind::kNumber:
        if (node.has_unit) check_unit(place, written.expression.text(node), written.of(node));
        break;
      default:
        break;
    }
  }
}

void Linter::check_text_literal(const Place& place, const Written& written, const ExpressionNode& node) {
  if (node.text_begin == 0) return;
  const char quote = written.expression.source[node.text_begin - 1];
  if (!swallows_operator(written.expression.text(node), quote)) return;
  warn(place, "trap-greedy-string", written.of(node),
       {"Un texte va jusqu'au dernier guillemet de la ligne : ceci est un seul texte, opérateur compris.",
        "A text goes to the last quote of the line: this is one text, operator included."},
       {"Un seul texte par expression, à droite ; nommer l'autre par une règle.",
        "Only one text in an expression, on the right; name the other by a rule."});
}

std::optional<model::RuleId> Linter::resolve(const model::Rule& rule, std::string_view text) const {
  std::vector<std::string_view> contexts = {rule.name};
  for (const std::string_view ancestor : model::ancestor_names(rule.name)) contexts.push_back(ancestor);
  contexts.emplace_back();
  for (const std::string_view context : contexts) {
    std::string candidate(context);
    if (!context.empty()) candidate += model::kSeparator;
    candidate += text;
    const auto found = model_.find(candidate);
    if (found && candidate != rule.name) return found;
  }
  return std::nullopt;
}

void Linter::check_reference(const Place& place, const Written& written, const ExpressionNode& node) {
  const std::string_view text = written.expression.text(node);
  const std::string& name = place.rule->name;
  if (text.starts_with("^")) {
    if (model::ancestor_names(name).size() < 2) return;
    warn(place, "trap-far-caret", written.of(node),
         {"« ^ » part de l'ancêtre le plus lointain de la règle, pas de son parent.",
          "“^” starts from the farthest ancestor of the rule, not from its parent."},
         {"Écrire le nom complet de la règle.", "Write the full name of the rule."});
    return;
  }
  const auto target = resolve(*place.rule, text);
  if (target && place.in_extremum && is_replaced(*target)) {
    warn(
        place, "trap-replacement-in-extremum", written.of(node),
        {"Les remplacements n'atteignent pas les noms écrits dans une liste de maximum ou de minimum : cette règle est "
         "lue "
         "telle quelle.",
         "Replacements do not reach names written in the list of a maximum or a minimum: this rule is read as it is."},
        {"Nommer ici une autre règle dont la valeur est celle-ci.", "Name another rule here whose value is this one."});
  }
  if (target || !name.ends_with(text)) return;
  const bool whole_words = name == text || name.ends_with(std::string(model::kSeparator) + std::string(text));
  if (whole_words) return;
  warn(place, "trap-suffix-self-reference", written.of(node),
       {"Aucune règle ne s'appelle ainsi ; comme le nom de cette règle-ci finit par les mêmes lettres, elle se nomme "
        "elle-même.",
        "No rule has this name; as the name of this very rule ends with the same letters, it refers to itself."},
       {"Écrire le nom complet de la règle voulue.", "Write the full name of the rule you mean."});
}

void Linter::check_operation(const Place& place, const Written& written, const ExpressionNode& node) {
  const ExpressionNode& left = written.expression.nodes[node.left];
  const ExpressionNode& right = written.expression.nodes[node.right];
  if (node.op == Operator::kSubtract && is_bare_zero(left)) {
    const auto unit = unit_of(*place.rule, written.expression, right);
    if (!unit || !units_.has_percent(*unit)) return;
    warn(place, "trap-negative-percent", written.of(right),
         {"Moins un pourcentage vaut 0 : c'est zéro moins ce pourcentage de zéro.",
          "Minus a percentage is 0: it is zero minus that percentage of zero."},
         {"Écrire « 0 % - 5 % » pour moins cinq pour cent.", "Write “0 % - 5 %” for minus five per cent."});
    return;
  }
  check_units_of(place, written, node);
}

}  // namespace partance::engine::lint
