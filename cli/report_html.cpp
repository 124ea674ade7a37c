// See report_html.hpp.
#include "cli/report_html.hpp"

#include <algorithm>

#include "cli/html_page.hpp"
#include "cli/report_text.hpp"
#include "engine/explain/render.hpp"
#include "simulation/report_words.hpp"

namespace partance::cli {

using base::Language;
using base::Message;
using engine::explain::escaped;
using simulation::AidReport;
using simulation::amount_words;
using simulation::Citation;
using simulation::reliability_words;
using simulation::Report;
using simulation::short_month;
using simulation::uncounted_words;
using simulation::Verdict;
using simulation::window_words;

namespace {

class Writer {
 public:
  explicit Writer(const Report& report) : report_(report) {}

  std::string whole() {
    put("<h1>" + words({"Vos aides à la mobilité", "Your mobility aids"}) + "</h1>\n");
    paragraph("soft",
              words({"Simulation du ", "Simulated on "}) + engine::value::date_text(report_.today) +
                  words({". Elle informe et n'engage aucun organisme.", ". It informs, and binds no institution."}));
    summary();
    combination();
    calendar();
    questions();
    put("<h2>" + words({"Chaque aide en détail", "Each aid in detail"}) + "</h2>\n");
    for (const Verdict verdict : {Verdict::kYes, Verdict::kUnknown, Verdict::kNo}) {
      for (const AidReport& aid : report_.aids) {
        if (aid.verdict == verdict) details(aid);
      }
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string words(const Message& message) const { return escaped(message.in(report_.language)); }
  [[nodiscard]] std::string colon() const { return report_.language == Language::kFrench ? "&nbsp;: " : ": "; }
  [[nodiscard]] std::string money(simulation::Cents cents) const {
    return escaped(base::money_text(cents, report_.language));
  }
  void put(std::string_view text) { out_ += text; }
  void paragraph(std::string_view kind, const std::string& html) {
    put("<p class=\"" + std::string(kind) + "\">" + html + "</p>\n");
  }

  [[nodiscard]] std::string verdict_words(Verdict verdict) const {
    if (verdict == Verdict::kYes) return words({"✓ oui", "✓ yes"});
    if (verdict == Verdict::kNo) return words({"✗ non", "✗ no"});
    return words({"? pas encore", "? not yet"});
  }
  static std::string_view tone(Verdict verdict) {
    if (verdict == Verdict::kYes) return "yes";
    return verdict == Verdict::kNo ? "no" : "unknown";
  }
  [[nodiscard]] std::string badge(Verdict verdict) const {
    return "<span class=\"badge " + std::string(tone(verdict)) + "\">" + verdict_words(verdict) + "</span>";
  }

  void summary() {
    put("<h2>" + words({"En bref", "In short"}) +
        "</h2>\n<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\">" + words({"Aide", "Aid"}) +
        "</th><th scope=\"col\">" + words({"Réponse", "Answer"}) + "</th><th scope=\"col\">" +
        words({"Montant", "Amount"}) + "</th></tr></thead>\n<tbody>\n");
    for (const Verdict verdict : {Verdict::kYes, Verdict::kUnknown}) {
      for (const AidReport& aid : report_.aids) {
        if (aid.verdict != verdict) continue;
        put("<tr><th scope=\"row\"><a href=\"#" + anchor(aid) + "\">" + escaped(aid.title) + "</a></th><td>" +
            badge(verdict) + "</td><td>" + escaped(amount_words(aid, report_.language)) + "</td></tr>\n");
      }
    }
    put("</tbody></table></div>\n");
    const auto refused = std::ranges::count(report_.aids, Verdict::kNo, &AidReport::verdict);
    paragraph("soft",
              std::to_string(refused) + words({" autres aides ne vous concernent pas ; leurs raisons sont plus bas.",
                                               " other aids do not fit; their reasons are below."}));
  }

  [[nodiscard]] std::string anchor(const AidReport& aid) const {
    const auto place = &aid - report_.aids.data();
    return "aid-" + std::to_string(place);
  }

  void plan(const simulation::Plan& plan, const std::string& caption) {
    put("<table><caption>" + caption + "</caption><tbody>\n");
    for (const auto& share : plan.shares) {
      std::string note;
      if (share.is_minimum) note += words({" (au moins)", " (at least)"});
      if (share.is_reduced) note += words({" (réduit par le cumul)", " (lowered by the combination)"});
      put("<tr><th scope=\"row\">" + escaped(report_.aids[share.aid].title) + note + "</th><td class=\"money\">" +
          money(share.amount) + "</td></tr>\n");
    }
    put("</tbody><tfoot><tr><th scope=\"row\">Total</th><td class=\"money\">" + money(plan.total) +
        "</td></tr></tfoot></table>\n");
  }

  void combination() {
    put("<h2>" + words({"La meilleure combinaison permise", "The best legal combination"}) + "</h2>\n");
    if (report_.best.shares.empty()) {
      paragraph("soft", words({"Aucune aide acquise n'a encore de montant connu.",
                               "No aid with a yes has a known amount yet."}));
    } else {
      paragraph("total", money(report_.best.total));
      plan(report_.best, words({"Les aides à cumuler", "The aids to hold together"}));
    }
    if (!report_.is_exact) {
      paragraph("soft", words({"Trop d'aides pour les comparer toutes : c'est la meilleure trouvée.",
                               "Too many aids to compare every set: this is the best one found."}));
    }
    for (const auto& one : report_.uncounted) {
      paragraph("", (one.is_excluded ? "− " : "+ ") +
                        escaped(report_.aids[one.aid].title + uncounted_words(one, report_.language)));
    }
    if (report_.runner_up) plan(*report_.runner_up, words({"Le deuxième choix", "The second best"}));
    list(report_.notes);
    if (report_.office_questions.empty()) return;
    put("<h2>" + words({"À demander au bureau des relations internationales", "To ask the international office"}) +
        "</h2>\n");
    list(report_.office_questions);
  }

  template <class T>
  void list(const std::vector<T>& all) {
    if (all.empty()) return;
    put("<ul>\n");
    for (const T& one : all) put("<li>" + escaped(one.text) + " " + sources(one.references) + "</li>\n");
    put("</ul>\n");
  }

  [[nodiscard]] static std::string source(const Citation& citation) {
    if (citation.address.starts_with("https://")) {
      return "<a href=\"" + escaped(citation.address) + "\">" + escaped(citation.title) + "</a>";
    }
    return escaped(citation.title + (citation.address.empty() ? "" : " – " + citation.address));
  }
  [[nodiscard]] static std::string sources(const std::vector<Citation>& citations) {
    if (citations.empty()) return {};
    std::string out = "<span class=\"sources\">";
    for (std::size_t i = 0; i < citations.size(); ++i) out += (i > 0 ? " · " : "§ ") + source(citations[i]);
    return out + "</span>";
  }

  void calendar() {
    if (report_.months.empty() && report_.undated.empty()) return;
    put("<h2>" + words({"Mois par mois", "Month by month"}) + "</h2>\n");
    paragraph("soft", words({"Dates indicatives, d'après l'échéancier de chaque aide.",
                             "Indicative dates, from the schedule of each aid."}));
    if (!report_.months.empty()) put("<figure>" + month_chart(report_) + "</figure>\n");
    put("<div class=\"scroll\"><table><thead><tr><th scope=\"col\">" + words({"Mois", "Month"}) +
        "</th><th scope=\"col\">" + words({"Versements", "Payments"}) + "</th><th scope=\"col\" class=\"money\">" +
        words({"Somme", "Sum"}) + "</th></tr></thead><tbody>\n");
    for (const auto& month : report_.months) {
      put("<tr><th scope=\"row\">" + escaped(month.label) + "</th><td>");
      for (std::size_t i = 0; i < month.payments.size(); ++i) {
        const auto& due = month.payments[i];
        put((i > 0 ? "<br>" : "") + engine::value::date_text(*due.date) + colon() + money(due.amount) + " – " +
            escaped(report_.aids[due.aid].title));
      }
      put("</td><td class=\"money\">" + money(month.total) + "</td></tr>\n");
    }
    for (const auto& due : report_.undated) {
      put("<tr><th scope=\"row\">" + words({"sans date", "no date"}) + "</th><td>" +
          escaped(report_.aids[due.aid].title) + "</td><td class=\"money\">" + money(due.amount) + "</td></tr>\n");
    }
    put("</tbody></table></div>\n");
  }

  void questions() {
    if (report_.questions.empty()) return;
    put("<h2>" + words({"Ce qui déciderait le reste", "What would settle the rest"}) + "</h2>\n<ul>\n");
    for (const auto& question : report_.questions) put("<li>" + escaped(question.question) + "</li>\n");
    put("</ul>\n");
  }

  void field(const Message& name, const std::string& html) {
    if (!html.empty()) put("<dt>" + words(name) + "</dt><dd>" + html + "</dd>\n");
  }

  void criterion(const simulation::Criterion& criterion) {
    put("<li class=\"" + std::string(tone(criterion.verdict)) + "\">" + badge(criterion.verdict) + " " +
        escaped(criterion.title));
    if (!criterion.description.empty()) put("<div class=\"soft\">" + escaped(criterion.description) + "</div>");
    if (!criterion.seen.empty()) {
      put("<div class=\"values\">");
      for (std::size_t i = 0; i < criterion.seen.size(); ++i) {
        const auto& seen = criterion.seen[i];
        put((i > 0 ? "; " : "") + escaped(seen.title) + colon() + "<strong>" + escaped(seen.value) + "</strong>");
      }
      put("</div>");
    }
    const std::string doubt = reliability_words(criterion.reliability, report_.language);
    if (!doubt.empty()) put("<div class=\"doubt\">" + escaped(doubt) + "</div>");
    put(sources(criterion.references) + "</li>\n");
  }

  [[nodiscard]] std::string missing(const AidReport& aid) const {
    std::string out;
    for (const auto& one : aid.missing)
      out += "<li>" + escaped(one.question.empty() ? one.title : one.question) + "</li>";
    return out.empty() ? out : "<ul>" + out + "</ul>";
  }

  void details(const AidReport& aid) {
    const std::string amount = aid.verdict == Verdict::kNo ? "" : amount_words(aid, report_.language);
    put("<details id=\"" + anchor(aid) + "\" class=\"" + std::string(tone(aid.verdict)) + "\"" +
        (aid.verdict == Verdict::kNo ? "" : " open") + "><summary><h3>" + escaped(aid.title) + "</h3> " +
        badge(aid.verdict) + (amount.empty() ? "" : "<span class=\"amount\">" + escaped(amount) + "</span>") +
        "</summary>\n");
    if (!aid.description.empty()) paragraph("", escaped(aid.description));
    const std::string doubt = reliability_words(aid.reliability, report_.language);
    if (!doubt.empty()) paragraph("doubt", escaped(doubt));
    put("<ul class=\"criteria\">\n");
    for (const auto& one : aid.criteria) criterion(one);
    put("</ul>\n<dl>\n");
    field({"Il manque", "Still missing"}, missing(aid));
    field({"Erreur", "Error"}, escaped(aid.error));
    field({"Demande", "Request"}, escaped(window_words(aid, report_.language)));
    field({"Où demander", "Where to apply"}, escaped(aid.where));
    field({"Qui décide", "Who decides"}, escaped(aid.decides));
    field({"Qui paie", "Who pays"}, escaped(aid.pays));
    field({"Versement", "Payment"}, escaped(aid.payment));
    std::string documents;
    for (const std::string& document : aid.documents) documents += "<li>" + escaped(document) + "</li>";
    field({"Documents", "Documents"}, documents.empty() ? documents : "<ul>" + documents + "</ul>");
    field({"Sources", "Sources"}, sources(aid.references));
    put("</dl></details>\n");
  }

  const Report& report_;
  std::string out_;
};

}  // namespace

std::string month_chart(const Report& report) {
  constexpr long kBarWidth = 34, kGap = 14, kHeight = 150, kLeft = 8, kTop = 22;
  simulation::Cents most = 1;
  for (const auto& month : report.months) most = std::max(most, month.total);
  const long width = kLeft * 2 + static_cast<long>(report.months.size()) * (kBarWidth + kGap);
  const bool french = report.language == Language::kFrench;
  std::string described;
  for (const auto& month : report.months) {
    if (!described.empty()) described += french ? " ; " : "; ";
    described += month.label + " " + base::money_text(month.total, report.language);
  }
  const long height = kTop + kHeight + 40;
  std::string out = "<svg viewBox=\"0 0 " + std::to_string(std::max(width, 300L)) + " " + std::to_string(height) +
                    "\" role=\"img\" aria-labelledby=\"chart-title chart-text\"><title id=\"chart-title\">" +
                    (french ? "Somme versée chaque mois" : "Sum paid each month") + "</title><desc id=\"chart-text\">" +
                    escaped(described) + "</desc>\n";
  const std::string base_line = std::to_string(kTop + kHeight);
  out += "<line x1=\"0\" x2=\"" + std::to_string(std::max(width, 300L)) + "\" y1=\"" + base_line + "\" y2=\"" +
         base_line + "\"/>\n";
  for (std::size_t i = 0; i < report.months.size(); ++i) {
    const auto& month = report.months[i];
    const long tall = static_cast<long>(month.total * kHeight / most);
    const long x = kLeft + static_cast<long>(i) * (kBarWidth + kGap);
    const auto at = [](long place) { return std::to_string(place); };
    out += "<rect class=\"bar\" x=\"" + at(x) + "\" y=\"" + at(kTop + kHeight - tall) + "\" width=\"" + at(kBarWidth) +
           "\" height=\"" + at(tall) + "\" rx=\"2\"/>";
    const std::string middle = at(x + kBarWidth / 2);
    if (month.total > 0) {
      // Whole euros above the bar: the exact sums are in the table.
      out += "<text text-anchor=\"middle\" x=\"" + middle + "\" y=\"" + at(kTop + kHeight - tall - 5) + "\">" +
             at(static_cast<long>((month.total + 50) / 100)) + "</text>";
    }
    const std::size_t space = month.label.find(' ');
    std::string name = month.label.substr(0, space);
    const std::string year = month.label.substr(space + 1);
    if (columns(name) > 5) name = short_month(month.month, report.language);
    out += "<text text-anchor=\"middle\" x=\"" + middle + "\" y=\"" + at(kTop + kHeight + 16) + "\">" + escaped(name) +
           "</text>";
    if (i == 0 || month.month == 1) {
      out +=
          "<text text-anchor=\"middle\" x=\"" + middle + "\" y=\"" + at(kTop + kHeight + 32) + "\">" + year + "</text>";
    }
    out += "\n";
  }
  return out + "</svg>";
}

std::string html_report(const Report& report) {
  const Message title{"Partance – vos aides à la mobilité", "Partance – your mobility aids"};
  return html_page(title.in(report.language), Writer(report).whole(), report.language);
}

}  // namespace partance::cli
