// The report as JSON: for scripts, and later for the server's answers. The shape is described in docs/command.md.
#pragma once

#include "base/json.hpp"
#include "simulation/report.hpp"

namespace partance::simulation {

/// {language, date, aids: […], combination: {…}, …}; amounts are given in cents and in words.
void write_json(const Report& report, base::JsonWriter& json);
/// The members of that object alone, so that others can stand beside them.
void write_members(const Report& report, base::JsonWriter& json);
/// One aid of it.
void write_json(const AidReport& aid, base::JsonWriter& json);
/// {opening, opening_text, closing, closing_text, open, over}
void write_json(const Window& window, base::JsonWriter& json);

/// "yes", "no", "unknown".
std::string_view verdict_word(Verdict verdict);

}  // namespace partance::simulation
