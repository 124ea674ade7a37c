// See cost_sheets.hpp.
#include "cli/cost_sheets.hpp"

#include <algorithm>
#include <utility>

namespace partance::cli {

using base::Language;
using base::Message;
using microsimulation::cost::Breakdown;
using microsimulation::cost::Count;
using microsimulation::cost::Exact;
using microsimulation::cost::Figures;
using microsimulation::cost::SquareSum;
using microsimulation::cost::Target;
using microsimulation::cost::TargetResult;
using microsimulation::cost::to_cents;

namespace {

constexpr std::size_t kMostBars = 16;

}  // namespace

CostAmounts amounts_of(const CostReport& report) {
  const Figures& all = report.comparison.together.figures;
  constexpr base::Cents kLargeSum = 10'000'000;
  constexpr double kManyPeople = 1000;
  return {report.language,
          {.whole_euros = to_cents(std::max(all.cost_before, all.cost_after)) >= kLargeSum,
           .whole_people = microsimulation::cost::to_people(report.comparison.people) >= kManyPeople}};
}

std::string name_of(const Target& target, Language language) {
  return target.is_aid ? target.title.in(language) : target.id;
}

namespace {

/// Writes the sections of one report.
class Writer {
 public:
  explicit Writer(const CostReport& report) : report_(report), amounts_(amounts_of(report)) {
    for (std::size_t i = 0; i < results().size(); ++i) {
      if (results()[i].is_reached) reached_.push_back(i);
    }
    // One aid touched: the details are of it. Several: of all together.
    focus_ = reached_.size() == 1 ? reached_[0] : results().size();
    if (results().size() == 1) focus_ = 0;
  }

  std::vector<Section> all() {
    std::vector<Section> sections;
    sections.push_back(cost());
    sections.push_back(beneficiaries());
    sections.push_back(spread());
    for (const Breakdown& breakdown : report_.comparison.breakdowns) sections.push_back(by_group(breakdown));
    sections.push_back(undecided());
    return sections;
  }

 private:
  [[nodiscard]] const std::vector<TargetResult>& results() const { return report_.comparison.targets; }
  [[nodiscard]] const TargetResult& focus() const {
    return focus_ < results().size() ? results()[focus_] : report_.comparison.together;
  }
  [[nodiscard]] std::string words(const Message& message) const { return message.in(report_.language); }
  [[nodiscard]] std::string together() const { return words({"Ensemble", "All together"}); }
  [[nodiscard]] std::string focus_name() const {
    return focus_ < results().size() ? name_of(results()[focus_].target, report_.language) : together();
  }

  /// A table with a row for each target the reform reaches, one for all. One for the others too
  /// where it makes sense to add them up: people who get several aids are not several people.
  template <class F>
  Sheet by_target(Message caption, std::vector<Message> heads, bool with_others, F&& cells) const {
    Sheet sheet{.caption = words(caption), .heads = {words({"Aide", "Aid"})}};
    for (const Message& head : heads) sheet.heads.push_back(words(head));
    Figures others;
    std::size_t other_number = 0;
    for (const TargetResult& result : results()) {
      if (result.is_reached) {
        sheet.rows.push_back({name_of(result.target, report_.language), cells(result.figures), false});
      } else if (with_others) {
        others.add(result.figures);
        ++other_number;
      }
    }
    if (other_number > 0) {
      const std::string number = std::to_string(other_number);
      const Message label = other_number == 1
                                ? Message{"1 autre, que la réforme n'atteint pas", "1 other, not reached by the reform"}
                                : Message{number + " autres, que la réforme n'atteint pas",
                                          number + " others, not reached by the reform"};
      sheet.rows.push_back({words(label), cells(others), false});
    }
    if (results().size() > 1) sheet.rows.push_back({together(), cells(report_.comparison.together.figures), true});
    return sheet;
  }

