// See question_writer.hpp.
#include "simulation/requests/question_writer.hpp"

#include "engine/interview/typed_answer.hpp"
#include "simulation/json_pieces.hpp"

namespace partance::simulation::requests {

using base::JsonWriter;
using engine::interview::Input;
using engine::interview::Question;

namespace {

std::string_view input_word(Input input) {
  switch (input) {
    case Input::kYesNo:
      return "yes_no";
    case Input::kNumber:
      return "number";
    case Input::kDate:
      return "date";
    case Input::kChoice:
      return "choice";
    case Input::kTable:
      return "table";
    case Input::kText:
      break;
  }
  return "text";
}

void write_offer(JsonWriter& json, std::string_view value, std::string_view label) {
  json.begin_object().key("value").value(value).key("label").value(label).end_object();
}

std::string options_of(const Question& question) {
  std::string out;
  JsonWriter json(out);
  json.begin_array();
  for (const auto& offer : question.offers) {
    write_offer(json, engine::interview::text_expression(offer.value), offer.label);
  }
  json.end_array();
  return out;
}

std::string suggestions_of(const engine::plan::Program& program, engine::model::RuleId rule) {
  std::string out;
  JsonWriter json(out);
  json.begin_array();
  for (const auto& [label, value] : program.metadata.map(rule, "suggestions")) write_offer(json, value, label);
  json.end_array();
  return out;
}

std::string references_of(const engine::plan::Program& program, engine::model::RuleId rule) {
  std::string out;
  JsonWriter json(out);
  write_citations(json, engine::plan::citations(program, rule));
  return out;
}

void write_number_or_null(JsonWriter& json, std::string_view key, const std::optional<double>& number) {
  json.key(key);
  if (number) {
    json.value(*number);
  } else {
    json.null();
  }
}

}  // namespace

QuestionWriter::Kept& QuestionWriter::kept(Run& run, RuleId rule, base::Language language) {
  auto& all = language == base::Language::kFrench ? french_ : english_;
  const auto found = all.find(index(rule));
  if (found != all.end()) {
    engine::interview::bound(run, found->second.question);
    return found->second;
  }
  const auto& program = run.program();
  Kept made{.question = engine::interview::question_of(run, rule, language)};
  made.options = options_of(made.question);
  made.suggestions = suggestions_of(program, rule);
  made.references = references_of(program, rule);
  // Any rule may be asked about; only questions are asked again.
  if (!program.model.rule(rule).has_question) return last_ = std::move(made);
  return all.emplace(index(rule), std::move(made)).first->second;
}

const Question& QuestionWriter::question(Run& run, RuleId rule, base::Language language) {
  return kept(run, rule, language).question;
}

void QuestionWriter::write(JsonWriter& json, Run& run, RuleId rule, base::Language language, const Answers& answers) {
  const Kept& one = kept(run, rule, language);
  const Question& question = one.question;
  json.begin_object().key("rule").value(question.name).key("title").value(question.title);
  json.key("text").value(question.text);
  write_text_or_null(json, "why", question.why);
  json.key("theme").value(question.theme).key("input").value(input_word(question.input));
  write_text_or_null(json, "unit", question.unit);
  json.key("options").raw(one.options).key("suggestions").raw(one.suggestions);
  json.key("open").value(question.is_open);
  write_number_or_null(json, "minimum", question.minimum);
  write_number_or_null(json, "maximum", question.maximum);
  write_date_or_null(json, "earliest", question.earliest);
  write_date_or_null(json, "latest", question.latest);
  const Answer* given = answers.find(question.name);
  write_text_or_null(json, "answer", given ? given->expression : std::string());
  json.key("references").raw(one.references).end_object();
}

}  // namespace partance::simulation::requests
