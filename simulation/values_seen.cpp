// See values_seen.hpp.
#include "simulation/values_seen.hpp"

#include <algorithm>

namespace partance::simulation {

using engine::evaluate::NodeId;
using engine::evaluate::RuleId;
using engine::evaluate::Run;
using engine::model::Op;
using engine::value::Kind;

namespace {

constexpr std::size_t kMostSeen = 12;
constexpr int kDeepest = 3;

class Walk {
 public:
  Walk(Run& run, base::Language language) : run_(run), language_(language) {}

  void body(RuleId rule, int depth) {
    const auto& found = run_.model().rule(rule);
    if (found.body != engine::model::kNoNode) node(found.body, depth, 0);
  }
  std::vector<Seen> take() { return std::move(seen_); }

 private:
  void node(NodeId id, int depth, int nesting) {
    if (seen_.size() >= kMostSeen || nesting > 100) return;
    const auto& graph = run_.model().graph;
    const engine::model::Node at = graph.at(id);
    if (at.op == Op::kRule) {
      rule(RuleId{at.a}, depth);
      return;
    }
    // What a short cut spared was not looked at; whether there is an answer is asked without keeping a value.
    const bool is_wrapper = at.op == Op::kConstant || at.op == Op::kReference || at.op == Op::kSituation;
    if (!is_wrapper && !run_.computed(id)) return;
    engine::model::for_each_child(graph, at, [&](NodeId child) { node(child, depth, nesting + 1); });
  }

  void rule(RuleId id, int depth) {
    const auto& found = run_.model().rule(id);
    const auto value = run_.computed(found.node);
    if (!value) return;
    const bool is_stated = found.has_question && run_.answered(id);
    const bool is_derived_boolean = found.type == engine::model::Type::kBoolean && !found.has_question;
    if ((found.is_step || is_derived_boolean) && depth < kDeepest) {
      body(id, depth + 1);
      return;
    }
    if (std::ranges::find(seen_, found.name, &Seen::rule) != seen_.end()) return;
    const auto& program = run_.program();
    seen_.push_back({.rule = found.name,
                     .title = engine::plan::title(program, id, language_),
                     .value = engine::plan::say(program, id, *value, run_.units(), run_.texts(), language_),
                     .is_known = !value->is(Kind::kUndefined),
                     .is_answer = is_stated});
  }

  Run& run_;
  base::Language language_;
  std::vector<Seen> seen_;
};

}  // namespace

std::vector<Seen> values_seen(Run& run, RuleId rule, base::Language language) {
  Walk walk(run, language);
  walk.body(rule, 0);
  return walk.take();
}

}  // namespace partance::simulation