  Section cost() const {
    Section section{.title = words({"Le coût", "The cost"})};
    const Figures& all = focus().figures;
    const Message start{focus_name() + " : la dépense d'une année passe de ",
                        focus_name() + ": a year's spending goes from "};
    section.paragraphs.push_back(words(start) + amounts_.sum(all.cost_before) + words({" à ", " to "}) +
                                 amounts_.sum(all.cost_after) + words({", soit ", ", or "}) +
                                 amounts_.change(all.difference()) + after_space(difference_margin(all)) + " (" +
                                 amounts_.growth(all.difference(), all.cost_before) + ").");
    if (report_.comparison.combining) section.paragraphs.push_back(set_aside());
    section.sheets.push_back(by_target({"Dépense d'une année", "Spending of a year"}, cost_heads(), true,
                                       [this](const Figures& f) { return cost_cells(f); }));
    if (reached_.size() < 2) return section;
    Chart chart =
        before_and_after(words({"Dépense d'une année, avant et après", "Spending of a year, before and after"}));
    for (const std::size_t i : reached_) {
      chart.bars.push_back(cost_bar(name_of(results()[i].target, report_.language), results()[i].figures));
    }
    section.charts.push_back(largest_only(std::move(chart)));
    return section;
  }

  // --- margins of error, where the people are a sample ---

  [[nodiscard]] std::string difference_margin(const Figures& f) const {
    const auto error = f.squares.difference.standard_error(f.difference(), report_.comparison.rows);
    return report_.is_sample() && error ? amounts_.margin(*error) : std::string();
  }
  /// "1 300 ± 120"
  [[nodiscard]] std::string people(const Count& count, const SquareSum& squares) const {
    const auto error = squares.standard_error(count.weight, report_.comparison.rows);
    const std::string number = amounts_.people(count.weight);
    if (!report_.is_sample() || !error || count.rows == 0) return number;
    return number + " " + amounts_.people_margin(*error);
  }
  [[nodiscard]] static std::string after_space(const std::string& text) { return text.empty() ? text : " " + text; }

  [[nodiscard]] std::vector<Message> cost_heads() const {
    std::vector<Message> heads{{"Avant", "Before"}, {"Après", "After"}, {"Différence", "Difference"}};
    if (report_.is_sample()) heads.push_back({"Marge à 95\u00a0%", "95% margin"});
    heads.push_back({"En %", "In %"});
    return heads;
  }
  [[nodiscard]] std::vector<std::string> cost_cells(const Figures& f) const {
    std::vector<std::string> cells{amounts_.sum(f.cost_before), amounts_.sum(f.cost_after),
                                   amounts_.change(f.difference())};
    if (report_.is_sample()) cells.push_back(f.difference() == 0 ? "–" : difference_margin(f));
    cells.push_back(amounts_.growth(f.difference(), f.cost_before));
    return cells;
  }

  /// What the rules of combination take from the plain sum.
  [[nodiscard]] std::string set_aside() const {
    const auto& found = *report_.comparison.combining;
    return words({"Cumul appliqué : chacun tient sa meilleure combinaison permise. Additionnées sans ces règles, les "
                  "aides "
                  "coûteraient ",
                  "Combination applied: everybody holds the best one allowed. Added up without these rules, the aids "
                  "would cost "}) +
           amounts_.sum(found.set_aside_before) + words({" de plus avant (", " more before ("}) +
           amounts_.people(found.reduced_before.weight) + words({" personnes) et ", " people) and "}) +
           amounts_.sum(found.set_aside_after) + words({" de plus après (", " more after ("}) +
           amounts_.people(found.reduced_after.weight) + words({" personnes).", " people)."});
  }

  [[nodiscard]] Chart before_and_after(std::string title) const {
    return {
        .title = std::move(title), .first_name = words({"Avant", "Before"}), .second_name = words({"Après", "After"})};
  }

  [[nodiscard]] Bar cost_bar(std::string label, const Figures& figures) const {
    return {.label = std::move(label),
            .first = static_cast<double>(to_cents(figures.cost_before)),
            .second = static_cast<double>(to_cents(figures.cost_after)),
            .first_text = amounts_.sum(figures.cost_before),
            .second_text = amounts_.sum(figures.cost_after)};
  }

