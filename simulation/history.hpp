// The history of a rule: the values the law gave it, year after year.
//
// Read from the rulebook's way of dating figures (rulebook/README.md): `variations` on `rentrée >= date`. Each dated
// case is evaluated at its date, so that the value shown is the one a person of that year gets.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/evaluate/run.hpp"
#include "engine/plan/wording.hpp"
#include "simulation/catalogue.hpp"

namespace partance::simulation {

struct DatedValue {
  std::optional<engine::value::Date> from{};  ///< nothing: before the first date
  engine::value::Value value{};               ///< not known when it depends on more than the year, or is not published
  std::string shown{};                        ///< the value, or the lines that say how it is worked out
  bool is_published = true;
  std::vector<engine::plan::Citation> references{};  ///< of this case's own rule; empty when the figure has none apart
};

struct History {
  RuleId rule{};
  std::string unit{};                ///< of the numbers; empty when they have none
  std::vector<DatedValue> values{};  ///< latest first, as the law is written; empty when the rule is not dated
};

/// `blank` is a run without answers; it is left without answers.
History history_of(engine::evaluate::Run& blank, const Catalogue& catalogue, RuleId rule, base::Language language);

/// The histories of all dated rules among `rules`.
std::vector<History> histories_of(engine::evaluate::Run& blank, const Catalogue& catalogue,
                                  const std::vector<RuleId>& rules, base::Language language);

}  // namespace partance::simulation
