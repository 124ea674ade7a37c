// The tables of a cost report, in the reader's language: what the terminal and the page show in the same words.
#pragma once

#include <string>
#include <vector>

#include "cli/cost_amounts.hpp"
#include "cli/cost_report.hpp"

namespace partance::cli {

struct SheetRow {
  std::string label;
  std::vector<std::string> cells;
  bool is_total = false;
};

struct Sheet {
  std::string caption{};
  std::vector<std::string> heads{};  ///< of the label, then of the cells
  std::vector<SheetRow> rows{};
  std::string note{};  ///< below the table; may be empty
};

/// One bar of a chart, or two of them: before and after.
struct Bar {
  std::string label;
  double first = 0;
  double second = 0;
  std::string first_text;
  std::string second_text;
  int tone = 0;  ///< −1 loses, 1 gains, 0 neither
};

struct Chart {
  std::string title{};
  std::string first_name{}, second_name{};  ///< of the two bars; empty: one bar only
  std::vector<Bar> bars{};
  std::string note{};
};

/// A part of the report: a title, what to see, what to read.
struct Section {
  std::string title{};
  std::vector<std::string> paragraphs{};
  std::vector<Chart> charts{};
  std::vector<Sheet> sheets{};
};

/// The figures of the report, part by part.
std::vector<Section> cost_sections(const CostReport& report);

/// The lines that say what was compared: population, weights, day, versions, each "label" and "text".
struct Fact {
  std::string label;
  std::string text;
};
std::vector<Fact> cost_facts(const CostReport& report);

/// What a reader must know to read the figures rightly.
std::vector<std::string> cost_cautions(const CostReport& report);

/// "Modifiée ; atteint 3 règles, dont les aides AMI, BCS".
std::string change_words(const CostReport& report, const CostReport::Change& change);

/// Fine grain only where sums, or people, are few.
CostAmounts amounts_of(const CostReport& report);

/// An aid by its title, a rule by its name.
std::string name_of(const microsimulation::cost::Target& target, base::Language language);

std::string cost_title(const CostReport& report);

}  // namespace partance::cli
