// See report_text.hpp.
#include "cli/report_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace partance::cli {

using base::Language;
using base::Message;
using simulation::AidReport;
using simulation::Citation;
using simulation::Criterion;
using simulation::Report;
using simulation::Verdict;

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

/// The verdict's own line of an aid: the amount, or what stands in the way.
std::string short_reason(const AidReport& aid, Language language) {
  if (aid.verdict == Verdict::kYes) {
    const std::string amount = amount_words(aid, language);
    return amount.empty() ? (language == Language::kFrench ? "montant non connu" : "amount not known") : amount;
  }
  if (aid.verdict == Verdict::kNo) {
    for (const Criterion& criterion : aid.criteria) {
      if (criterion.verdict == Verdict::kNo) return criterion.title;
    }
    return {};
  }
  if (!aid.error.empty()) return aid.error;
  std::vector<std::string> titles;
  for (const auto& missing : aid.missing) titles.push_back(missing.title);
  constexpr std::size_t kMostShown = 3;
  const std::size_t hidden = titles.size() > kMostShown ? titles.size() - kMostShown : 0;
  titles.resize(titles.size() - hidden);
  std::string out = (language == Language::kFrench ? "il manque : " : "missing: ") + joined(titles, ", ");
  if (hidden > 0) out += " (+" + std::to_string(hidden) + ")";
  return out;
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

std::string share_notes(const simulation::Share& share, Language language) {
  const bool french = language == Language::kFrench;
  std::string out;
  if (share.is_minimum) out += french ? " (au moins)" : " (at least)";
  if (share.is_reduced) out += french ? " (réduit par le cumul)" : " (lowered by the combination)";
  return out;
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

std::string reliability_words(std::string_view mark, Language language) {
  const bool french = language == Language::kFrench;
  if (mark == "secondaire") return french ? "source secondaire" : "secondary source";
  if (mark == "incertain") return french ? "à vérifier : source incertaine" : "to be checked: unsure source";
  return {};
}

std::string window_words(const AidReport& aid, Language language) {
  const bool french = language == Language::kFrench;
  const auto& window = aid.window;
  std::string out;
  if (!window.opening_text.empty()) out += (french ? "ouverture " : "opening ") + window.opening_text;
  if (!window.closing_text.empty()) {
    if (!out.empty()) out += french ? "\u00a0; " : "; ";
    out += (french ? "clôture " : "closing ") + window.closing_text;
  }
  if (window.is_over) out += french ? " (dépassée)" : " (over)";
  if (window.is_open) out += french ? " (ouverte en ce moment)" : " (open now)";
  if (out.empty()) return french ? "dates non publiées dans nos sources" : "dates not published in our sources";
  return out;
}

std::string uncounted_words(const simulation::Uncounted& one, Language language) {
  const bool french = language == Language::kFrench;
  if (one.is_excluded) {
    return french ? " : montant à fixer, mais ne se cumule pas avec cette combinaison"
                  : ": amount to be set, but cannot be added to this combination";
  }
  if (one.is_unsure) {
    return french ? " : montant à fixer, cumul à vérifier" : ": amount to be set, combination to be checked";
  }
  return french ? " : montant à fixer, s'ajoute" : ": amount to be set, comes on top";
}

std::string short_month(int month, Language language) {
  static constexpr std::array<std::string_view, 12> kFrench{"janv.", "févr.", "mars",  "avr.", "mai",  "juin",
                                                            "juil.", "août",  "sept.", "oct.", "nov.", "déc."};
  static constexpr std::array<std::string_view, 12> kEnglish{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return std::string((language == Language::kFrench ? kFrench : kEnglish)[static_cast<std::size_t>(month - 1)]);
}

std::string amount_words(const AidReport& aid, Language language) {
  const bool french = language == Language::kFrench;
  std::string out;
  if (aid.monthly) out = aid.monthly->text + (french ? " par mois" : " a month");
  if (aid.total) {
    if (!out.empty()) out += ", ";
    out += aid.total->text + (french ? " en tout" : " in total");
  } else if (aid.minimum && aid.maximum && aid.minimum->cents != aid.maximum->cents) {
    if (!out.empty()) out += ", ";
    out += french ? "de " + aid.minimum->text + " à " + aid.maximum->text + " en tout"
                  : "from " + aid.minimum->text + " to " + aid.maximum->text + " in total";
  } else if (aid.minimum || aid.maximum) {
    if (!out.empty()) out += ", ";
    out += (aid.minimum ? aid.minimum : aid.maximum)->text + (french ? " en tout" : " in total");
  }
  if (!aid.duration.empty() && !out.empty()) out += " (" + aid.duration + ")";
  if (aid.decided_by.empty()) return out;
  if (!out.empty()) out += french ? "\u00a0; " : "; ";
  return out + (french ? "montant décidé par : " : "amount decided by: ") + aid.decided_by;
}

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
