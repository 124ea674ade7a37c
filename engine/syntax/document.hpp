// A document: what a YAML or JSON text says, as a flat tree that remembers where each piece stood.
//
// Taken from the readers (yaml_reader.hpp, json_reader.hpp), given to engine/model. Scalars follow the YAML 1.2
// core schema: oui, non, yes, no, on, off are texts; only true/false are booleans.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/syntax/diagnostic.hpp"

namespace partance::engine::syntax {

enum class NodeKind : std::uint8_t { kNull, kBoolean, kNumber, kText, kSequence, kMapping };

/// Index of a node in its Document.
enum class NodeId : std::uint32_t {};

class Document {
 public:
  /// One key of a mapping, in source order.
  struct Entry {
    std::uint32_t key_offset;  ///< in the document's text arena
    std::uint32_t key_size;
    std::uint32_t key_begin;  ///< byte offset in the source, after the quote if there is one
    std::uint32_t key_end;
    NodeId value;
  };

  [[nodiscard]] NodeId root() const { return root_; }
  [[nodiscard]] bool empty() const { return nodes_.empty(); }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }

  [[nodiscard]] NodeKind kind(NodeId id) const { return at(id).kind; }
  /// kText only.
  [[nodiscard]] std::string_view text(NodeId id) const {
    return std::string_view(arena_).substr(at(id).first, at(id).count);
  }
  /// kNumber only.
  [[nodiscard]] double number(NodeId id) const { return at(id).number; }
  /// kBoolean only.
  [[nodiscard]] bool boolean(NodeId id) const { return at(id).number != 0; }
  /// kSequence only: its items in order.
  [[nodiscard]] std::span<const NodeId> items(NodeId id) const {
    return std::span(items_).subspan(at(id).first, at(id).count);
  }
  /// kMapping only: its entries in source order.
  [[nodiscard]] std::span<const Entry> entries(NodeId id) const {
    return std::span(entries_).subspan(at(id).first, at(id).count);
  }
  [[nodiscard]] std::string_view key(const Entry& entry) const {
    return std::string_view(arena_).substr(entry.key_offset, entry.key_size);
  }
  /// kMapping only: the value under `key`, if any.
  [[nodiscard]] std::optional<NodeId> find(NodeId mapping, std::string_view key) const;

  [[nodiscard]] Span span(NodeId id) const { return {source_, at(id).begin, at(id).end}; }
  [[nodiscard]] Span span(const Entry& entry) const { return {source_, entry.key_begin, entry.key_end}; }

  // --- building, bottom-up: children first, then the sequence or mapping that holds them ---
  void set_source(std::uint32_t source) { source_ = source; }
  void set_root(NodeId id) { root_ = id; }
  NodeId add_null(std::uint32_t begin, std::uint32_t end);
  NodeId add_boolean(bool value, std::uint32_t begin, std::uint32_t end);
  NodeId add_number(double value, std::uint32_t begin, std::uint32_t end);
  NodeId add_text(std::string_view text, std::uint32_t begin, std::uint32_t end);
  NodeId add_sequence(std::span<const NodeId> items, std::uint32_t begin, std::uint32_t end);
  NodeId add_mapping(std::span<const Entry> entries, std::uint32_t begin, std::uint32_t end);
  /// Keeps a key's text for an Entry: its offset in the arena.
  std::uint32_t add_key(std::string_view key);

 private:
  struct Node {
    NodeKind kind;
    std::uint32_t first;  // arena_, items_ or entries_ index by kind
    std::uint32_t count;
    std::uint32_t begin;
    std::uint32_t end;
    double number;
  };
  NodeId add(const Node& node);
  [[nodiscard]] const Node& at(NodeId id) const { return nodes_[static_cast<std::size_t>(id)]; }

  std::vector<Node> nodes_;
  std::vector<NodeId> items_;
  std::vector<Entry> entries_;
  std::string arena_;
  NodeId root_{};
  std::uint32_t source_ = Span::kNoSource;
};

}  // namespace partance::engine::syntax
