// What `partance check` found, and how it is told: as text for a person, as JSON for a program.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "engine/cases/cases.hpp"
#include "engine/load/load.hpp"

namespace partance::cli {

/// The cases of one file.
struct CheckedFile {
  std::string path;
  std::vector<engine::cases::Outcome> outcomes;
};

struct CheckReport {
  std::size_t rules = 0;
  bool rules_are_usable = false;    ///< false: the rules contain errors and no case was run
  engine::load::Loaded rule_texts;  ///< diagnostics: errors and warnings of the rules
  engine::load::Loaded case_texts;  ///< diagnostics: what is wrong with the files of cases
  std::vector<CheckedFile> files;
};

struct CheckCounts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t cases = 0;
  std::size_t passed = 0;
  std::size_t values = 0;     ///< values compared
  std::size_t different = 0;  ///< of which not as expected
};
CheckCounts count(const CheckReport& report);

/// The report in words. Past `most_of_a_kind` diagnostics of one code the others are only counted; 0 shows all.
std::string print_report(const CheckReport& report, base::Language language, std::size_t most_of_a_kind);

/// {rules, diagnostics: […], cases: […], summary: {…}}, indented.
std::string report_json(const CheckReport& report);

}  // namespace partance::cli
