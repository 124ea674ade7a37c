// What a `contexte` changes, and whether two contexts change the same (Publicodes 1.10, chapter 4.9).
#pragma once

#include <vector>

#include "engine/model/model.hpp"
#include "engine/value/text_pool.hpp"

namespace partance::engine::evaluate {

/// One change of a `contexte`, as written.
struct Amendment {
  model::RuleId rule;        ///< whose answer it changes
  model::RuleId written_in;  ///< the rule that holds the `contexte`
  model::NodeId expression;  ///< the new answer
};

/// Whether two contexts change the same rules to expressions written alike, in any order. `texts` are those of the
/// constants.
bool same_amendments(const model::Model& model, const value::TextPool& texts, const std::vector<Amendment>& some,
                     const std::vector<Amendment>& others);

}  // namespace partance::engine::evaluate
