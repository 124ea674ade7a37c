// What a reader must know to read the figures of a cost report rightly.
#include <algorithm>

#include "cli/cost_sheets.hpp"

namespace partance::cli {

using base::Message;
using microsimulation::cost::Basis;
using microsimulation::cost::Breakdown;
using microsimulation::cost::Combining;
using microsimulation::cost::Figures;
using microsimulation::cost::RangeEnd;
using microsimulation::cost::TargetResult;

namespace {

/// Where fewer people of the sample than statisticians like gain or lose: their weights make much of little.
std::vector<std::string> fragile_figures(const CostReport& report) {
  constexpr std::uint64_t kFewRows = 30;
  std::vector<std::string> names;
  const auto look_at = [&](const Figures& figures, const std::string& name) {
    const std::uint64_t changed = figures.winners.rows + figures.losers.rows;
    if (changed > 0 && changed < kFewRows) names.push_back(name);
  };
  for (const TargetResult& result : report.comparison.targets) {
    look_at(result.figures, name_of(result.target, report.language));
  }
  for (const Breakdown& breakdown : report.comparison.breakdowns) {
    for (const auto& group : breakdown.groups) {
      look_at(group.figures.back(), breakdown.title.in(report.language) + " – " + group.label.in(report.language));
    }
  }
  return names;
}

std::string listed(const std::vector<std::string>& names, std::size_t most) {
  std::string list;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i) list += (i > 0 ? ", " : "") + names[i];
  return names.size() > most ? list + "…" : list;
}

template <class Say>
void tell_combining(const Combining& found, const CostAmounts& amounts, const Say& say) {
  say(
      {"Avant comme après, chacun tient la combinaison de ses aides chiffrées qui lui rapporte le plus parmi celles "
       "que les "
       "règles de cumul permettent ; à égalité, celle qui a le moins d'aides. Une aide qu'il laisse pour une autre ne "
       "compte "
       "pas.",
       "Before and after, everybody holds the combination of the aids computed that pays most among those the rules of "
       "combination allow; of equal ones, that of fewer aids. An aid left for another does not count."});
  if (found.unsure.rows > 0) {
    const std::string number = amounts.people(found.unsure.weight);
    say({"Deux aides dont le recueil ne connaît pas le cumul ne sont jamais tenues ensemble ; " + number +
             " personnes ont droit à deux telles aides : leur somme est un minimum.",
         "Two aids whose combination the rulebook does not know are never held together; " + number +
             " people are entitled to two such aids: their sum is a minimum."});
  }
  if (found.inexact.rows > 0) {
    const std::string number = amounts.people(found.inexact.weight);
    say({"Pour " + number +
             " personnes, toutes les combinaisons n'ont pas pu être essayées : la meilleure rencontrée compte.",
         "For " + number + " people not every combination could be tried: the best one met counts."});
  }
}

}  // namespace

std::vector<std::string> cost_cautions(const CostReport& report) {
  std::vector<std::string> cautions;
  const auto say = [&](const Message& message) { cautions.push_back(message.in(report.language)); };
  const auto& comparison = report.comparison;
  if (report.population.file.empty()) {
    say(
        {"La population est synthétique : ses réponses viennent de statistiques publiques, personne n'y est réel. Les "
         "ordres de "
         "grandeur valent mieux que les chiffres.",
         "The population is synthetic: its answers come from public statistics, nobody in it is real. Orders of "
         "magnitude are "
         "worth more than the figures."});
  }
  say(
      {"Le calcul suppose que chacun demande ce à quoi il a droit, que personne ne change de conduite, et que les "
       "enveloppes "
       "limitées suffisent.",
       "The computation supposes that everybody asks for what is due, that nobody behaves otherwise, and that limited "
       "envelopes "
       "suffice."});
  if (report.is_sample()) {
    say(
        {"Les marges (±) sont des intervalles de confiance à 95 % : ce que le hasard du tirage peut changer. Elles ne "
         "disent "
         "pas ce qui sépare cette population de la vraie.",
         "Margins (±) are 95% confidence intervals: what the chance of the draw may change. They do not tell how far "
         "this "
         "population is from the real one."});
  }
  if (comparison.combining) {
    tell_combining(*comparison.combining, amounts_of(report), say);
  } else if (comparison.targets.size() > 1) {
    say({"L'ensemble additionne les aides de chacun sans appliquer les règles de cumul ; --combined les applique.",
         "The whole adds up everybody's aids without applying the rules of combination; --combined applies them."});
  }
  const auto has = [&](Basis basis) {
    return std::ranges::any_of(comparison.targets, [&](const TargetResult& one) { return one.target.basis == basis; });
  };
  if (has(Basis::kMinimum) || has(Basis::kMaximum)) {
    say(report.range == RangeEnd::kMinimum
            ? Message{"Une aide dont le montant est choisi dans une fourchette compte par son minimum ; par son "
                      "maximum quand le "
                      "recueil n'en donne pas d'autre.",
                      "An aid whose amount is chosen within a range counts by its minimum; by its maximum when the "
                      "rulebook "
                      "gives no other."}
            : Message{"Une aide dont le montant est choisi dans une fourchette compte par son maximum.",
                      "An aid whose amount is chosen within a range counts by its maximum."});
  }
  if (has(Basis::kNoAmount)) {
    say({"Les aides sans montant dans le recueil ne comptent que par leurs bénéficiaires.",
         "Aids without an amount in the rulebook count by their beneficiaries only."});
  }
  if (has(Basis::kRule)) {
    say({"Une règle chiffrée en €/mois est comptée sur douze mois.",
         "A rule in €/month is counted over twelve months."});
  }
  if (const auto fragile = fragile_figures(report); !fragile.empty()) {
    const std::string list = listed(fragile, 8);
    const bool is_synthetic = report.population.file.empty();
    say({"Moins de trente lignes de la population changent de montant pour : " + list +
             ". Ces chiffres-là sont fragiles" + (is_synthetic ? " ; augmenter --size." : "."),
         "Fewer than thirty rows of the population change their amount for: " + list + ". These figures are fragile" +
             (is_synthetic ? "; raise --size." : ".")});
  }
  if (report.population.bad_rows > 0) {
    const std::string number = std::to_string(report.population.bad_rows);
    std::string fr, en;
    for (const Message& problem : report.population.problems) {
      fr += (fr.empty() ? " : " : " ; ") + problem.fr;
      en += (en.empty() ? ": " : "; ") + problem.en;
    }
    say({"Lignes de la population laissées de côté, faute de pouvoir les lire : " + number + fr,
         "Rows of the population left out, as they cannot be read: " + number + en});
  }
  if (!comparison.unused_columns.empty()) {
    const std::string list = listed(comparison.unused_columns, 20);
    say({"Colonnes de la population qui ne répondent à aucune règle : " + list + ".",
         "Columns of the population that answer no rule: " + list + "."});
  }
  return cautions;
}

}  // namespace partance::cli
