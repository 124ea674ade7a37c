// What must hold of any reading, whatever the text: for the fuzzers of both readers.
#pragma once

#include <cstdlib>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/syntax/reader.hpp"

namespace partance::engine::syntax {

inline void require(bool holds) {
  if (!holds) std::abort();
}

inline void check_span(const Span& span, std::string_view text) {
  require(span.begin <= span.end && span.end <= text.size());
}

/// Spans lie in the text, children exist, and a text without a document has a reason that can be drawn.
inline void check_reading(const std::optional<Document>& document, const std::vector<Diagnostic>& diagnostics,
                          const Sources& sources, std::string_view text) {
  bool refused = false;
  for (const Diagnostic& diagnostic : diagnostics) {
    check_span(diagnostic.span, text);
    refused = refused || diagnostic.severity == Severity::kError;
    require(!diagnostic.message.fr.empty() && !diagnostic.message.en.empty());
    require(!render(diagnostic, sources, base::Language::kFrench).empty());
  }
  require(refused != document.has_value());
  if (!document) return;
  require(!document->empty() && static_cast<std::size_t>(document->root()) < document->size());
  for (std::uint32_t i = 0; i < document->size(); ++i) {
    const NodeId id{i};
    check_span(document->span(id), text);
    if (document->kind(id) == NodeKind::kText) require(document->text(id).size() <= text.size());
    if (document->kind(id) == NodeKind::kSequence) {
      for (const NodeId item : document->items(id)) require(static_cast<std::uint32_t>(item) < i);
    }
    if (document->kind(id) != NodeKind::kMapping) continue;
    for (const Document::Entry& entry : document->entries(id)) {
      check_span(document->span(entry), text);
      require(document->find(id, document->key(entry)) == entry.value);
      require(static_cast<std::uint32_t>(entry.value) < i);
    }
  }
}

/// Small enough for a fuzzer to meet every limit.
inline ReadLimits fuzz_limits() {
  return {.bytes = 1U << 16U, .depth = 20, .nodes = 5000};
}

}  // namespace partance::engine::syntax
