// See row_sets.hpp.
#include "engine/batch/row_sets.hpp"

#include <algorithm>
#include <limits>

namespace partance::engine::batch {

namespace {

constexpr std::uint32_t kNoAtom = std::numeric_limits<std::uint32_t>::max();
/// Nodes that one set may add.
constexpr std::size_t kMostNewNodes = 1'000;

/// Diagrams larger than this are made an atom.
constexpr std::size_t kMostSize = 150;

std::size_t mixed(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  std::uint64_t h = (a + 1) * 0x9E37'79B9'7F4A'7C15ULL;
  h = (h ^ (h >> 29U) ^ b) * 0xBF58'476D'1CE4'E5B9ULL;
  h = (h ^ (h >> 31U) ^ c) * 0x94D0'49BB'1331'11EBULL;
  return h ^ (h >> 30U);
}

constexpr std::uint32_t index(Rows rows) {
  return static_cast<std::uint32_t>(rows);
}

}  // namespace

std::size_t RowSets::Hash::operator()(const Node& node) const {
  return mixed(node.atom, index(node.yes), index(node.no));
}

std::size_t RowSets::Hash::operator()(const Question& question) const {
  return mixed(index(question.test), index(question.yes), index(question.no));
}

RowSets::RowSets(Flow& flow) : flow_(&flow) {
  nodes_.push_back({kNoAtom, Rows::kNone, Rows::kNone});
  nodes_.push_back({kNoAtom, Rows::kAll, Rows::kAll});
}

Rows RowSets::make(std::uint32_t atom, Rows yes, Rows no) {
  if (yes == no) return yes;
  if (nodes_.size() >= most_nodes_) {
    is_given_up_ = true;
    return Rows::kNone;
  }
  const auto [found, is_new] = places_.try_emplace({atom, yes, no}, Rows{static_cast<std::uint32_t>(nodes_.size())});
  if (is_new) nodes_.push_back({atom, yes, no});
  return found->second;
}

/// The rows of `yes` where `test` holds, those of `no` elsewhere. As deep as there are atoms.
Rows RowSets::choose(Rows test, Rows yes, Rows no) {
  if (test == Rows::kAll || yes == no) return yes;
  if (test == Rows::kNone) return no;
  if (yes == Rows::kAll && no == Rows::kNone) return test;
  if (is_given_up_) return Rows::kNone;
  const Question question{test, yes, no};
  if (const auto known = answers_.find(question); known != answers_.end()) return known->second;
  const std::uint32_t first = std::min({at(test).atom, at(yes).atom, at(no).atom});
  const auto where = [&](Rows rows, bool holds) {
    const Node& node = at(rows);
    return node.atom != first ? rows : holds ? node.yes : node.no;
  };
  const Rows when_yes = choose(where(test, true), where(yes, true), where(no, true));
  const Rows when_no = choose(where(test, false), where(yes, false), where(no, false));
  const Rows answer = make(first, when_yes, when_no);
  if (!is_given_up_) answers_.emplace(question, answer);
  return answer;
}

/// False when the diagram would be too large; an atom stands for it then.
bool RowSets::chosen(Rows test, Rows yes, Rows no, Rows& found) {
  is_given_up_ = false;
  most_nodes_ = nodes_.size() + kMostNewNodes;
  found = choose(test, yes, no);
  return !is_given_up_;
}

Rows RowSets::both(Rows a, Rows b) {
  Rows found;
  return chosen(a, b, Rows::kNone, found) ? found : atom(flow_->both(mask(a), mask(b)));
}

Rows RowSets::either(Rows a, Rows b) {
  Rows found;
  return chosen(a, Rows::kAll, b, found) ? found : atom(flow_->either(mask(a), mask(b)));
}

Rows RowSets::without(Rows a, Rows b) {
  Rows found;
  return chosen(b, Rows::kNone, a, found) ? found : atom(flow_->without(mask(a), mask(b)));
}

bool RowSets::group_of(Mask mask, Group& group) const {
  const FlowStep& step = flow_->at(mask);
  switch (step.operation) {
    case Operation::kTextEqual:
      group = {step.a, 0};
      return flow_->steps()[step.b].operation == Operation::kText;
    case Operation::kEqual:
      group = {step.a, 1};
      return flow_->steps()[step.b].operation == Operation::kNumber;
    case Operation::kKnownRows:
    case Operation::kNotApplicableRows:
      group = {step.a, 2};
      return true;
    default:
      return false;
  }
}

/// A mask that is taken as it is; a comparison, where none of its group holds that was met before.
Rows RowSets::atom(Mask mask) {
  if (mask == Mask::kNever) return Rows::kNone;
  if (mask == Mask::kAlways) return Rows::kAll;
  if (const auto known = alone_.find(Flow::index(mask)); known != alone_.end()) return known->second;
  const auto place = static_cast<std::uint32_t>(atoms_.size());
  atoms_.push_back(mask);
  most_nodes_ = nodes_.size() + 1;
  Rows found = make(place, Rows::kAll, Rows::kNone);
  Group group;
  if (group_of(mask, group)) {
    Rows& taken = taken_.try_emplace(group, Rows::kNone).first->second;
    Rows rest;
    Rows all;
    if (chosen(taken, Rows::kNone, found, rest) && chosen(taken, Rows::kAll, rest, all)) {
      found = rest;
      taken = all;
    }
  }
  alone_.emplace(Flow::index(mask), found);
  return found;
}

bool RowSets::is_large(Rows rows) {
  seen_.resize(nodes_.size(), 0);
  ++search_;
  std::vector<Rows> stack = {rows};
  std::size_t count = 0;
  while (!stack.empty()) {
    const std::uint32_t place = index(stack.back());
    stack.pop_back();
    if (place <= index(Rows::kAll) || seen_[place] == search_) continue;
    seen_[place] = search_;
    if (++count > kMostSize) return true;
    stack.push_back(nodes_[place].yes);
    stack.push_back(nodes_[place].no);
  }
  return false;
}

Rows RowSets::light(Rows rows) {
  if (const auto known = lightened_.find(index(rows)); known != lightened_.end()) return known->second;
  const Rows found = is_large(rows) ? atom(mask(rows)) : rows;
  lightened_.emplace(index(rows), found);
  return found;
}

Rows RowSets::of(Mask mask) {
  if (mask == Mask::kNever) return Rows::kNone;
  if (mask == Mask::kAlways) return Rows::kAll;
  const std::uint32_t place = Flow::index(mask);
  if (const auto known = sets_.find(place); known != sets_.end()) return known->second;
  const FlowStep step = flow_->at(mask);
  Rows found;
  switch (step.operation) {
    case Operation::kAnd: {
      const Rows first = of(Mask{step.a});
      found = both(first, of(Mask{step.b}));
      break;
    }
    case Operation::kAndNot: {
      const Rows first = of(Mask{step.a});
      found = without(first, of(Mask{step.b}));
      break;
    }
    case Operation::kOr: {
      const Rows first = of(Mask{step.a});
      found = either(first, of(Mask{step.b}));
      break;
    }
    case Operation::kNot:
      found = without(Rows::kAll, of(Mask{step.a}));
      break;
    default:
      found = atom(mask);
      break;
  }
  if (is_large(found)) found = atom(mask);
  sets_.emplace(place, found);
  return found;
}

Mask RowSets::mask(Rows rows) {
  if (rows == Rows::kNone) return Mask::kNever;
  if (rows == Rows::kAll) return Mask::kAlways;
  if (const auto known = masks_.find(index(rows)); known != masks_.end()) return known->second;
  const Node node = at(rows);
  const Mask holds = atoms_[node.atom];
  const Mask found = flow_->either(flow_->both(mask(node.yes), holds), flow_->without(mask(node.no), holds));
  masks_.emplace(index(rows), found);
  return found;
}

}  // namespace partance::engine::batch
