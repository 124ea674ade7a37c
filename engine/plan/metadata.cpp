// See metadata.hpp.
#include "engine/plan/metadata.hpp"

#include "engine/model/mechanisms.hpp"
#include "engine/value/number.hpp"

namespace partance::engine::plan {

using model::RuleId;
using syntax::Document;
using syntax::NodeKind;

namespace {

/// Rule-level keys that are part of the computation, hence not metadata.
bool computes(std::string_view key) {
  return model::chained_index(key) || model::is_value_mechanism(key) || key == "une possibilité" || key == "remplace" ||
         key == "rend non applicable";
}

syntax::NodeId copy(const Document& from, syntax::NodeId node, Document& to) {
  const syntax::Span span = from.span(node);
  switch (from.kind(node)) {
    case NodeKind::kNull:
      return to.add_null(span.begin, span.end);
    case NodeKind::kBoolean:
      return to.add_boolean(from.boolean(node), span.begin, span.end);
    case NodeKind::kNumber:
      return to.add_number(from.number(node), span.begin, span.end);
    case NodeKind::kText:
      return to.add_text(from.text(node), span.begin, span.end);
    case NodeKind::kSequence: {
      std::vector<syntax::NodeId> items;
      for (const syntax::NodeId item : from.items(node)) items.push_back(copy(from, item, to));
      return to.add_sequence(items, span.begin, span.end);
    }
    case NodeKind::kMapping:
      break;
  }
  std::vector<Document::Entry> entries;
  for (const Document::Entry& entry : from.entries(node)) {
    const syntax::NodeId value = copy(from, entry.value, to);
    const std::string_view key = from.key(entry);
    entries.push_back({to.add_key(key), static_cast<std::uint32_t>(key.size()), entry.key_begin, entry.key_end, value});
  }
  return to.add_mapping(entries, span.begin, span.end);
}

std::string printed(const Document& doc, syntax::NodeId node) {
  switch (doc.kind(node)) {
    case NodeKind::kText:
      return std::string(doc.text(node));
    case NodeKind::kNumber:
      return value::number_text(doc.number(node));
    case NodeKind::kBoolean:
      return doc.boolean(node) ? "true" : "false";
    default:
      return {};
  }
}

}  // namespace

Metadata::Metadata(const model::Model& model) {
  mappings_.assign(model.rules.size(), kNone);
  for (std::size_t i = 0; i < model.rules.size(); ++i) {
    const model::Rule& rule = model.rules[i];
    if (rule.document >= model.documents.size()) continue;
    const Document& from = *model.documents[rule.document];
    if (from.kind(rule.raw) != NodeKind::kMapping) continue;
    std::vector<Document::Entry> entries;
    for (const Document::Entry& entry : from.entries(rule.raw)) {
      const std::string_view key = from.key(entry);
      if (computes(key)) continue;
      const syntax::NodeId value = copy(from, entry.value, document_);
      entries.push_back(
          {document_.add_key(key), static_cast<std::uint32_t>(key.size()), entry.key_begin, entry.key_end, value});
    }
    if (!entries.empty()) mappings_[i] = static_cast<std::uint32_t>(document_.add_mapping(entries, 0, 0));
  }
}

std::optional<syntax::NodeId> Metadata::of(RuleId rule) const {
  if (index(rule) >= mappings_.size() || mappings_[index(rule)] == kNone) return std::nullopt;
  return syntax::NodeId{mappings_[index(rule)]};
}

std::optional<syntax::NodeId> Metadata::find(RuleId rule, std::string_view key) const {
  const auto mapping = of(rule);
  return mapping ? document_.find(*mapping, key) : std::nullopt;
}

std::optional<std::string> Metadata::text(RuleId rule, std::string_view key) const {
  const auto node = find(rule, key);
  if (!node) return std::nullopt;
  const NodeKind kind = document_.kind(*node);
  if (kind == NodeKind::kNull || kind == NodeKind::kSequence || kind == NodeKind::kMapping) return std::nullopt;
  return printed(document_, *node);
}

std::optional<double> Metadata::number(RuleId rule, std::string_view key) const {
  const auto node = find(rule, key);
  if (!node || document_.kind(*node) != NodeKind::kNumber) return std::nullopt;
  return document_.number(*node);
}

std::vector<std::string> Metadata::list(RuleId rule, std::string_view key) const {
  std::vector<std::string> texts;
  const auto node = find(rule, key);
  if (!node || document_.kind(*node) == NodeKind::kNull || document_.kind(*node) == NodeKind::kMapping) return texts;
  if (document_.kind(*node) != NodeKind::kSequence) return {printed(document_, *node)};
  for (const syntax::NodeId item : document_.items(*node)) texts.push_back(printed(document_, item));
  return texts;
}

std::vector<std::pair<std::string, std::string>> Metadata::map(RuleId rule, std::string_view key) const {
  std::vector<std::pair<std::string, std::string>> pairs;
  const auto node = find(rule, key);
  if (!node || document_.kind(*node) != NodeKind::kMapping) return pairs;
  for (const Document::Entry& entry : document_.entries(*node)) {
    pairs.emplace_back(document_.key(entry), printed(document_, entry.value));
  }
  return pairs;
}

}  // namespace partance::engine::plan
