// What a `contexte` changes, and whether two contexts change the same (Publicodes 1.10, chapter 4.9).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/value/text_pool.hpp"

namespace partance::engine::evaluate {

/// One change of a `contexte`, as written.
struct Amendment {
  model::RuleId rule;        ///< whose answer it changes
  model::RuleId written_in;  ///< the rule that holds the `contexte`
  model::NodeId expression;  ///< the new answer
};

/// Finds out which changes are written alike, within a bound of work for all it is asked; past it, they are said to
/// differ. `texts` are those of the constants.
class AmendmentComparison {
 public:
  AmendmentComparison(const model::Model& model, const value::TextPool& texts) : model_(model), texts_(texts) {}

  /// Whether two changes give the same rule an expression written alike.
  bool same(const Amendment& one, const Amendment& other);
  [[nodiscard]] bool ran_out() const { return looks_ == 0; }

 private:
  bool same_expression(model::NodeId x, model::NodeId y, bool same_rule);

  static constexpr std::uint32_t kMostLooks = 10'000;  // at expressions

  const model::Model& model_;
  const value::TextPool& texts_;
  std::uint32_t looks_ = kMostLooks;
};

/// Whether two contexts make the same changes, in any order.
bool same_amendments(const model::Model& model, const value::TextPool& texts, const std::vector<Amendment>& some,
                     const std::vector<Amendment>& others);

}  // namespace partance::engine::evaluate
