// The words of the expression parser's errors, and the guess at what the author meant.
#include "engine/syntax/expression_errors.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/utf8.hpp"
#include "engine/syntax/characters.hpp"
#include "engine/syntax/expression_patterns.hpp"

namespace partance::engine::syntax {
namespace {

ExpressionError error(std::string code, std::size_t at, base::Message message, base::Message hint = {}) {
  return {std::move(code), std::move(message), std::move(hint), static_cast<std::uint32_t>(at)};
}

/// The character at `at` between quotation marks, or its code point when it would not show.
base::Message named_character(std::string_view text, std::size_t at) {
  const std::size_t size = std::max<std::size_t>(1, base::utf8_size(text, at));
  const auto first = static_cast<unsigned char>(text[at]);
  if (size == 1 && (first < 0x20 || first >= 0x7F)) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    const std::string code{kHex[first >> 4U], kHex[first & 15U]};
    return {"l'octet 0x" + code, "byte 0x" + code};
  }
  const std::string character(text.substr(at, size));
  return {"« " + character + " »", "\"" + character + "\""};
}

base::Message joined(std::string_view fr_before, std::string_view en_before, const base::Message& middle,
                     std::string_view fr_after, std::string_view en_after) {
  return {std::string(fr_before) + middle.fr + std::string(fr_after),
          std::string(en_before) + middle.en + std::string(en_after)};
}

constexpr std::string_view kOperatorCharacters = "+-*/<>=!";

/// A character people type for another one, and what to write instead.
struct Lookalike {
  std::string_view written;
  base::Message hint;
};

base::Message lookalike_hint(std::string_view rest) {
  static const std::array<Lookalike, 18> kLookalikes{{
      {"\u2019", {"écrivez l'apostrophe droite ' au lieu de ’", "write the straight apostrophe ' instead of ’"}},
      {"\u2018", {"écrivez l'apostrophe droite ' au lieu de ‘", "write the straight apostrophe ' instead of ‘"}},
      {"\u201C", {"écrivez les guillemets droits \" au lieu de “", "write straight quotes \" instead of “"}},
      {"\u201D", {"écrivez les guillemets droits \" au lieu de ”", "write straight quotes \" instead of ”"}},
      {"\u2212", {"écrivez le signe moins - entouré d'espaces", "write the minus sign as - with spaces around it"}},
      {"\u2013", {"écrivez le signe moins - entouré d'espaces", "write the minus sign as - with spaces around it"}},
      {"\u2014", {"écrivez le signe moins - entouré d'espaces", "write the minus sign as - with spaces around it"}},
      {"\u2264", {"écrivez <= au lieu de ≤", "write <= instead of ≤"}},
      {"\u2265", {"écrivez >= au lieu de ≥", "write >= instead of ≥"}},
      {"\u2260", {"écrivez != au lieu de ≠", "write != instead of ≠"}},
      {"==",
       {"l'égalité s'écrit avec un seul signe =, entouré d'espaces",
        "equality is written with a single = with spaces around it"}},
      {"&&", {"utilisez le mécanisme « toutes ces conditions »", "use the mechanism \"toutes ces conditions\""}},
      {"||", {"utilisez le mécanisme « une de ces conditions »", "use the mechanism \"une de ces conditions\""}},
      {"{",
       {"si c'est un objet YAML, ne le mettez pas entre guillemets", "if this is a YAML mapping, do not quote it"}},
      {"?",
       {"utilisez le mécanisme « variations » pour choisir entre plusieurs valeurs",
        "use the mechanism \"variations\" to choose between values"}},
      {"£",
       {"seul le signe € suit un nombre ; pour une autre monnaie, utilisez le mécanisme « unité »",
        "only the sign € may follow a number; for another currency, use the mechanism \"unité\""}},
      {"¥",
       {"seul le signe € suit un nombre ; pour une autre monnaie, utilisez le mécanisme « unité »",
        "only the sign € may follow a number; for another currency, use the mechanism \"unité\""}},
      {":", {"un nom ne contient pas de deux-points", "a name cannot contain a colon"}},
  }};
  for (const Lookalike& lookalike : kLookalikes) {
    if (rest.starts_with(lookalike.written)) return lookalike.hint;
  }
  return {};
}

/// A value was expected at `at`.
ExpressionError operand_error(std::string_view text, std::size_t at) {
  if (at >= text.size()) {
    return error(
        "expression-syntax", at,
        {"il manque une valeur à la fin de l'expression", "a value is missing at the end of the expression"},
        {"complétez l'expression ou retirez ce qui précède", "complete the expression or remove what comes before"});
  }
  base::Message hint = lookalike_hint(text.substr(at));
  if (hint.fr.empty() && text[at] == '.') {
    hint = {"un nombre commence par un chiffre : 0.5", "a number starts with a digit: 0.5"};
  }
  if (hint.fr.empty() && text[at] == '!') {
    hint = {"utilisez « = non » ou le mécanisme « est non applicable »",
            "use \"= non\" or the mechanism \"est non applicable\""};
  }
  if (hint.fr.empty()) {
    hint = {
        "une expression commence par un nombre, une date, un texte entre guillemets, un nom de règle ou une parenthèse",
        "an expression starts with a number, a date, a quoted text, the name of a rule or a bracket"};
  }
  return error(
      "expression-syntax", at,
      joined("une valeur est attendue ici, pas ", "a value is expected here, not ", named_character(text, at), "", ""),
      std::move(hint));
}

base::Message operator_hint() {
  return {"un opérateur est entouré d'espaces : « a + b », et non « a +b »",
          "an operator needs spaces around it: \"a + b\", not \"a +b\""};
}

/// What follows a complete expression although nothing should.
ExpressionError rest_error(std::string_view text, std::size_t at) {
  const std::size_t place = skip_spaces(text, at);
  const std::string_view rest = text.substr(place);
  const base::Message character = named_character(text, place < text.size() ? place : at);
  base::Message unexpected = joined("", "", character, " n'est pas attendu ici : l'expression est déjà complète",
                                    " is not expected here: the expression is already complete");
  if (base::Message hint = lookalike_hint(rest); !hint.fr.empty()) {
    const bool operators = rest.find_first_of(kOperatorCharacters) != std::string_view::npos;
    return error(operators ? "expression-operator-spaces" : "expression-syntax", place, std::move(unexpected),
                 std::move(hint));
  }
  const std::size_t sign = rest.find_first_of(kOperatorCharacters);
  if (sign == 0 && skip_spaces(text, place + 1) == text.size() && place > at) {
    return error("expression-syntax", place,
                 joined("il manque une valeur après ", "a value is missing after ", character, "", ""),
                 {"complétez l'expression ou retirez l'opérateur", "complete the expression or remove the operator"});
  }
  if (sign == 0 && rest[0] != '!') {
    return error("expression-operator-spaces", place,
                 joined("il manque une espace autour de ", "a space is missing around ", character, "", ""),
                 operator_hint());
  }
  if (sign != std::string_view::npos) {
    return error("expression-operator-spaces", place, std::move(unexpected), operator_hint());
  }
  if (rest.starts_with(',')) {
    return error("expression-syntax", place, std::move(unexpected),
                 {"le séparateur décimal est le point : 2.5", "the decimal separator is the point: 2.5"});
  }
  if (rest.starts_with(')')) {
    return error("expression-syntax", place,
                 {"cette parenthèse fermante n'a pas d'ouvrante", "this closing bracket has no opening one"},
                 {"retirez-la ou ajoutez « ( » plus haut", "remove it or add \"(\" before"});
  }
  if (rest == "." && at > 0 && character_at(text, at - 1).is(kDigit)) {
    return error("expression-syntax", place, std::move(unexpected),
                 {"un chiffre suit le point : 5.0", "a digit follows the point: 5.0"});
  }
  if (rest.starts_with('.')) {
    return error("expression-syntax", place, std::move(unexpected),
                 {"les parties d'un nom sont séparées par espace, point, espace : « logement . loyer »",
                  "the parts of a name are separated by space, dot, space: \"logement . loyer\""});
  }
  if (place > at + 1) {
    return error("expression-syntax", place, std::move(unexpected),
                 {"une seule espace sépare les mots d'un nom", "exactly one space separates the words of a name"});
  }
  return error("expression-syntax", place, std::move(unexpected),
               {"un nom de règle est fait de lettres, de chiffres, d'espaces et de - + , ' \" _ % ° ² € $",
                "the name of a rule is made of letters, digits, spaces and - + , ' \" _ % ° ² € $"});
}

}  // namespace

