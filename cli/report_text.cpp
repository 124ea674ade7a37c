// See report_text.hpp.
#include "cli/report_text.hpp"

#include <algorithm>
#include <cmath>

#include "simulation/report_words.hpp"

namespace partance::cli {

using base::Language;
using base::Message;
using simulation::AidReport;
using simulation::amount_words;
using simulation::Citation;
using simulation::Criterion;
using simulation::reliability_words;
using simulation::Report;
using simulation::share_notes;
using simulation::short_reason;
using simulation::uncounted_words;
using simulation::Verdict;
using simulation::window_words;

namespace {

struct Mark {
  std::string_view sign;
  Style style;
  Message words;
};

const Mark& mark_of(Verdict verdict) {
  static const Mark kYes{"✓", Style::kGood, {"oui", "yes"}};
  static const Mark kNo{"✗", Style::kBad, {"non", "no"}};
  static const Mark kUnknown{"?", Style::kOpen, {"ne peut pas encore se dire", "cannot tell yet"}};
  if (verdict == Verdict::kYes) return kYes;
  return verdict == Verdict::kNo ? kNo : kUnknown;
}

/// Sources of one aid, each numbered once.
class Sources {
 public:
  std::string numbers(const std::vector<Citation>& citations) {
    std::string out;
    for (const Citation& citation : citations) {
      auto it = std::ranges::find(all_, citation.title, &Citation::title);
      if (it == all_.end()) it = all_.insert(all_.end(), citation);
      out += "[" + std::to_string(it - all_.begin() + 1) + "]";
    }
    return out;
  }
  [[nodiscard]] const std::vector<Citation>& all() const { return all_; }

 private:
  std::vector<Citation> all_;
};

std::string values_words(const Criterion& criterion, Language language) {
  std::string out;
  for (const auto& seen : criterion.seen) {
    if (!out.empty()) out += language == Language::kFrench ? "\u00a0; " : "; ";
    out += seen.title + (language == Language::kFrench ? "\u00a0: " : ": ") + seen.value;
  }
  return out;
}

void write_criteria(const AidReport& aid, Language language, Sources& sources, Page& page) {
  for (const Criterion& criterion : aid.criteria) {
    const Mark& mark = mark_of(criterion.verdict);
    const std::string numbers = sources.numbers(criterion.references);
    std::string text = criterion.title + (numbers.empty() ? "" : " " + numbers);
    const std::string doubt = reliability_words(criterion.reliability, language);
    if (!doubt.empty()) text += " (" + doubt + ")";
    page.paragraph("  " + page.styled(mark.style, mark.sign) + " ", text);
    const std::string values = values_words(criterion, language);
    if (!values.empty()) page.paragraph("      ", values, Style::kFaint);
  }
}

void write_field(Page& page, Language language, const Message& name, std::string_view text) {
  if (text.empty()) return;
  page.paragraph("  " + name.in(language) + (language == Language::kFrench ? "\u00a0: " : ": "), text);
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += separator;
    out += part;
  }
  return out;
}

void write_missing(const AidReport& aid, Language language, Page& page) {
  std::vector<std::string> asked, unpublished;
  for (const auto& missing : aid.missing) {
    (missing.is_unpublished ? unpublished : asked).push_back(missing.title);
  }
  const std::string separator = language == Language::kFrench ? "\u00a0; " : "; ";
  write_field(page, language, {"Il manque", "Still missing"}, joined(asked, separator));
  write_field(page, language, {"Non publié", "Not published"}, joined(unpublished, separator));
  write_field(page, language, {"Erreur de calcul", "Computation error"}, aid.error);
}

void write_verdicts(const Report& report, Verdict verdict, const Message& title, Page& page) {
  std::size_t count = 0;
  for (const AidReport& aid : report.aids) count += aid.verdict == verdict ? 1 : 0;
  if (count == 0) return;
  page.heading(title.in(report.language) + " (" + std::to_string(count) + ")");
  const Mark& mark = mark_of(verdict);
  for (const AidReport& aid : report.aids) {
    if (aid.verdict != verdict) continue;
    page.paragraph(page.styled(mark.style, mark.sign) + " ", aid.title);
    const std::string reason = short_reason(aid, report.language);
    if (!reason.empty()) page.paragraph("    ", reason, verdict == Verdict::kYes ? Style::kPlain : Style::kFaint);
  }
}

void write_plan(const Report& report, const simulation::Plan& plan, Page& page) {
  for (const auto& share : plan.shares) {
    page.sides("  " + report.aids[share.aid].title + share_notes(share, report.language),
               base::money_text(share.amount, report.language));
  }
  page.sides(report.language == Language::kFrench ? "  Total" : "  Total",
             base::money_text(plan.total, report.language), Style::kBold);
}

void write_combination(const Report& report, Page& page) {
  const bool french = report.language == Language::kFrench;
  page.heading(french ? "La meilleure combinaison permise" : "The best legal combination");
  if (report.best.shares.empty()) {
    page.paragraph("  ", french ? "Aucune aide acquise n'a encore de montant connu."
                                : "No aid with a yes has a known amount yet.");
  } else {
    write_plan(report, report.best, page);
  }
  if (!report.is_exact) {
    page.paragraph("  ", french ? "Trop d'aides pour les comparer toutes : c'est la meilleure trouvée."
                                : "Too many aids to compare every set: this is the best one found.");
  }
  for (const auto& one : report.uncounted) {
    page.paragraph(one.is_excluded ? "  − " : "  + ",
                   report.aids[one.aid].title + uncounted_words(one, report.language));
  }
  if (report.runner_up) {
    page.line();
    page.line(french ? "Le deuxième choix" : "The second best");
    write_plan(report, *report.runner_up, page);
  }
  for (const auto& note : report.notes) page.paragraph("  • ", note.text, Style::kFaint);
  if (report.office_questions.empty()) return;
  page.heading(french ? "À demander au bureau des relations internationales" : "To ask the international office");
  for (const auto& question : report.office_questions) page.paragraph("  • ", question.text);
}

void write_calendar(const Report& report, Page& page) {
  if (report.months.empty() && report.undated.empty()) return;
  const bool french = report.language == Language::kFrench;
  page.heading(french ? "Mois par mois (dates indicatives)" : "Month by month (indicative dates)");
  simulation::Cents most = 1;
  for (const auto& month : report.months) most = std::max(most, month.total);
  const std::size_t room = page.screen().width > 60 ? page.screen().width - 40 : 20;
  for (const auto& month : report.months) {
    const auto filled = static_cast<std::size_t>(
        std::round(static_cast<double>(month.total) / static_cast<double>(most) * static_cast<double>(room)));
    std::string bar;
    for (std::size_t i = 0; i < filled; ++i) bar += "█";
    const std::string amount = base::money_text(month.total, report.language);
    const std::string name(month.label + std::string(18 - std::min<std::size_t>(18, columns(month.label)), ' '));
    const std::string pad(14 - std::min<std::size_t>(14, columns(amount)), ' ');
    page.line("  " + name + pad + amount + "  " + page.styled(Style::kLink, bar));
    for (const auto& due : month.payments) {
      const std::string date = engine::value::date_text(*due.date);
      page.paragraph("      " + date + "  ",
                     base::money_text(due.amount, report.language) + "  " + report.aids[due.aid].title, Style::kFaint);
    }
  }
  for (const auto& due : report.undated) {
    page.paragraph(french ? "  sans date  " : "  no date  ",
                   base::money_text(due.amount, report.language) + "  " + report.aids[due.aid].title);
  }
}

void write_questions(const Report& report, Page& page) {
  if (report.questions.empty()) return;
  const bool french = report.language == Language::kFrench;
  constexpr std::size_t kMostShown = 8;
  page.heading(french ? "Ce qui déciderait le reste" : "What would settle the rest");
  for (std::size_t i = 0; i < std::min(kMostShown, report.questions.size()); ++i) {
    page.paragraph("  • ", report.questions[i].question);
  }
  if (report.questions.size() > kMostShown) {
    const std::string more = std::to_string(report.questions.size() - kMostShown);
    page.line(french ? "  … et " + more + " autres questions" : "  … and " + more + " more questions");
  }
}

}  // namespace

