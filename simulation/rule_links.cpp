// See rule_links.hpp.
#include "simulation/rule_links.hpp"

#include <algorithm>

namespace partance::simulation {

using engine::model::Node;
using engine::model::NodeId;
using engine::model::Op;
using engine::model::RuleId;

namespace {

/// Walks a formula in reading order; shared nodes are visited once.
class Walk {
 public:
  explicit Walk(const engine::model::Model& model) : model_(model), seen_(model.graph.nodes.size()) {}

  std::vector<RuleId> of(RuleId rule) {
    waiting_.push_back(model_.rule(rule).body);
    while (!waiting_.empty()) {
      const NodeId id = waiting_.back();
      waiting_.pop_back();
      if (id == engine::model::kNoNode || seen_[index(id)]) continue;
      seen_[index(id)] = true;
      visit(id);
    }
    return std::move(found_);
  }

 private:
  void visit(NodeId id) {
    const Node& node = model_.graph.at(id);
    if (node.op == Op::kRule) {
      const RuleId rule{node.a};
      if (model_.rule(rule).is_step) {
        waiting_.push_back(model_.rule(rule).body);
      } else if (std::ranges::find(found_, rule) == found_.end()) {
        found_.push_back(rule);
      }
      return;
    }
    const std::size_t before = waiting_.size();
    engine::model::for_each_child(model_.graph, node, [&](NodeId child) { waiting_.push_back(child); });
    std::reverse(waiting_.begin() + static_cast<std::ptrdiff_t>(before), waiting_.end());
  }

  const engine::model::Model& model_;
  std::vector<NodeId> waiting_;
  std::vector<bool> seen_;
  std::vector<RuleId> found_;
};

}  // namespace

std::vector<RuleId> uses(const engine::plan::Program& program, RuleId rule) {
  auto found = Walk(program.model).of(rule);
  std::erase(found, rule);
  return found;
}

std::vector<RuleId> used_by(const engine::plan::Program& program, RuleId rule) {
  std::vector<RuleId> found;
  for (std::size_t i = 0; i < program.model.rules.size(); ++i) {
    const RuleId other{static_cast<std::uint32_t>(i)};
    if (program.model.rules[i].is_step || other == rule) continue;
    const auto used = uses(program, other);
    if (std::ranges::find(used, rule) != used.end()) found.push_back(other);
  }
  return found;
}

std::vector<RuleId> reachable(const engine::plan::Program& program, std::vector<RuleId> from) {
  std::vector<bool> met(program.model.rules.size(), false);
  std::vector<RuleId> found;
  for (const RuleId rule : from) {
    if (met[index(rule)]) continue;
    met[index(rule)] = true;
    found.push_back(rule);
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const RuleId next : uses(program, found[i])) {
      if (met[index(next)]) continue;
      met[index(next)] = true;
      found.push_back(next);
    }
  }
  return found;
}

}  // namespace partance::simulation
