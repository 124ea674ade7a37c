// See target.hpp.
#include "microsimulation/cost/target.hpp"

#include <algorithm>
#include <utility>

#include "engine/plan/wording.hpp"
#include "simulation/catalogue.hpp"
#include "simulation/nearest.hpp"

namespace partance::microsimulation::cost {

using engine::batch::ResultColumn;
using engine::model::RuleId;
using engine::plan::Program;
using engine::value::Kind;
using engine::value::UnitId;

namespace {

constexpr Outcome kUndecided{.status = Status::kUndecided};
constexpr Outcome kError{.status = Status::kError};

/// The place of a rule among those to compute, added when it is new.
std::size_t place_of(RuleId rule, std::vector<RuleId>& rules) {
  const auto at = std::ranges::find(rules, rule);
  if (at != rules.end()) return static_cast<std::size_t>(at - rules.begin());
  rules.push_back(rule);
  return rules.size() - 1;
}

TargetRules rules_of_aid(const simulation::Aid& aid, RangeEnd range, std::vector<RuleId>& rules) {
  TargetRules found{.basis = Basis::kNoAmount, .eligible = place_of(aid.eligible, rules), .exists = true};
  const auto keep = [&](Basis basis, const std::optional<RuleId>& amount, const std::optional<RuleId>& other) {
    found.basis = basis;
    if (amount) found.amount = place_of(*amount, rules);
    if (other) found.other = place_of(*other, rules);
  };
  const bool by_minimum = aid.minimum && (range == RangeEnd::kMinimum || !aid.maximum);
  if (aid.total) {
    keep(Basis::kTotal, aid.total, {});
  } else if (by_minimum) {
    keep(Basis::kMinimum, aid.minimum, aid.maximum);
  } else if (aid.maximum) {
    keep(Basis::kMaximum, aid.maximum, aid.minimum);
  } else if (aid.monthly && aid.duration) {
    keep(Basis::kMonthlyTimes, aid.monthly, aid.duration);
  }
  return found;
}

base::Message title_of(const Program& program, RuleId rule) {
  return {engine::plan::title(program, rule, base::Language::kFrench),
          engine::plan::title(program, rule, base::Language::kEnglish)};
}

std::string names_after(const std::vector<std::string_view>& near, std::string_view before) {
  std::string out;
  for (const std::string_view name : near) out += (out.empty() ? std::string(before) : ", ") + std::string(name);
  return out.empty() ? out : out + ".";
}

std::unexpected<base::Error> unknown(std::string_view name, const base::Message& what,
                                     const std::vector<std::string_view>& near) {
  const std::string word(name);
  return base::fail(base::ErrorKind::kNotFound,
                    "« " + word + " » n'est pas " + what.fr + names_after(near, " Peut-être : "),
                    "“" + word + "” is not " + what.en + names_after(near, " Perhaps: "));
}

/// Finds targets in both programs.
class Finder {
 public:
  Finder(const Program& before, const Program& after, RangeEnd range)
      : before_(before),
        after_(after),
        range_(range),
        aids_before_(simulation::read_catalogue(before)),
        aids_after_(simulation::read_catalogue(after)) {}

  base::Result<void> add_aid(const std::string& id) {
    const simulation::Aid* const before = aids_before_.find(id);
    const simulation::Aid* const after = aids_after_.find(id);
    if (before == nullptr && after == nullptr) {
      auto near = simulation::nearest_aids(after_, aids_after_, id, base::Language::kFrench);
      if (near.empty()) near = simulation::nearest_aids(after_, aids_after_, id, base::Language::kEnglish);
      return unknown(id, {"une aide de ce recueil.", "an aid of this rulebook."}, near);
    }
    Target target{.id = id, .is_aid = true, .is_before = before != nullptr, .is_after = after != nullptr};
    target.title = after != nullptr ? title_of(after_, after->rule) : title_of(before_, before->rule);
    const TargetRules old_rules = before != nullptr ? rules_of_aid(*before, range_, plan_.before.rules) : TargetRules{};
    const TargetRules new_rules = after != nullptr ? rules_of_aid(*after, range_, plan_.after.rules) : TargetRules{};
    target.basis = after != nullptr ? new_rules.basis : old_rules.basis;
    add(std::move(target), old_rules, new_rules);
    return {};
  }