  /// The bars where most changes, when there are too many to look at; their order stays.
  [[nodiscard]] Chart largest_only(Chart chart) const {
    if (chart.bars.size() <= kMostBars) return chart;
    std::vector<double> sizes;
    const auto size = [](const Bar& bar) { return std::max(bar.first, bar.second); };
    for (const Bar& bar : chart.bars) sizes.push_back(size(bar));
    std::ranges::nth_element(sizes, sizes.begin() + kMostBars - 1, std::ranges::greater());
    const double least = sizes[kMostBars - 1];
    std::erase_if(chart.bars, [&](const Bar& bar) { return size(bar) < least; });
    if (chart.bars.size() > kMostBars) chart.bars.resize(kMostBars);
    chart.note = words({"Les plus grandes seulement ; toutes sont dans le tableau.",
                        "The largest only; all of them are in the table."});
    return chart;
  }

  Section beneficiaries() const {
    Section section{.title = words({"Les personnes", "The people"})};
    section.sheets.push_back(
        by_target({"Bénéficiaires", "Beneficiaries"},
                  {{"Avant", "Before"}, {"Après", "After"}, {"Entrent", "Enter"}, {"Sortent", "Leave"}}, false,
                  [this](const Figures& f) {
                    return std::vector{people(f.beneficiaries_before, f.squares.beneficiaries_before),
                                       people(f.beneficiaries_after, f.squares.beneficiaries_after),
                                       people(f.entering, f.squares.entering), people(f.leaving, f.squares.leaving)};
                  }));
    section.sheets.push_back(by_target({"Qui gagne, qui perd", "Who gains, who loses"},
                                       {{"Gagnent", "Gain"},
                                        {"en moyenne", "on average"},
                                        {"Perdent", "Lose"},
                                        {"en moyenne", "on average"},
                                        {"Inchangés", "Unchanged"}},
                                       false, [this](const Figures& f) { return winners_cells(f); }));
    return section;
  }

  [[nodiscard]] std::vector<std::string> winners_cells(const Figures& f) const {
    return {people(f.winners, f.squares.winners), amounts_.mean(f.gain, f.winners.weight),
            people(f.losers, f.squares.losers), amounts_.mean(-f.loss, f.losers.weight),
            amounts_.people(f.unchanged.weight)};
  }

  Section spread() const {
    Section section{.title = words({"La différence pour chacun", "The difference for each"})};
    const auto& distribution = focus().distribution;
    const Figures& figures = focus().figures;
    const auto bars = distribution.histogram(18);
    if (bars.empty()) {
      section.paragraphs.push_back(words({"Personne ne gagne ni ne perd rien.", "Nobody gains or loses anything."}));
      return section;
    }
    section.paragraphs.push_back(focus_name() + words({" : sur ", ": of "}) + amounts_.people(figures.decided.weight) +
                                 words({" personnes, ", " people, "}) + amounts_.people(figures.unchanged.weight) +
                                 words({" gardent le même montant ; le graphique montre les autres.",
                                        " keep the same amount; the chart shows the others."}));
    Chart chart{.title = words({"Combien gagnent ou perdent chaque somme", "How many gain or lose each sum"})};
    Sheet sheet{
        .caption = words({"Nombre de personnes selon la différence", "Number of people by difference"}),
        .heads = {words({"Différence", "Difference"}), words({"Personnes", "People"}), words({"Part", "Share"})}};
    for (const auto& bar : bars) {
      const std::string label = bar.is_zero()             ? words({"inchangé", "unchanged"})
                                : bar.is_one_difference() ? amounts_.change_each(bar.to)
                                                          : words({"plus de ", "above "}) + amounts_.bound(bar.from) +
                                                                words({" à ", " up to "}) + amounts_.bound(bar.to);
      const std::string people = amounts_.people(bar.weight);
      sheet.rows.push_back({label, {people, amounts_.share(bar.weight, figures.decided.weight)}, false});
      if (bar.is_zero()) continue;
      chart.bars.push_back({.label = label,
                            .first = static_cast<double>(bar.weight),
                            .first_text = people,
                            .second_text = {},
                            .tone = bar.to <= 0 ? -1 : 1});
    }
    section.charts.push_back(std::move(chart));
    section.sheets.push_back(std::move(sheet));
    Sheet quantiles{
        .caption = words({"Parmi ceux dont le montant change", "Among those whose amount changes"}),
        .heads = {words({"Part d'entre eux", "Share of them"}), words({"Différence au plus", "Difference at most"})}};
    for (const unsigned percent : {5U, 10U, 25U, 50U, 75U, 90U, 95U, 100U}) {
      const auto at = distribution.quantile(percent);
      if (!at) continue;
      std::string label = std::to_string(percent) + (report_.language == Language::kFrench ? "\u00a0%" : "%");
      if (percent == 50) label += words({" (médiane)", " (median)"});
      quantiles.rows.push_back({std::move(label), {amounts_.change_each(*at)}, false});
    }
    section.sheets.push_back(std::move(quantiles));
    return section;
  }

