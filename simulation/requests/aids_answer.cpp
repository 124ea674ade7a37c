// The requests `aids` and `aid`: the catalogue, and one aid with its conditions in words, the figures of every year and
// what it may be held with.
#include "simulation/assessor.hpp"
#include "simulation/json_pieces.hpp"
#include "simulation/report_json.hpp"
#include "simulation/requests/aid_json.hpp"
#include "simulation/requests/rule_json.hpp"
#include "simulation/rule_links.hpp"

namespace partance::simulation::requests {

using base::JsonWriter;
using engine::evaluate::Run;
using engine::value::Kind;
namespace plan = engine::plan;

namespace {

constexpr std::size_t kMostHistories = 100;

void write_catalogue_aid(JsonWriter& json, const Case& one, Run& run, const Aid& aid) {
  write_aid_members(json, one.program(), aid, one.language());
  json.key("window");
  write_json(Assessor(run, one.language()).window(aid), json);
}

void write_conditions(JsonWriter& json, const Case& one, Run& blank, const Aid& aid) {
  const auto& program = one.program();
  json.key("conditions").begin_array();
  for (const RuleId rule : aid.conditions) {
    json.begin_object().key("rule").value(program.model.rule(rule).name);
    json.key("title").value(plan::title(program, rule, one.language()));
    write_text_or_null(json, "description", plan::text_in(program, rule, "description", one.language()));
    write_words(json, blank, rule, one.language());
    write_references(json, plan::citations(program, rule));
    write_text_or_null(json, "reliability", program.metadata.text(rule, "fiabilité").value_or(std::string()));
    json.end_object();
  }
  json.end_array();
}

/// The aid's own rules first, in writing order, then the ones its verdict and amounts lead to.
std::vector<RuleId> rules_behind(const plan::Program& program, const Aid& aid) {
  std::vector<RuleId> rules;
  const std::string below = program.model.rule(aid.rule).name + " . ";
  for (std::size_t i = 0; i < program.model.rules.size(); ++i) {
    const auto& rule = program.model.rules[i];
    if (!rule.is_step && rule.name.starts_with(below)) rules.push_back(RuleId{static_cast<std::uint32_t>(i)});
  }
  return reachable(program, std::move(rules));
}

void write_histories(JsonWriter& json, const Case& one, Run& blank, const Aid& aid) {
  auto histories = histories_of(blank, one.desk.catalogue(), rules_behind(one.program(), aid), one.language());
  if (histories.size() > kMostHistories) histories.resize(kMostHistories);
  json.key("history").begin_array();
  for (const History& history : histories) {
    json.begin_object().key("rule").value(one.program().model.rule(history.rule).name);
    json.key("title").value(plan::title(one.program(), history.rule, one.language()));
    write_text_or_null(json, "unit", history.unit);
    json.key("values");
    write_dated_values(json, blank, history);
    json.end_object();
  }
  json.end_array();
}

std::string_view relation_word(Run& run, const PairRule& pair) {
  const auto value = run.evaluate(pair.rule);
  const std::string_view word = value.is(Kind::kText) ? run.texts().text(value.text_id()) : std::string_view();
  if (word == "autorisé") return "allowed";
  if (word == "interdit") return "forbidden";
  if (word == "plafonné") return "capped";
  return "unknown";
}

void write_cumul(JsonWriter& json, const Case& one, Run& run, const Aid& aid) {
  const auto& program = one.program();
  const auto& aids = one.desk.catalogue().aids;
  json.key("cumul").begin_array();
  for (const PairRule& pair : one.desk.catalogue().pairs) {
    const bool is_first = &aids[pair.first] == &aid;
    if (!is_first && &aids[pair.second] != &aid) continue;
    const Aid& other = aids[is_first ? pair.second : pair.first];
    json.begin_object().key("with").value(other.id).key("title").value(
        plan::title(program, other.rule, one.language()));
    json.key("relation").value(relation_word(run, pair));
    write_text_or_null(json, "note", plan::text_in(program, pair.rule, "description", one.language()));
    write_text_or_null(json, "reliability", program.metadata.text(pair.rule, "fiabilité").value_or(std::string()));
    write_references(json, plan::citations(program, pair.rule));
    json.end_object();
  }
  json.end_array();
}

}  // namespace

Answered answer_aids(Case& one) {
  Run& run = one.answered();
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("aids").begin_array();
  for (const Aid& aid : one.desk.catalogue().aids) {
    json.begin_object();
    write_catalogue_aid(json, one, run, aid);
    json.end_object();
  }
  json.end_array();
  one.write_rulebook(json);
  one.write_problems(json);
  json.end_object();
  return out;
}

Answered answer_aid(Case& one) {
  const auto found = one.aid("id", "no-such-aid");
  if (!found) return std::unexpected(found.error());
  const Aid& aid = **found;
  Run& run = one.answered();
  Run& blank = one.workspace.blank(one.today);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  write_catalogue_aid(json, one, run, aid);
  write_conditions(json, one, blank, aid);
  write_histories(json, one, blank, aid);
  write_cumul(json, one, run, aid);
  one.write_rulebook(json);
  one.write_problems(json);
  json.end_object();
  return out;
}

}  // namespace partance::simulation::requests
