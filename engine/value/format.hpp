// Numbers as people read them: "1 234,50 €", "50 %", "3 mois" (Publicodes 1.10, chapter 9).
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "engine/value/text_pool.hpp"
#include "engine/value/unit.hpp"
#include "engine/value/value.hpp"

namespace partance::engine::value {

struct FormatOptions {
  base::Language language = base::Language::kFrench;
  int precision = 2;  ///< decimals at most, 0 to 15
};

/// The text of a value. Units are simplified first. Not known: "Pas encore défini", not applicable:
/// "Non applicable", NaN: "Erreur dans le calcul du nombre" — French in every language, as the
/// reference does; booleans oui/non or yes/no.
std::string format(const Value& value, UnitTable& units, const TextPool& texts, const FormatOptions& options = {});

/// A number alone with the language's separators and at most `precision` decimals.
std::string format_number(double number, const FormatOptions& options = {});

}  // namespace partance::engine::value
