// What a run counts: rows, and errors by their code.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "base/result.hpp"

namespace partance::microsimulation::stream {

/// The first thing wrong, for runs that stop there. Its words hold nothing a person answered.
struct FirstError {
  std::uint64_t line = 0;
  std::string code{};
  base::Message message;
};

struct Tally {
  std::uint64_t rows = 0;
  std::uint64_t bad_rows = 0;
  std::uint64_t computed = 0;                                ///< rows × targets
  std::uint64_t one_by_one = 0;                              ///< of these, those no kernel could
  std::uint64_t begin_offset = 0;                            ///< where in the input it began
  std::uint64_t offset = 0;                                  ///< and how far it is
  std::map<std::string, std::uint64_t, std::less<>> errors;  ///< rows by the code of their first error
  /// Results left empty because an answer is missing, by target.
  std::map<std::string, std::uint64_t, std::less<>> unanswered;
  std::optional<FirstError> stopped_at;  ///< with `strict`: nothing follows

  void add(const Tally& other) {
    if (rows == 0) begin_offset = other.begin_offset;
    rows += other.rows;
    bad_rows += other.bad_rows;
    computed += other.computed;
    one_by_one += other.one_by_one;
    offset = other.offset;
    for (const auto& [code, count] : other.errors) errors[code] += count;
    for (const auto& [target, count] : other.unanswered) unanswered[target] += count;
    if (!stopped_at) stopped_at = other.stopped_at;
  }
};

}  // namespace partance::microsimulation::stream
