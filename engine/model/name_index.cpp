// See name_index.hpp.
#include "engine/model/name_index.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace partance::engine::model {

namespace {

constexpr std::uint64_t kFirst = 0x9e3779b97f4a7c15U;
constexpr std::uint64_t kSecond = 0xd1b54a32d192ed03U;

std::uint64_t word_at(const char* at, std::size_t bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, bytes);
  return word;
}

/// Both halves of a product of 128 bits, folded: every bit of either word reaches the result.
std::uint64_t folded(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

}  // namespace

std::uint32_t name_hash(std::string_view name) {
  // Sixteen bytes at a time, the last ones twice where they overlap.
  constexpr std::size_t kWord = 8;
  const char* at = name.data();
  const std::size_t size = name.size();
  std::uint64_t hash = size * kFirst;
  if (size >= 2 * kWord) {
    const char* const last = at + size - 2 * kWord;
    for (; at < last; at += 2 * kWord) {
      hash = folded(word_at(at, kWord) ^ kFirst ^ hash, word_at(at + kWord, kWord) ^ kSecond);
    }
    hash = folded(word_at(last, kWord) ^ kFirst ^ hash, word_at(last + kWord, kWord) ^ kSecond);
  } else if (size >= kWord) {
    hash = folded(word_at(at, kWord) ^ kFirst ^ hash, word_at(at + size - kWord, kWord) ^ kSecond);
  } else if (size > 0) {
    hash = folded(word_at(at, size) ^ kFirst ^ hash, kSecond);
  }
  return static_cast<std::uint32_t>(hash ^ hash >> 32U);
}

void NameIndex::grow(std::size_t names) {
  constexpr std::size_t kFirstSize = 16;
  std::vector<Slot> old(std::bit_ceil(std::max(2 * names, kFirstSize)));
  old.swap(slots_);
  mask_ = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.rule != kNoRule) place(slot);
  }
}

}  // namespace partance::engine::model
