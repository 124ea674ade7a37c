// Phrases: a formula said in words, with the titles of the rules it reads and, if wanted, the values they had.
#pragma once

#include <cstdint>
#include <string>

#include "engine/evaluate/run.hpp"
#include "engine/plan/wording.hpp"

namespace partance::engine::explain {

using evaluate::NodeId;
using evaluate::RuleId;
using evaluate::Run;
using value::Value;

/// Whether a formula is said with the values of the run's last evaluation, or as the rules put it to everybody.
enum class Values : std::uint8_t { kShown, kLeftOut };

/// Says nodes of the run's model.
class Phrase {
 public:
  Phrase(Run& run, base::Language language, Values values = Values::kShown)
      : run_(run), language_(language), values_(values) {}

  /// The formula at `node`: "« Mois entiers du séjour » (5 mois) ≥ 1 mois". Deep formulas are cut with "…".
  std::string of(NodeId node) { return say(node, 0); }
  /// A value alone, with the labels of `rule` when it is one of its options.
  std::string value(const Value& v, RuleId rule);
  /// The rule behind references, or kNoRule.
  [[nodiscard]] RuleId rule_behind(NodeId id) const;
  [[nodiscard]] const std::string& words(const base::Message& message) const { return message.in(language_); }

 private:
  std::string say(NodeId id, int depth);
  std::string rule(RuleId id);
  std::string operation(const model::Node& node, int depth);
  std::string condition(const model::Node& node, int depth);
  std::string list(const model::Node& node, const base::Message& before, std::string_view between, int depth);
  Run& run_;
  base::Language language_;
  Values values_;
};

}  // namespace partance::engine::explain
