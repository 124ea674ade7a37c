// Typed answers: from what a person types to an answer the rules understand, or the fault in it.
//
// Lenient on form (spaces, decimal comma, "1er septembre 2025", labels instead of codes), strict on meaning: whatever
// could be read in two ways is refused with the two readings.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "engine/interview/question.hpp"
#include "engine/value/unit.hpp"

namespace partance::engine::interview {

/// The expression that answers the question ("12500 €/an", "'FR'", "01/09/2025", "oui"), or what is wrong.
std::expected<std::string, base::Message> read_typed(const Question& question, value::UnitTable& units,
                                                     std::string_view typed);

/// A number as people write it in this language: "12 500,50", "12,500.50", "1e3" is not one.
std::expected<double, base::Message> read_typed_number(std::string_view text, base::Language language);

/// DD/MM/YYYY, D-M-YYYY, YYYY-MM-DD, "1er septembre 2025", "1 September 2025", "September 1, 2025".
std::expected<Date, base::Message> read_typed_date(std::string_view text);

/// The expression of a text, between the quotes that it does not hold: 'FR'.
std::string text_expression(std::string_view text);

/// Lower case without accents, runs of spaces made one: how labels are compared.
std::string folded(std::string_view text);

}  // namespace partance::engine::interview
