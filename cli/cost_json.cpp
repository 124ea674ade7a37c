// The cost report in JSON: docs/cost.md says what each key holds. Money is in cents.
#include <cmath>

#include "base/json.hpp"
#include "cli/cost_report.hpp"
#include "cli/cost_sheets.hpp"

namespace partance::cli {

namespace {

using base::JsonWriter;
using microsimulation::cost::Basis;
using microsimulation::cost::Count;
using microsimulation::cost::Exact;
using microsimulation::cost::Figures;
using microsimulation::cost::SquareSum;
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

/// Figures, with standard errors where the people are a sample.
class FigureWriter {
 public:
  FigureWriter(JsonWriter& json, const CostReport& report)
      : json_(json), sample_(report.is_sample() ? report.comparison.rows : 0) {}

  /// The difference is that of the cents written, so that before + difference = after.
  void write(const Figures& f) {
    const auto& squares = f.squares;
    json_.key("cost").begin_object();
    json_.key("before").value(to_cents(f.cost_before)).key("after").value(to_cents(f.cost_after));
    json_.key("difference").value(to_cents(f.cost_after) - to_cents(f.cost_before));
    json_.key("standard_error").begin_object();
    money_error("before", squares.cost_before, f.cost_before);
    money_error("after", squares.cost_after, f.cost_after);
    money_error("difference", squares.difference, f.difference());
    money_error("gain", squares.gain, f.gain);
    money_error("loss", squares.loss, f.loss);
    json_.end_object().end_object();
    write_count(json_, "people", f.everybody);
    write_count(json_, "decided", f.decided);
    write_count(json_, "undecided", f.undecided);
    write_count(json_, "undecided_before", f.undecided_before);
    write_count(json_, "undecided_after", f.undecided_after);
    write_count(json_, "errors", f.errors);
    write_count(json_, "incomplete", f.incomplete);
    count("beneficiaries_before", f.beneficiaries_before, squares.beneficiaries_before);
    count("beneficiaries_after", f.beneficiaries_after, squares.beneficiaries_after);
    count("entering", f.entering, squares.entering);
    count("leaving", f.leaving, squares.leaving);
    count("winners", f.winners, squares.winners);
    count("losers", f.losers, squares.losers);
    write_count(json_, "unchanged", f.unchanged);
    json_.key("gain").value(to_cents(f.gain)).key("loss").value(to_cents(f.loss));
  }

 private:
  /// In whole cents.
  void money_error(std::string_view key, const SquareSum& squares, Exact total) {
    json_.key(key);
    const auto error = squares.standard_error(total, sample_);
    if (error) {
      json_.value(std::llround(*error));
    } else {
      json_.null();
    }
  }
  void count(std::string_view key, const Count& count, const SquareSum& squares) {
    json_.key(key).begin_object();
    json_.key("rows").value(count.rows).key("people").value(to_people(count.weight)).key("standard_error");
    const auto error = squares.standard_error(count.weight, sample_);
    if (error) {
      json_.value(std::round(*error * 1000) / 1000);
    } else {
      json_.null();
    }
    json_.end_object();
  }

  JsonWriter& json_;
  std::uint64_t sample_;  // rows; 0: none
};

void write_target(JsonWriter& json, const TargetResult& result, const CostReport& report, bool is_together) {
  const base::Language language = report.language;
  json.begin_object();
  if (!is_together) {
    json.key(result.target.is_aid ? "aid" : "rule").value(result.target.id);
    json.key("title").value(result.target.title.in(language)).key("counted_by").value(basis_name(result.target.basis));
    json.key("exists_before").value(result.target.is_before).key("exists_after").value(result.target.is_after);
    json.key("reached").value(result.is_reached);
  }
  FigureWriter(json, report).write(result.figures);
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
  for (const TargetResult& result : report.comparison.targets) write_target(json, result, report, false);
  json.end_array().key("together");
  write_target(json, report.comparison.together, report, true);
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
        FigureWriter(json, report).write(group.figures[i]);
        json.end_object();
      }
      json.end_array().key("together").begin_object();
      FigureWriter(json, report).write(group.figures.back());
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