  base::Result<void> add_rule(const std::string& name) {
    const auto before = before_.model.find(name);
    const auto after = after_.model.find(name);
    if (!before && !after) {
      std::vector<std::string_view> names;
      for (const auto& rule : after_.model.rules) {
        if (!rule.is_private && !rule.is_step) names.emplace_back(rule.name);
      }
      return unknown(name, {"une règle de ce recueil.", "a rule of this rulebook."},
                     simulation::nearest(name, names, 3));
    }
    Target target{.id = name, .is_before = before.has_value(), .is_after = after.has_value()};
    target.title = after ? title_of(after_, *after) : title_of(before_, *before);
    const auto rules = [](const std::optional<RuleId>& rule, std::vector<RuleId>& all) {
      return rule ? TargetRules{.amount = place_of(*rule, all), .exists = true} : TargetRules{};
    };
    add(std::move(target), rules(before, plan_.before.rules), rules(after, plan_.after.rules));
    return {};
  }

  base::Result<void> add_all_aids() {
    for (const simulation::Aid& aid : aids_before_.aids) {
      if (auto added = add_aid(aid.id); !added) return added;
    }
    for (const simulation::Aid& aid : aids_after_.aids) {
      if (aids_before_.find(aid.id) != nullptr) continue;
      if (auto added = add_aid(aid.id); !added) return added;
    }
    if (!plan_.targets.empty()) return {};
    return base::fail(base::ErrorKind::kNotFound,
                      "Ces règles ne décrivent aucune aide. Dire quelle règle chiffrer avec --target RÈGLE.",
                      "These rules describe no aid. Say which rule to cost with --target RULE.");
  }

  void add_pairs() {
    add_pairs(aids_before_, plan_.before);
    add_pairs(aids_after_, plan_.after);
  }

  TargetPlan take() { return std::move(plan_); }

 private:
  void add(Target target, const TargetRules& before, const TargetRules& after) {
    const bool is_known = std::ranges::any_of(
        plan_.targets, [&](const Target& one) { return one.id == target.id && one.is_aid == target.is_aid; });
    if (is_known) return;
    plan_.targets.push_back(std::move(target));
    plan_.before.targets.push_back(before);
    plan_.after.targets.push_back(after);
  }

  void add_pairs(const simulation::Catalogue& aids, TargetPlan::Side& side) const {
    const auto target_of = [&](std::size_t aid) {
      const auto at = std::ranges::find_if(
          plan_.targets, [&](const Target& one) { return one.is_aid && one.id == aids.aids[aid].id; });
      return static_cast<std::size_t>(at - plan_.targets.begin());
    };
    const auto place = [&](const std::optional<RuleId>& rule) {
      return rule ? place_of(*rule, side.rules) : TargetRules::kNone;
    };
    for (const simulation::PairRule& pair : aids.pairs) {
      const std::size_t first = target_of(pair.first);
      const std::size_t second = target_of(pair.second);
      if (first == plan_.targets.size() || second == plan_.targets.size()) continue;
      side.pairs.push_back({.first = first,
                            .second = second,
                            .word = place(pair.rule),
                            .ceiling = place(pair.ceiling),
                            .reduced = place(pair.reduced)});
    }
  }

