// See catalogue.hpp.
#include "simulation/catalogue.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/stable_sort.hpp"
#include "engine/model/names.hpp"
#include "engine/plan/wording.hpp"
#include "simulation/nearest.hpp"

namespace partance::simulation {

using engine::model::kSeparator;

namespace {

constexpr std::string_view kAids = "aides . ";
constexpr std::string_view kEligible = " . éligible";
constexpr std::string_view kPairs = "cumul . ";
/// Nearest to the student last: the order in which aids are shown.
constexpr std::string_view kScopes[] = {"national", "europe", "région", "établissement"};
using IdIndex = std::unordered_map<std::string_view, std::size_t>;

std::optional<RuleId> child(const engine::model::Model& model, std::string_view parent, std::string_view name) {
  return model.find(std::string(parent) + std::string(kSeparator) + std::string(name));
}

Aid read_aid(const engine::model::Model& model, RuleId rule, RuleId eligible, std::string_view id) {
  const std::string_view name = model.rule(rule).name;
  Aid aid{.id = std::string(id), .rule = rule, .eligible = eligible, .conditions = {}};
  aid.duration = child(model, name, "durée");
  aid.monthly = child(model, name, "montant mensuel");
  aid.total = child(model, name, "montant");
  aid.minimum = child(model, name, "montant minimum");
  aid.maximum = child(model, name, "montant maximum");
  aid.opening = child(model, name, "calendrier . ouverture");
  aid.closing = child(model, name, "calendrier . clôture");
  return aid;
}

/// `a . b` of `cumul . a . b`, when there are exactly two parts.
std::optional<std::pair<std::string_view, std::string_view>> pair_of(std::string_view rest) {
  const std::size_t at = rest.find(kSeparator);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view second = rest.substr(at + kSeparator.size());
  if (second.contains(kSeparator)) return std::nullopt;
  return std::pair(rest.substr(0, at), second);
}

std::vector<Aid> read_aids(const engine::plan::Program& program) {
  const engine::model::Model& model = program.model;
  std::vector<Aid> aids;
  for (const auto& rule : model.rules) {
    const std::string_view name = rule.name;
    if (!name.starts_with(kAids) || !name.ends_with(kEligible)) continue;
    const std::string_view id = name.substr(kAids.size(), name.size() - kAids.size() - kEligible.size());
    const auto parent = model.find(name.substr(0, name.size() - kEligible.size()));
    if (!parent || id.contains(kSeparator)) continue;
    aids.push_back(read_aid(model, *parent, RuleId{model.graph.at(rule.node).a}, id));
  }
  const auto rank = [&](const Aid& aid) {
    const std::string scope = program.metadata.text(aid.rule, "portée").value_or(std::string());
    const auto* at = std::ranges::find(kScopes, scope);
    return at - std::begin(kScopes);
  };
  base::stable_sort(aids, [&](const Aid& a, const Aid& b) { return rank(a) < rank(b); });
  return aids;
}

void read_pair(const engine::model::Model& model, RuleId rule, const IdIndex& by_id, Catalogue& catalogue) {
  const std::string_view name = model.rule(rule).name;
  if (!name.starts_with(kPairs)) return;
  const auto pair = pair_of(name.substr(kPairs.size()));
  if (!pair) return;
  const auto first = by_id.find(pair->first);
  const auto second = by_id.find(pair->second);
  if (first == by_id.end() || second == by_id.end() || first == second) return;
  catalogue.pairs.push_back({.first = first->second,
                             .second = second->second,
                             .rule = rule,
                             .ceiling = child(model, name, "plafond"),
                             .reduced = child(model, name, "montant réduit")});
}

}  // namespace

const Aid* Catalogue::find(std::string_view id) const {
  const auto it = std::ranges::find(aids, id, &Aid::id);
  return it == aids.end() ? nullptr : &*it;
}

std::vector<RuleId> explained_rules(const Aid& aid) {
  std::vector<RuleId> rules{aid.eligible};
  for (const auto& rule : {aid.total, aid.minimum, aid.maximum}) {
    if (rule) rules.push_back(*rule);
  }
  if (!aid.total && !aid.minimum && aid.monthly) rules.push_back(*aid.monthly);
  return rules;
}

std::vector<std::string_view> nearest_aids(const engine::plan::Program& program, const Catalogue& catalogue,
                                           std::string_view written, base::Language language) {
  constexpr std::size_t kMost = 3;
  std::vector<std::string_view> names;
  std::vector<std::string> titles;
  for (const Aid& aid : catalogue.aids) {
    names.push_back(aid.id);
    titles.push_back(engine::plan::title(program, aid.rule, language));
  }
  auto near = nearest(written, names, kMost);
  if (!near.empty()) return near;
  // A person may write the title: its aid is what she means.
  const std::vector<std::string_view> views(titles.begin(), titles.end());
  for (const std::string_view title : nearest(written, views, kMost)) {
    for (std::size_t i = 0; i < titles.size(); ++i) {
      if (titles[i].data() == title.data()) near.push_back(names[i]);
    }
  }
  return near;
}

Catalogue read_catalogue(const engine::plan::Program& program) {
  const engine::model::Model& model = program.model;
  Catalogue catalogue;
  catalogue.aids = read_aids(program);
  IdIndex by_id;
  std::unordered_map<std::size_t, std::size_t> by_group;  // rule `aides . x . condition` → aid
  for (std::size_t i = 0; i < catalogue.aids.size(); ++i) {
    by_id.emplace(catalogue.aids[i].id, i);
    const auto group = child(model, model.rule(catalogue.aids[i].rule).name, "condition");
    if (group) by_group.emplace(index(*group), i);
  }
  for (std::size_t i = 0; i < model.rules.size(); ++i) {
    const auto& rule = model.rules[i];
    if (rule.is_step || rule.is_private || rule.parent == engine::model::kNoRule) continue;
    const RuleId id{static_cast<std::uint32_t>(i)};
    if (const auto aid = by_group.find(index(rule.parent)); aid != by_group.end()) {
      catalogue.aids[aid->second].conditions.push_back(id);
    }
    read_pair(model, id, by_id, catalogue);
  }
  catalogue.year_start = model.find("rentrée");
  catalogue.stay_start = model.find("séjour . début");
  catalogue.stay_end = model.find("séjour . fin");
  return catalogue;
}

}  // namespace partance::simulation
