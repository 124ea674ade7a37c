// See cycles.hpp.
#include "engine/plan/cycles.hpp"

#include <algorithm>

#include "engine/plan/dependencies.hpp"

namespace partance::engine::plan {

using model::NodeId;

namespace {

/// Tarjan's algorithm with its own stack.
class Components {
 public:
  Components(const std::vector<std::uint32_t>& starts, const std::vector<std::uint32_t>& targets)
      : starts_(starts),
        targets_(targets),
        order_(starts.size() - 1, 0),
        low_(starts.size() - 1, 0),
        waiting_(starts.size() - 1, false),
        cyclic_(starts.size() - 1, false) {}

  std::vector<bool> run() {
    for (std::uint32_t i = 0; i < order_.size(); ++i) {
      if (order_[i] == 0) visit(i);
    }
    return std::move(cyclic_);
  }

 private:
  struct Frame {
    std::uint32_t node;
    std::uint32_t next;  // index in targets_
  };

  void open(std::uint32_t node) {
    order_[node] = low_[node] = ++count_;
    component_.push_back(node);
    waiting_[node] = true;
    frames_.push_back({node, starts_[node]});
  }

  void visit(std::uint32_t root) {
    open(root);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const std::uint32_t node = frame.node;
      if (frame.next < starts_[node + 1]) {
        const std::uint32_t target = targets_[frame.next++];
        if (target == node) cyclic_[node] = true;
        if (order_[target] == 0) {
          open(target);
        } else if (waiting_[target]) {
          low_[node] = std::min(low_[node], order_[target]);
        }
        continue;
      }
      frames_.pop_back();
      if (!frames_.empty()) low_[frames_.back().node] = std::min(low_[frames_.back().node], low_[node]);
      if (low_[node] == order_[node]) close(node);
    }
  }

  void close(std::uint32_t root) {
    const auto first = std::find(component_.rbegin(), component_.rend(), root).base() - 1;
    const bool many = component_.end() - first > 1;
    for (auto it = first; it != component_.end(); ++it) {
      waiting_[*it] = false;
      if (many) cyclic_[*it] = true;
    }
    component_.erase(first, component_.end());
  }

  const std::vector<std::uint32_t>& starts_;
  const std::vector<std::uint32_t>& targets_;
  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> low_;
  std::vector<bool> waiting_;
  std::vector<bool> cyclic_;
  std::vector<std::uint32_t> component_;
  std::vector<Frame> frames_;
  std::uint32_t count_ = 0;
};

}  // namespace

std::vector<bool> nodes_in_cycles(const model::Model& model, bool through_contexts) {
  const model::Graph& graph = model.graph;
  const auto for_each_edge = [&](auto&& f) {
    for_each_dependency(model, f);
    if (!through_contexts) return;
    for (const model::Node& node : graph.nodes) {
      if (node.op != model::Op::kContext) continue;
      const auto pairs = graph.list(node, 2);
      for (std::size_t i = 0; i < pairs.size(); i += 2) {
        NodeId rule = pairs[i];
        while (graph.at(rule).op == model::Op::kReference) rule = NodeId{graph.at(rule).b};
        f(pairs[i + 1], rule);
      }
    }
  };
  std::vector<std::uint32_t> starts(graph.nodes.size() + 1, 0);
  for_each_edge([&](NodeId, NodeId user) { ++starts[index(user) + 1]; });
  for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
  std::vector<std::uint32_t> targets(starts.back());
  std::vector<std::uint32_t> fill(starts.begin(), starts.end() - 1);
  for_each_edge([&](NodeId needed, NodeId user) { targets[fill[index(user)]++] = static_cast<std::uint32_t>(needed); });
  return Components(starts, targets).run();
}

}  // namespace partance::engine::plan
