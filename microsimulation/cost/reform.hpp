// A reform: rules that take the place of rules of a rulebook, or are added to it.
//
// Merged before anything is compiled: a rule that the reform writes again takes the whole place of the former one, its
// `avec` rules included, wherever that one was written.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/load/load.hpp"

namespace partance::microsimulation::cost {

/// A rule the reform writes.
struct RuleChange {
  std::string name;
  std::string file;    ///< of the reform
  std::string before;  ///< its former text; empty when it is new
  std::string after;
};

struct Reform {
  std::vector<RuleChange> changes{};   ///< in writing order; those written as they were are left out
  std::vector<std::string> removed{};  ///< rules that were written within a replaced one and are no more
  std::vector<std::string> touched{};  ///< every name that is not what it was, for reached_rules()
};

/// `loaded` holds the documents of a rulebook and, from the `first` on, those of reforms; the former lose the rules
/// that the latter write again, so that the whole compiles as one rulebook.
Reform merge_reform(engine::load::Loaded& loaded, std::size_t first);

}  // namespace partance::microsimulation::cost
