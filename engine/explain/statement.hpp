// The statement of a rule: what its formula says, in words, to somebody whose answers are not known.
//
// Beside the explanation (what happened in one evaluation), this is the rule itself: all its cases and conditions.
#pragma once

#include <string>
#include <vector>

#include "engine/explain/phrase.hpp"

namespace partance::engine::explain {

/// One line a mechanism, a condition, a case or a bracket, in reading order; lines that belong to a list begin with
/// "– ". A rule that is yes when another worked-out one is says that one's formula too. Empty for a rule that is only
/// asked or only groups others.
std::vector<std::string> statement(Run& run, RuleId rule, base::Language language);

/// The same for a part of a formula, such as what one case gives.
std::vector<std::string> statement(Run& run, NodeId node, base::Language language);

/// The first node of a rule's formula behind the wrappers every rule has (answers, units, missing inputs); kNoNode when
/// there is none.
NodeId formula_of(const model::Model& model, RuleId rule);

/// The terms of `le maximum de` / `le minimum de`, read back from the chain of nodes it became.
std::vector<NodeId> extremum_terms(const model::Model& model, const model::Node& node);

}  // namespace partance::engine::explain
