// Which rule has a name: a flat table of hashes, asked for every answer given to a run.
//
// The names themselves stay with the rules; the table holds for each a hash and the rule's number, so that it is
// copied, grown and thrown away at once.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/model/node.hpp"

namespace partance::engine::model {

std::uint32_t name_hash(std::string_view name);

class NameIndex {
 public:
  /// The rule among those added whose name is `name`; `rules[i].name` are the names.
  template <class Rules>
  [[nodiscard]] std::optional<RuleId> find(std::string_view name, const Rules& rules) const {
    if (slots_.empty()) return std::nullopt;
    const std::uint32_t hash = name_hash(name);
    for (std::size_t at = hash & mask_; slots_[at].rule != kNoRule; at = (at + 1) & mask_) {
      if (slots_[at].hash == hash && rules[index(slots_[at].rule)].name == name) return slots_[at].rule;
    }
    return std::nullopt;
  }

  /// Adds a name that is not there yet.
  void add(std::string_view name, RuleId rule) {
    if (2 * (count_ + 1) > slots_.size()) grow(count_ + 1);
    ++count_;
    place({name_hash(name), rule});
  }

  /// Makes room for that many names.
  void reserve(std::size_t names) {
    if (2 * names > slots_.size()) grow(names);
  }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    RuleId rule = kNoRule;
  };

  void place(const Slot& slot) {
    std::size_t at = slot.hash & mask_;
    while (slots_[at].rule != kNoRule) at = (at + 1) & mask_;
    slots_[at] = slot;
  }
  void grow(std::size_t names);

  std::vector<Slot> slots_;  // a power of two, at most half full
  std::size_t count_ = 0;
  std::size_t mask_ = 0;
};

}  // namespace partance::engine::model
