// See calendar_feed.hpp.
#include "exchange/calendar_feed.hpp"

#include <array>
#include <cstdint>
#include <cstdio>

#include "base/fingerprint.hpp"
#include "exchange/calendar_lines.hpp"
#include "simulation/report_words.hpp"

namespace partance::exchange {

using base::Language;
using base::Message;
using simulation::AidReport;
using simulation::Date;
using simulation::Report;
using simulation::Verdict;

namespace {

std::string compact(const Date& date) {
  std::array<char, 16> out{};
  std::snprintf(out.data(), out.size(), "%04d%02d%02d", date.year, date.month, date.day);
  return out.data();
}

std::string compact(std::chrono::sys_seconds time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  std::array<char, 48> out{};
  std::snprintf(out.data(), out.size(), "%04d%02u%02uT%02ld%02ld%02ldZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<long>(clock.hours().count()), static_cast<long>(clock.minutes().count()),
                static_cast<long>(clock.seconds().count()));
  return out.data();
}

Date day_after(const Date& date) {
  return engine::value::from_days(engine::value::to_days(date) + 1);
}

bool is_before(const Date& a, const Date& b) {
  return engine::value::to_days(a) < engine::value::to_days(b);
}

struct Event {
  std::string_view kind;  ///< part of its identifier
  std::string subject{};  ///< the aid, and which of its payments
  Date date{};
  std::string summary{};
  std::string description{};
  std::string url{};
  bool has_reminders = false;
};

class Writer {
 public:
  Writer(const Report& report, const CalendarOptions& options) : report_(report), options_(options) {}

  std::string whole() {
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", is_french() ? "-//Partance//Simulation//FR" : "-//Partance//Simulation//EN");
    line("CALSCALE", "GREGORIAN");
    line("METHOD", "PUBLISH");
    const std::string name = words({"Vos aides à la mobilité", "Your mobility aids"});
    text("NAME", name);
    text("X-WR-CALNAME", name);  // what most calendars read instead of NAME
    windows();
    payments();
    if (count_ == 0) nothing_known();
    line("END", "VCALENDAR");
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool is_french() const { return report_.language == Language::kFrench; }
  [[nodiscard]] const std::string& words(const Message& message) const { return message.in(report_.language); }
  [[nodiscard]] std::string colon() const { return is_french() ? "\u00a0: " : ": "; }
  void line(std::string_view name, std::string_view value) { append_calendar_line(out_, name, value); }
  void text(std::string_view name, std::string_view value) {
    line(std::string(name) + (is_french() ? ";LANGUAGE=fr" : ";LANGUAGE=en"), calendar_text(value));
  }

  void windows() {
    for (const AidReport& aid : report_.aids) {
      if (aid.verdict == Verdict::kNo) continue;
      const auto& window = aid.window;
      if (window.opening && !is_before(*window.opening, report_.today)) {
        add(aid, {.kind = "opening", .date = *window.opening}, {"Ouverture des demandes", "Applications open"});
      }
      if (window.closing && !window.is_over && !is_before(*window.closing, report_.today)) {
        add(aid, {.kind = "closing", .date = *window.closing, .has_reminders = true},
            {"Date limite de demande", "Application deadline"});
      }
    }
  }

  void add(const AidReport& aid, Event event, const Message& what) {
    event.subject = aid.id;
    event.summary = words(what) + colon() + aid.title;
    if (aid.verdict == Verdict::kUnknown) event.summary += words({" (à confirmer)", " (to be confirmed)"});
    std::string& about = event.description;
    field(about, {"Réponse", "Answer"},
          words(aid.verdict == Verdict::kYes ? Message{"oui", "yes"}
                                             : Message{"ne peut pas encore se dire", "cannot tell yet"}));
    field(about, {"Montant", "Amount"}, amount_words(aid, report_.language));
    field(about, {"Demande", "Request"}, window_words(aid, report_.language));
    field(about, {"Où demander", "Where to apply"}, aid.where);
    std::string documents;
    for (const std::string& document : aid.documents) documents += (documents.empty() ? "" : " · ") + document;
    field(about, {"Documents", "Documents"}, documents);
    for (const auto& citation : aid.references) {
      if (citation.address.starts_with("https://")) {
        event.url = citation.address;
        break;
      }
    }
    write(event);
  }

  void field(std::string& about, const Message& name, const std::string& value) const {
    if (!value.empty()) about += words(name) + colon() + value + "\n";
  }

  void payments() {
    std::vector<std::size_t> counts(report_.aids.size());
    for (const auto& month : report_.months) {
      for (const auto& due : month.payments) {
        if (!due.date) continue;
        const AidReport& aid = report_.aids[due.aid];
        Event event{.kind = "payment",
                    .subject = aid.id + "/" + std::to_string(++counts[due.aid]),
                    .date = *due.date,
                    .summary = words({"Versement", "Payment"}) + colon() +
                               base::money_text(due.amount, report_.language) + " – " + aid.title,
                    .description = words({"Date indicative, d'après l'échéancier de l'aide.\n",
                                          "Indicative date, from the schedule of the aid.\n"})};
        field(event.description, {"Qui paie", "Who pays"}, aid.pays);
        field(event.description, {"Versement", "Payment"}, aid.payment);
        write(event);
      }
    }
  }

  void nothing_known() {
    write({.kind = "none",
           .date = report_.today,
           .summary = words(
               {"Aides à la mobilité : aucune date connue pour l'instant", "Mobility aids: no date known so far"}),
           .description = words({"Demandez les dates de campagne au bureau des relations internationales.",
                                 "Ask the international office for the dates of its campaigns."})});
  }

  void write(const Event& event) {
    ++count_;
    base::Fingerprinter mark;
    mark.add(options_.link);
    mark.add(event.kind);
    mark.add(event.subject);
    const auto print = mark.result();
    std::array<char, 40> uid{};
    std::snprintf(uid.data(), uid.size(), "%016llx%016llx", static_cast<unsigned long long>(print.first),
                  static_cast<unsigned long long>(print.second));
    line("BEGIN", "VEVENT");
    line("UID", std::string(uid.data()) + "@partance");
    line("DTSTAMP", compact(options_.now));
    line("DTSTART;VALUE=DATE", compact(event.date));
    line("DTEND;VALUE=DATE", compact(day_after(event.date)));
    text("SUMMARY", event.summary);
    std::string about = event.description;
    if (!options_.link.empty()) field(about, {"Votre simulation", "Your simulation"}, options_.link);
    while (about.ends_with('\n')) about.pop_back();
    text("DESCRIPTION", about);
    const std::string& url = event.url.empty() ? options_.link : event.url;
    if (!url.empty()) line("URL", url);
    line("TRANSP", "TRANSPARENT");  // the day stays free
    if (event.has_reminders) {
      remind("-P13DT15H", event.summary);  // at nine, fourteen days before
      remind("-P2DT15H", event.summary);
    }
    line("END", "VEVENT");
  }

  void remind(std::string_view trigger, const std::string& summary) {
    line("BEGIN", "VALARM");
    line("ACTION", "DISPLAY");
    text("DESCRIPTION", summary);
    line("TRIGGER", trigger);
    line("END", "VALARM");
  }

  const Report& report_;
  const CalendarOptions& options_;
  std::string out_{};
  std::size_t count_ = 0;
};

}  // namespace

std::string calendar_feed(const Report& report, const CalendarOptions& options) {
  return Writer(report, options).whole();
}

}  // namespace partance::exchange
