// Traps that only the whole model shows: replacements that reach further than they look (see linter.hpp).
#include <algorithm>

#include "engine/lint/linter.hpp"
#include "engine/model/names.hpp"

namespace partance::engine::lint {

bool Linter::is_replaced(model::RuleId rule) const {
  return std::ranges::any_of(model_.replacements, [rule](const model::Replacement& r) { return r.target == rule; });
}

/// `dans` and `sauf dans` compare the beginning of names: « taux » reaches « taux réduit » too.
void Linter::check_replacement_scopes() {
  for (const model::Replacement& replacement : model_.replacements) {
    const model::Rule& by = model_.rule(replacement.by);
    for (const auto* names : {&replacement.within, &replacement.except}) {
      for (const model::RuleId id : *names) {
        const std::string& name = model_.rule(id).name;
        const auto also = std::ranges::find_if(model_.rules, [&](const model::Rule& rule) {
          return !rule.is_step && rule.name.size() > name.size() && rule.name.starts_with(name) &&
                 !std::string_view(rule.name).substr(name.size()).starts_with(model::kSeparator);
        });
        if (also == model_.rules.end()) continue;
        const Place place{&by, nullptr};
        warn(
            place, "trap-dans-prefix", by.span,
            {"« dans » et « sauf dans » comparent le début des noms : « " + name + " » atteint aussi « " + also->name +
                 " ».",
             "“dans” and “sauf dans” compare the beginning of names: “" + name + "” reaches “" + also->name + "” too."},
            {"Renommer l'une des deux règles.", "Rename one of the two rules."});
      }
    }
  }
}

}  // namespace partance::engine::lint
