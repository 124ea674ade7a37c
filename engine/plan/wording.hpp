// Wording: how rules and their values are said to a person, from the metadata the rules carry.
//
// Keys follow the rulebook's contract: `titre`, `question`, `description`, `libellés`, `liste`, each with its English
// twin (`titre en`…), which falls back to the French text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "engine/plan/program.hpp"
#include "engine/value/unit.hpp"
#include "engine/value/value.hpp"

namespace partance::engine::plan {

/// A text and where to read it: an https address, or any citation.
struct Citation {
  std::string title;
  std::string address;
};

/// The text of `key` in the reader's language; empty when the rule has none.
std::string text_in(const Program& program, model::RuleId rule, std::string_view key, base::Language language);
std::vector<std::string> list_in(const Program& program, model::RuleId rule, std::string_view key,
                                 base::Language language);
/// Its `titre`, or the last part of its name.
std::string title(const Program& program, model::RuleId rule, base::Language language);
/// Its `références`, in writing order.
std::vector<Citation> citations(const Program& program, model::RuleId rule);

/// The unit declared by the `unité` of a rule; empty when it has none.
std::string declared_unit(const Program& program, model::RuleId rule);

/// A value offered as an answer: what is stored and what is shown.
struct Offer {
  std::string value;
  std::string label;
};
/// The options of a closed list (`une possibilité` of texts) or of a table (`liste: pays` → the rules
/// `référence . pays . *`); empty when anything may be answered.
std::vector<Offer> offers(const Program& program, model::RuleId rule, base::Language language);
/// The label of one such option; nothing when there is none. Cheaper than offers().
std::optional<std::string> label(const Program& program, model::RuleId rule, std::string_view text,
                                 base::Language language);

/// The value of a rule as a person reads it: labels of options, oui/non or yes/no, "non connu" / "not known",
/// "sans objet" / "not applicable".
std::string say(const Program& program, model::RuleId rule, const value::Value& v, value::UnitTable& units,
                const value::TextPool& texts, base::Language language);

}  // namespace partance::engine::plan
