// Readers: from YAML or JSON text to a Document, within limits.
//
// Native only: the browser loads a serialised program instead. A reader never throws and never recurses
// deeper than its depth limit; what it cannot read becomes diagnostics with a place.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/syntax/diagnostic.hpp"
#include "engine/syntax/document.hpp"

namespace partance::engine::syntax {

/// What one document may cost. The defaults read the largest published models ten times over.
struct ReadLimits {
  std::uint32_t bytes = 32U << 20U;
  std::uint32_t depth = 100;        ///< nesting of sequences and mappings
  std::uint32_t nodes = 4'000'000;  ///< nodes after aliases are expanded
};

/// Reads source number `source` of `sources` as YAML 1.2 (core schema): mapping order kept, duplicate keys are
/// errors, merge keys are plain keys, aliases are expanded (a node budget stops alias bombs), one document only.
/// An empty text is a null root. Nothing when an error was added to `diagnostics`.
std::optional<Document> read_yaml(const Sources& sources, std::uint32_t source, const ReadLimits& limits,
                                  std::vector<Diagnostic>& diagnostics);

/// The same for JSON (RFC 8259); a repeated key in one object is an error.
std::optional<Document> read_json(const Sources& sources, std::uint32_t source, const ReadLimits& limits,
                                  std::vector<Diagnostic>& diagnostics);

}  // namespace partance::engine::syntax
