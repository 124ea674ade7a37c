// A question: how a missing input is put to a person, and what may be answered.
//
// Made from the metadata of the input's rule (rulebook/README.md): `question`, `description`, `libellés`, `liste`,
// `minimum`, `maximum`, and `au moins` / `au plus`, which name another input that bounds this one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/evaluate/run.hpp"
#include "engine/plan/wording.hpp"

namespace partance::engine::interview {

using evaluate::RuleId;
using evaluate::Run;
using value::Date;

/// What kind of answer is expected.
enum class Input : std::uint8_t {
  kYesNo,
  kNumber,
  kDate,
  kText,
  kChoice,  ///< one of a few options
  kTable,   ///< one row of a table (countries, regions…)
};

struct Question {
  RuleId rule{};
  std::string name{};  ///< of the rule
  std::string title{};
  std::string text{};
  std::string why{};  ///< why it is asked; may be empty
  std::string theme{};
  Input input = Input::kText;
  std::string unit{};                      ///< of a number; empty when it has none
  std::vector<plan::Offer> offers{};       ///< kChoice, kTable
  std::vector<plan::Offer> other_names{};  ///< kTable: the same rows in the other language
  bool is_open = false;                    ///< kTable: something else may be answered too
  std::optional<double> minimum{}, maximum{};
  std::optional<Date> earliest{}, latest{};
  base::Language language = base::Language::kFrench;
};

/// The question of an input, bounded by what the run already knows.
Question question_of(Run& run, RuleId rule, base::Language language);
/// Works out the bounds again, the only part of a question that other answers change.
void bound(Run& run, Question& question);

/// The theme of an input: the nearest `thème` of the rule or its parents, else the title of its topmost parent.
std::string theme_of(const plan::Program& program, RuleId rule, base::Language language);

}  // namespace partance::engine::interview
