// See assessor.hpp.
#include "simulation/assessor.hpp"

#include <algorithm>

#include "base/stable_sort.hpp"
#include "simulation/values_seen.hpp"

namespace partance::simulation {

using engine::evaluate::Run;
using engine::evaluate::Value;
using engine::value::Kind;
using engine::value::UnitId;
namespace plan = engine::plan;

namespace {

Verdict verdict_of(const Value& value) {
  if (value.is_true()) return Verdict::kYes;
  if (value.is(Kind::kUndefined) || value.is(Kind::kError)) return Verdict::kUnknown;
  return Verdict::kNo;  // no, or not applicable: the scheme does not concern her
}

bool is_yes(const plan::Program& program, RuleId rule, std::string_view key) {
  const auto text = program.metadata.text(rule, key);
  return text == "oui" || text == "true";
}

}  // namespace

void MissingTally::add(const std::vector<std::pair<RuleId, double>>& scores) {
  // Each target weighs the same: one that reads an input in twenty places does not speak louder than the others.
  double most = 1;
  for (const auto& [rule, score] : scores) most = std::max(most, score);
  for (const auto& [rule, score] : scores) {
    const auto [it, is_new] = place_.emplace(index(rule), all_.size());
    if (is_new) {
      all_.emplace_back(rule, score / most);
    } else {
      all_[it->second].second += score / most;
    }
  }
}

std::vector<std::pair<RuleId, double>> MissingTally::ranked() const {
  auto sorted = all_;
  base::stable_sort(sorted, [](const auto& a, const auto& b) { return a.second > b.second; });
  return sorted;
}

Assessor::Assessor(Run& run, base::Language language) : run_(run), language_(language) {}

Verdict Assessor::verdict(const Aid& aid, AidReport* into) {
  const Value value = run_.evaluate(aid.eligible);
  const Verdict verdict = verdict_of(value);
  if (into) {
    into->verdict = verdict;
    if (value.is(Kind::kError)) {
      const auto failure = run_.failure();
      into->error = failure.message.in(language_);
      if (!failure.rule.empty()) into->error += " (" + failure.rule + ")";
    }
  }
  if (verdict != Verdict::kUnknown) return verdict;
  const auto scores = run_.missing_scores(value);
  tally_.add(scores);
  if (into) add_missing(scores, *into);
  return verdict;
}

void Assessor::add_missing(const std::vector<std::pair<RuleId, double>>& scores, AidReport& report) {
  MissingTally own;
  own.add(scores);
  for (const auto& [rule, score] : own.ranked()) {
    const std::string& name = run_.model().rule(rule).name;
    if (std::ranges::find(report.missing, name, &Missing::rule) != report.missing.end()) continue;
    report.missing.push_back(missing(rule));
  }
}

Missing Assessor::missing(RuleId rule) const {
  const plan::Program& program = run_.program();
  return {.rule = program.model.rule(rule).name,
          .title = plan::title(program, rule, language_),
          .question = plan::text_in(program, rule, "question", language_),
          .is_unpublished = is_yes(program, rule, "donnée manquante")};
}

AidReport Assessor::assess(const Aid& aid) {
  AidReport report{.id = aid.id};
  read_texts(aid, report);
  verdict(aid, &report);
  read_criteria(aid, report);
  if (report.verdict != Verdict::kNo) read_amounts(aid, report);
  report.window = window(aid);
  return report;
}

void Assessor::read_texts(const Aid& aid, AidReport& report) const {
  const plan::Program& program = run_.program();
  const auto text = [&](std::string_view key) { return plan::text_in(program, aid.rule, key, language_); };
  report.rule = program.model.rule(aid.rule).name;
  report.title = plan::title(program, aid.rule, language_);
  report.description = text("description");
  report.decides = text("décide");
  report.pays = text("paie");
  report.where = text("où demander");
  report.payment = text("versement");
  report.decided_by = text("montant décidé par");
  report.documents = plan::list_in(program, aid.rule, "documents", language_);
  report.schedule = program.metadata.text(aid.rule, "échéancier").value_or(std::string());
  report.scope = program.metadata.text(aid.rule, "portée").value_or(std::string());
  report.reliability = program.metadata.text(aid.rule, "fiabilité").value_or(std::string());
  report.references = plan::citations(program, aid.rule);
}

Criterion Assessor::criterion(RuleId rule, const Value& value) {
  const plan::Program& program = run_.program();
  return {.rule = program.model.rule(rule).name,
          .title = plan::title(program, rule, language_),
          .description = plan::text_in(program, rule, "description", language_),
          .verdict = verdict_of(value),
          .seen = values_seen(run_, rule, language_),
          .references = plan::citations(program, rule),
          .reliability = program.metadata.text(rule, "fiabilité").value_or(std::string())};
}

void Assessor::read_criteria(const Aid& aid, AidReport& report) {
  report.criteria.resize(aid.conditions.size());
  // The verdict computed most conditions; those it could do without are computed one by one afterwards.
  std::vector<std::size_t> left;
  for (std::size_t i = 0; i < aid.conditions.size(); ++i) {
    const auto value = run_.computed(run_.model().rule(aid.conditions[i]).node);
    if (value) {
      report.criteria[i] = criterion(aid.conditions[i], *value);
    } else {
      left.push_back(i);
    }
  }
  for (const std::size_t i : left) {
    const Value value = run_.evaluate(aid.conditions[i]);
    report.criteria[i] = criterion(aid.conditions[i], value);
  }
}

std::optional<Cents> Assessor::value_cents(const Value& value, bool monthly) {
  if (!value.is_number()) return std::nullopt;
  const auto unit = run_.units().parse(monthly ? "€/mois" : "€");
  if (!unit) return std::nullopt;
  const auto euros = value.unit == UnitId::kAbsent ? std::optional(value.number)
                                                   : run_.units().convert(value.unit, *unit, value.number);
  return euros ? base::cents_from_euros(*euros) : std::nullopt;
}

std::optional<Cents> Assessor::cents(RuleId rule, bool monthly) {
  return value_cents(run_.evaluate(rule), monthly);
}

Amount Assessor::amount(Cents cents) const {
  return {.cents = cents, .text = base::money_text(cents, language_)};
}

void Assessor::read_amounts(const Aid& aid, AidReport& report) {
  const auto read = [&](const std::optional<RuleId>& rule, bool monthly, std::optional<Amount>& into) {
    if (!rule) return;
    const Value value = run_.evaluate(*rule);
    if (const auto found = value_cents(value, monthly)) {
      into = amount(*found);
    } else if (report.verdict == Verdict::kYes && value.is(Kind::kUndefined)) {
      const auto scores = run_.missing_scores(value);
      tally_.add(scores);
      add_missing(scores, report);
    }
  };
  read(aid.monthly, true, report.monthly);
  read(aid.total, false, report.total);
  read(aid.minimum, false, report.minimum);
  read(aid.maximum, false, report.maximum);
  if (report.minimum && report.maximum && report.minimum->cents > report.maximum->cents) {
    std::swap(report.minimum, report.maximum);
  }
  if (!aid.duration) return;
  const Value value = run_.evaluate(*aid.duration);
  if (!value.is_number()) return;
  report.duration = plan::say(run_.program(), *aid.duration, value, run_.units(), run_.texts(), language_);
  const auto months = run_.units().parse("mois");
  if (months && value.unit != UnitId::kAbsent) {
    report.months = run_.units().convert(value.unit, *months, value.number).value_or(0);
  }
  if (!report.total && !aid.total && !aid.minimum && report.monthly && report.months > 0) {
    const auto total = base::cents_from_euros(static_cast<double>(report.monthly->cents) * report.months / 100);
    if (total) report.total = amount(*total);
  }
}

void Assessor::look_for_amount(const Aid& aid) {
  for (const auto& rule : {aid.total ? aid.total : aid.monthly, aid.minimum}) {
    if (!rule) continue;
    const Value value = run_.evaluate(*rule);
    if (value.is(Kind::kUndefined)) tally_.add(run_.missing_scores(value));
  }
}

std::optional<Date> Assessor::date(std::optional<RuleId> rule) {
  if (!rule) return std::nullopt;
  const Value value = run_.evaluate(*rule);
  if (!value.is(Kind::kText)) return std::nullopt;
  return engine::value::parse_date_text(run_.texts().text(value.text_id()));
}

std::string Assessor::window_text(std::optional<RuleId> rule, std::optional<Date>& date) {
  if (!rule) return {};
  const Value value = run_.evaluate(*rule);
  if (!value.is(Kind::kText)) return {};
  const std::string text(run_.texts().text(value.text_id()));
  date = engine::value::parse_date_text(text);
  if (date || language_ == base::Language::kFrench) return text;
  return run_.program().metadata.text(*rule, "valeur en").value_or(text);
}

Window Assessor::window(const Aid& aid) {
  Window window;
  window.opening_text = window_text(aid.opening, window.opening);
  window.closing_text = window_text(aid.closing, window.closing);
  const auto today = engine::value::to_days(run_.options().today);
  const bool has_opened = window.opening && engine::value::to_days(*window.opening) <= today;
  window.is_over = window.closing && engine::value::to_days(*window.closing) < today;
  window.is_open = has_opened && window.closing && !window.is_over;
  return window;
}

}  // namespace partance::simulation
