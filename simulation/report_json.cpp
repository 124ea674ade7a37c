// See report_json.hpp.
#include "simulation/report_json.hpp"

#include "simulation/json_pieces.hpp"

namespace partance::simulation {

using base::JsonWriter;

namespace {

void write_amount(JsonWriter& json, std::string_view key, const std::optional<Amount>& amount) {
  json.key(key);
  if (!amount) {
    json.null();
    return;
  }
  json.begin_object().key("cents").value(amount->cents).key("text").value(amount->text).end_object();
}

void write_cents(JsonWriter& json, Cents cents, base::Language language) {
  json.key("cents").value(cents).key("text").value(base::money_text(cents, language));
}

void write_missing(JsonWriter& json, std::string_view key, const std::vector<Missing>& all) {
  json.key(key).begin_array();
  for (const Missing& missing : all) {
    json.begin_object().key("rule").value(missing.rule).key("title").value(missing.title);
    write_text_or_null(json, "question", missing.question);
    json.key("unpublished").value(missing.is_unpublished).end_object();
  }
  json.end_array();
}

void write_criterion(JsonWriter& json, const Criterion& criterion) {
  json.begin_object().key("rule").value(criterion.rule).key("title").value(criterion.title);
  write_text_or_null(json, "description", criterion.description);
  json.key("verdict").value(verdict_word(criterion.verdict)).key("values").begin_array();
  for (const Seen& seen : criterion.seen) {
    json.begin_object().key("rule").value(seen.rule).key("title").value(seen.title).key("value").value(seen.value);
    json.key("known").value(seen.is_known).key("answered").value(seen.is_answer).end_object();
  }
  json.end_array();
  write_references(json, criterion.references);
  write_text_or_null(json, "reliability", criterion.reliability);
  json.end_object();
}

}  // namespace

void write_json(const Window& window, JsonWriter& json) {
  json.begin_object();
  write_date_or_null(json, "opening", window.opening);
  write_text_or_null(json, "opening_text", window.opening_text);
  write_date_or_null(json, "closing", window.closing);
  write_text_or_null(json, "closing_text", window.closing_text);
  json.key("open").value(window.is_open).key("over").value(window.is_over).end_object();
}

namespace {

void write_plan(JsonWriter& json, const Report& report, const Plan& plan) {
  json.begin_object().key("total").begin_object();
  write_cents(json, plan.total, report.language);
  json.end_object().key("aids").begin_array();
  for (const Share& share : plan.shares) {
    json.begin_object().key("id").value(report.aids[share.aid].id).key("title").value(report.aids[share.aid].title);
    write_cents(json, share.amount, report.language);
    json.key("minimum_of_range").value(share.is_minimum).key("reduced").value(share.is_reduced).end_object();
  }
  json.end_array().end_object();
}

void write_due(JsonWriter& json, const Report& report, const Due& due) {
  json.begin_object().key("id").value(report.aids[due.aid].id);
  write_date_or_null(json, "date", due.date);
  write_cents(json, due.amount, report.language);
  json.end_object();
}

void write_calendar(JsonWriter& json, const Report& report) {
  json.key("calendar").begin_object().key("months").begin_array();
  for (const Month& month : report.months) {
    json.begin_object().key("month").value(iso_text({month.year, month.month, 1}).substr(0, 7));
    json.key("label").value(month.label);
    write_cents(json, month.total, report.language);
    json.key("payments").begin_array();
    for (const Due& due : month.payments) write_due(json, report, due);
    json.end_array().end_object();
  }
  json.end_array().key("undated").begin_array();
  for (const Due& due : report.undated) write_due(json, report, due);
  json.end_array().end_object();
}

template <class T>
void write_pair(JsonWriter& json, const Report& report, const T& pair) {
  json.begin_object().key("aids").begin_array();
  json.value(report.aids[pair.first].id).value(report.aids[pair.second].id).end_array();
  json.key("text").value(pair.text);
  write_references(json, pair.references);
  json.end_object();
}

}  // namespace

std::string_view verdict_word(Verdict verdict) {
  switch (verdict) {
    case Verdict::kYes:
      return "yes";
    case Verdict::kNo:
      return "no";
    case Verdict::kUnknown:
      break;
  }
  return "unknown";
}

void write_json(const AidReport& aid, JsonWriter& json) {
  json.begin_object().key("id").value(aid.id).key("rule").value(aid.rule).key("title").value(aid.title);
  write_text_or_null(json, "description", aid.description);
  json.key("verdict").value(verdict_word(aid.verdict));
  write_text_or_null(json, "error", aid.error);
  json.key("amount").begin_object();
  write_amount(json, "monthly", aid.monthly);
  write_amount(json, "total", aid.total);
  write_amount(json, "minimum", aid.minimum);
  write_amount(json, "maximum", aid.maximum);
  write_text_or_null(json, "decided_by", aid.decided_by);
  json.end_object();
  write_text_or_null(json, "duration", aid.duration);
  json.key("criteria").begin_array();
  for (const Criterion& criterion : aid.criteria) write_criterion(json, criterion);
  json.end_array();
  write_missing(json, "missing", aid.missing);
  json.key("window");
  write_json(aid.window, json);
  write_texts(json, "documents", aid.documents);
  write_text_or_null(json, "decides", aid.decides);
  write_text_or_null(json, "pays", aid.pays);
  write_text_or_null(json, "where", aid.where);
  write_text_or_null(json, "payment", aid.payment);
  write_text_or_null(json, "schedule", aid.schedule);
  write_text_or_null(json, "scope", aid.scope);
  write_text_or_null(json, "reliability", aid.reliability);
  write_references(json, aid.references);
  json.end_object();
}

void write_json(const Report& report, JsonWriter& json) {
  json.begin_object();
  write_members(report, json);
  json.end_object();
}

void write_members(const Report& report, JsonWriter& json) {
  json.key("language").value(report.language == base::Language::kFrench ? "fr" : "en");
  json.key("date").value(iso_text(report.today)).key("aids").begin_array();
  for (const AidReport& aid : report.aids) write_json(aid, json);
  json.end_array().key("combination").begin_object().key("exact").value(report.is_exact).key("best");
  write_plan(json, report, report.best);
  json.key("runner_up");
  if (report.runner_up) {
    write_plan(json, report, *report.runner_up);
  } else {
    json.null();
  }
  json.key("without_amount").begin_array();
  for (const Uncounted& one : report.uncounted) {
    json.begin_object().key("id").value(report.aids[one.aid].id);
    json.key("excluded").value(one.is_excluded).key("unsure").value(one.is_unsure).end_object();
  }
  json.end_array().key("notes").begin_array();
  for (const PairNote& note : report.notes) write_pair(json, report, note);
  json.end_array().key("office_questions").begin_array();
  for (const OfficeQuestion& question : report.office_questions) write_pair(json, report, question);
  json.end_array().end_object();
  write_calendar(json, report);
  write_missing(json, "questions", report.questions);
}

}  // namespace partance::simulation
