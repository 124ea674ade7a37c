// The cost report on a terminal.
#include <algorithm>

#include "cli/cost_report.hpp"
#include "cli/cost_sheets.hpp"
#include "cli/terminal.hpp"
#include "microsimulation/cost/line_diff.hpp"

namespace partance::cli {

namespace {

using Mark = microsimulation::cost::DiffLine::Mark;

constexpr std::size_t kLeastLabel = 10;

std::string pad_left(const std::string& text, std::size_t width) {
  const std::size_t used = columns(text);
  return (used < width ? std::string(width - used, ' ') : std::string()) + text;
}
std::string pad_right(const std::string& text, std::size_t width) {
  const std::size_t used = columns(text);
  return text + (used < width ? std::string(width - used, ' ') : std::string());
}

void write_sheet(const Sheet& sheet, Page& page) {
  page.line();
  page.line(page.styled(Style::kBold, sheet.caption));
  std::vector<std::size_t> widths(sheet.heads.size(), 0);
  for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = columns(sheet.heads[i]);
  for (const SheetRow& row : sheet.rows) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) widths[i + 1] = std::max(widths[i + 1], columns(row.cells[i]));
  }
  std::size_t numbers = 0;
  for (std::size_t i = 1; i < widths.size(); ++i) numbers += widths[i] + 2;
  std::size_t longest = columns(sheet.heads[0]);
  for (const SheetRow& row : sheet.rows) longest = std::max(longest, columns(printable(row.label)));
  const std::size_t room = page.screen().width > numbers ? page.screen().width - numbers : 0;
  const std::size_t label = std::min(longest, std::max(room, kLeastLabel));
  std::string heads = pad_right(sheet.heads[0], label);
  for (std::size_t i = 1; i < widths.size(); ++i) heads += "  " + pad_left(sheet.heads[i], widths[i]);
  page.line(page.styled(Style::kFaint, heads));
  for (const SheetRow& row : sheet.rows) {
    std::string name = printable(row.label);
    // A name too long for its column has a line of its own.
    if (columns(name) > label) {
      page.line(name);
      name.clear();
    }
    std::string line = pad_right(name, label);
    for (std::size_t i = 0; i < row.cells.size(); ++i) line += "  " + pad_left(row.cells[i], widths[i + 1]);
    page.line(row.is_total ? page.styled(Style::kBold, line) : line);
  }
  if (!sheet.note.empty()) page.paragraph("", sheet.note, Style::kFaint);
}

void write_change(const CostReport& report, const CostReport::Change& change, Page& page) {
  page.line(page.styled(Style::kBold, printable(change.rule.name)));
  page.paragraph("  ", change_words(report, change), Style::kFaint);
  for (const auto& line : microsimulation::cost::line_diff(change.rule.before, change.rule.after)) {
    const std::string text = printable(line.text);
    if (line.mark == Mark::kSame) page.line("    " + text);
    if (line.mark == Mark::kRemoved) page.line(page.styled(Style::kBad, "  - " + text));
    if (line.mark == Mark::kAdded) page.line(page.styled(Style::kGood, "  + " + text));
  }
}

}  // namespace

std::string cost_text(const CostReport& report, bool has_colours, std::size_t width) {
  const bool french = report.language == base::Language::kFrench;
  Page page({.width = width, .has_colours = has_colours});
  page.heading(cost_title(report));
  for (const Section& section : cost_sections(report)) {
    page.heading(section.title);
    for (const std::string& paragraph : section.paragraphs) page.paragraph("", paragraph);
    for (const Sheet& sheet : section.sheets) write_sheet(sheet, page);
  }
  page.heading(french ? "La réforme" : "The reform");
  if (report.changes.empty()) page.paragraph("", french ? "Aucune règle ne change." : "No rule changes.");
  for (const auto& change : report.changes) write_change(report, change, page);
  for (const std::string& name : report.removed) {
    page.paragraph(
        "  ",
        (french ? "Disparaît avec la règle qui la contenait : " : "Gone with the rule it was written in: ") + name);
  }
  page.heading(french ? "Comment ces chiffres sont faits" : "How these figures are made");
  for (const Fact& fact : cost_facts(report)) page.paragraph(fact.label + (french ? " : " : ": "), fact.text);
  for (const std::string& caution : cost_cautions(report)) page.paragraph("- ", caution);
  page.line();
  page.line(french ? "Pour les refaire :" : "To make them again:");
  page.line("  " + printable(report.command));
  return page.text();
}

}  // namespace partance::cli