void write_aid(const AidReport& aid, Language language, Page& page) {
  const Mark& mark = mark_of(aid.verdict);
  page.heading(aid.title + " — " + mark.words.in(language));
  page.paragraph("  ", aid.description);
  const std::string doubt = reliability_words(aid.reliability, language);
  if (!doubt.empty()) page.paragraph("  ⚠ ", doubt, Style::kOpen);
  if (aid.verdict != Verdict::kNo) {
    write_field(page, language, {"Montant", "Amount"}, amount_words(aid, language));
  }
  write_missing(aid, language, page);
  Sources sources;
  write_criteria(aid, language, sources, page);
  write_field(page, language, {"Demande", "Request"}, window_words(aid, language));
  write_field(page, language, {"Où demander", "Where to apply"}, aid.where);
  write_field(page, language, {"Qui décide", "Who decides"}, aid.decides);
  write_field(page, language, {"Qui paie", "Who pays"}, aid.pays);
  write_field(page, language, {"Versement", "Payment"}, aid.payment);
  write_field(page, language, {"Documents", "Documents"},
              joined(aid.documents, language == Language::kFrench ? "\u00a0; " : "; "));
  sources.numbers(aid.references);
  for (std::size_t i = 0; i < sources.all().size(); ++i) {
    const Citation& source = sources.all()[i];
    page.paragraph("  [" + std::to_string(i + 1) + "] ", source.title, Style::kFaint);
    // An address stays in one piece, so that it can be followed.
    if (!source.address.empty()) page.line("      " + page.styled(Style::kLink, printable(source.address)));
  }
}

void write_details(const Report& report, Page& page) {
  for (const Verdict verdict : {Verdict::kNo, Verdict::kUnknown, Verdict::kYes}) {
    for (const AidReport& aid : report.aids) {
      if (aid.verdict == verdict) write_aid(aid, report.language, page);
    }
  }
}

void write_summary(const Report& report, Page& page) {
  write_verdicts(report, Verdict::kNo, {"Non", "No"}, page);
  write_verdicts(report, Verdict::kUnknown, {"Ne peut pas encore se dire", "Cannot tell yet"}, page);
  write_verdicts(report, Verdict::kYes, {"Oui", "Yes"}, page);
  write_questions(report, page);
  write_combination(report, page);
  write_calendar(report, page);
}

}  // namespace partance::cli
