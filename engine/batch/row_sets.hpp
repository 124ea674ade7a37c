// Sets of rows, told apart exactly: which rows have come by, and which of them are new.
//
// A set is a reduced ordered binary decision diagram (Bryant, "Graph-Based Algorithms for Boolean Function
// Manipulation", IEEE Transactions on Computers C-35, 1986) over the comparisons of a flow, in the order in which they
// are met: two sets are equal when their numbers are. A mask of the flow may hold more than shows; a set does not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

#include "engine/batch/flow.hpp"

namespace partance::engine::batch {

enum class Rows : std::uint32_t { kNone = 0, kAll = 1 };

class RowSets {
 public:
  explicit RowSets(Flow& flow);

  Rows of(Mask mask);
  /// The mask of a set, in operations of the flow.
  Mask mask(Rows rows);

  Rows both(Rows a, Rows b);
  Rows either(Rows a, Rows b);
  Rows without(Rows a, Rows b);

  /// Whether sets grew past what compiling may cost.
  [[nodiscard]] bool has_overflown() const { return nodes_.size() >= kMostNodes; }

  /// The same set, as one atom of its own when its diagram is large: what it has in common with others is forgotten.
  Rows light(Rows rows);

 private:
  /// Nodes of diagrams.
  static constexpr std::size_t kMostNodes = 50'000;

  struct Node {
    std::uint32_t atom;  ///< place in the order of atoms
    Rows yes;
    Rows no;

    friend bool operator==(const Node&, const Node&) = default;
  };
  struct Question {
    Rows test;
    Rows yes;
    Rows no;

    friend bool operator==(const Question&, const Question&) = default;
  };
  struct Hash {
    std::size_t operator()(const Node& node) const;
    std::size_t operator()(const Question& question) const;
  };
  /// Atoms of which at most one holds in a row: one column equal to several constants, the states of an input.
  using Group = std::pair<std::uint32_t, std::uint32_t>;

  [[nodiscard]] bool is_large(Rows rows);
  bool chosen(Rows test, Rows yes, Rows no, Rows& found);
  Rows choose(Rows test, Rows yes, Rows no);
  Rows make(std::uint32_t atom, Rows yes, Rows no);
  Rows atom(Mask mask);
  [[nodiscard]] bool group_of(Mask mask, Group& group) const;
  [[nodiscard]] const Node& at(Rows rows) const { return nodes_[static_cast<std::uint32_t>(rows)]; }

  Flow* flow_;
  std::vector<Node> nodes_;
  std::vector<Mask> atoms_;
  std::unordered_map<Node, Rows, Hash> places_;
  std::unordered_map<Question, Rows, Hash> answers_;
  std::unordered_map<std::uint32_t, Rows> sets_;       // by mask
  std::unordered_map<std::uint32_t, Rows> alone_;      // by mask taken as it is
  std::unordered_map<std::uint32_t, Mask> masks_;      // by set
  std::map<Group, Rows> taken_;                        // by group: rows of which an atom met so far holds
  std::unordered_map<std::uint32_t, Rows> lightened_;  // by set
  std::vector<std::uint32_t> seen_;                    // is_large(): the last search that came by, by node
  std::uint32_t search_ = 0;
  std::size_t most_nodes_ = 0;  // during a choice: it is given up past so many
  bool is_given_up_ = false;
};

}  // namespace partance::engine::batch
