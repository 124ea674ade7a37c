// See rule_json.hpp.
#include "simulation/requests/rule_json.hpp"

#include "engine/explain/statement.hpp"
#include "simulation/json_pieces.hpp"

namespace partance::simulation::requests {

using engine::model::Type;
using engine::value::Kind;
namespace plan = engine::plan;

namespace {

void write_plain_value(base::JsonWriter& json, engine::evaluate::Run& run, const engine::value::Value& value) {
  json.key("value");
  switch (value.kind) {
    case Kind::kNumber:
      json.value(value.number);
      return;
    case Kind::kBoolean:
      json.value(value.is_true());
      return;
    case Kind::kText:
      json.value(run.texts().text(value.text_id()));
      return;
    default:
      json.null();
  }
}

}  // namespace

std::string_view kind_of(const plan::Program& program, RuleId rule) {
  const auto& found = program.model.rule(rule);
  switch (found.type) {
    case Type::kNumber:
      return "number";
    case Type::kBoolean:
      return "yes_no";
    case Type::kText:
      return "text";
    case Type::kDate:
      return "date";
    case Type::kUnknown:
      break;
  }
  if (!plan::declared_unit(program, rule).empty()) return "number";
  return found.has_question ? "yes_no" : "group";
}

void write_rule_line(base::JsonWriter& json, const Case& one, RuleId rule) {
  const auto& program = one.program();
  json.begin_object().key("name").value(program.model.rule(rule).name);
  json.key("title").value(plan::title(program, rule, one.language())).key("kind").value(kind_of(program, rule));
  write_text_or_null(json, "unit", plan::declared_unit(program, rule));
  write_text_or_null(json, "question", plan::text_in(program, rule, "question", one.language()));
  json.end_object();
}

void write_words(base::JsonWriter& json, engine::evaluate::Run& blank, RuleId rule, base::Language language) {
  write_texts(json, "words", engine::explain::statement(blank, rule, language));
}

void write_dated_values(base::JsonWriter& json, engine::evaluate::Run& blank, const History& history) {
  json.begin_array();
  for (const DatedValue& dated : history.values) {
    json.begin_object();
    write_date_or_null(json, "from", dated.from);
    write_plain_value(json, blank, dated.value);
    json.key("shown").value(dated.shown).key("published").value(dated.is_published);
    write_references(json, dated.references);
    json.end_object();
  }
  json.end_array();
}

}  // namespace partance::simulation::requests
