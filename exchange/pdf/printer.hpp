// The words and habits that all parts of the printed report share: headings, fields, numbered sources.
#pragma once

#include <string>
#include <vector>

#include "exchange/pdf/flow.hpp"
#include "simulation/report.hpp"

namespace partance::exchange::pdf {

class Printer {
 public:
  Printer(Flow& flow, const simulation::Report& report) : flow_(flow), report_(report) {}

  [[nodiscard]] Flow& flow() const { return flow_; }
  [[nodiscard]] const simulation::Report& report() const { return report_; }
  [[nodiscard]] bool is_french() const { return report_.language == base::Language::kFrench; }

  /// As markup, in the report's language.
  [[nodiscard]] std::string words(const base::Message& message) const { return escape(message.in(report_.language)); }
  [[nodiscard]] std::string money(simulation::Cents cents) const {
    return escape(base::money_text(cents, report_.language));
  }
  [[nodiscard]] std::string colon() const { return is_french() ? "\u00a0: " : ": "; }

  void heading(const base::Message& text);
  void subheading(const std::string& markup, const Mark& mark = {});
  void paragraph(const std::string& markup, TextStyle style = {});
  void soft(const std::string& markup);
  void bullet(const std::string& markup);
  /// "Où demander : …"; nothing when the text is empty.
  void field(const base::Message& name, const std::string& text, double indent = 14);

  /// " [1][3]": the numbers of these sources in the list at the end.
  std::string numbers(const std::vector<simulation::Citation>& citations);
  [[nodiscard]] const std::vector<simulation::Citation>& sources() const { return sources_; }

 private:
  Flow& flow_;
  const simulation::Report& report_;
  std::vector<simulation::Citation> sources_{};
};

/// The parts of the document after the first page's head, in their order.
void print_verdicts(Printer& printer);
void print_combination(Printer& printer);
void print_months(Printer& printer);
void print_deadlines(Printer& printer);
void print_steps(Printer& printer);
void print_questions(Printer& printer);
void print_aids(Printer& printer);
void print_sources(Printer& printer);

}  // namespace partance::exchange::pdf
