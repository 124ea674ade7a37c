// Builds a Document from a stream of events, within limits; shared by the YAML and the JSON reader.
//
// Knows the open sequences and mappings, counts depth and nodes as if aliases were copied, and finds repeated keys.
// It never recurses: the open collections stand on a stack of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/syntax/document.hpp"
#include "engine/syntax/reader.hpp"

namespace partance::engine::syntax {

/// A finished node and what it costs where it is used again.
struct BuiltNode {
  NodeId id{};
  std::uint64_t weight = 1;  ///< nodes it stands for, itself included
  std::uint32_t height = 0;  ///< levels of sequences and mappings, 0 for a scalar
};

/// Two entries of one mapping with the same key.
struct RepeatedKey {
  Document::Entry first;
  Document::Entry again;
};

class DocumentBuilder {
 public:
  enum class Outcome : std::uint8_t { kAccepted, kTooDeep, kTooManyNodes };

  DocumentBuilder(std::uint32_t source, const ReadLimits& limits);

  /// Where scalars are added before place() puts them into the open collection.
  Document& document() { return document_; }

  /// True when the open collection is a mapping that waits for a key.
  [[nodiscard]] bool expects_key() const { return !frames_.empty() && frames_.back().expects_key(); }
  [[nodiscard]] std::size_t depth() const { return frames_.size(); }

  Outcome open(NodeKind kind, std::uint32_t begin);
  /// Ends the innermost collection; place() puts it into the one around. `end` is its last byte + 1.
  BuiltNode close(std::uint32_t end);
  /// Only when expects_key(). [begin, end) is where the key stands in the source.
  void key(std::string_view text, std::uint32_t begin, std::uint32_t end);
  /// A scalar just added to document(), or a collection just closed.
  void place(const BuiltNode& node);
  /// Counts a new scalar.
  Outcome count_scalar() { return count(1); }
  /// Puts an already placed node here once more.
  Outcome place_again(const BuiltNode& node);

  [[nodiscard]] const std::vector<RepeatedKey>& repeated_keys() const { return repeated_; }

 private:
  struct Frame {
    bool mapping = false;
    bool has_key = false;
    std::uint32_t begin = 0;
    std::uint32_t height = 0;        // of the children met so far
    std::uint64_t nodes_before = 0;  // nodes counted when it was opened
    std::size_t first = 0;           // in items_ or entries_
    Document::Entry pending{};       // key whose value is awaited

    [[nodiscard]] bool expects_key() const { return mapping && !has_key; }
  };

  Outcome count(std::uint64_t nodes);
  void find_repeated_keys(std::size_t first);
  void note_repeated(const Document::Entry& first, const Document::Entry& again);

  Document document_;
  ReadLimits limits_;
  std::uint64_t nodes_ = 0;
  std::vector<Frame> frames_;
  std::vector<NodeId> items_;             // children of the open sequences, innermost last
  std::vector<Document::Entry> entries_;  // entries of the open mappings, innermost last
  std::vector<RepeatedKey> repeated_;

  struct KeyDigest {
    std::size_t hash;
    std::size_t entry;
  };
  std::vector<KeyDigest> digests_;
};

}  // namespace partance::engine::syntax
