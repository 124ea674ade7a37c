// A value with its unit and missing names as one line of text, for fuzzers that compare answers.
#pragma once

#include <cmath>
#include <string>

#include "engine/evaluate/run.hpp"
#include "engine/value/number.hpp"

namespace partance::engine::evaluate {

/// Two answers are the same when these texts are.
inline std::string told(Run& run, const Value& v) {
  std::string text = std::to_string(static_cast<int>(v.kind)) + " ";
  if (v.is_number()) {
    text += std::isnan(v.number) ? "NaN" : value::number_text(v.number);
  } else if (v.is(value::Kind::kText)) {
    text += run.texts().text(v.text_id());
  } else {
    text += std::to_string(v.bits);
  }
  text += v.unit == value::UnitId::kAbsent ? " -" : " [" + std::string(run.units().text(v.unit)) + "]";
  for (const RuleId rule : run.missing(v)) text += "\n" + run.model().rule(rule).name;
  return text;
}

}  // namespace partance::engine::evaluate
