// For tests of this room: a report with all that may happen, made by hand.
#pragma once

#include <array>
#include <string>

#include "simulation/report.hpp"

namespace partance::exchange {

/// Three aids: a yes paid monthly, an open one with a window, a no. Texts hold accents, commas, line ends and more.
inline simulation::Report example_report(base::Language language = base::Language::kFrench) {
  using namespace simulation;
  const bool french = language == base::Language::kFrench;
  Report report{.language = language, .today = {2026, 3, 1}};
  report.aids.push_back(
      {.id = "ami",
       .rule = "aides . ami",
       .title = french ? "Aide à la mobilité internationale" : "International mobility aid",
       .description = french ? "Versée par l'établissement ; 400 € par mois." : "Paid by the establishment.",
       .verdict = Verdict::kYes,
       .monthly = Amount{40000, "400 €"},
       .total = Amount{120000, "1 200 €"},
       .duration = french ? "3 mois" : "3 months",
       .months = 3,
       .criteria = {{.rule = "aides . ami . condition . bourse",
                     .title = french ? "Être boursière ou boursier" : "Hold a grant",
                     .description = french ? "Bourse sur critères sociaux, échelon 0 bis à 7." : "",
                     .verdict = Verdict::kYes,
                     .seen = {{"bourse", french ? "Bourse" : "Grant", french ? "oui" : "yes", true, true}},
                     .references = {{"Code de l'éducation, D. 821-1", "https://www.legifrance.gouv.fr/x"}}}},
       .window = {.opening = Date{2026, 3, 15},
                  .closing = Date{2026, 6, 30},
                  .opening_text = "15/03/2026",
                  .closing_text = "30/06/2026"},
       .documents = {french ? "Projet de séjour" : "Project of stay", french ? "Lettre, signée" : "Signed letter"},
       .decides = french ? "Le chef d'établissement" : "The head of establishment",
       .pays = french ? "L'établissement" : "The establishment",
       .where = french ? "Bureau des relations internationales; guichet 2, rez-de-chaussée" : "International office",
       .payment = french ? "Chaque mois" : "Monthly",
       .references = {{"Arrêté du 15 avril 2025", "JORFTEXT000051491029"},
                      {"service-public.fr", "https://www.service-public.gouv.fr/particuliers/vosdroits/F380"}}});
  report.aids.push_back(
      {.id = "région",
       .rule = "aides . région",
       .title = french ? "Bourse régionale d'été" : "Regional summer grant",
       .verdict = Verdict::kUnknown,
       .minimum = Amount{20000, "200 €"},
       .maximum = Amount{50000, "500 €"},
       .criteria = {{.rule = "r",
                     .title = french ? "Quotient familial sous le plafond" : "Income under the ceiling",
                     .verdict = Verdict::kUnknown,
                     .reliability = "incertain"}},
       .missing = {{"foyer . quotient", french ? "Quotient familial" : "Family quotient",
                    french ? "Quel est votre quotient ?" : "What is your quotient?", false}},
       .window = {.closing = Date{2026, 4, 1}, .closing_text = "01/04/2026", .is_open = true},
       .reliability = "secondaire"});
  report.aids.push_back({.id = "stage",
                         .rule = "aides . stage",
                         .title = french ? "Prime de stage" : "Traineeship bonus",
                         .verdict = Verdict::kNo,
                         .criteria = {{.rule = "s",
                                       .title = french ? "Faire un stage" : "Do a traineeship",
                                       .verdict = Verdict::kNo,
                                       .seen = {{"séjour", "Motif", french ? "études" : "studies", true, true}}}},
                         .window = {.closing = Date{2026, 5, 1}, .closing_text = "01/05/2026"}});
  report.best = {.shares = {{.aid = 0, .amount = 120000}}, .total = 120000};
  report.runner_up = Plan{.shares = {{.aid = 0, .amount = 80000, .is_reduced = true}}, .total = 80000};
  report.uncounted = {{.aid = 1, .is_unsure = true}};
  report.notes = {{.first = 0, .second = 1, .text = french ? "Cumul à vérifier." : "To be checked."}};
  report.office_questions = {{.first = 0, .second = 1, .text = french ? "Peut-on cumuler ?" : "May they be added?"}};
  for (std::uint8_t i = 0; i < 3; ++i) {
    const auto month = static_cast<std::uint8_t>(9 + i);
    const std::string name = std::array<std::string, 3>{
        french ? "septembre" : "September", french ? "octobre" : "October", french ? "novembre" : "November"}[i];
    report.months.push_back({.year = 2026,
                             .month = month,
                             .label = name + " 2026",
                             .total = 40000,
                             .payments = {{.aid = 0, .date = Date{2026, month, 5}, .amount = 40000}}});
  }
  report.questions = report.aids[1].missing;
  return report;
}

}  // namespace partance::exchange
