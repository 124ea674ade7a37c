// Metadata: what rules say to people — titles, questions, references — kept beside the program.
//
// Every rule-level key that does not compute is kept as it was written (Publicodes 1.10, chapter 1.4), in one compact
// document, so that the texts the rules came from can be let go.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/syntax/document.hpp"

namespace partance::engine::plan {

class Metadata {
 public:
  Metadata() = default;
  /// Copies the metadata of every rule of the model out of its documents.
  explicit Metadata(const model::Model& model);

  /// The text under `key`; numbers are printed. Nothing when the rule has no such key or it is a list or a map.
  [[nodiscard]] std::optional<std::string> text(model::RuleId rule, std::string_view key) const;
  [[nodiscard]] std::optional<double> number(model::RuleId rule, std::string_view key) const;
  /// The texts of a list; a single text is a list of one; empty when absent.
  [[nodiscard]] std::vector<std::string> list(model::RuleId rule, std::string_view key) const;
  /// The (key, text) pairs of a map in writing order; empty when absent.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> map(model::RuleId rule, std::string_view key) const;
  [[nodiscard]] bool has(model::RuleId rule, std::string_view key) const { return find(rule, key).has_value(); }

  [[nodiscard]] const syntax::Document& document() const { return document_; }
  /// The mapping of a rule in document(), or nothing.
  [[nodiscard]] std::optional<syntax::NodeId> of(model::RuleId rule) const;

  // What a serialised program needs to build it again.
  Metadata(syntax::Document document, std::vector<std::uint32_t> mappings)
      : document_(std::move(document)), mappings_(std::move(mappings)) {}
  [[nodiscard]] const std::vector<std::uint32_t>& mappings() const { return mappings_; }

  static constexpr std::uint32_t kNone = 0xffffffffU;

 private:
  [[nodiscard]] std::optional<syntax::NodeId> find(model::RuleId rule, std::string_view key) const;

  syntax::Document document_;
  std::vector<std::uint32_t> mappings_;  // per rule: its mapping in document_, or kNone
};

}  // namespace partance::engine::plan
