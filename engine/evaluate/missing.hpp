// Missing inputs: which questions an answer still depends on, in the order the language prescribes, with scores.
//
// Publicodes carries a map (rule → score) with every value and merges maps all along the way. Here a value carries the
// index of a small node that says how its map is made; the map itself is read off once, when somebody asks
// (Publicodes 1.10, chapter 3.2).
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "engine/model/node.hpp"
#include "engine/value/value.hpp"

namespace partance::engine::evaluate {

using value::MissingId;

class MissingSets {
 public:
  MissingSets() { clear(); }

  /// Forgets every set; ids given before are no longer valid.
  void clear() {
    sets_.resize(1);
    shown_.clear();
  }
  [[nodiscard]] std::size_t size() const { return sets_.size(); }

  /// One rule, score 1.
  MissingId single(model::RuleId rule) { return add(Kind::kSingle, rule_bits(rule), 0); }
  /// Keys of `a` in order, then new keys of `b`; scores added.
  MissingId merge(MissingId a, MissingId b) {
    if (a == MissingId::kNothing) return b;
    if (b == MissingId::kNothing) return a;
    return add(Kind::kMerge, bits(a), bits(b));
  }
  /// Every score plus one.
  MissingId bonus(MissingId a) { return a == MissingId::kNothing ? a : add(Kind::kBonus, bits(a), 0); }
  /// `a`, then `rule` with score 1 + the best score of `a`.
  MissingId with_default(MissingId a, model::RuleId rule) { return add(Kind::kDefault, bits(a), rule_bits(rule)); }
  /// `a` without some rules.
  MissingId without(MissingId a, const std::vector<model::RuleId>& rules);

  /// The rules of a set, in order.
  std::vector<model::RuleId> names(MissingId id);
  /// The rules of a set, in order, with their scores. Numbers as in the reference, where scores are doubles.
  /// A set whose map would need more than kMostCells cells to work out gives scores of zero.
  std::vector<std::pair<model::RuleId, double>> scores(MissingId id);

  static constexpr std::size_t kMostCells = 20'000'000;

 private:
  enum class Kind : std::uint32_t { kNothing, kSingle, kMerge, kBonus, kDefault, kWithout };
  struct Set {
    Kind kind;
    std::uint32_t a;
    std::uint32_t b;
  };
  static constexpr std::uint32_t bits(MissingId id) { return static_cast<std::uint32_t>(id); }
  static constexpr std::uint32_t rule_bits(model::RuleId id) { return static_cast<std::uint32_t>(id); }
  MissingId add(Kind kind, std::uint32_t a, std::uint32_t b);  // kept out of line: most merges add nothing
  [[nodiscard]] std::vector<std::uint32_t> reachable(MissingId id) const;

  std::vector<Set> sets_;
  std::vector<std::vector<model::RuleId>> shown_;  // kWithout: what is left, in order
  std::vector<std::uint32_t> seen_;                // names(): stamp per set
  std::vector<std::uint32_t> listed_;              // names(): stamp per rule
  std::vector<std::uint32_t> stack_;               // names()
  std::uint32_t stamp_ = 0;
};

}  // namespace partance::engine::evaluate
