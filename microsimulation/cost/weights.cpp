// See weights.hpp.
#include "microsimulation/cost/weights.hpp"

#include <algorithm>

#include "base/number_text.hpp"

namespace partance::microsimulation::cost {

using engine::batch::ColumnType;
using engine::batch::State;

namespace {

std::unexpected<base::Error> bad_weight(const std::string& column, std::size_t row, const std::string& value) {
  const std::string at = std::to_string(row + 1);
  return base::fail(base::ErrorKind::kInvalidInput,
                    "Personne " + at + " : son poids (colonne « " + column + " ») " +
                        (value.empty() ? "manque" : "est " + value) + ". Un poids va de 0 à 10 millions.",
                    "Person " + at + ": the weight (column “" + column + "”) " +
                        (value.empty() ? "is missing" : "is " + value) + ". A weight is from 0 to 10 million.");
}

}  // namespace

const Column* find_column(const Table& table, std::string_view name) {
  const auto at = std::ranges::find(table.columns, name, &Column::name);
  return at == table.columns.end() ? nullptr : &*at;
}

base::Result<Weights> read_weights(const Table& table, const std::string& name) {
  Weights weights;
  const std::string wanted = name.empty() ? std::string(kWeightColumn) : name;
  const Column* const column = find_column(table, wanted);
  if (column == nullptr && name.empty()) {
    weights.people = static_cast<Exact>(table.rows) * kOnePerson;
    return weights;
  }
  if (column == nullptr) {
    return base::fail(base::ErrorKind::kNotFound, "La population n'a pas de colonne « " + wanted + " » pour les poids.",
                      "The population has no column “" + wanted + "” for the weights.");
  }
  if (column->type != ColumnType::kNumber) {
    return base::fail(base::ErrorKind::kInvalidInput,
                      "La colonne de poids « " + wanted + " » ne contient pas de nombres.",
                      "The column of weights “" + wanted + "” does not hold numbers.");
  }
  weights.column = wanted;
  weights.of_row.resize(table.rows);
  for (std::size_t row = 0; row < table.rows; ++row) {
    const bool is_known = column->states.empty() || column->states[row] == State::kKnown;
    if (!is_known) return bad_weight(wanted, row, {});
    const auto weight = exact_weight(column->numbers[row]);
    if (!weight) return bad_weight(wanted, row, base::number_text(column->numbers[row]));
    weights.of_row[row] = *weight;
    weights.people += *weight;
  }
  return weights;
}

}  // namespace partance::microsimulation::cost
