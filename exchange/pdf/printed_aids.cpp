// Each aid in detail, criterion by criterion, and the list of sources their numbers lead to.
#include "exchange/pdf/drawings.hpp"
#include "exchange/pdf/printer.hpp"
#include "simulation/report_words.hpp"

namespace partance::exchange::pdf {

using base::Message;
using simulation::AidReport;
using simulation::Criterion;
using simulation::reliability_words;
using simulation::Verdict;

namespace {

Message verdict_words(Verdict verdict) {
  if (verdict == Verdict::kYes) return {"oui", "yes"};
  if (verdict == Verdict::kNo) return {"non", "no"};
  return {"ne peut pas encore se dire", "cannot tell yet"};
}

void print_criterion(Printer& printer, const Criterion& criterion) {
  const auto language = printer.report().language;
  std::string seen;
  for (const auto& one : criterion.seen) {
    if (!seen.empty()) seen += printer.is_french() ? "\u00a0; " : "; ";
    seen += escape(one.title, 300) + printer.colon() + "<b>" + escape(one.value, 300) + "</b>";
  }
  const std::string doubt = reliability_words(criterion.reliability, language);
  printer.paragraph(escape(criterion.title) + printer.colon() + printer.words(verdict_words(criterion.verdict)) +
                        (doubt.empty() ? "" : " (" + escape(doubt) + ")") + printer.numbers(criterion.references),
                    {.indent = 28,
                     .space_before = 3,
                     .keep_with_next = !seen.empty(),
                     .tag = "LI",
                     .mark = verdict_mark(criterion.verdict)});
  printer.paragraph(seen, {.size = 8.8, .indent = 28, .colour = kSoft});
}

void print_missing(Printer& printer, const AidReport& aid) {
  std::string asked, unpublished;
  for (const auto& one : aid.missing) {
    std::string& list = one.is_unpublished ? unpublished : asked;
    list += (list.empty() ? "" : ", ") + one.title;
  }
  printer.field({"Il manque", "Still missing"}, asked);
  printer.field({"Non publié", "Not published"}, unpublished);
  printer.field({"Erreur de calcul", "Computation error"}, aid.error);
}

void print_aid(Printer& printer, const AidReport& aid) {
  const auto language = printer.report().language;
  printer.subheading(escape(aid.title) + " – " + printer.words(verdict_words(aid.verdict)), verdict_mark(aid.verdict));
  if (aid.verdict == Verdict::kNo) {
    // What stands in the way is enough: the whole is on the screen.
    for (const Criterion& criterion : aid.criteria) {
      if (criterion.verdict == Verdict::kNo) print_criterion(printer, criterion);
    }
    print_missing(printer, aid);
    return;
  }
  printer.paragraph(escape(aid.description), {.indent = 14, .space_before = 1});
  const std::string doubt = reliability_words(aid.reliability, language);
  if (!doubt.empty()) printer.paragraph(escape(doubt), {.indent = 14, .colour = kOpen, .space_before = 1});
  printer.field({"Montant", "Amount"}, amount_words(aid, language));
  print_missing(printer, aid);
  for (const Criterion& criterion : aid.criteria) print_criterion(printer, criterion);
  printer.field({"Qui décide", "Who decides"}, aid.decides);
  printer.field({"Qui paie", "Who pays"}, aid.pays);
  printer.field({"Versement", "Payment"}, aid.payment);
  const std::string numbers = printer.numbers(aid.references);
  if (!numbers.empty()) printer.paragraph(printer.words({"Sources", "Sources"}) + numbers, {.indent = 14});
}

}  // namespace

void print_aids(Printer& printer) {
  if (printer.report().aids.empty()) return;
  printer.heading({"Chaque aide en détail", "Each aid in detail"});
  for (const Verdict verdict : {Verdict::kYes, Verdict::kUnknown, Verdict::kNo}) {
    for (const AidReport& aid : printer.report().aids) {
      if (aid.verdict == verdict) print_aid(printer, aid);
    }
  }
}

void print_sources(Printer& printer) {
  if (printer.sources().empty()) return;
  printer.heading({"Sources", "Sources"});
  for (std::size_t i = 0; i < printer.sources().size(); ++i) {
    const auto& source = printer.sources()[i];
    const bool is_link = source.address.starts_with("https://");
    std::string text = "[" + std::to_string(i + 1) + "] " + escape(source.title, 500);
    if (!source.address.empty()) {
      text += " – <span foreground=\"" + std::string(is_link ? "#2b5fa8" : "#535360") + "\">" +
              escape(source.address, 500) + "</span>";
    }
    printer.paragraph(text, {.size = 8.5, .space_before = 2, .link = is_link ? source.address : std::string()});
  }
}

}  // namespace partance::exchange::pdf
