// The cost report in JSON: docs/cost.md says what each key holds. Money is in cents.
#include "base/json.hpp"
#include "cli/cost_report.hpp"
#include "cli/cost_sheets.hpp"

namespace partance::cli {

namespace {

using base::JsonWriter;
using microsimulation::cost::Basis;
using microsimulation::cost::Count;
using microsimulation::cost::Figures;
using microsimulation::cost::TargetResult;
using microsimulation::cost::to_cents;
using microsimulation::cost::to_people;

std::string_view basis_name(Basis basis) {
  switch (basis) {
    case Basis::kTotal:
      return "total";
    case Basis::kMinimum:
      return "minimum";
    case Basis::kMaximum:
      return "maximum";
    case Basis::kMonthlyTimes:
      return "monthly_times_duration";
    case Basis::kNoAmount:
      return "no_amount";
    case Basis::kRule:
      break;
  }
  return "rule";
}

void write_count(JsonWriter& json, std::string_view key, const Count& count) {
  json.key(key).begin_object();
  json.key("rows").value(count.rows).key("people").value(to_people(count.weight));
  json.end_object();
}

/// The difference is that of the cents written, so that before + difference = after.
void write_figures(JsonWriter& json, const Figures& f) {
  json.key("cost").begin_object();
  json.key("before").value(to_cents(f.cost_before)).key("after").value(to_cents(f.cost_after));
  json.key("difference").value(to_cents(f.cost_after) - to_cents(f.cost_before)).end_object();
  write_count(json, "people", f.everybody);
  write_count(json, "decided", f.decided);
  write_count(json, "undecided", f.undecided);
  write_count(json, "undecided_before", f.undecided_before);
  write_count(json, "undecided_after", f.undecided_after);
  write_count(json, "errors", f.errors);
  write_count(json, "incomplete", f.incomplete);
  write_count(json, "beneficiaries_before", f.beneficiaries_before);
  write_count(json, "beneficiaries_after", f.beneficiaries_after);
  write_count(json, "entering", f.entering);
  write_count(json, "leaving", f.leaving);
  write_count(json, "winners", f.winners);
  write_count(json, "losers", f.losers);
  write_count(json, "unchanged", f.unchanged);
  json.key("gain").value(to_cents(f.gain)).key("loss").value(to_cents(f.loss));
}

void write_target(JsonWriter& json, const TargetResult& result, base::Language language, bool is_together) {
  json.begin_object();
  if (!is_together) {
    json.key(result.target.is_aid ? "aid" : "rule").value(result.target.id);
    json.key("title").value(result.target.title.in(language)).key("counted_by").value(basis_name(result.target.basis));
    json.key("exists_before").value(result.target.is_before).key("exists_after").value(result.target.is_after);
    json.key("reached").value(result.is_reached);
  }
  write_figures(json, result.figures);
  json.key("quantiles").begin_array();
  for (const unsigned percent : {1U, 5U, 10U, 25U, 50U, 75U, 90U, 95U, 99U, 100U}) {
    const auto at = result.distribution.quantile(percent);
    if (at) json.begin_object().key("percent").value(percent).key("difference").value(*at).end_object();
  }
  json.end_array().key("histogram").begin_array();
  for (const auto& bar : result.distribution.histogram(18)) {
    json.begin_object().key("above").value(bar.from).key("up_to").value(bar.to);
    json.key("people").value(to_people(bar.weight)).end_object();
  }
  json.end_array().end_object();
}

/// null: the aids of each person are added up.
void write_combining(JsonWriter& json, const CostReport& report) {
  json.key("combining");
  const auto& found = report.comparison.combining;
  if (!found) {
    json.null();
    return;
  }
  json.begin_object().key("set_aside_before").value(to_cents(found->set_aside_before));
  json.key("set_aside_after").value(to_cents(found->set_aside_after));
  write_count(json, "reduced_before", found->reduced_before);
  write_count(json, "reduced_after", found->reduced_after);
  write_count(json, "unsure", found->unsure);
  write_count(json, "inexact", found->inexact);
  json.end_object();
}

void write_reform(JsonWriter& json, const CostReport& report) {
  json.key("reform").begin_object().key("fingerprint").value(report.reform_fingerprint);
  json.key("rules").begin_array();
  for (const auto& change : report.changes) {
    json.begin_object().key("rule").value(change.rule.name).key("file").value(change.rule.file);
    json.key("before");
    if (change.rule.before.empty()) {
      json.null();
    } else {
      json.value(change.rule.before);
    }
    json.key("after").value(change.rule.after);
    json.key("reaches").begin_object().key("rules").begin_array();
    for (const std::string& name : change.reach.rules) json.value(name);
    json.end_array().key("aids").begin_array();
    for (const std::string& id : change.reach.aids) json.value(id);
    json.end_array().end_object().end_object();
  }
  json.end_array().key("removed").begin_array();
  for (const std::string& name : report.removed) json.value(name);
  json.end_array().end_object();
}

void write_origin(JsonWriter& json, const CostReport& report) {
  const auto& population = report.population;
  json.key("population").begin_object();
  if (population.file.empty()) {
    json.key("synthetic").value(true).key("size").value(population.size).key("seed").value(population.seed);
    json.key("year").value(population.year);
  } else {
    json.key("synthetic").value(false).key("file").value(population.file);
    json.key("fingerprint").value(population.fingerprint).key("rows_left_out").value(population.bad_rows);
  }
  json.key("rows").value(report.comparison.rows).key("people").value(to_people(report.comparison.people));
  json.key("weight");
  if (report.comparison.weight_column.empty()) {
    json.null();
  } else {
    json.value(report.comparison.weight_column);
  }
  json.key("unused_columns").begin_array();
  for (const std::string& name : report.comparison.unused_columns) json.value(name);
  json.end_array().end_object();
  json.key("program").value("partance " + report.program_version);
  json.key("rulebook").begin_object().key("path").value(report.rulebook);
  json.key("fingerprint").value(report.rulebook_fingerprint).end_object();
  json.key("date").value(engine::value::date_text(report.today)).key("command").value(report.command);
  json.key("cautions").begin_array();
  for (const std::string& caution : cost_cautions(report)) json.value(caution);
  json.end_array();
}

}  // namespace

std::string cost_json(const CostReport& report) {
  std::string text;
  JsonWriter json(text, base::JsonLayout::kIndented);
  const base::Language language = report.language;
  json.begin_object().key("language").value(language == base::Language::kFrench ? "fr" : "en");
  write_reform(json, report);
  json.key("targets").begin_array();
  for (const TargetResult& result : report.comparison.targets) write_target(json, result, language, false);
  json.end_array().key("together");
  write_target(json, report.comparison.together, language, true);
  write_combining(json, report);
  json.key("by").begin_array();
  for (const auto& breakdown : report.comparison.breakdowns) {
    json.begin_object().key("rule").value(breakdown.rule).key("title").value(breakdown.title.in(language));
    json.key("groups").begin_array();
    for (const auto& group : breakdown.groups) {
      json.begin_object().key("value").value(group.value).key("label").value(group.label.in(language));
      json.key("targets").begin_array();
      for (std::size_t i = 0; i + 1 < group.figures.size(); ++i) {
        // What the reform does not reach is in `targets` above: a group of it would say nothing of the reform.
        const TargetResult& result = report.comparison.targets[i];
        if (!result.is_reached && report.comparison.targets.size() > 1) continue;
        json.begin_object().key(result.target.is_aid ? "aid" : "rule").value(result.target.id);
        write_figures(json, group.figures[i]);
        json.end_object();
      }
      json.end_array().key("together").begin_object();
      write_figures(json, group.figures.back());
      json.end_object().end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
  write_origin(json, report);
  json.end_object();
  return text + "\n";
}

}  // namespace partance::cli
