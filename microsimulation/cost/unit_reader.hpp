// Numbers of a worker's results in a unit of ours. A worker may make units as it goes, so each is looked up when it is
// met.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/value/unit.hpp"

namespace partance::microsimulation::cost {

class UnitReader {
 public:
  using UnitId = engine::value::UnitId;

  /// A unit to convert to; kAbsent when the text is none.
  UnitId unit(std::string_view text) { return own_.parse(text).value_or(UnitId::kAbsent); }

  /// Begins with results whose units `theirs` tells; it must stay until the next ones.
  void begin(const engine::value::UnitTable& theirs) {
    theirs_ = &theirs;
    met_.clear();
  }

  /// `x`, given in a unit of theirs, in one of ours; as it is when one of the two is not said. Nothing when they do not
  /// convert.
  std::optional<double> convert(UnitId from, UnitId to, double x) {
    if (from == UnitId::kAbsent || to == UnitId::kAbsent) return x;
    return own_.convert(ours(from), to, x);
  }

 private:
  UnitId ours(UnitId theirs) {
    for (const auto& [from, to] : met_) {
      if (from == theirs) return to;
    }
    const auto known = own_.add({theirs_->numerators(theirs), theirs_->denominators(theirs)});
    return met_.emplace_back(theirs, known.value_or(UnitId::kEmpty)).second;
  }

  engine::value::UnitTable own_;
  const engine::value::UnitTable* theirs_ = nullptr;
  std::vector<std::pair<UnitId, UnitId>> met_;  // a handful
};

}  // namespace partance::microsimulation::cost
