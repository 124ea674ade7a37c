// The YAML 1.2 core schema: what an untagged plain scalar is (chapter 10.3.2 of the YAML specification).
//
// oui, non, yes, no, on and off are texts; 1_000 and dates too.
#pragma once

#include <string_view>

#include "engine/syntax/document.hpp"

namespace partance::engine::syntax {

/// What a scalar stands for: kNull, kBoolean (number is 0 or 1), kNumber or kText.
struct ScalarValue {
  NodeKind kind = NodeKind::kText;
  double number = 0;
};

ScalarValue resolve_plain_scalar(std::string_view text);

}  // namespace partance::engine::syntax
