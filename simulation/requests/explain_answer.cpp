// The request `explain`: the computation of an aid or of any rule, down to the answers and the texts of law.
#include "engine/explain/render.hpp"
#include "simulation/requests/case.hpp"

namespace partance::simulation::requests {

namespace explain = engine::explain;

namespace {

constexpr int kDeepest = 50;
constexpr int kUsualDepth = 7;

}  // namespace

Answered answer_explain(Case& one) {
  const auto depth = one.body.number("depth", 1, kDeepest, kUsualDepth);
  if (!depth) return std::unexpected(depth.error());
  std::vector<RuleId> rules;
  const Aid* aid = nullptr;
  if (one.body.find("aid")) {
    const auto found = one.aid("aid", "unknown-aid");
    if (!found) return std::unexpected(found.error());
    aid = *found;
    rules = explained_rules(*aid);
  } else {
    const auto found = one.rule("rule", "unknown-rule");
    if (!found) return std::unexpected(found.error());
    rules.push_back(*found);
  }
  auto& run = one.answered();
  explain::Limits limits{.depth = *depth};
  std::string out;
  base::JsonWriter json(out);
  json.begin_object();
  if (aid) json.key("aid").value(aid->id);
  json.key("tree");
  explain::write_json(explain::explain(run, rules.front(), one.language(), limits), json);
  json.key("amounts").begin_array();
  for (std::size_t i = 1; i < rules.size(); ++i) {
    limits.known.push_back(rules[i - 1]);
    explain::write_json(explain::explain(run, rules[i], one.language(), limits), json);
  }
  json.end_array();
  one.write_rulebook(json);
  one.write_problems(json);
  json.end_object();
  return out;
}

}  // namespace partance::simulation::requests
