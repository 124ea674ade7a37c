// Resolving references: which rule a written name means, from where it stands (Publicodes 1.10,
// chapters 1.6, 1.7, 2.4).
#include <algorithm>

#include "base/spelling.hpp"
#include "engine/model/builder.hpp"
#include "engine/model/names.hpp"

namespace partance::engine::model {

bool Builder::accessible(std::string_view from, RuleId target) const {
  // Elements of the target's chain situated before the direct child of the common ancestor must be public.
  const std::string_view name = model_.rule(target).name;
  const std::string_view ancestor = common_ancestor(from, name);
  for (std::string_view at = name; at.size() > ancestor.size();) {
    const auto up = parent_name(at);
    const std::string_view parent = up.value_or(std::string_view());
    if (parent.size() <= ancestor.size()) return true;
    const auto rule = model_.find(at);
    if (rule && model_.rule(*rule).is_private) return false;
    at = parent;
  }
  return true;
}

std::optional<RuleId> Builder::resolve(std::string_view text, std::string_view scope, bool& found_private) {
  constexpr std::string_view kUp = "^ . ";
  std::size_t ups = 0;
  while (text.starts_with(kUp)) {
    text.remove_prefix(kUp.size());
    ++ups;
  }
  std::vector<std::string_view> contexts = ancestor_names(scope);
  contexts.push_back(scope);
  contexts.resize(contexts.size() - std::min(ups, contexts.size()));
  if (contexts.empty()) {
    if (scope.ends_with(text)) return model_.find(scope);
    // A root rule has no parent to go up to: nothing is seen from there.
    found_private = model_.find(text).has_value();
    return std::nullopt;
  }
  std::rotate(contexts.begin(), contexts.end() - 1, contexts.end());
  contexts.push_back({});

  std::string candidate;
  for (const std::string_view context : contexts) {
    candidate.assign(context);
    if (!context.empty()) candidate += kSeparator;
    candidate += text;
    const auto rule = model_.find(candidate);
    if (!rule || candidate == scope) continue;
    if (accessible(scope, *rule)) return rule;
    found_private = true;
  }
  if (scope.ends_with(text)) return model_.find(scope);
  return std::nullopt;
}

std::string Builder::nearest_name(std::string_view text) const {
  constexpr std::size_t kMost = 3;
  std::string best;
  std::size_t best_distance = kMost + 1;
  for (const Rule& rule : model_.rules) {
    if (rule.is_step || rule.is_private) continue;
    // A name is compared whole, and by as many of its last segments as the text has.
    std::string_view tail = rule.name;
    const auto segments = ancestor_names(text).size() + 1;
    std::size_t cut = tail.size();
    for (std::size_t i = 0; i < segments && cut != std::string_view::npos; ++i) {
      cut = cut == 0 ? std::string_view::npos : tail.rfind(kSeparator, cut - 1);
    }
    if (cut != std::string_view::npos) tail = tail.substr(cut + kSeparator.size());
    const std::size_t distance =
        std::min(base::edit_distance(text, tail, kMost), base::edit_distance(text, rule.name, kMost));
    if (distance >= best_distance) continue;
    best_distance = distance;
    best = rule.name;
  }
  return best;
}

void Builder::report_unknown(std::string_view text, const PendingReference& pending, bool found_private) {
  const std::string word(text);
  if (found_private) {
    error("private-reference", "La règle « " + word + " » est privée, et ne se voit pas d'ici.",
          "The rule “" + word + "” is private and cannot be seen from here.", pending.span, pending.scope,
          {"Rendre la règle publique, ou la nommer depuis son voisinage.",
           "Make the rule public, or refer to it from its neighbourhood."});
    return;
  }
  constexpr std::size_t kMostSuggestions = 20;  // looking for near names costs a pass over all rules
  const std::string near = errors_ < kMostSuggestions ? nearest_name(text) : std::string();
  base::Message hint;
  if (!near.empty()) hint = {"Vouliez-vous dire « " + near + " » ?", "Did you mean “" + near + "”?"};
  error("unknown-reference", "La règle « " + word + " » n'existe pas dans la base de règles.",
        "The rule “" + word + "” does not exist.", pending.span, pending.scope, std::move(hint));
}

void Builder::resolve_reference(const PendingReference& pending) {
  bool found_private = false;
  const auto target = resolve(pending.text, pending.scope, found_private);
  if (!target) return report_unknown(pending.text, pending, found_private);
  model_.graph.at(pending.node).b = static_cast<std::uint32_t>(model_.rule(*target).node);
}

void Builder::resolve_replacement(const PendingReplacement& pending) {
  Replacement& replacement = model_.replacements[pending.replacement];
  const auto named = [&](const std::string& text) {
    bool found_private = false;
    const auto rule = resolve(text, pending.scope, found_private);
    if (!rule)
      report_unknown(text, {kNoNode, text, pending.scope, replacement.by, pending.span, true, false}, found_private);
    return rule.value_or(kNoRule);
  };
  replacement.target = named(pending.target);
  for (const std::string& name : pending.within) replacement.within.push_back(named(name));
  for (const std::string& name : pending.except) replacement.except.push_back(named(name));
}

void Builder::check_parents() {
  for (std::size_t i = 0; i < model_.rules.size(); ++i) {
    Rule& rule = model_.rules[i];
    if (rule.is_step) continue;
    const auto parent = parent_name(rule.name);
    if (!parent) continue;
    if (const auto found = model_.find(*parent)) {
      rule.parent = *found;
    } else if (model_.options.check_orphans) {
      error("orphan-rule",
            "La règle « " + rule.name + " » n'a pas de parent : « " + std::string(*parent) + " » n'existe pas.",
            "The rule “" + rule.name + "” has no parent: “" + std::string(*parent) + "” does not exist.", rule.span,
            rule.name,
            {"Ajouter « " + std::string(*parent) + ": » (une règle vide suffit).",
             "Add “" + std::string(*parent) + ":” (an empty rule is enough)."});
    }
    rule.is_reachable_from_root = accessible("", RuleId{static_cast<std::uint32_t>(i)});
  }
}

void Builder::resolve() {
  check_parents();
  for (const PendingReference& pending : references_) resolve_reference(pending);
  for (const PendingReplacement& pending : pending_replacements_) resolve_replacement(pending);
}

}  // namespace partance::engine::model
