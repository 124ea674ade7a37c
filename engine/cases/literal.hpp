// Literals: expressions that are one value ("oui", "400 €/mois", "'FR'", 01/09/2025), read without a model.
//
// Answers and expectations of cases are nearly always such; reading them directly spares a run the copy of its model
// that any other expression needs.
#pragma once

#include <optional>
#include <string>

#include "engine/syntax/document.hpp"
#include "engine/value/text_pool.hpp"
#include "engine/value/unit.hpp"
#include "engine/value/value.hpp"

namespace partance::engine::cases {

/// The value of a document node that is one literal, as the body of a rule would read it. Nothing for anything else,
/// negative numbers included (they are subtractions).
std::optional<value::Value> read_literal(const syntax::Document& document, syntax::NodeId node, value::UnitTable& units,
                                         value::TextPool& texts);

/// The same, and also negative numbers with their unit, "non applicable" and "non défini".
std::optional<value::Value> read_expected(const syntax::Document& document, syntax::NodeId node,
                                          value::UnitTable& units, value::TextPool& texts);

/// The value as a case would write it: "633.5 €/mois", "oui", "'FR'", "01/09/2025", "non applicable", "non défini".
std::string print_literal(const value::Value& v, const value::UnitTable& units, const value::TextPool& texts);

}  // namespace partance::engine::cases
