// The stack of open collections, and the search for repeated keys.
#include "engine/syntax/document_builder.hpp"

#include <algorithm>
#include <functional>
#include <span>

#include "base/stable_sort.hpp"

namespace partance::engine::syntax {
namespace {

/// Up to this many entries, comparing every pair is the fastest.
constexpr std::size_t kSmallMapping = 12;

/// A document that repeats every key is one mistake, not thousands.
constexpr std::size_t kMaxRepeatedKeys = 50;

}  // namespace

DocumentBuilder::DocumentBuilder(std::uint32_t source, const ReadLimits& limits) : limits_(limits) {
  document_.set_source(source);
}

DocumentBuilder::Outcome DocumentBuilder::count(std::uint64_t nodes) {
  nodes_ += nodes;
  return nodes_ > limits_.nodes ? Outcome::kTooManyNodes : Outcome::kAccepted;
}

DocumentBuilder::Outcome DocumentBuilder::open(NodeKind kind, std::uint32_t begin) {
  if (frames_.size() >= limits_.depth) return Outcome::kTooDeep;
  Frame frame;
  frame.mapping = kind == NodeKind::kMapping;
  frame.begin = begin;
  frame.nodes_before = nodes_;
  frame.first = frame.mapping ? entries_.size() : items_.size();
  frames_.push_back(frame);
  return count(1);
}

BuiltNode DocumentBuilder::close(std::uint32_t end) {
  const Frame frame = frames_.back();
  frames_.pop_back();
  BuiltNode built{.id = {}, .weight = nodes_ - frame.nodes_before, .height = frame.height + 1};
  if (frame.mapping) {
    find_repeated_keys(frame.first);
    built.id = document_.add_mapping(std::span(entries_).subspan(frame.first), frame.begin, end);
    entries_.resize(frame.first);
  } else {
    built.id = document_.add_sequence(std::span(items_).subspan(frame.first), frame.begin, end);
    items_.resize(frame.first);
  }
  return built;
}

void DocumentBuilder::key(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  Frame& frame = frames_.back();
  frame.has_key = true;
  frame.pending.key_offset = document_.add_key(text);
  frame.pending.key_size = static_cast<std::uint32_t>(text.size());
  frame.pending.key_begin = begin;
  frame.pending.key_end = end;
}

void DocumentBuilder::place(const BuiltNode& node) {
  if (frames_.empty()) {
    document_.set_root(node.id);
    return;
  }
  Frame& frame = frames_.back();
  frame.height = std::max(frame.height, node.height);
  if (!frame.mapping) {
    items_.push_back(node.id);
    return;
  }
  frame.pending.value = node.id;
  frame.has_key = false;
  entries_.push_back(frame.pending);
}

DocumentBuilder::Outcome DocumentBuilder::place_again(const BuiltNode& node) {
  if (frames_.size() + node.height > limits_.depth) return Outcome::kTooDeep;
  place(node);
  return count(node.weight);
}

void DocumentBuilder::find_repeated_keys(std::size_t first) {
  const auto key_of = [&](std::size_t entry) { return document_.key(entries_[entry]); };
  if (entries_.size() - first <= kSmallMapping) {
    for (std::size_t again = first + 1; again < entries_.size(); ++again) {
      for (std::size_t earlier = first; earlier < again; ++earlier) {
        if (key_of(earlier) != key_of(again)) continue;
        note_repeated(entries_[earlier], entries_[again]);
        break;
      }
    }
    return;
  }
  // Sorted by hash, then by text: keys made to collide cost a comparison more, not a quadratic search.
  digests_.clear();
  for (std::size_t entry = first; entry < entries_.size(); ++entry) {
    digests_.push_back({std::hash<std::string_view>{}(key_of(entry)), entry});
  }
  base::stable_sort(digests_, [&](const KeyDigest& a, const KeyDigest& b) {
    if (a.hash != b.hash) return a.hash < b.hash;
    const int order = key_of(a.entry).compare(key_of(b.entry));
    return order != 0 ? order < 0 : a.entry < b.entry;
  });
  std::size_t earliest = 0;
  for (std::size_t i = 1; i < digests_.size(); ++i) {
    const bool same =
        digests_[i].hash == digests_[earliest].hash && key_of(digests_[i].entry) == key_of(digests_[earliest].entry);
    if (same) {
      note_repeated(entries_[digests_[earliest].entry], entries_[digests_[i].entry]);
    } else {
      earliest = i;
    }
  }
}

void DocumentBuilder::note_repeated(const Document::Entry& first, const Document::Entry& again) {
  if (repeated_.size() < kMaxRepeatedKeys) repeated_.push_back({first, again});
}

}  // namespace partance::engine::syntax
