// What is checked of a source text before it is read as YAML or JSON: its size and its encoding.
//
// Only used inside engine/syntax. Also turns what a DocumentBuilder found into diagnostics.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/syntax/diagnostic.hpp"
#include "engine/syntax/document_builder.hpp"
#include "engine/syntax/reader.hpp"

namespace partance::engine::syntax {

/// Bytes of the mark some editors put at the head of UTF-8 files.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Why the text cannot be read at all: too large, UTF-16, or not UTF-8.
std::optional<Diagnostic> check_source(std::string_view text, std::uint32_t source, const ReadLimits& limits);

Diagnostic limit_reached(DocumentBuilder::Outcome outcome, const ReadLimits& limits, Span span);

/// One error for each repeated key, which names the line of the first one.
void report_repeated_keys(const DocumentBuilder& builder, const Sources& sources, std::uint32_t source,
                          std::vector<Diagnostic>& diagnostics);

}  // namespace partance::engine::syntax
