// See nearest.hpp.
#include "simulation/nearest.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "base/spelling.hpp"
#include "base/stable_sort.hpp"

namespace partance::simulation {

namespace {

constexpr std::size_t kFurthest = 20;

constexpr std::pair<std::string_view, char> kFolded[] = {
    {"à", 'a'}, {"â", 'a'}, {"ä", 'a'}, {"é", 'e'}, {"è", 'e'}, {"ê", 'e'}, {"ë", 'e'},
    {"î", 'i'}, {"ï", 'i'}, {"ô", 'o'}, {"ö", 'o'}, {"ù", 'u'}, {"û", 'u'}, {"ü", 'u'},
    {"ç", 'c'}, {"É", 'e'}, {"È", 'e'}, {"À", 'a'}, {"Ç", 'c'}, {"Î", 'i'}, {"Ô", 'o'}};

std::string folded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto* accent =
        std::ranges::find_if(kFolded, [&](const auto& pair) { return text.substr(i).starts_with(pair.first); });
    if (accent != std::end(kFolded)) {
      out += accent->second;
      i += accent->first.size();
      continue;
    }
    const char c = text[i++];
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

}  // namespace

std::vector<std::string_view> nearest(std::string_view name, std::span<const std::string_view> names,
                                      std::size_t most) {
  const std::string wanted = folded(name);
  std::vector<std::pair<std::size_t, std::string_view>> found;
  for (const std::string_view candidate : names) {
    const std::string other = folded(candidate);
    const std::size_t far = base::edit_distance(wanted, other, kFurthest);
    const bool inside = wanted.size() >= 3 && (other.contains(wanted) || wanted.contains(other));
    if (inside || far * 3 <= std::max(wanted.size(), std::size_t{3}))
      found.emplace_back(inside ? far / 3 : far, candidate);
  }
  base::stable_sort(found, [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < std::min(most, found.size()); ++i) out.push_back(found[i].second);
  return out;
}

}  // namespace partance::simulation
