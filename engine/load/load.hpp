// Loading rules: from files, folders or texts to a program, with every diagnostic found on the way.
//
// The native door of the engine (the browser loads a serialised program instead). A folder means all its *.publicodes,
// *.yaml and *.yml files except *.cases.yaml; a *.json file holds the JSON form that npm packages ship.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.hpp"
#include "base/result.hpp"
#include "engine/plan/program.hpp"
#include "engine/syntax/diagnostic.hpp"
#include "engine/syntax/document.hpp"
#include "engine/syntax/reader.hpp"

namespace partance::engine::load {

/// Documents with the texts they came from. Several loads may share one Loaded: sources add up.
struct Loaded {
  syntax::Sources sources;
  std::vector<std::shared_ptr<const syntax::Document>> documents;
  std::vector<syntax::Diagnostic> diagnostics;

  [[nodiscard]] bool has_errors() const;
};

/// The rule files at a path with their texts, in the order read_rules() takes them. Errors as there.
base::Result<std::vector<base::FileText>> rule_files(const std::filesystem::path& path,
                                                     const syntax::ReadLimits& limits = {});

/// Reads a folder, a YAML file or a JSON file. Errors in the texts become diagnostics; the Error is for what cannot be
/// read at all (kNotFound, kUnreadable, kTooLarge).
base::Result<void> read_rules(const std::filesystem::path& path, Loaded& into, const syntax::ReadLimits& limits = {});

/// Reads one text, JSON when `name` ends in .json, YAML otherwise.
void read_text(std::string name, std::string text, Loaded& into, const syntax::ReadLimits& limits = {});

/// Builds the program of all documents read. Null when there are errors, which are then among the diagnostics.
std::shared_ptr<const plan::Program> compile(Loaded& loaded, const model::BuildOptions& options = {},
                                             const syntax::Document* situation = nullptr);

}  // namespace partance::engine::load
