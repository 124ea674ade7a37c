// The journal of a run of `partance batch`: a small file beside the part it writes, that says what the run was. A later
// run with --resume goes on only when it is the same: its rules, its options, the input whose rows are written already.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "microsimulation/stream/input_trace.hpp"

namespace partance::cli {

/// Something that the bytes written depend on.
struct RunFact {
  std::string key;       ///< in the file
  base::Message name;    ///< to a person
  std::string value{};   ///< as it is written; empty when it was left to its default
  bool is_shown = true;  ///< false: a fingerprint, which says nothing to a person
};

struct Journal {
  std::vector<std::pair<std::string, std::string>> facts{};  ///< key, value
  microsimulation::stream::InputTrace::Mark input{};
};

/// Where the journal of a part is.
std::string journal_of(const std::string& part);

std::string journal_text(const std::vector<RunFact>& facts, const microsimulation::stream::InputTrace::Mark& input);
/// Nothing when the text is no journal of this version.
std::optional<Journal> parse_journal(std::string_view text);

/// What differs between the run of a journal and one at hand, in words; nothing when they are the same.
std::optional<base::Message> difference(const Journal& journal, const std::vector<RunFact>& facts);

}  // namespace partance::cli
