// Traps in units: words that do not convert although a reader would think so, percentages beside other numbers
// (see linter.hpp).
#include <algorithm>
#include <array>
#include <cctype>

#include "engine/lint/linter.hpp"

namespace partance::engine::lint {

using syntax::Document;
using syntax::ExpressionKind;
using syntax::ExpressionNode;
using syntax::NodeKind;
using syntax::Operator;
using value::UnitId;

namespace {

struct Plural {
  std::string_view written;
  std::string_view meant;
};
constexpr std::array<Plural, 8> kPlurals = {{{"ans", "an"},
                                             {"année", "an"},
                                             {"années", "an"},
                                             {"jours", "jour"},
                                             {"trimestres", "trimestre"},
                                             {"euro", "€"},
                                             {"euros", "€"},
                                             {"kms", "km"}}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_ascii_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 && static_cast<unsigned char>(c) < 0x80;
}

/// `e3`, `e-7`: what is left of a number written with an exponent.
bool is_exponent(std::string_view symbol) {
  if (symbol.size() < 2 || (symbol[0] != 'e' && symbol[0] != 'E')) return false;
  const std::size_t first = symbol[1] == '+' || symbol[1] == '-' ? 2 : 1;
  return first < symbol.size() &&
         std::all_of(symbol.begin() + static_cast<std::ptrdiff_t>(first), symbol.end(), is_digit);
}

/// `kgCO2`: a name that ends in a digit, which is read as a power.
bool is_chemical(std::string_view symbol) {
  if (symbol.size() < 4 || symbol.back() < '2' || !is_digit(symbol.back())) return false;
  const std::string_view letters = symbol.substr(0, symbol.size() - 1);
  return std::ranges::all_of(letters, is_ascii_letter) && std::isupper(static_cast<unsigned char>(letters.back())) != 0;
}

/// `€+3`, `€ 5`: an operator without its spaces, or none, swallowed by the unit.
bool is_odd(std::string_view symbol) {
  if (symbol.find('+') != std::string_view::npos) return true;
  for (std::size_t i = 0; i + 1 < symbol.size(); ++i) {
    if (symbol[i] == ' ' && is_digit(symbol[i + 1])) return true;
  }
  return false;
}

std::vector<std::string_view> symbols_of(std::string_view unit) {
  std::vector<std::string_view> symbols;
  std::size_t at = 0;
  while (at <= unit.size()) {
    const std::size_t end = std::min(unit.find_first_of("/.", at), unit.size());
    std::string_view symbol = unit.substr(at, end - at);
    while (!symbol.empty() && symbol.front() == ' ') symbol.remove_prefix(1);
    while (!symbol.empty() && symbol.back() == ' ') symbol.remove_suffix(1);
    if (!symbol.empty()) symbols.push_back(symbol);
    at = end + 1;
  }
  return symbols;
}

bool is_comparison(Operator op) {
  return op == Operator::kLess || op == Operator::kLessOrEqual || op == Operator::kGreater ||
         op == Operator::kGreaterOrEqual || op == Operator::kEqual || op == Operator::kNotEqual;
}

}  // namespace

void Linter::check_unit(const Place& place, std::string_view unit, const syntax::Span& span) {
  for (const std::string_view symbol : symbols_of(unit)) {
    const std::string word(symbol);
    const auto* plural = std::ranges::find(kPlurals, symbol, &Plural::written);
    if (plural != kPlurals.end()) {
      const std::string meant(plural->meant);
      warn(place, "trap-plural-unit", span,
           {"L'unité « " + word + " » n'est pas « " + meant + " » et ne se convertit pas.",
            "The unit “" + word + "” is not “" + meant + "” and does not convert."},
           {"Écrire « " + meant + " ».", "Write “" + meant + "”."});
    } else if (is_exponent(symbol)) {
      warn(place, "trap-exponent", span,
           {"« " + word + " » est lu comme une unité : une expression n'a pas de notation exponentielle.",
            "“" + word + "” is read as a unit: expressions have no exponent notation."},
           {"Écrire le nombre en entier, ou comme nombre YAML sous « valeur: ».",
            "Write the number in full, or as a YAML number under “valeur:”."});
    } else if (is_chemical(symbol)) {
      const std::string base(symbol.substr(0, symbol.size() - 1));
      warn(place, "trap-power-unit", span,
           {"« " + word + " » est lu comme « " + base + " » à la puissance " + word.back() + ".",
            "“" + word + "” is read as “" + base + "” to the power " + word.back() + "."},
           {"Finir l'unité par une lettre, par exemple « " + word + "e ».",
            "End the unit with a letter, e.g. “" + word + "e”."});
    } else if (is_odd(symbol)) {
      warn(place, "trap-odd-unit", span,
           {"« " + word + " » est lu comme une seule unité.", "“" + word + "” is read as one unit."},
           {"Mettre une espace de chaque côté de l'opérateur.", "Put a space on both sides of the operator."});
    }
  }
}

/// The unit of an operand when it can be told without computing: a literal, or a rule that says it.
std::optional<UnitId> Linter::unit_of(const model::Rule& rule, const syntax::Expression& expression,
                                      const ExpressionNode& node) {
  if (node.kind == ExpressionKind::kNumber) {
    if (!node.has_unit) return UnitId::kAbsent;
    const auto unit = units_.parse(expression.text(node));
    return unit ? std::optional(*unit) : std::nullopt;
  }
  if (node.kind != ExpressionKind::kReference) return std::nullopt;
  const auto target = resolve(rule, expression.text(node));
  return target ? unit_of_rule(*target) : std::nullopt;
}

std::optional<UnitId> Linter::unit_of_rule(model::RuleId id) {
  const model::Rule& rule = model_.rule(id);
  if (rule.document >= documents_.size()) return std::nullopt;
  const Document& doc = *documents_[rule.document];
  if (doc.kind(rule.raw) == NodeKind::kText) return unit_of_text(rule, doc.text(rule.raw));
  if (doc.kind(rule.raw) != NodeKind::kMapping) return std::nullopt;
  const auto unit = doc.find(rule.raw, "unité");
  if (unit && doc.kind(*unit) == NodeKind::kText) {
    const auto parsed = units_.parse(doc.text(*unit));
    return parsed ? std::optional(*parsed) : std::nullopt;
  }
  const auto body = doc.find(rule.raw, "valeur");
  if (!body || doc.kind(*body) != NodeKind::kText) return std::nullopt;
  return unit_of_text(rule, doc.text(*body));
}

std::optional<UnitId> Linter::unit_of_text(const model::Rule& rule, std::string_view text) {
  constexpr std::uint32_t kMostReferences = 8;
  syntax::Expression expression;
  if (unit_depth_ >= kMostReferences || syntax::parse_expression(text, expression)) return std::nullopt;
  if (expression.nodes.size() != 1) return std::nullopt;
  ++unit_depth_;
  const auto unit = unit_of(rule, expression, expression.nodes.front());
  --unit_depth_;
  return unit;
}

void Linter::check_units_of(const Place& place, const Written& written, const ExpressionNode& node) {
  const bool is_sum = node.op == Operator::kAdd || node.op == Operator::kSubtract;
  if (!is_sum && !is_comparison(node.op)) return;
  const auto left = unit_of(*place.rule, written.expression, written.expression.nodes[node.left]);
  const auto right = unit_of(*place.rule, written.expression, written.expression.nodes[node.right]);
  if (!left || !right) return;
  const bool left_percent = units_.has_percent(*left);
  const bool right_percent = units_.has_percent(*right);
  const auto text = [this](UnitId unit) { return "« " + std::string(units_.text(unit)) + " »"; };
  const auto english = [this](UnitId unit) { return "“" + std::string(units_.text(unit)) + "”"; };
  if (left_percent != right_percent && is_comparison(node.op)) {
    warn(place, "trap-percent-comparison", written.span,
         {"Un pourcentage ne se compare pas à un nombre sans « % » : 5 % n'est pas égal à 0.05.",
          "A percentage does not compare with a number without “%”: 5 % is not equal to 0.05."},
         {"Donner l'unité « % » aux deux côtés.", "Give the unit “%” to both sides."});
    return;
  }
  // « 100 € - 5 % » retire cinq pour cent; the other mixtures add the numbers as they are.
  const bool is_discount = !left_percent && units_.is_percent(*right);
  if (left_percent != right_percent && !is_discount) {
    warn(place, "trap-percent-sum", written.span,
         {"Ces deux nombres sont ajoutés tels quels, sans tenir compte du pourcentage.",
          "These two numbers are added as they are, whatever the percentage."},
         {"Mettre le pourcentage à droite, sans autre unité : « 1 + taux », « montant - 5 % ».",
          "Put the percentage on the right, without another unit: “1 + rate”, “amount - 5 %”."});
    return;
  }
  if (left_percent || right_percent || *left == UnitId::kAbsent || *right == UnitId::kAbsent) return;
  if (*left == UnitId::kEmpty || *right == UnitId::kEmpty || units_.convertible(*right, *left)) return;
  warn(place, "trap-units-differ", written.span,
       {"Les unités " + text(*left) + " et " + text(*right) +
            " ne se convertissent pas : les nombres sont pris tels quels.",
        "The units " + english(*left) + " and " + english(*right) +
            " do not convert: the numbers are taken as they are."},
       {"Seuls an, trimestre, mois, jour, k€, €, kg, g, mg, km, m, mm se convertissent entre eux.",
        "Only an, trimestre, mois, jour, k€, €, kg, g, mg, km, m, mm convert."});
}

/// « valeur: x » and « unité: u » in one object, when x is known to have a unit that does not convert to u.
void Linter::check_unit_key(const Place& place, syntax::NodeId object) {
  const Document& doc = *place.doc;
  const auto unit = doc.find(object, "unité");
  const auto body = doc.find(object, "valeur");
  if (!unit || !body || doc.kind(*unit) != NodeKind::kText || doc.kind(*body) != NodeKind::kText) return;
  const auto to = units_.parse(doc.text(*unit));
  const auto from = unit_of_text(*place.rule, doc.text(*body));
  if (!to || !from || *from == UnitId::kAbsent || *from == UnitId::kEmpty || units_.convertible(*from, *to)) return;
  warn(place, "trap-units-differ", doc.span(*unit),
       {"L'unité « " + std::string(units_.text(*from)) +
            " » ne se convertit pas en celle-ci : le nombre est pris tel quel.",
        "The unit “" + std::string(units_.text(*from)) +
            "” does not convert to this one: the number is taken as it is."},
       {"Seuls an, trimestre, mois, jour, k€, €, kg, g, mg, km, m, mm se convertissent entre eux.",
        "Only an, trimestre, mois, jour, k€, €, kg, g, mg, km, m, mm convert."});
}

}  // namespace partance::engine::lint