ExpressionError describe(Refusal refusal, std::string_view source, std::size_t at) {
  switch (refusal) {
    case Refusal::kEmpty:
      return error("expression-empty", 0, {"l'expression est vide", "the expression is empty"},
                   {"écrivez une valeur, ou retirez la clé", "write a value, or remove the key"});
    case Refusal::kTooLong:
      return error("expression-too-long", at,
                   {"l'expression dépasse " + std::to_string(kMaxExpressionBytes) + " octets",
                    "the expression is longer than " + std::to_string(kMaxExpressionBytes) + " bytes"},
                   {"découpez-la en plusieurs règles", "split it into several rules"});
    case Refusal::kTooDeep:
      return error("expression-too-deep", at,
                   {"l'expression a plus de " + std::to_string(kMaxExpressionDepth) + " opérations imbriquées",
                    "the expression has more than " + std::to_string(kMaxExpressionDepth) + " nested operations"},
                   {"découpez-la en plusieurs règles, ou utilisez le mécanisme « somme »",
                    "split it into several rules, or use the mechanism \"somme\""});
    case Refusal::kInvalidDate:
      return error("invalid-date", at,
                   {"cette date n'existe pas dans le calendrier", "this date does not exist in the calendar"},
                   {"une date s'écrit JJ/MM/AAAA ou MM/AAAA", "a date is written DD/MM/YYYY or MM/YYYY"});
    case Refusal::kUnclosedString:
      return error("expression-syntax", at, {"ce texte n'est pas fermé", "this text is not closed"},
                   {std::string("ajoutez ") + source[at] + " à la fin du texte",
                    std::string("add ") + source[at] + " at the end of the text"});
    case Refusal::kUnclosedBracket: {
      const std::size_t place = skip_spaces(source, at);
      if (place < source.size()) return rest_error(source, at);
      return error("expression-syntax", at, {"une parenthèse n'est pas fermée", "a bracket is not closed"},
                   {"ajoutez « ) »", "add \")\""});
    }
    case Refusal::kRest:
      return rest_error(source, at);
    case Refusal::kOperand:
      return operand_error(source, at);
  }
  return error("expression-syntax", at, {"expression illisible", "unreadable expression"});
}

}  // namespace partance::engine::syntax
