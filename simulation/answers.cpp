// See answers.hpp.
#include "simulation/answers.hpp"

#include <algorithm>

#include "engine/evaluate/number_answer.hpp"
#include "engine/plan/wording.hpp"
#include "engine/syntax/expression.hpp"
#include "engine/value/calendar.hpp"
#include "engine/value/number.hpp"
#include "simulation/nearest.hpp"

namespace partance::simulation {

using engine::evaluate::Run;
using engine::syntax::Diagnostic;
using engine::syntax::Document;
using engine::syntax::Expression;
using engine::syntax::ExpressionKind;
using engine::syntax::NodeKind;
using engine::value::Value;

namespace {

/// The value of an expression that is one literal: most answers, for which no rule has to be added to the run.
std::optional<Value> literal(std::string_view text, Run& run) {
  Expression expression;
  if (engine::syntax::parse_expression(text, expression) || expression.nodes.size() != 1) return std::nullopt;
  const auto& node = expression.nodes.front();
  switch (node.kind) {
    case ExpressionKind::kBoolean:
      return Value::boolean(node.boolean);
    case ExpressionKind::kText:
      return Value::text(run.texts().intern(expression.text(node)));
    case ExpressionKind::kDate:
      return Value::text(run.texts().intern(engine::value::date_text({node.year, node.month, node.day})));
    case ExpressionKind::kNumber: {
      if (!node.has_unit) return Value::of_number(node.number);
      const auto unit = run.units().parse(expression.text(node));
      if (!unit) return std::nullopt;
      return Value::of_number(node.number, *unit);
    }
    default:
      return std::nullopt;
  }
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out + "\"";
}

Diagnostic unknown_name(std::string_view name, const engine::syntax::Span& span, const engine::plan::Program& program) {
  std::vector<std::string_view> names;
  for (const auto& rule : program.model.rules) {
    if (rule.has_question) names.push_back(rule.name);
  }
  Diagnostic d{.code = "unknown-answer",
               .message = {"« " + std::string(name) + " » n'est pas une question de ces règles.",
                           "“" + std::string(name) + "” is not a question of these rules."},
               .rule = std::string(name),
               .span = span,
               .hint = {}};
  if (const auto near = nearest(name, names, 1); !near.empty()) {
    d.hint = {"Vouliez-vous écrire « " + std::string(near[0]) + " » ?", "Did you mean “" + std::string(near[0]) + "”?"};
  }
  return d;
}

Diagnostic refused(const Answer& answer, base::Message expected) {
  return {.code = "answer-not-expected",
          .message = {"La réponse à « " + answer.rule + " » n'est pas de la sorte attendue : " + answer.expression,
                      "The answer to “" + answer.rule + "” is not of the kind expected: " + answer.expression},
          .rule = answer.rule,
          .span = answer.span,
          .hint = std::move(expected)};
}

/// A closed list (`une possibilité`, `liste`) takes its options only.
std::optional<Diagnostic> check_option(const Answer& answer, const Value& value, engine::model::RuleId rule, Run& run) {
  const auto& program = run.program();
  const bool has_options = run.model().rule(rule).choice != engine::model::kNoNode;
  const bool is_open = program.metadata.text(rule, "liste ouverte").has_value();
  if (is_open || !(has_options || program.metadata.has(rule, "liste")) || !value.is(engine::value::Kind::kText)) {
    return std::nullopt;
  }
  const std::string_view text = run.texts().text(value.text_id());
  const auto options = engine::plan::offers(program, rule, base::Language::kFrench);
  if (options.empty() || std::ranges::find(options, text, &engine::plan::Offer::value) != options.end()) {
    return std::nullopt;
  }
  std::vector<std::string_view> names;
  for (const auto& option : options) names.push_back(option.value);
  constexpr std::size_t kFew = 12;
  if (names.size() > kFew) names = nearest(text, names, 3);
  std::string list;
  for (const auto name : names) list += (list.empty() ? "'" : ", '") + std::string(name) + "'";
  if (list.empty())
    return refused(answer, {"Cette réponse n'est pas dans la liste.", "This answer is not in the list."});
  return refused(answer, {"Réponses possibles : " + list + ".", "Possible answers: " + list + "."});
}

/// What is wrong with a literal answer, if its rule says what it expects.
std::optional<Diagnostic> check_kind(const Answer& answer, const Value& value, engine::model::RuleId rule, Run& run) {
  using engine::model::Type;
  using engine::value::Kind;
  const auto& asked = run.model().rule(rule);
  if (!asked.has_question) return std::nullopt;
  const bool is_text = value.is(Kind::kText);
  const bool is_date = is_text && run.texts().date_ms(value.text_id()).has_value();
  if (asked.type == Type::kBoolean && !value.is(Kind::kBoolean)) {
    return refused(answer, {"Répondre oui ou non.", "Answer oui (yes) or non (no)."});
  }
  if (asked.type == Type::kNumber && !value.is_number()) {
    return refused(answer, {"Répondre par un nombre.", "Answer with a number."});
  }
  if (asked.type == Type::kDate && !is_date) {
    return refused(answer, {"Répondre par une date JJ/MM/AAAA.", "Answer with a date DD/MM/YYYY."});
  }
  if (asked.type == Type::kText && !is_text) {
    return refused(answer, {"Répondre par un texte entre apostrophes, comme \"'FR'\".",
                            "Answer with a text between apostrophes, like \"'FR'\"."});
  }
  return check_option(answer, value, rule, run);
}

/// Two slashes between digits: a date that does not exist, which the language would read as divisions.
bool looks_like_a_date(std::string_view text) {
  return std::ranges::count(text, '/') == 2 &&
         std::ranges::all_of(text, [](char c) { return c == '/' || (c >= '0' && c <= '9'); });
}

}  // namespace

const Answer* Answers::find(std::string_view rule) const {
  const auto it = std::ranges::find(all_, rule, &Answer::rule);
  return it == all_.end() ? nullptr : &*it;
}

void Answers::set(std::string rule, std::string expression, engine::syntax::Span span) {
  const auto it = std::ranges::find(all_, rule, &Answer::rule);
  if (it == all_.end()) {
    all_.push_back({std::move(rule), std::move(expression), span});
  } else {
    it->expression = std::move(expression);
    it->span = span;
  }
}

void Answers::remove(std::string_view rule) {
  std::erase_if(all_, [&](const Answer& answer) { return answer.rule == rule; });
}

Answers read_answers(const Document& document, const engine::plan::Program& program,
                     std::vector<Diagnostic>& diagnostics) {
  return read_answers(document, document.root(), program, diagnostics);
}

Answers read_answers(const Document& document, engine::syntax::NodeId mapping, const engine::plan::Program& program,
                     std::vector<Diagnostic>& diagnostics) {
  Answers answers;
  if (document.kind(mapping) == NodeKind::kNull) return answers;
  if (document.kind(mapping) != NodeKind::kMapping) {
    diagnostics.push_back({.code = "answers-not-mapping",
                           .message = {"Un fichier de réponses associe des questions à leur réponse.",
                                       "A file of answers maps questions to their answer."},
                           .rule = {},
                           .span = document.span(mapping),
                           .hint = {"Écrire une ligne « question: réponse » par réponse.",
                                    "Write one line “question: answer” for each answer."}});
    return answers;
  }
  for (const Document::Entry& entry : document.entries(mapping)) {
    const std::string_view name = document.key(entry);
    const auto rule = program.model.find(name);
    if (!rule || program.model.rule(*rule).is_private) {
      diagnostics.push_back(unknown_name(name, document.span(entry), program));
      continue;
    }
    const engine::syntax::Span span = document.span(entry.value);
    switch (document.kind(entry.value)) {
      case NodeKind::kNull:
        answers.set_unknown(std::string(name));
        break;
      case NodeKind::kNumber:
        if (auto problem = engine::evaluate::unfit_number(document.number(entry.value), name, span)) {
          diagnostics.push_back(*std::move(problem));
          break;
        }
        answers.set(std::string(name), engine::value::number_text(document.number(entry.value)), span);
        break;
      case NodeKind::kBoolean:
        answers.set(std::string(name), document.boolean(entry.value) ? "oui" : "non", span);
        break;
      case NodeKind::kText:
        answers.set(std::string(name), std::string(document.text(entry.value)), span);
        break;
      default:
        diagnostics.push_back({.code = "answer-not-value",
                               .message = {"La réponse à « " + std::string(name) + " » est une liste ou un groupe.",
                                           "The answer to “" + std::string(name) + "” is a list or a mapping."},
                               .rule = std::string(name),
                               .span = span,
                               .hint = {"Donner un nombre, une date, oui, non ou un texte.",
                                        "Give a number, a date, oui, non or a text."}});
    }
  }
  return answers;
}

std::string write_answers(const Answers& answers) {
  std::string out =
      "# Réponses à Partance, relues par : partance simulate --answers FICHIER. Une réponse vide : « je ne sais pas "
      "».\n"
      "# Answers to Partance, read back by: partance simulate --answers FILE. An empty answer: “I do not know”.\n";
  for (const Answer& answer : answers.all()) {
    out += quoted(answer.rule) + ":";
    if (answer.is_known()) out += " " + quoted(answer.expression);
    out += "\n";
  }
  return out;
}

bool apply(const Answer& answer, Run& run, std::vector<Diagnostic>& diagnostics) {
  const auto rule = run.model().find(answer.rule);
  if (!rule || run.model().rule(*rule).is_private) {
    diagnostics.push_back(unknown_name(answer.rule, answer.span, run.program()));
    return false;
  }
  if (!answer.is_known()) {
    run.unset(*rule);
    return true;
  }
  if (const auto value = literal(answer.expression, run)) {
    if (auto problem = check_kind(answer, *value, *rule, run)) {
      diagnostics.push_back(*std::move(problem));
      return false;
    }
    run.set(*rule, *value);
    return true;
  }
  if (looks_like_a_date(answer.expression)) {
    diagnostics.push_back(refused(answer, {"Ce jour n'existe pas : les dates s'écrivent JJ/MM/AAAA.",
                                           "There is no such day: dates are written DD/MM/YYYY."}));
    return false;
  }
  Document document;
  document.set_source(answer.span.source);
  const auto node = document.add_text(answer.expression, answer.span.begin, answer.span.end);
  const std::size_t before = diagnostics.size();
  if (run.set(*rule, document, node, diagnostics)) return true;
  run.unset(*rule);
  for (std::size_t i = before; i < diagnostics.size(); ++i) diagnostics[i].rule = answer.rule;
  return false;
}

void apply(const Answers& answers, Run& run, std::vector<Diagnostic>& diagnostics) {
  run.clear();
  for (const Answer& answer : answers.all()) apply(answer, run, diagnostics);
}

}  // namespace partance::simulation
