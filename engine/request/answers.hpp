// Answers in and values out: what those who evaluate on request share, the command, the server and the browser.
#pragma once

#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "engine/evaluate/run.hpp"
#include "engine/syntax/diagnostic.hpp"
#include "engine/syntax/document.hpp"

namespace partance::engine::request {

/// Whether a situation declares rules or replacements: it must then be compiled together with the rules.
bool declares_rules(const syntax::Document& document, syntax::NodeId situation);

/// Whether an answer of a situation speaks of rules: it may then close a cycle that the rules alone have not.
bool refers_to_rules(const syntax::Document& document, syntax::NodeId situation);

/// Sets every answer of a mapping rule name → answer. False when one cannot be set; `diagnostics` say why.
bool set_answers(evaluate::Run& run, const syntax::Document& document, syntax::NodeId mapping,
                 std::vector<syntax::Diagnostic>& diagnostics);

/// Looks at the answers to rules with options, each read as an expression at the root. False when one cannot be read
/// there (`diagnostics` say why) or is not an option (`problem` says how).
bool check_choices(evaluate::Run& run, const syntax::Document& document, syntax::NodeId mapping,
                   std::vector<syntax::Diagnostic>& diagnostics, evaluate::Fault& problem);

/// {value: {kind, number|string|boolean}, unit, missing: [[name, score]…], formatted, warnings}
void write_value(base::JsonWriter& json, evaluate::Run& run, const evaluate::Value& value);

/// The stable code of a fault ("division-by-zero"…).
std::string_view fault_code(evaluate::Fault fault);

}  // namespace partance::engine::request
