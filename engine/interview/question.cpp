// See question.hpp.
#include "engine/interview/question.hpp"

#include <algorithm>

namespace partance::engine::interview {

using base::Language;
using value::Kind;

namespace {

/// Most options shown as a numbered list; more than that is a table to search.
constexpr std::size_t kMostChoices = 30;

Input input_of(const model::Rule& rule, bool has_table, std::size_t offers, bool has_unit) {
  if (rule.choice != model::kNoNode && offers > 0 && offers <= kMostChoices) return Input::kChoice;
  if (has_table || offers > 0) return Input::kTable;
  switch (rule.type) {
    case model::Type::kDate:
      return Input::kDate;
    case model::Type::kText:
      return Input::kText;
    case model::Type::kNumber:
      return Input::kNumber;
    default:
      // Without a type nor a unit, the language takes a question for a yes/no one.
      return has_unit ? Input::kNumber : Input::kYesNo;
  }
}

void read_bound(Run& run, RuleId rule, std::string_view key, bool is_lower, Question& question) {
  const auto name = run.program().metadata.text(rule, key);
  const auto other = name ? run.model().find(*name) : std::nullopt;
  if (!other || !run.answered(*other)) return;
  const value::Value bound = run.evaluate(*other);
  if (bound.is_number()) {
    auto& limit = is_lower ? question.minimum : question.maximum;
    if (!limit || (is_lower ? *limit < bound.number : *limit > bound.number)) limit = bound.number;
  } else if (bound.is(Kind::kText)) {
    const auto date = value::parse_date_text(run.texts().text(bound.text_id()));
    if (!date) return;
    auto& limit = is_lower ? question.earliest : question.latest;
    const auto days = value::to_days(*date);
    if (!limit || (is_lower ? value::to_days(*limit) < days : value::to_days(*limit) > days)) limit = date;
  }
}

}  // namespace

std::string theme_of(const plan::Program& program, RuleId rule, Language language) {
  RuleId top = rule;
  for (RuleId at = rule; at != model::kNoRule; at = program.model.rule(at).parent) {
    if (auto theme = plan::text_in(program, at, "thème", language); !theme.empty()) return theme;
    top = at;
  }
  return plan::title(program, top, language);
}

void bound(Run& run, Question& question) {
  const auto& metadata = run.program().metadata;
  const RuleId rule = question.rule;
  question.minimum = question.maximum = std::nullopt;
  question.earliest = question.latest = std::nullopt;
  if (question.input == Input::kDate) {
    if (const auto text = metadata.text(rule, "minimum")) question.earliest = value::parse_date_text(*text);
    if (const auto text = metadata.text(rule, "maximum")) question.latest = value::parse_date_text(*text);
  } else if (question.input == Input::kNumber) {
    question.minimum = metadata.number(rule, "minimum");
    question.maximum = metadata.number(rule, "maximum");
  }
  read_bound(run, rule, "au moins", true, question);
  read_bound(run, rule, "au plus", false, question);
}

Question question_of(Run& run, RuleId rule, Language language) {
  const plan::Program& program = run.program();
  Question question{.rule = rule, .name = program.model.rule(rule).name, .language = language};
  question.title = plan::title(program, rule, language);
  question.text = plan::text_in(program, rule, "question", language);
  if (question.text.empty()) question.text = question.title;
  question.why = plan::text_in(program, rule, "description", language);
  question.theme = theme_of(program, rule, language);
  question.unit = plan::declared_unit(program, rule);
  question.offers = plan::offers(program, rule, language);
  const auto table = program.metadata.text(rule, "liste");
  question.input =
      input_of(program.model.rule(rule), table.has_value(), question.offers.size(), !question.unit.empty());
  if (question.input == Input::kTable) {
    const Language other = language == Language::kFrench ? Language::kEnglish : Language::kFrench;
    question.other_names = plan::offers(program, rule, other);
    const auto open = program.metadata.text(rule, "liste ouverte");
    question.is_open = question.offers.empty() || open == "oui" || open == "true";
  }
  bound(run, question);
  return question;
}

}  // namespace partance::engine::interview
