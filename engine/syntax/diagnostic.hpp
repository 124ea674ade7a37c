// Diagnostics: what is wrong in a rule text, where, and how to mend it.
//
// Every phase that reads rules collects diagnostics and goes on. Codes are stable (documented in
// docs/diagnostics.md); the excerpt with its caret is drawn from the sources by render().
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace partance::engine::syntax {

enum class Severity : std::uint8_t { kError, kWarning };

/// A piece of a source text: byte offsets [begin, end) in source number `source`.
struct Span {
  static constexpr std::uint32_t kNoSource = 0xffffffffU;
  std::uint32_t source = kNoSource;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// Line and column, both from 1; the column counts code points.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

struct Diagnostic {
  std::string code;  ///< stable, e.g. "unknown-reference"
  Severity severity = Severity::kError;
  base::Message message;
  std::string rule;    ///< full name of the rule, empty when none
  Span span;           ///< source kNoSource when there is no text to show
  base::Message hint;  ///< how to mend it; may be empty
};

/// The texts that were read, kept to draw excerpts.
class Sources {
 public:
  /// Adds a text; `name` is the path shown to the reader. Returns its number for Span::source.
  std::uint32_t add(std::string name, std::string text);

  [[nodiscard]] std::size_t size() const { return sources_.size(); }
  [[nodiscard]] std::string_view name(std::uint32_t source) const;
  [[nodiscard]] std::string_view text(std::uint32_t source) const;
  [[nodiscard]] Position position(std::uint32_t source, std::uint32_t offset) const;

 private:
  struct Source {
    std::string name;
    std::string text;
    std::vector<std::uint32_t> line_starts;
  };
  std::deque<Source> sources_;  // views of texts stay valid when sources are added
};

/// The diagnostic as a person reads it on a terminal:
///   rulebook/x.publicodes:12:9: erreur [unknown-reference] message
///      12 |   valeur: revenu brut
///         |           ^^^^^^^^^^^
///      aide : …
/// Long lines are cut around the caret; no colour codes.
std::string render(const Diagnostic& diagnostic, const Sources& sources, base::Language language);

}  // namespace partance::engine::syntax
