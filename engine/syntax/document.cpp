// Building and searching the flat tree of a document.
#include "engine/syntax/document.hpp"

namespace partance::engine::syntax {

std::optional<NodeId> Document::find(NodeId mapping, std::string_view key) const {
  for (const Entry& entry : entries(mapping)) {
    if (this->key(entry) == key) return entry.value;
  }
  return std::nullopt;
}

NodeId Document::add(const Node& node) {
  nodes_.push_back(node);
  return static_cast<NodeId>(nodes_.size() - 1);
}

NodeId Document::add_null(std::uint32_t begin, std::uint32_t end) {
  return add({NodeKind::kNull, 0, 0, begin, end, 0.0});
}

NodeId Document::add_boolean(bool value, std::uint32_t begin, std::uint32_t end) {
  return add({NodeKind::kBoolean, 0, 0, begin, end, value ? 1.0 : 0.0});
}

NodeId Document::add_number(double value, std::uint32_t begin, std::uint32_t end) {
  return add({NodeKind::kNumber, 0, 0, begin, end, value});
}

NodeId Document::add_text(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  const std::uint32_t first = add_key(text);
  return add({NodeKind::kText, first, static_cast<std::uint32_t>(text.size()), begin, end, 0.0});
}

NodeId Document::add_sequence(std::span<const NodeId> items, std::uint32_t begin, std::uint32_t end) {
  const auto first = static_cast<std::uint32_t>(items_.size());
  items_.insert(items_.end(), items.begin(), items.end());
  return add({NodeKind::kSequence, first, static_cast<std::uint32_t>(items.size()), begin, end, 0.0});
}

NodeId Document::add_mapping(std::span<const Entry> entries, std::uint32_t begin, std::uint32_t end) {
  const auto first = static_cast<std::uint32_t>(entries_.size());
  entries_.insert(entries_.end(), entries.begin(), entries.end());
  return add({NodeKind::kMapping, first, static_cast<std::uint32_t>(entries.size()), begin, end, 0.0});
}

std::uint32_t Document::add_key(std::string_view key) {
  const auto offset = static_cast<std::uint32_t>(arena_.size());
  arena_.append(key);
  return offset;
}

}  // namespace partance::engine::syntax
