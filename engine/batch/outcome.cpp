// See outcome.hpp.
#include "engine/batch/outcome.hpp"

namespace partance::engine::batch {

namespace {

/// More alternatives than this are not worth their masks: further ones are left to evaluate.
constexpr std::size_t kMostAlternatives = 16;

}  // namespace

void Gathering::add(const Alternative& alternative) {
  if (alternative.where == Mask::kNever) return;
  for (Alternative& one : found_) {
    if (one.sort != alternative.sort || one.unit != alternative.unit) continue;
    // Which of the two is chosen is free where neither stands; the shorter mask decides.
    if (one.sort == Sort::kNumber) one.number = flow_->select(alternative.where, alternative.number, one.number);
    if (one.sort == Sort::kText || one.sort == Sort::kDay) {
      one.text = flow_->select(alternative.where, alternative.text, one.text);
    }
    one.where = flow_->either(one.where, alternative.where);
    return;
  }
  if (found_.size() < kMostAlternatives) found_.push_back(alternative);
}

Mask rows_of(Flow& flow, const Outcome& outcome, Sort sort) {
  Mask rows = Mask::kNever;
  for (const Alternative& one : outcome) {
    if (one.sort == sort) rows = flow.either(rows, one.where);
  }
  return rows;
}

Mask all_rows(Flow& flow, const Outcome& outcome) {
  Mask rows = Mask::kNever;
  for (const Alternative& one : outcome) rows = flow.either(rows, one.where);
  return rows;
}

}  // namespace partance::engine::batch
