// An answer that a file holds as a number but that no computation can use.
#pragma once

#include <optional>
#include <string_view>

#include "engine/syntax/diagnostic.hpp"

namespace partance::engine::evaluate {

/// What is wrong with a number given as the answer to `rule`: too large to be held ("1e400" reads as infinity), or
/// none.
std::optional<syntax::Diagnostic> unfit_number(double answer, std::string_view rule, const syntax::Span& span);

}  // namespace partance::engine::evaluate