  const Program& before_;
  const Program& after_;
  RangeEnd range_;
  simulation::Catalogue aids_before_, aids_after_;
  TargetPlan plan_;
};

}  // namespace

base::Result<TargetPlan> find_targets(const Program& before, const Program& after, std::span<const std::string> aids,
                                      std::span<const std::string> rules, RangeEnd range, bool with_pairs) {
  Finder finder(before, after, range);
  for (const std::string& aid : aids) {
    if (auto added = finder.add_aid(aid); !added) return std::unexpected(std::move(added.error()));
  }
  for (const std::string& rule : rules) {
    if (auto added = finder.add_rule(rule); !added) return std::unexpected(std::move(added.error()));
  }
  if (aids.empty() && rules.empty()) {
    if (auto added = finder.add_all_aids(); !added) return std::unexpected(std::move(added.error()));
  }
  if (with_pairs) finder.add_pairs();
  return finder.take();
}

OutcomeReader::OutcomeReader() {
  euros_ = units_.unit("€");
  a_month_ = units_.unit("€/mois");
  a_year_ = units_.unit("€/an");
  months_ = units_.unit("mois");
}

std::optional<double> OutcomeReader::number(const ResultColumn& column, std::size_t row, Period period) {
  if (column.kinds[row] != Kind::kNumber) return std::nullopt;
  const double x = column.numbers[row];
  const UnitId unit = column.units[row];
  switch (period) {
    case Period::kOnce:
      return units_.convert(unit, euros_, x);
    case Period::kMonth:
      return units_.convert(unit, a_month_, x);
    case Period::kMonths:
      return units_.convert(unit, months_, x);
    case Period::kAny:
      break;
  }
  const auto once = units_.convert(unit, euros_, x);
  return once ? once : units_.convert(unit, a_year_, x);
}

std::optional<base::Cents> OutcomeReader::amount_once(const ResultColumn& column, std::size_t row) {
  const auto euros = number(column, row, Period::kOnce);
  return euros ? base::cents_from_euros(*euros) : std::nullopt;
}

Outcome OutcomeReader::of_rule(const ResultColumn& column, std::size_t row) {
  switch (column.kinds[row]) {
    case Kind::kNotApplicable:
      return {};
    case Kind::kUndefined:
      return kUndecided;
    case Kind::kBoolean:
      return {.is_entitled = column.numbers[row] != 0};
    case Kind::kNumber:
      break;
    default:
      return kError;
  }
  const auto euros = number(column, row, Period::kAny);
  const auto cents = euros ? base::cents_from_euros(*euros) : std::nullopt;
  return cents ? Outcome{.is_entitled = *cents > 0, .cents = *cents} : kError;
}

/// An amount a month, in whole cents, as many times as the duration says.
Outcome OutcomeReader::of_months(double euros, const ResultColumn& duration, std::size_t row) {
  const Kind kind = duration.kinds[row];
  if (kind == Kind::kUndefined) return kUndecided;
  if (kind == Kind::kNotApplicable) return {.is_entitled = true};
  const auto months = number(duration, row, Period::kMonths);
  const auto a_month = base::cents_from_euros(euros);
  if (!months || !a_month) return kError;
  const auto cents = base::cents_from_euros(static_cast<double>(*a_month) * *months / 100);
  return cents ? Outcome{.is_entitled = true, .cents = *cents} : kError;
}

/// The amount of somebody entitled.
Outcome OutcomeReader::of_amount(const TargetRules& target, std::span<const ResultColumn> results, std::size_t row) {
  if (target.basis == Basis::kNoAmount) return {.is_entitled = true};
  const ResultColumn& amount = results[target.amount];
  const Kind kind = amount.kinds[row];
  if (kind == Kind::kUndefined) return kUndecided;
  if (kind == Kind::kNotApplicable) return {.is_entitled = true};
  const bool is_monthly = target.basis == Basis::kMonthlyTimes;
  auto euros = number(amount, row, is_monthly ? Period::kMonth : Period::kOnce);
  if (!euros) return kError;
  if (is_monthly) return of_months(*euros, results[target.other], row);
  if (target.other != TargetRules::kNone) {
    // A range may be written with its ends the other way round (simulation/assessor.cpp).
    const auto second = number(results[target.other], row, Period::kOnce);
    if (second) *euros = target.basis == Basis::kMinimum ? std::min(*euros, *second) : std::max(*euros, *second);
  }
  const auto cents = base::cents_from_euros(*euros);
  return cents ? Outcome{.is_entitled = true, .cents = *cents} : kError;
}

void OutcomeReader::read(const TargetRules& target, std::span<const ResultColumn> results,
                         std::span<Outcome> outcomes) {
  for (std::size_t row = 0; row < outcomes.size(); ++row) {
    if (!target.exists) {
      outcomes[row] = {};
      continue;
    }
    if (target.eligible == TargetRules::kNone) {
      outcomes[row] = of_rule(results[target.amount], row);
      continue;
    }
    const ResultColumn& verdict = results[target.eligible];
    const Kind kind = verdict.kinds[row];
    if (kind == Kind::kBoolean && verdict.numbers[row] != 0) {
      outcomes[row] = of_amount(target, results, row);
    } else if (kind == Kind::kUndefined || kind == Kind::kError) {
      outcomes[row] = kind == Kind::kError ? kError : kUndecided;
    } else {
      outcomes[row] = {};
    }
  }
}

}  // namespace partance::microsimulation::cost
