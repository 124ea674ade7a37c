// The words of the language: keys that wrap a value, in their fixed order, and operators written as keys
// (Publicodes 1.10, chapters 1.3 and 4.1).
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "engine/syntax/expression.hpp"

namespace partance::engine::model {

/// Keys that wrap the rest of their object, outermost first. kSlotPosition has no key: it is where the answer of a
/// public rule replaces what is inside.
inline constexpr std::array<std::string_view, 14> kChained = {"contexte",
                                                              "variable manquante",
                                                              "avec",
                                                              "applicable si",
                                                              "non applicable si",
                                                              "arrondi",
                                                              "unité",
                                                              "simplifier l'unité",
                                                              "plancher",
                                                              "plafond",
                                                              "par défaut",
                                                              "",
                                                              "résoudre la référence circulaire",
                                                              "abattement"};

enum Chained : std::size_t {
  kContextKey,
  kMissingKey,
  kWithKey,
  kApplicableIfKey,
  kNotApplicableIfKey,
  kRoundKey,
  kUnitKey,
  kSimplifyKey,
  kFloorKey,
  kCeilingKey,
  kDefaultKey,
  kSlotPosition,
  kFixedPointKey,
  kAllowanceKey,
};

/// Keys that compute a value; exactly one may stand in an object.
inline constexpr std::array<std::string_view, 27> kValueMechanisms = {"valeur",
                                                                      "variable",
                                                                      "constant",
                                                                      "condition",
                                                                      "variations",
                                                                      "somme",
                                                                      "produit",
                                                                      "multiplication",
                                                                      "moyenne",
                                                                      "toutes ces conditions",
                                                                      "une de ces conditions",
                                                                      "le maximum de",
                                                                      "le minimum de",
                                                                      "barème",
                                                                      "grille",
                                                                      "taux progressif",
                                                                      "durée",
                                                                      "texte",
                                                                      "inversion numérique",
                                                                      "logarithme",
                                                                      "est non défini",
                                                                      "est défini",
                                                                      "est non applicable",
                                                                      "est applicable",
                                                                      "formule",
                                                                      "et",
                                                                      "ou"};

inline std::optional<syntax::Operator> operator_of_key(std::string_view key) {
  using enum syntax::Operator;
  struct Word {
    std::string_view key;
    syntax::Operator op;
  };
  static constexpr std::array<Word, 14> kWords = {{{"+", kAdd},
                                                   {"-", kSubtract},
                                                   {"*", kMultiply},
                                                   {"/", kDivide},
                                                   {"//", kFloorDivide},
                                                   {"**", kPower},
                                                   {"<", kLess},
                                                   {"<=", kLessOrEqual},
                                                   {">", kGreater},
                                                   {">=", kGreaterOrEqual},
                                                   {"=", kEqual},
                                                   {"!=", kNotEqual},
                                                   {"et", kAnd},
                                                   {"ou", kOr}}};
  for (const Word& word : kWords) {
    if (word.key == key) return word.op;
  }
  return std::nullopt;
}

inline std::optional<std::size_t> chained_index(std::string_view key) {
  for (std::size_t i = 0; i < kChained.size(); ++i) {
    if (!key.empty() && kChained[i] == key) return i;
  }
  return std::nullopt;
}

inline bool is_value_mechanism(std::string_view key) {
  for (const std::string_view word : kValueMechanisms) {
    if (word == key) return true;
  }
  return operator_of_key(key).has_value();
}

}  // namespace partance::engine::model
