// The requests `rules` and `rule`: the rules of the rulebook, and one of them with its formula, history and neighbours.
#include <algorithm>

#include "engine/interview/typed_answer.hpp"
#include "simulation/json_pieces.hpp"
#include "simulation/requests/rule_json.hpp"
#include "simulation/rule_links.hpp"

namespace partance::simulation::requests {

namespace plan = engine::plan;

namespace {

constexpr int kMostRules = 500;
constexpr int kUsualRules = 100;

/// Keeps the public rules whose name starts with `prefix` and whose name or title holds `search`.
class Filter {
 public:
  Filter(const Case& one, std::string_view prefix, std::string_view search)
      : one_(one), prefix_(prefix), search_(engine::interview::folded(search)) {}

  [[nodiscard]] bool keeps(RuleId id) const {
    const auto& rule = one_.program().model.rule(id);
    if (rule.is_step || rule.is_private || !rule.name.starts_with(prefix_)) return false;
    if (search_.empty() || engine::interview::folded(rule.name).contains(search_)) return true;
    return engine::interview::folded(plan::title(one_.program(), id, one_.language())).contains(search_);
  }

 private:
  const Case& one_;
  std::string_view prefix_;
  std::string search_;
};

void write_names(base::JsonWriter& json, std::string_view key, const std::vector<RuleId>& rules, const Case& one) {
  json.key(key).begin_array();
  for (const RuleId rule : rules) json.value(one.program().model.rule(rule).name);
  json.end_array();
}

}  // namespace

Answered answer_rules(Case& one) {
  const auto prefix = one.body.text("prefix");
  const auto search = one.body.text("search");
  const auto after = one.body.text("after");
  const auto limit = one.body.number("limit", 1, kMostRules, kUsualRules);
  for (const auto* text : {&prefix, &search, &after}) {
    if (!*text) return std::unexpected(text->error());
  }
  if (!limit) return std::unexpected(limit.error());
  const auto& model = one.program().model;
  std::size_t at = 0;
  if (*after) {
    const auto last = one.rule("after", "unknown-rule");
    if (!last) return std::unexpected(last.error());
    at = index(*last) + 1;
  }
  const Filter filter(one, prefix->value_or(""), search->value_or(""));
  std::vector<RuleId> found;
  bool is_more = false;
  for (; at < model.rules.size() && !is_more; ++at) {
    const RuleId id{static_cast<std::uint32_t>(at)};
    if (!filter.keeps(id)) continue;
    is_more = found.size() == static_cast<std::size_t>(*limit);
    if (!is_more) found.push_back(id);
  }
  std::string out;
  base::JsonWriter json(out);
  json.begin_object().key("rules").begin_array();
  for (const RuleId id : found) write_rule_line(json, one, id);
  json.end_array();
  write_text_or_null(json, "next", is_more ? model.rule(found.back()).name : std::string());
  one.write_rulebook(json);
  json.end_object();
  return out;
}

Answered answer_rule(Case& one) {
  const auto rule = one.rule("rule", "no-such-rule");
  if (!rule) return std::unexpected(rule.error());
  const auto& program = one.program();
  auto& blank = one.workspace.blank(one.today);
  const History history = history_of(blank, one.desk.catalogue(), *rule, one.language());
  std::string unit = plan::declared_unit(program, *rule);
  if (unit.empty()) unit = history.unit;
  std::string out;
  base::JsonWriter json(out);
  json.begin_object().key("name").value(program.model.rule(*rule).name);
  json.key("title").value(plan::title(program, *rule, one.language()));
  write_text_or_null(json, "description", plan::text_in(program, *rule, "description", one.language()));
  write_text_or_null(json, "unit", unit);
  json.key("kind").value(kind_of(program, *rule));
  write_text_or_null(json, "question", plan::text_in(program, *rule, "question", one.language()));
  write_references(json, plan::citations(program, *rule));
  write_text_or_null(json, "reliability", program.metadata.text(*rule, "fiabilité").value_or(std::string()));
  write_words(json, blank, *rule, one.language());
  json.key("history");
  write_dated_values(json, blank, history);
  write_names(json, "uses", uses(program, *rule), one);
  write_names(json, "used_by", used_by(program, *rule), one);
  one.write_rulebook(json);
  json.end_object();
  return out;
}

}  // namespace partance::simulation::requests
