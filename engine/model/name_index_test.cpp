// The table of names finds every rule by its name and nothing else.
#include "engine/model/name_index.hpp"

#include <string>

#include <gtest/gtest.h>

namespace partance::engine::model {
namespace {

struct Named {
  std::string name;
};

TEST(NameIndex, FindsEveryNameAndNoOther) {
  std::vector<Named> rules;
  NameIndex names;
  EXPECT_EQ(names.find("a", rules), std::nullopt);
  const auto add = [&](std::string name) {
    names.add(name, RuleId{static_cast<std::uint32_t>(rules.size())});
    rules.push_back({std::move(name)});
  };
  // Names of every length up to some words, that differ at their beginning, in the middle or at their end.
  for (std::size_t size = 0; size <= 40; ++size) {
    add(std::string(size, 'x'));
    for (std::size_t at = 0; at < size; ++at) {
      std::string name(size, 'x');
      name[at] = 'y';
      add(std::move(name));
    }
  }
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const auto found = names.find(rules[i].name, rules);
    ASSERT_TRUE(found) << rules[i].name;
    EXPECT_EQ(index(*found), i);
    EXPECT_EQ(names.find(rules[i].name + "z", rules), std::nullopt);
  }
  NameIndex copy = names;
  copy.reserve(100'000);
  EXPECT_EQ(copy.find("xxy", rules), names.find("xxy", rules));
}

}  // namespace
}  // namespace partance::engine::model
