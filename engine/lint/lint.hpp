// Lint: what the language accepts and a rule writer rarely means (the traps of Publicodes 1.10, see
// docs/diagnostics.md).
//
// Works on a checked model and the documents it was read from. Everything found is a warning with a stable code that
// starts with "trap-", a place and a way to mend it; answers never change.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/syntax/diagnostic.hpp"
#include "engine/syntax/document.hpp"

namespace partance::engine::lint {

/// Adds a warning for each trap. `documents` are those the model was built from, in the same order.
void lint(const model::Model& model, std::span<const std::shared_ptr<const syntax::Document>> documents,
          std::vector<syntax::Diagnostic>& diagnostics);

}  // namespace partance::engine::lint
