// Cases: named situations with the values the rules must give, written beside them in *.cases.yaml files.
//
//   commun: { rentrée: 01/09/2025 }              answers shared by all cases of the file
//   cas:
//     - nom: un semestre, cinq mois
//       situation: { séjour . type: "'études'" }  merged over `commun`; null removes an answer
//       attendu: { aides . ami . durée: 5 mois }  oui, non, non applicable, non défini, a number with its unit, a date,
//                                                 a text in quotes
// Numbers agree within 1e-9 of the larger one once the printed units are equal.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "engine/evaluate/run.hpp"
#include "engine/load/load.hpp"
#include "engine/plan/program.hpp"
#include "engine/syntax/diagnostic.hpp"
#include "engine/syntax/document.hpp"

namespace partance::engine::cases {

/// A value that is not the one expected; both are written as a case writes them.
struct Difference {
  std::string rule;
  std::string expected;
  std::string obtained;
  std::vector<std::string> missing;  ///< inputs still missing, in order
  base::Message reason;              ///< why there is no value, when the evaluation failed
  std::string reason_rule;
  syntax::Span span;  ///< of the expectation
};

struct Outcome {
  std::string name;
  syntax::Span span;
  std::size_t expectations = 0;
  bool unreadable = false;  ///< the case could not be run; a diagnostic says why
  std::vector<Difference> differences;

  [[nodiscard]] bool passed() const { return !unreadable && differences.empty(); }
};

/// True for the names of files of cases: *.cases.yaml, *.cases.yml.
bool is_cases_file(std::string_view path);

/// Reads the case files at `path` (a folder: all below it; or one file) into `into`, apart from the rules. Errors in
/// the texts become diagnostics of `into`; the Error is for what cannot be read at all.
base::Result<void> read_cases(const std::filesystem::path& path, load::Loaded& into);

/// Runs the cases of files against one program.
class Runner {
 public:
  Runner(std::shared_ptr<const plan::Program> program, const evaluate::RunOptions& options);

  /// The outcomes of one file's cases, in order. What is wrong with the file itself becomes diagnostics.
  std::vector<Outcome> run(const syntax::Document& file, std::vector<syntax::Diagnostic>& diagnostics);

 private:
  struct Case;
  Outcome run_case(const syntax::Document& file, const Case& one, std::vector<syntax::Diagnostic>& diagnostics);
  bool answer(const syntax::Document& file, const syntax::Document::Entry& entry,
              std::vector<syntax::Diagnostic>& diagnostics);
  bool expect(const syntax::Document& file, const syntax::Document::Entry& entry, Outcome& outcome,
              std::vector<syntax::Diagnostic>& diagnostics);
  std::optional<value::Value> value_of(std::string_view expression, const syntax::Span& span,
                                       std::vector<syntax::Diagnostic>& diagnostics);
  [[nodiscard]] std::string nearest_rule(std::string_view name) const;
  [[nodiscard]] bool agree(const value::Value& expected, const value::Value& obtained);

  evaluate::Run run_;
  std::vector<bool> replaced_;  // per rule: a replacement aims at it, so that a root expression may see another value
};

}  // namespace partance::engine::cases
