// Rules as JSON: their description, their formula in words, their dated values.
#pragma once

#include <string_view>

#include "simulation/history.hpp"
#include "simulation/requests/case.hpp"

namespace partance::simulation::requests {

/// "number", "yes_no", "text", "date", or "group" for a rule that only holds others together.
std::string_view kind_of(const engine::plan::Program& program, RuleId rule);

/// {name, title, kind, unit, question}
void write_rule_line(base::JsonWriter& json, const Case& one, RuleId rule);

/// "words": the lines of its statement.
void write_words(base::JsonWriter& json, engine::evaluate::Run& blank, RuleId rule, base::Language language);

/// [{from, value, shown, published, references}…]
void write_dated_values(base::JsonWriter& json, engine::evaluate::Run& blank, const History& history);

}  // namespace partance::simulation::requests
