// What the person needs first: verdicts, combination, money by month, dates, steps, open questions.
#include <algorithm>

#include "exchange/pdf/drawings.hpp"
#include "exchange/pdf/printer.hpp"
#include "simulation/report_words.hpp"

namespace partance::exchange::pdf {

using base::Message;
using simulation::AidReport;
using simulation::Report;
using simulation::Verdict;

namespace {

void verdict_group(Printer& printer, Verdict verdict, const Message& title) {
  const Report& report = printer.report();
  const auto count = std::ranges::count(report.aids, verdict, &AidReport::verdict);
  if (count == 0) return;
  printer.subheading(printer.words(title) + " (" + std::to_string(count) + ")");
  for (const AidReport& aid : report.aids) {
    if (aid.verdict != verdict) continue;
    const std::string reason = short_reason(aid, report.language);
    printer.paragraph(
        escape(aid.title) + printer.colon() + "<span foreground=\"#535360\">" + escape(reason) + "</span>",
        {.indent = 14, .space_before = 2, .tag = "LI", .mark = verdict_mark(verdict)});
  }
}

/// Titles only: the reasons stand with the details.
void refused_group(Printer& printer) {
  std::string titles;
  std::size_t count = 0;
  for (const AidReport& aid : printer.report().aids) {
    if (aid.verdict != Verdict::kNo) continue;
    titles += (titles.empty() ? "" : " · ") + aid.title;
    ++count;
  }
  if (count == 0) return;
  printer.subheading(printer.words({"Non", "No"}) + " (" + std::to_string(count) + ")");
  printer.paragraph(escape(titles, 6000),
                    {.size = 9, .indent = 14, .colour = kSoft, .mark = verdict_mark(Verdict::kNo)});
  printer.paragraph(printer.words({"La raison de chacune est donnée plus loin, avec le détail des aides.",
                                   "The reason of each is given below, with the details of the aids."}),
                    {.size = 9, .indent = 14, .space_before = 2});
}

void plan_table(Printer& printer, const simulation::Plan& plan) {
  const Report& report = printer.report();
  Flow& flow = printer.flow();
  constexpr double kSum = 90;
  for (const auto& share : plan.shares) {
    flow.row(
        {{.markup = escape(report.aids[share.aid].title + share_notes(share, report.language)), .width = kWidth - kSum},
         {.markup = printer.money(share.amount), .x = kWidth - kSum, .width = kSum, .is_right = true}},
        {.keep_with_next = true});
  }
  flow.row(
      {{.markup = "<b>Total</b>", .width = kWidth - kSum},
       {.markup = "<b>" + printer.money(plan.total) + "</b>", .x = kWidth - kSum, .width = kSum, .is_right = true}});
  flow.end_table();
}

struct Deadline {
  simulation::Date date{};
  const AidReport* aid = nullptr;
  bool is_closing = false;
};

std::vector<Deadline> deadlines_of(const Report& report) {
  std::vector<Deadline> all;
  const auto today = engine::value::to_days(report.today);
  for (const AidReport& aid : report.aids) {
    if (aid.verdict == Verdict::kNo) continue;
    const auto& window = aid.window;
    if (window.opening && engine::value::to_days(*window.opening) >= today)
      all.push_back({*window.opening, &aid, false});
    if (window.closing && engine::value::to_days(*window.closing) >= today)
      all.push_back({*window.closing, &aid, true});
  }
  std::ranges::stable_sort(all, {}, [](const Deadline& one) { return engine::value::to_days(one.date); });
  return all;
}

}  // namespace

void print_verdicts(Printer& printer) {
  printer.heading({"En bref", "In short"});
  verdict_group(printer, Verdict::kYes, {"Oui", "Yes"});
  verdict_group(printer, Verdict::kUnknown, {"Ne peut pas encore se dire", "Cannot tell yet"});
  refused_group(printer);
}

void print_combination(Printer& printer) {
  const Report& report = printer.report();
  printer.heading({"La meilleure combinaison permise", "The best legal combination"});
  if (report.best.shares.empty()) {
    printer.soft(printer.words(
        {"Aucune aide acquise n'a encore de montant connu.", "No aid with a yes has a known amount yet."}));
  } else {
    printer.paragraph("<b>" + printer.money(report.best.total) + "</b>", {.size = 17, .keep_with_next = true});
    plan_table(printer, report.best);
  }
  if (!report.is_exact) {
    printer.soft(printer.words({"Trop d'aides pour les comparer toutes : c'est la meilleure trouvée.",
                                "Too many aids to compare every set: this is the best one found."}));
  }
  for (const auto& one : report.uncounted) {
    printer.paragraph(
        escape((one.is_excluded ? "− " : "+ ") + report.aids[one.aid].title + uncounted_words(one, report.language)),
        {.space_before = 3});
  }
  if (report.runner_up) {
    printer.subheading(printer.words({"Le deuxième choix", "The second best"}));
    plan_table(printer, *report.runner_up);
  }
  for (const auto& note : report.notes) printer.bullet(escape(note.text) + printer.numbers(note.references));
  if (report.office_questions.empty()) return;
  printer.subheading(
      printer.words({"À demander au bureau des relations internationales", "To ask the international office"}));
  for (const auto& one : report.office_questions) printer.bullet(escape(one.text) + printer.numbers(one.references));
}

void print_months(Printer& printer) {
  const Report& report = printer.report();
  if (report.months.empty() && report.undated.empty()) return;
  Flow& flow = printer.flow();
  printer.heading({"Mois par mois", "Month by month"});
  printer.soft(printer.words({"Dates indicatives, d'après l'échéancier de chaque aide. Sommes en euros.",
                              "Indicative dates, from the schedule of each aid. Sums in euros."}));
  if (!report.months.empty()) {
    flow.drawing(
        kChartHeight, [&flow, &report](cairo_t* on, double x, double y) { draw_months(on, flow, report, x, y); }, 8);
  }
  constexpr double kMonth = 105, kSum = 80;
  const auto row = [&](const std::string& month, const std::string& what, const std::string& sum, bool is_header) {
    flow.row({{.markup = month, .width = kMonth - 8},
              {.markup = what, .x = kMonth, .width = kWidth - kMonth - kSum - 8},
              {.markup = sum, .x = kWidth - kSum, .width = kSum, .is_right = true}},
             {.size = 9, .is_header = is_header});
  };
  row(printer.words({"Mois", "Month"}), printer.words({"Versements", "Payments"}), printer.words({"Somme", "Sum"}),
      true);
  for (const auto& month : report.months) {
    std::string payments;
    for (const auto& due : month.payments) {
      if (!payments.empty()) payments += "\n";
      payments += (due.date ? engine::value::date_text(*due.date) + printer.colon() : std::string()) +
                  printer.money(due.amount) + " – " + escape(report.aids[due.aid].title);
    }
    row(escape(month.label), payments.empty() ? "–" : payments, printer.money(month.total), false);
  }
  for (const auto& due : report.undated) {
    row(printer.words({"sans date", "no date"}), escape(report.aids[due.aid].title), printer.money(due.amount), false);
  }
  flow.end_table();
}

void print_deadlines(Printer& printer) {
  const auto all = deadlines_of(printer.report());
  printer.heading({"Dates à retenir", "Dates to remember"});
  if (all.empty()) {
    printer.soft(printer.words({"Aucune date de campagne à venir n'est publiée dans nos sources.",
                                "No coming campaign date is published in our sources."}));
    return;
  }
  Flow& flow = printer.flow();
  constexpr double kDate = 75, kWhat = 120;
  const auto row = [&](const std::string& date, const std::string& what, const std::string& aid, bool is_header) {
    flow.row({{.markup = date, .width = kDate - 8},
              {.markup = what, .x = kDate, .width = kWhat - 8},
              {.markup = aid, .x = kDate + kWhat, .width = kWidth - kDate - kWhat}},
             {.size = 9, .is_header = is_header});
  };
  row(printer.words({"Date", "Date"}), printer.words({"Quoi", "What"}), printer.words({"Aide", "Aid"}), true);
  for (const Deadline& one : all) {
    const std::string doubt =
        one.aid->verdict == Verdict::kUnknown ? printer.words({" (à confirmer)", " (to be confirmed)"}) : "";
    const Message what = one.is_closing ? Message{"clôture des demandes", "applications close"}
                                        : Message{"ouverture des demandes", "applications open"};
    row(engine::value::date_text(one.date), printer.words(what), escape(one.aid->title) + doubt, false);
  }
  flow.end_table();
}

void print_steps(Printer& printer) {
  const Report& report = printer.report();
  const auto concerns = [](const AidReport& aid) { return aid.verdict != Verdict::kNo; };
  if (std::ranges::none_of(report.aids, concerns)) return;
  printer.heading({"Vos démarches", "Your steps"});
  for (const Verdict verdict : {Verdict::kYes, Verdict::kUnknown}) {
    for (const AidReport& aid : report.aids) {
      if (aid.verdict != verdict) continue;
      printer.subheading(escape(aid.title), verdict_mark(verdict));
      printer.field({"Demande", "Request"}, window_words(aid, report.language));
      printer.field({"Où demander", "Where to apply"}, aid.where);
      for (const std::string& document : aid.documents) {
        printer.paragraph(escape(document), {.indent = 28, .space_before = 2, .tag = "LI", .mark = box()});
      }
    }
  }
}

void print_questions(Printer& printer) {
  const Report& report = printer.report();
  if (report.questions.empty()) return;
  printer.heading({"Ce qui déciderait le reste", "What would settle the rest"});
  for (const auto& one : report.questions) {
    printer.bullet(escape(one.question.empty() ? one.title : one.question));
  }
}

}  // namespace partance::exchange::pdf
