// The requests of an interview: the next questions, one question, a typed answer, the recap of all answers; and the
// result itself.
#include <algorithm>

#include "engine/interview/typed_answer.hpp"
#include "simulation/json_pieces.hpp"
#include "simulation/next_questions.hpp"
#include "simulation/report_json.hpp"
#include "simulation/requests/case.hpp"

namespace partance::simulation::requests {

using base::JsonWriter;
using engine::evaluate::Run;

namespace {

void write_progress(JsonWriter& json, const engine::interview::Progress& progress) {
  json.key("progress").begin_object().key("answered").value(progress.answered);
  json.key("remaining").value(progress.remaining).key("share").value(progress.share()).end_object();
}

void write_verdicts(JsonWriter& json, const std::vector<Verdict>& verdicts) {
  json.key("verdicts").begin_object();
  for (const Verdict verdict : {Verdict::kYes, Verdict::kNo, Verdict::kUnknown}) {
    json.key(verdict_word(verdict)).value(std::ranges::count(verdicts, verdict));
  }
  json.end_object();
}

/// Which answers some aid has read: its verdict, its amounts or its window.
std::vector<bool> answers_read(Run& run, const Catalogue& catalogue, const Answers& answers) {
  std::vector<bool> read(answers.all().size(), false);
  const auto look = [&](std::optional<RuleId> target) {
    if (!target) return;
    run.evaluate(*target);
    for (std::size_t i = 0; i < read.size(); ++i) {
      if (read[i]) continue;
      const auto rule = run.model().find(answers.all()[i].rule);
      read[i] = rule && run.computed(run.model().rule(*rule).node).has_value();
    }
  };
  for (const Aid& aid : catalogue.aids) {
    for (const auto& target : {std::optional(aid.eligible), aid.monthly, aid.total, aid.minimum, aid.maximum,
                               aid.duration, aid.opening, aid.closing}) {
      look(target);
    }
  }
  for (const auto& target : {catalogue.stay_start, catalogue.stay_end, catalogue.year_start}) look(target);
  return read;
}

std::string shown(Run& run, RuleId rule, base::Language language) {
  const auto value = run.evaluate(rule);
  return engine::plan::say(run.program(), rule, value, run.units(), run.texts(), language);
}

void write_recalled(JsonWriter& json, Run& run, const Answer& answer, bool matters, Case& one) {
  const auto rule = run.model().find(answer.rule);
  if (!rule) return;
  const auto& question = one.workspace.questions().question(run, *rule, one.language());
  json.begin_object().key("rule").value(answer.rule).key("title").value(question.title);
  json.key("question").value(question.text).key("theme").value(question.theme);
  write_text_or_null(json, "expression", answer.expression);
  // Refused by the rules, the answer is left open: the run does not hold it.
  const bool is_taken = answer.is_known() && run.answered(*rule);
  json.key("shown").value(is_taken ? shown(run, *rule, one.language())
                                   : base::Message{"je ne sais pas", "I do not know"}.in(one.language()));
  json.key("known").value(is_taken).key("matters").value(matters).end_object();
}

}  // namespace

Answered answer_simulate(Case& one) {
  Run& run = one.answered();
  const Catalogue& catalogue = one.desk.catalogue();
  const Report report = simulate(run, catalogue, one.language());
  engine::interview::Progress progress{.answered = one.body.answers().all().size()};
  for (const Missing& missing : report.questions) {
    if (!one.body.answers().find(missing.rule)) ++progress.remaining;
  }
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  write_members(report, json);
  write_progress(json, progress);
  one.write_rulebook(json);
  one.write_problems(json);
  json.end_object();
  return out;
}

Answered answer_questions(Case& one) {
  const auto theme = one.body.text("theme");
  if (!theme) return std::unexpected(theme.error());
  Run& run = one.answered();
  const Answers& answers = one.body.answers();
  const auto next = next_questions(run, one.desk.catalogue(), answers, theme->value_or(""), one.language());
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("pages").begin_array();
  for (const auto& page : next.pages) {
    json.begin_object().key("theme").value(page.theme).key("questions").begin_array();
    for (const RuleId rule : page.rules) one.workspace.questions().write(json, run, rule, one.language(), answers);
    json.end_array().end_object();
  }
  json.end_array();
  write_progress(json, next.progress);
  write_verdicts(json, next.verdicts);
  one.write_rulebook(json);
  one.write_problems(json);
  json.end_object();
  return out;
}

Answered answer_question(Case& one) {
  const auto rule = one.rule("rule", "unknown-rule");
  if (!rule) return std::unexpected(rule.error());
  std::string out;
  JsonWriter json(out);
  one.workspace.questions().write(json, one.answered(), *rule, one.language(), one.body.answers());
  return out;
}

Answered answer_check(Case& one) {
  const auto rule = one.rule("rule", "unknown-rule");
  if (!rule) return std::unexpected(rule.error());
  const auto typed = one.body.needed_text("typed");
  if (!typed) return std::unexpected(typed.error());
  Run& run = one.answered();
  const auto& question = one.workspace.questions().question(run, *rule, one.language());
  const auto refused = [&](const base::Message& why) { return refuse("answer-not-understood", why, question.name); };
  if (typed->size() > kMostAnswerBytes) {
    return refused({"Cette réponse est trop longue.", "This answer is too long."});
  }
  const auto expression = engine::interview::read_typed(question, run.units(), *typed);
  if (!expression) return refused(expression.error());
  // Given among the others, as it will be when the person goes on.
  Answers with = one.body.answers();
  with.set(question.name, *expression);
  std::vector<engine::syntax::Diagnostic> problems;
  Run& then = one.workspace.answered(with, one.today, problems);
  const auto own = std::ranges::find(problems, question.name, &engine::syntax::Diagnostic::rule);
  if (own != problems.end()) return refused(whole_message(*own));
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("expression").value(*expression);
  json.key("shown").value(shown(then, *rule, one.language())).end_object();
  return out;
}

Answered answer_recap(Case& one) {
  Run& run = one.answered();
  const Answers& answers = one.body.answers();
  const auto read = answers_read(run, one.desk.catalogue(), answers);
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("answers").begin_array();
  for (std::size_t i = 0; i < answers.all().size(); ++i) {
    write_recalled(json, run, answers.all()[i], read[i], one);
  }
  json.end_array();
  one.write_rulebook(json);
  one.write_problems(json);
  json.end_object();
  return out;
}

}  // namespace partance::simulation::requests
