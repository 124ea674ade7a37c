// See combining.hpp.
#include "microsimulation/cost/combining.hpp"

#include <algorithm>
#include <string_view>

namespace partance::microsimulation::cost {

using engine::batch::ResultColumn;
using engine::value::Kind;
using simulation::Pair;
using simulation::Relation;

namespace {

constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

}  // namespace

void Combiner::combine(Side& before, Side& after, std::size_t first, std::size_t rows) {
  is_decided_.resize(targets_.size());
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t i = 0; i < targets_.size(); ++i) {
      is_decided_[i] = targets_[i].is_aid && before.outcomes[i][row].status == Status::kDecided &&
                       after.outcomes[i][row].status == Status::kDecided;
    }
    const OneSide old = combine_row(before, row);
    const OneSide now = combine_row(after, row);
    const std::int64_t weight = weights_.of(first + row);
    found_.set_aside_before += static_cast<Exact>(old.set_aside) * weight;
    found_.set_aside_after += static_cast<Exact>(now.set_aside) * weight;
    if (old.set_aside > 0) found_.reduced_before.add(weight);
    if (now.set_aside > 0) found_.reduced_after.add(weight);
    if (old.is_unsure || now.is_unsure) found_.unsure.add(weight);
    if (!old.is_exact || !now.is_exact) found_.inexact.add(weight);
  }
}

Combiner::OneSide Combiner::combine_row(Side& side, std::size_t row) {
  is_entitled_.assign(targets_.size(), false);
  place_.assign(targets_.size(), kNowhere);
  counted_.clear();
  amounts_.clear();
  std::size_t entitled = 0;
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    const Outcome& outcome = side.outcomes[i][row];
    if (!is_decided_[i] || !outcome.is_entitled) continue;
    is_entitled_[i] = true;
    ++entitled;
    if (outcome.cents <= 0) continue;
    place_[i] = counted_.size();
    counted_.push_back(i);
    amounts_.push_back(outcome.cents);
  }
  OneSide done;
  if (entitled < 2) return done;
  done.is_unsure = !read_pairs(side, row);
  const auto choice = simulation::best_combination(amounts_, counted_pairs_, false);
  done.is_exact = choice.exact;
  for (const std::size_t target : counted_) {
    Outcome& outcome = side.outcomes[target][row];
    done.set_aside += outcome.cents;
    outcome.is_entitled = false;
    outcome.cents = 0;
  }
  done.set_aside -= choice.best.total;
  for (std::size_t i = 0; i < choice.best.members.size(); ++i) {
    Outcome& outcome = side.outcomes[counted_[choice.best.members[i]]][row];
    outcome.is_entitled = true;
    outcome.cents = choice.best.amounts[i];
  }
  leave_unpaid(side, row);
  return done;
}

bool Combiner::read_pairs(Side& side, std::size_t row) {
  pairs_.clear();
  counted_pairs_.clear();
  std::size_t known = 0;
  for (const PairRules& rules : side.pairs) {
    if (!is_entitled_[rules.first] || !is_entitled_[rules.second]) continue;
    const ResultColumn& words = side.results[rules.word];
    const std::string word = words.kinds[row] == Kind::kText ? side.dictionary.text(words.texts[row]) : std::string();
    const auto amount = [&](std::size_t place) {
      return place == TargetRules::kNone ? std::nullopt : side.reader.amount_once(side.results[place], row);
    };
    const Pair pair =
        simulation::pair_in_words(rules.first, rules.second, word, amount(rules.ceiling), amount(rules.reduced));
    pairs_.push_back(pair);
    if (place_[rules.first] == kNowhere || place_[rules.second] == kNowhere) continue;
    if (pair.relation != Relation::kUnknown) ++known;
    counted_pairs_.push_back(pair);
    counted_pairs_.back().gives_way = place_[rules.first];
    counted_pairs_.back().other = place_[rules.second];
  }
  const std::size_t size = counted_.size();
  return known >= size * (size - (size > 0 ? 1 : 0)) / 2;
}

void Combiner::leave_unpaid(Side& side, std::size_t row) const {
  for (const Pair& pair : pairs_) {
    if (pair.relation != Relation::kForbidden) continue;
    const auto take_back = [&](std::size_t unpaid, std::size_t other) {
      const bool is_held = place_[other] != kNowhere && side.outcomes[other][row].is_entitled;
      if (place_[unpaid] == kNowhere && is_held) side.outcomes[unpaid][row].is_entitled = false;
    };
    take_back(pair.gives_way, pair.other);
    take_back(pair.other, pair.gives_way);
  }
}

}  // namespace partance::microsimulation::cost
