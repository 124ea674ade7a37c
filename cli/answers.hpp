// Answers in and values out: what the verbs that evaluate share.
#pragma once

#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "engine/evaluate/run.hpp"
#include "engine/syntax/diagnostic.hpp"
#include "engine/syntax/document.hpp"

namespace partance::cli {

/// Sets every answer of a mapping rule name → answer. False when one cannot be set; `diagnostics` say why.
bool set_answers(engine::evaluate::Run& run, const engine::syntax::Document& document, engine::syntax::NodeId mapping,
                 std::vector<engine::syntax::Diagnostic>& diagnostics);

/// Looks at the answers to rules with options, each read as an expression at the root. False when one cannot be read
/// there (`diagnostics` say why) or is not an option (`problem` says how).
bool check_choices(engine::evaluate::Run& run, const engine::syntax::Document& document, engine::syntax::NodeId mapping,
                   std::vector<engine::syntax::Diagnostic>& diagnostics, engine::evaluate::Fault& problem);

/// {value: {kind, number|string|boolean}, unit, missing: [[name, score]…], formatted, warnings}
void write_value(base::JsonWriter& json, engine::evaluate::Run& run, const engine::evaluate::Value& value);

/// The stable code of a fault ("division-by-zero"…).
std::string_view fault_code(engine::evaluate::Fault fault);

}  // namespace partance::cli
