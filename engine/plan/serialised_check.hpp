// The last check of a program that was read: whether its nodes, rules and lists name what their operations expect.
#pragma once

#include "engine/model/model.hpp"

namespace partance::engine::plan {

/// True when evaluating and extending the model cannot reach outside it. Loops are not looked for: a run counts its
/// steps and its depth.
bool is_sound(const model::Model& model);

}  // namespace partance::engine::plan
