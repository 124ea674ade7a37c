// Random rule sets and answers, for the properties that must hold of any model. Tests only.
//
// Everything is drawn from one list of bytes, so that rapidcheck can make a failing case small by shortening it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace partance::engine::evaluate {

/// Draws choices from bytes; zeros once they are used up.
class Dice {
 public:
  explicit Dice(std::vector<std::uint8_t> bytes) : bytes_(std::move(bytes)) {}

  std::size_t below(std::size_t bound) {
    const std::size_t byte = at_ < bytes_.size() ? bytes_[at_++] : 0;
    return bound == 0 ? 0 : byte % bound;
  }
  bool once_in(std::size_t times) { return below(times) == times - 1; }

 private:
  std::vector<std::uint8_t> bytes_;
  std::size_t at_ = 0;
};

inline constexpr std::size_t kInputs = 6;

/// A rule set with the inputs i0…i5 (below a parent `p` for some) and a few rules that use them and each other.
class RandomModel {
 public:
  /// `replacing` rules may carry `remplace` and `rend non applicable`.
  explicit RandomModel(Dice& dice, bool replacing = true) : dice_(dice), replacing_(replacing) {
    yaml_ = "p:\n  question: p\np . q: i0\n";
    names_ = {"p", "p . q"};
    for (std::size_t i = 0; i < kInputs; ++i) add_input(i);
    const std::size_t rules = 3 + dice_.below(10);
    for (std::size_t i = 0; i < rules; ++i) add_rule(i);
  }

  [[nodiscard]] const std::string& yaml() const { return yaml_; }
  /// Public rules, parents first.
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

  /// An answer as a situation holds it.
  static std::string answer(Dice& dice) {
    static constexpr std::array<const char*, 12> kAnswers = {
        "oui", "non", "5", "0", "12 €", "3 €/mois", "24 €/an", "50 %", "01/09/2025", "'un'", "'deux'", "2.5"};
    return kAnswers[dice.below(kAnswers.size())];
  }

 private:
  void add(const std::string& name, const std::string& body) {
    yaml_ += name + ": " + body + "\n";
    names_.push_back(name);
  }

  void add_input(std::size_t i) {
    static constexpr std::array<const char*, 7> kBodies = {
        "",
        "{ question: x }",
        "{ unité: € }",
        "{ par défaut: 3 € }",
        "{ par défaut: oui, question: x }",
        "{ possiblement non applicable: oui }",
        "{ une possibilité: [\"'un'\", \"'deux'\"], par défaut: \"'un'\" }"};
    add((i >= 4 ? "p . i" : "i") + std::to_string(i), kBodies[dice_.below(kBodies.size())]);
  }

  std::string name() {
    // A rule that does not exist yet would be an error; the last one may be the rule being written, hence cycles.
    return names_[dice_.below(names_.size())];
  }

  std::string expression() {
    static constexpr std::array<const char*, 9> kOperators = {"+", "-", "*", "/", "<", ">=", "=", "!=", "//"};
    static constexpr std::array<const char*, 6> kLiterals = {"2", "10 €", "5 %", "oui", "non", "1 €/mois"};
    switch (dice_.below(4)) {
      case 0:
        return name();
      case 1:
        return kLiterals[dice_.below(kLiterals.size())];
      case 2:
        return name() + " " + kOperators[dice_.below(kOperators.size())] + " " +
               kLiterals[dice_.below(kLiterals.size())];
      default:
        return name() + " " + kOperators[dice_.below(kOperators.size())] + " " + name();
    }
  }

  std::string mechanism() {
    const auto list = [this] { return "[" + expression() + ", " + expression() + ", " + expression() + "]"; };
    switch (dice_.below(13)) {
      case 0:
        return "somme: " + list();
      case 1:
        return "produit: " + list();
      case 2:
        return "le maximum de: " + list();
      case 3:
        return "toutes ces conditions: " + list();
      case 4:
        return "une de ces conditions: " + list();
      case 5:
        return "condition: { si: " + expression() + ", alors: " + expression() + ", sinon: " + expression() + " }";
      case 6:
        return "variations: [{ si: " + expression() + ", alors: " + expression() + " }, { sinon: " + expression() +
               " }]";
      case 7:
        return "grille: { assiette: " + expression() + ", tranches: [{ montant: " + expression() +
               ", plafond: 5 }, { montant: 3, plafond: " + expression() + " }, { montant: 1 }] }";
      case 8:
        return "barème: { assiette: " + expression() +
               ", tranches: [{ taux: 10 %, plafond: 4 }, { taux: " + expression() + " }] }";
      case 9:
        return "moyenne: " + list();
      case 10:
        return "est non défini: " + name();
      case 11:
        return "est non applicable: " + name();
      default:
        return "valeur: " + expression();
    }
  }

  void add_rule(std::size_t i) {
    const std::string own = (dice_.once_in(4) ? "p . r" : "r") + std::to_string(i);
    names_.push_back(own);
    std::string body = "{ " + mechanism();
    if (dice_.once_in(3)) body += ", plafond: " + expression();
    if (dice_.once_in(4)) body += ", applicable si: " + expression();
    if (dice_.once_in(4)) body += ", par défaut: " + expression();
    if (dice_.once_in(5)) body += ", unité: €";
    if (dice_.once_in(5)) body += ", arrondi: oui";
    if (dice_.once_in(5)) body += ", abattement: " + expression();
    if (dice_.once_in(6)) body += ", contexte: { i0: " + expression() + " }";
    if (replacing_ && dice_.once_in(7)) body += ", remplace: i" + std::to_string(dice_.below(4));
    if (replacing_ && dice_.once_in(8)) body += ", rend non applicable: i" + std::to_string(dice_.below(4));
    names_.pop_back();
    add(own, body + " }");
  }

  Dice& dice_;
  bool replacing_;
  std::string yaml_;
  std::vector<std::string> names_;
};

}  // namespace partance::engine::evaluate
