// For the tests: a rulebook of three aids, a population of six, and how a reform is applied to it.
#pragma once

#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/load/load.hpp"
#include "microsimulation/cost/compare.hpp"
#include "microsimulation/cost/reform.hpp"

namespace partance::microsimulation::cost {

/// An aid of each kind of amount.
inline constexpr const char* kSmallRules = R"(
revenu:
  titre: Revenu du foyer
  titre en: Income of the household
  question: Revenu ?
  unité: €/an
région:
  question: Région ?
  une possibilité:
    - "'Bretagne'"
    - "'Corse'"
  libellés en:
    "'Bretagne'": Brittany
    "'Corse'": Corsica
mois:
  question: Mois ?
  unité: mois
plafond: 20000 €/an
aides:
aides . bourse:
  titre: Bourse
  titre en: Grant
# La limite est comprise.
aides . bourse . éligible: revenu <= plafond
aides . bourse . montant mensuel: 100 €/mois
aides . bourse . montant:
  applicable si: éligible
  valeur: montant mensuel * mois
aides . fourchette:
aides . fourchette . éligible: région = 'Corse'
aides . fourchette . montant minimum: 10.50 €
aides . fourchette . montant maximum: 30 €
aides . mensuelle:
aides . mensuelle . éligible: oui
aides . mensuelle . montant mensuel: 2 €/mois
aides . mensuelle . durée: mois
)";

inline constexpr const char* kHigherCeiling = "plafond: 22000 €/an\naides . bourse . montant mensuel: 110 €/mois\n";

struct Programs {
  std::shared_ptr<const engine::plan::Program> before, after;
  Reform reform;
  std::vector<engine::syntax::Diagnostic> diagnostics;
};

inline Programs programs_of(const char* rules, const char* reform) {
  Programs made;
  engine::load::Loaded loaded;
  engine::load::read_text("rules.publicodes", rules, loaded);
  made.before = engine::load::compile(loaded);
  engine::load::read_text("reform.publicodes", reform, loaded);
  made.reform = merge_reform(loaded, 1);
  made.after = engine::load::compile(loaded);
  made.diagnostics = loaded.diagnostics;
  return made;
}

inline Column numbers(std::string name, std::vector<double> values, std::vector<engine::batch::State> states = {}) {
  Column column;
  column.name = std::move(name);
  column.numbers = std::move(values);
  column.states = std::move(states);
  return column;
}

inline Column texts(std::string name, std::vector<std::uint32_t> values) {
  Column column;
  column.name = std::move(name);
  column.type = engine::batch::ColumnType::kText;
  column.texts = std::move(values);
  return column;
}

/// Six people. The fifth has not said her income; the weights stand for ten people and a half.
inline Table six_people() {
  using enum engine::batch::State;
  Table table;
  table.rows = 6;
  const std::uint32_t b = table.dictionary.encode("Bretagne");
  const std::uint32_t c = table.dictionary.encode("Corse");
  table.columns.push_back(
      numbers("revenu", {10000, 20000, 22000, 50000, 0, 20001}, {kKnown, kKnown, kKnown, kKnown, kUnknown, kKnown}));
  table.columns.push_back(texts("région", {b, c, c, b, b, b}));
  table.columns.push_back(numbers("mois", {10, 5, 4, 10, 10, 1}));
  table.columns.push_back(numbers("poids", {1, 2.5, 3, 1, 1, 2}));
  return table;
}

inline ComparisonRequest request_of(const Programs& programs) {
  ComparisonRequest request;
  request.before = programs.before;
  request.after = programs.after;
  return request;
}

inline Exact money(double euros) {
  return static_cast<Exact>(std::llround(euros * 100)) * kOnePerson;
}
inline Count people(std::uint64_t rows, double weight) {
  return {.rows = rows, .weight = static_cast<Exact>(std::llround(weight * 1e6))};
}

}  // namespace partance::microsimulation::cost
