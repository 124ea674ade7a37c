// The first page's head, then the parts in their order.
#include "exchange/pdf/report_pdf.hpp"

#include <array>
#include <cstdio>
#include <mutex>
#include <optional>

#include <malloc.h>

#include "exchange/pdf/drawings.hpp"
#include "exchange/pdf/printer.hpp"

namespace partance::exchange::pdf {

using base::Message;
using simulation::Report;

namespace {

std::string iso_text(std::chrono::sys_seconds time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  std::array<char, 64> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02u-%02uT%02ld:%02ld:%02ldZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<long>(clock.hours().count()), static_cast<long>(clock.minutes().count()),
                static_cast<long>(clock.seconds().count()));
  return out.data();
}

/// A document takes a dozen megabytes for a moment: at its end they go back to the system, or a server that is mostly
/// idle would keep them for each of its threads.
struct GiveMemoryBack {
  GiveMemoryBack() = default;
  GiveMemoryBack(const GiveMemoryBack&) = delete;
  GiveMemoryBack& operator=(const GiveMemoryBack&) = delete;
  ~GiveMemoryBack() {
#ifdef __GLIBC__
    ::malloc_trim(0);
#endif
  }
};

constexpr double kQrSize = 92;

void print_head(Printer& printer, const PdfOptions& options, const std::optional<QrCode>& code) {
  Flow& flow = printer.flow();
  const double width = code ? kWidth - kQrSize - 16 : kWidth;
  if (code) {
    flow.beside([&code](cairo_t* on, double x, double y) { draw_qr(on, *code, x + kWidth - kQrSize, y - 8, kQrSize); });
  }
  flow.text("<b>Partance</b>", {.size = 9.5, .width = width, .colour = kAccent, .keep_with_next = true});
  flow.text("<b>" + printer.words({"Vos aides à la mobilité", "Your mobility aids"}) + "</b>",
            {.size = 21, .width = width, .keep_with_next = true, .tag = "H1"});
  flow.text(
      printer.words({"Simulation du ", "Simulated on "}) + engine::value::date_text(printer.report().today) +
          printer.words({". Elle informe et n'engage aucun organisme.", ". It informs, and binds no institution."}),
      {.width = width, .colour = kSoft, .keep_with_next = code.has_value()});
  if (!code) return;
  flow.text(printer.words({"Retrouver cette simulation", "Find this simulation again"}) + printer.colon() +
                "<span foreground=\"#2b5fa8\">" + escape(options.link) + "</span>",
            {.width = width, .colour = kSoft, .space_before = 4, .keep_with_next = true, .link = options.link});
  flow.space(14);
}

}  // namespace

base::Result<std::string> report_pdf(const Report& report, const PdfOptions& options) {
  std::optional<QrCode> code;
  if (!options.link.empty()) {
    auto made = qr_code(options.link);
    if (!made) return std::unexpected(made.error());
    code = std::move(*made);
  }
  // Fonts are shared by the whole process underneath, and a page takes memory: one document at a time.
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  const GiveMemoryBack give_memory_back;

  const std::string language = report.language == base::Language::kFrench ? "fr" : "en";
  const Message title{"Partance – vos aides à la mobilité", "Partance – your mobility aids"};
  const Message foot{"Cette simulation informe et n'engage aucun organisme.",
                     "This simulation informs, and binds no institution."};
  const Message subject{"Résultat d'une simulation d'aides à la mobilité internationale",
                        "Result of a simulation of international mobility aids"};
  Flow flow(language);
  if (!flow.has_font()) {
    return base::fail(base::ErrorKind::kUnavailable,
                      "Le PDF n'a pas pu être fait : installez une police (fonts-liberation ou fonts-dejavu-core).",
                      "The PDF could not be made: install a font (fonts-liberation or fonts-dejavu-core).");
  }
  Printer printer(flow, report);
  print_head(printer, options, code);
  print_verdicts(printer);
  print_combination(printer);
  print_months(printer);
  print_deadlines(printer);
  print_steps(printer);
  print_questions(printer);
  print_aids(printer);
  print_sources(printer);
  return flow.finish({.title = title.in(report.language),
                      .head = engine::value::date_text(report.today),
                      .foot = foot.in(report.language),
                      .language = language,
                      .created = iso_text(options.created),
                      .subject = subject.in(report.language)},
                     options.most_pages);
}

}  // namespace partance::exchange::pdf
