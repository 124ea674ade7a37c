// Explanations laid out: a tree of text, a fragment of HTML, JSON.
#pragma once

#include <string>

#include "base/json.hpp"
#include "engine/explain/explanation.hpp"

namespace partance::engine::explain {

/// A tree drawn with box characters; lines are cut at spaces to `width` columns.
std::string to_text(const Step& step, base::Language language, std::size_t width = 80);

/// Nested lists (<ul class="steps">…) to be put into a page; every text is escaped.
std::string to_html(const Step& step, base::Language language);

/// {rule, title, value, truth, how: […], references: […], children: […]…}
void write_json(const Step& step, base::JsonWriter& json);

/// `text` with & < > " ' escaped.
std::string escaped(std::string_view text);

}  // namespace partance::engine::explain
