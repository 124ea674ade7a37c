// The cost report as a page that stands alone.
#include "cli/bar_chart.hpp"
#include "cli/cost_report.hpp"
#include "cli/cost_sheets.hpp"
#include "cli/html_page.hpp"
#include "engine/explain/render.hpp"
#include "microsimulation/cost/line_diff.hpp"

namespace partance::cli {

namespace {

using base::Message;
using engine::explain::escaped;
using Mark = microsimulation::cost::DiffLine::Mark;

class Writer {
 public:
  explicit Writer(const CostReport& report) : report_(report) {}

  std::string whole() {
    put("<h1>" + escaped(cost_title(report_)) + "</h1>\n");
    for (const Section& section : cost_sections(report_)) write(section);
    reform();
    making();
    return std::move(out_);
  }

 private:
  void put(std::string_view text) { out_ += text; }
  [[nodiscard]] std::string words(const Message& message) const { return escaped(message.in(report_.language)); }
  void paragraph(const std::string& text) { put("<p>" + escaped(text) + "</p>\n"); }
  void title(const std::string& text) { put("<h2>" + escaped(text) + "</h2>\n"); }

  void write(const Section& section) {
    title(section.title);
    for (const std::string& text : section.paragraphs) paragraph(text);
    for (const Chart& chart : section.charts) put(bar_chart(chart, ++charts_, report_.language));
    for (const Sheet& sheet : section.sheets) write(sheet);
  }

  void write(const Sheet& sheet) {
    // A table wider than the screen is moved by itself, with the keyboard too.
    put("<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"" + escaped(sheet.caption) +
        "\"><table class=\"figures\"><caption>" + escaped(sheet.caption) + "</caption>\n<thead><tr>");
    for (std::size_t i = 0; i < sheet.heads.size(); ++i) {
      put(std::string("<th scope=\"col\"") + (i > 0 ? " class=\"money\"" : "") + ">" + escaped(sheet.heads[i]) +
          "</th>");
    }
    put("</tr></thead>\n<tbody>\n");
    for (const SheetRow& row : sheet.rows) {
      put(std::string(row.is_total ? "<tr class=\"sum\">" : "<tr>") + "<th scope=\"row\">" + escaped(row.label) +
          "</th>");
      for (const std::string& cell : row.cells) put("<td class=\"money\">" + escaped(cell) + "</td>");
      put("</tr>\n");
    }
    put("</tbody></table></div>\n");
    if (!sheet.note.empty()) put("<p class=\"soft\">" + escaped(sheet.note) + "</p>\n");
  }

  void reform() {
    title(Message{"La réforme", "The reform"}.in(report_.language));
    if (report_.changes.empty()) put("<p>" + words({"Aucune règle ne change.", "No rule changes."}) + "</p>\n");
    for (const auto& change : report_.changes) {
      put("<section class=\"change\"><h3>" + escaped(change.rule.name) + "</h3><p class=\"soft\">" +
          escaped(change_words(report_, change)) + "</p>\n<pre class=\"diff\">");
      for (const auto& line : microsimulation::cost::line_diff(change.rule.before, change.rule.after)) {
        const std::string text = escaped(line.text);
        if (line.mark == Mark::kSame) put("  " + text + "\n");
        if (line.mark == Mark::kRemoved) put("<del>- " + text + "</del>\n");
        if (line.mark == Mark::kAdded) put("<ins>+ " + text + "</ins>\n");
      }
      put("</pre></section>\n");
    }
    for (const std::string& name : report_.removed) {
      put("<p>" + words({"Disparaît avec la règle qui la contenait : ", "Gone with the rule it was written in: "}) +
          escaped(name) + "</p>\n");
    }
  }

  void making() {
    title(Message{"Comment ces chiffres sont faits", "How these figures are made"}.in(report_.language));
    put("<dl>\n");
    for (const Fact& fact : cost_facts(report_)) {
      put("<dt>" + escaped(fact.label) + "</dt><dd class=\"long\">" + escaped(fact.text) + "</dd>\n");
    }
    put("</dl>\n<ul>\n");
    for (const std::string& caution : cost_cautions(report_)) put("<li>" + escaped(caution) + "</li>\n");
    put("</ul>\n<p>" + words({"Pour les refaire :", "To make them again:"}) + "</p>\n<pre class=\"diff\">" +
        escaped(report_.command) + "</pre>\n");
  }

  const CostReport& report_;
  std::size_t charts_ = 0;
  std::string out_;
};

}  // namespace

std::string cost_html(const CostReport& report) {
  const Message title{"Partance – ce que coûterait la réforme", "Partance – what the reform would cost"};
  return html_page(title.in(report.language), Writer(report).whole(), report.language);
}

}  // namespace partance::cli
