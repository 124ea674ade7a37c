// See simulate.hpp.
#include "simulation/simulate.hpp"

#include <algorithm>
#include <map>

#include "simulation/assessor.hpp"
#include "simulation/combination.hpp"
#include "simulation/months.hpp"

namespace partance::simulation {

using engine::evaluate::Run;
using engine::evaluate::Value;
using engine::value::Kind;
namespace plan = engine::plan;

namespace {

/// Aids with a yes, and what is known of each two of them.
class Combiner {
 public:
  Combiner(Run& run, const Catalogue& catalogue, Assessor& assessor, Report& report)
      : run_(run), catalogue_(catalogue), assessor_(assessor), report_(report) {}

  void combine() {
    for (std::size_t i = 0; i < report_.aids.size(); ++i) {
      const AidReport& aid = report_.aids[i];
      if (aid.verdict != Verdict::kYes) continue;
      const auto& amount = aid.total ? aid.total : aid.minimum;
      if (amount && amount->cents > 0) {
        place_[i] = counted_.size();
        counted_.push_back(i);
        amounts_.push_back(amount->cents);
      } else if (!amount) {
        report_.uncounted.push_back({.aid = i});
      }
    }
    read_pairs();
    const Choice choice = best_combination(amounts_, pairs_);
    report_.is_exact = choice.exact;
    report_.best = plan_of(choice.best);
    if (choice.runner_up) report_.runner_up = plan_of(*choice.runner_up);
    for (Uncounted& one : report_.uncounted) {
      for (const Share& share : report_.best.shares) {
        const Relation relation = relation_of(one.aid, share.aid);
        if (relation == Relation::kForbidden) one.is_excluded = true;
        if (relation == Relation::kUnknown) one.is_unsure = true;
      }
    }
  }

 private:
  [[nodiscard]] bool is_yes(std::size_t aid) const { return report_.aids[aid].verdict == Verdict::kYes; }

  void read_pairs() {
    for (const PairRule& rule : catalogue_.pairs) {
      if (!is_yes(rule.first) || !is_yes(rule.second)) continue;
      const Pair pair = read_pair(rule);
      known_[std::minmax(rule.first, rule.second)] = pair.relation;
      if (pair.relation == Relation::kUnknown) ask(rule.first, rule.second, &rule);
      if (!place_.contains(rule.first) || !place_.contains(rule.second)) continue;
      pairs_.push_back(pair);
      pairs_.back().gives_way = place_[rule.first];
      pairs_.back().other = place_[rule.second];
    }
    for (std::size_t i = 0; i < report_.aids.size(); ++i) {
      for (std::size_t j = i + 1; j < report_.aids.size(); ++j) {
        if (is_yes(i) && is_yes(j) && !known_.contains({i, j})) ask(i, j, nullptr);
      }
    }
  }

  Pair read_pair(const PairRule& rule) {
    const Value value = run_.evaluate(rule.rule);
    const std::string_view text = value.is(Kind::kText) ? run_.texts().text(value.text_id()) : std::string_view();
    const std::string word(text);
    // Amounts of a pair that is not allowed are not looked at.
    const bool may_be_paid = word == "autorisé" || word == "plafonné";
    const auto cents = [&](const std::optional<RuleId>& amount) {
      return may_be_paid && amount ? assessor_.cents(*amount, false) : std::nullopt;
    };
    const Pair pair = pair_in_words(rule.first, rule.second, word, cents(rule.ceiling), cents(rule.reduced));
    if (pair.relation == Relation::kForbidden) note(rule, {"ne se cumulent pas", "cannot be held together"});
    if (pair.ceiling || pair.reduced)
      note(rule, {"se cumulent pour un montant réduit", "may be held together for a lower amount"});
    return pair;
  }

  [[nodiscard]] std::string names(std::size_t first, std::size_t second) const {
    const bool french = report_.language == base::Language::kFrench;
    return report_.aids[first].title + (french ? " et " : " and ") + report_.aids[second].title;
  }

  void note(const PairRule& rule, const base::Message& words) {
    const auto& program = run_.program();
    std::string text = names(rule.first, rule.second) + " " + words.in(report_.language) + ".";
    const std::string why = plan::text_in(program, rule.rule, "description", report_.language);
    if (!why.empty()) text += " " + why;
    report_.notes.push_back({.first = rule.first,
                             .second = rule.second,
                             .text = std::move(text),
                             .reliability = program.metadata.text(rule.rule, "fiabilité").value_or(std::string()),
                             .references = plan::citations(program, rule.rule)});
  }

  void ask(std::size_t first, std::size_t second, const PairRule* rule) {
    const bool french = report_.language == base::Language::kFrench;
    OfficeQuestion question{.first = first, .second = second, .text = {}, .references = {}};
    question.text = french ? "Peut-on cumuler « " + report_.aids[first].title + " » et « " +
                                 report_.aids[second].title + " » ? Nos sources ne le disent pas."
                           : "May “" + report_.aids[first].title + "” and “" + report_.aids[second].title +
                                 "” be held together? Our sources do not say.";
    if (rule) question.references = plan::citations(run_.program(), rule->rule);
    report_.office_questions.push_back(std::move(question));
  }

  [[nodiscard]] Plan plan_of(const Combination& combination) const {
    Plan made{.shares = {}, .total = combination.total};
    for (std::size_t i = 0; i < combination.members.size(); ++i) {
      const std::size_t member = combination.members[i];
      const std::size_t aid = counted_[member];
      made.shares.push_back({.aid = aid,
                             .amount = combination.amounts[i],
                             .is_minimum = !report_.aids[aid].total,
                             .is_reduced = combination.amounts[i] < amounts_[member]});
    }
    return made;
  }

  [[nodiscard]] Relation relation_of(std::size_t a, std::size_t b) const {
    const auto found = known_.find(std::minmax(a, b));
    return found == known_.end() ? Relation::kUnknown : found->second;
  }

  Run& run_;
  const Catalogue& catalogue_;
  Assessor& assessor_;
  Report& report_;
  std::map<std::pair<std::size_t, std::size_t>, Relation> known_;
  std::vector<std::size_t> counted_;  // aids of the combination, as indices of Report::aids
  std::vector<Cents> amounts_;
  std::map<std::size_t, std::size_t> place_;
  std::vector<Pair> pairs_;
};

}  // namespace

AidReport assess(Run& run, const Aid& aid, base::Language language) {
  return Assessor(run, language).assess(aid);
}

Report simulate(Run& run, const Catalogue& catalogue, base::Language language) {
  Report report{.language = language, .today = run.options().today};
  Assessor assessor(run, language);
  for (const Aid& aid : catalogue.aids) report.aids.push_back(assessor.assess(aid));
  for (const auto& [rule, score] : assessor.tally().ranked()) {
    if (run.model().rule(rule).has_question) report.questions.push_back(assessor.missing(rule));
  }
  Combiner(run, catalogue, assessor, report).combine();
  lay_out(report, {.year_start = assessor.date(catalogue.year_start),
                   .start = assessor.date(catalogue.stay_start),
                   .end = assessor.date(catalogue.stay_end)});
  return report;
}

Standing standing(Run& run, const Catalogue& catalogue) {
  Standing found;
  Assessor assessor(run, base::Language::kFrench);
  for (const Aid& aid : catalogue.aids) {
    found.verdicts.push_back(assessor.verdict(aid, nullptr));
    if (found.verdicts.back() == Verdict::kYes) assessor.look_for_amount(aid);
  }
  found.missing = assessor.tally().ranked();
  return found;
}

}  // namespace partance::simulation
