// The catalogue: the aids of a rulebook, found by how its rules are named.
//
// The naming contract is in rulebook/README.md: `aides . <id>` with a child `éligible` is an aid. Built once for a
// program; it holds rule numbers only, texts are read when they are shown.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "engine/plan/program.hpp"

namespace partance::simulation {

using engine::model::RuleId;

struct Aid {
  std::string id{};  ///< "ami", "erasmus études"
  RuleId rule{};     ///< holds the texts
  RuleId eligible{};
  std::vector<RuleId> conditions{};  ///< in writing order
  // Absent ones are nothing.
  std::optional<RuleId> duration{}, monthly{}, total{}, minimum{}, maximum{}, opening{}, closing{};
};

/// What `cumul . <first> . <second>` says about two aids.
struct PairRule {
  std::size_t first = 0;  ///< index in Catalogue::aids; the one that gives way when amounts are reduced
  std::size_t second = 0;
  RuleId rule{};
  std::optional<RuleId> ceiling{};  ///< `plafond`: most for both together
  std::optional<RuleId> reduced{};  ///< `montant réduit`: of the first when held with the second
};

struct Catalogue {
  std::vector<Aid> aids{};  ///< in writing order
  std::vector<PairRule> pairs{};
  // The person's own dates, when the rulebook asks for them.
  std::optional<RuleId> year_start{}, stay_start{}, stay_end{};

  [[nodiscard]] const Aid* find(std::string_view id) const;
};

/// The rules that explain an aid: its verdict, then its amounts.
std::vector<RuleId> explained_rules(const Aid& aid);

/// The aids whose id, else whose title, is nearest to what a person wrote.
std::vector<std::string_view> nearest_aids(const engine::plan::Program& program, const Catalogue& catalogue,
                                           std::string_view written, base::Language language);

Catalogue read_catalogue(const engine::plan::Program& program);

}  // namespace partance::simulation