  Section by_group(const Breakdown& breakdown) const {
    const std::string title = breakdown.title.in(report_.language);
    Section section{.title = words({"Selon : ", "By: "}) + title};
    if (title != breakdown.rule) section.paragraphs.push_back(words({"Règle : ", "Rule: "}) + breakdown.rule);
    section.paragraphs.push_back(words({"Chiffres de : ", "Figures of: "}) + focus_name());
    Chart chart = before_and_after(words({"Dépense avant et après – ", "Spending before and after – "}) + title);
    Sheet cost{.caption = words({"Dépense – ", "Spending – "}) + title, .heads = {title}};
    for (const Message& head : cost_heads()) cost.heads.push_back(words(head));
    Sheet numbers{
        .caption = words({"Personnes – ", "People – "}) + title,
        .heads = {title, words({"En tout", "In all"}), words({"Entrent", "Enter"}), words({"Sortent", "Leave"}),
                  words({"Gagnent", "Gain"}), words({"Perdent", "Lose"}), words({"Non décidées", "Not decided"})}};
    const auto add = [&](const std::string& label, const Figures& f, bool is_total) {
      cost.rows.push_back({label, cost_cells(f), is_total});
      numbers.rows.push_back({label,
                              {amounts_.people(f.everybody.weight), amounts_.people(f.entering.weight),
                               amounts_.people(f.leaving.weight), amounts_.people(f.winners.weight),
                               amounts_.people(f.losers.weight), amounts_.people(f.undecided.weight + f.errors.weight)},
                              is_total});
    };
    for (const auto& group : breakdown.groups) {
      const Figures& figures = group.figures[focus_];
      const std::string label = group.label.in(report_.language);
      add(label, figures, false);
      if (figures.cost_before != 0 || figures.cost_after != 0) chart.bars.push_back(cost_bar(label, figures));
    }
    add(together(), focus().figures, true);
    if (!chart.bars.empty()) section.charts.push_back(largest_only(std::move(chart)));
    section.sheets.push_back(std::move(cost));
    section.sheets.push_back(std::move(numbers));
    return section;
  }

  Section undecided() const {
    Section section{.title = words({"Ce qui n'a pas pu être calculé", "What could not be computed"})};
    Sheet sheet{
        .caption = words({"Personnes qui ne comptent ni avant ni après", "People who count neither before nor after"}),
        .heads = {words({"Aide", "Aid"}), words({"Réponse manquante", "Answer missing"}), words({"Part", "Share"}),
                  words({"Erreur", "Error"}), words({"Part", "Share"})}};
    for (const TargetResult& result : results()) {
      const Figures& f = result.figures;
      if (f.undecided.rows == 0 && f.errors.rows == 0) continue;
      sheet.rows.push_back(
          {name_of(result.target, report_.language),
           {amounts_.people(f.undecided.weight), amounts_.share(f.undecided.weight, f.everybody.weight),
            amounts_.people(f.errors.weight), amounts_.share(f.errors.weight, f.everybody.weight)},
           false});
    }
    if (sheet.rows.empty()) {
      section.paragraphs.push_back(words({"Tout a été calculé pour tout le monde, avant comme après.",
                                          "Everything was computed for everybody, before and after."}));
      return section;
    }
    section.paragraphs.push_back(words(
        {"Une aide dont la décision manque d'une réponse, avant ou après, n'est comptée pour cette personne ni avant "
         "ni "
         "après : jamais comme zéro. Ces personnes sont :",
         "An aid whose decision lacks an answer, before or after, counts for that person neither before nor after: "
         "never as zero. These people are:"}));
    const Figures& all = report_.comparison.together.figures;
    if (results().size() > 1 && all.incomplete.rows > 0) {
      sheet.note = amounts_.people(all.incomplete.weight) +
                   words({" personnes ne comptent dans l'ensemble que pour une partie des aides.",
                          " people count in the whole for some of the aids only."});
    }
    section.sheets.push_back(std::move(sheet));
    return section;
  }

