// Small pieces of JSON that every answer of this room writes in the same way.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "engine/plan/wording.hpp"
#include "engine/value/calendar.hpp"

namespace partance::simulation {

/// "key": "text", or null when there is no text.
void write_text_or_null(base::JsonWriter& json, std::string_view key, std::string_view text);
/// "key": "YYYY-MM-DD" or null.
void write_date_or_null(base::JsonWriter& json, std::string_view key, const std::optional<engine::value::Date>& date);
/// [{title, address}…]
void write_citations(base::JsonWriter& json, const std::vector<engine::plan::Citation>& citations);
/// The same under the key "references".
void write_references(base::JsonWriter& json, const std::vector<engine::plan::Citation>& references);
/// "key": ["text"…]
void write_texts(base::JsonWriter& json, std::string_view key, const std::vector<std::string>& texts);

/// YYYY-MM-DD, and back; nothing when the day does not exist.
std::string iso_text(const engine::value::Date& date);
std::optional<engine::value::Date> parse_iso_text(std::string_view text);

}  // namespace partance::simulation