  const CostReport& report_;
  CostAmounts amounts_;
  std::vector<std::size_t> reached_;
  std::size_t focus_ = 0;
};

}  // namespace

std::vector<Section> cost_sections(const CostReport& report) {
  return Writer(report).all();
}

std::string cost_title(const CostReport& report) {
  return Message{"Ce que coûterait la réforme", "What the reform would cost"}.in(report.language);
}

std::vector<Fact> cost_facts(const CostReport& report) {
  const auto words = [&](const Message& message) { return message.in(report.language); };
  const CostAmounts amounts = amounts_of(report);
  std::vector<Fact> facts;
  const auto& population = report.population;
  const std::string rows =
      amounts.people(static_cast<Exact>(report.comparison.rows) * microsimulation::cost::kOnePerson);
  if (population.file.empty()) {
    facts.push_back({words({"Population", "Population"}),
                     words({"synthétique, ", "synthetic, "}) + rows + words({" personnes, graine ", " people, seed "}) +
                         std::to_string(population.seed) + words({", rentrée ", ", autumn "}) +
                         std::to_string(population.year)});
  } else {
    facts.push_back(
        {words({"Population", "Population"}), population.file + ", " + rows + words({" personnes", " people"})});
    facts.push_back({words({"Empreinte du fichier", "Fingerprint of the file"}), population.fingerprint});
  }
  const std::string& column = report.comparison.weight_column;
  facts.push_back({words({"Poids", "Weights"}),
                   column.empty() ? words({"chacun compte pour un", "everybody counts for one"})
                                  : words({"colonne « ", "column “"}) + column + words({" », soit ", "”, or "}) +
                                        amounts.people(report.comparison.people) + words({" personnes", " people"})});
  facts.push_back({words({"Jour du calcul", "Day of the computation"}), engine::value::date_text(report.today)});
  facts.push_back({"Partance", report.program_version});
  facts.push_back({words({"Recueil de règles", "Rulebook"}), report.rulebook});
  facts.push_back({words({"Empreinte du recueil", "Fingerprint of the rulebook"}), report.rulebook_fingerprint});
  facts.push_back({words({"Empreinte de la réforme", "Fingerprint of the reform"}), report.reform_fingerprint});
  return facts;
}

std::string change_words(const CostReport& report, const CostReport::Change& change) {
  const bool french = report.language == Language::kFrench;
  std::string text = change.rule.before.empty() ? (french ? "Ajoutée" : "Added") : (french ? "Modifiée" : "Changed");
  const std::size_t rules = change.reach.rules.size();
  if (rules == 0) return text + (french ? " ; aucune autre règle ne la lit." : "; no other rule reads it.");
  const std::string number = std::to_string(rules);
  text += french ? " ; atteint " + number + (rules == 1 ? " autre règle" : " autres règles")
                 : "; reaches " + number + (rules == 1 ? " other rule" : " other rules");
  if (change.reach.aids.empty()) return text + (french ? ", et aucune aide." : ", and no aid.");
  std::string list;
  for (const std::string& aid : change.reach.aids) list += (list.empty() ? "" : ", ") + aid;
  const bool is_one = change.reach.aids.size() == 1;
  return text +
         (french ? (is_one ? " et l'aide : " : " et les aides : ") : (is_one ? " and the aid: " : " and the aids: ")) +
         list + ".";
}

}  // namespace partance::cli
