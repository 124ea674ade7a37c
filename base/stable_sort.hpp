// A stable sort of little code, for lists that are short or seldom sorted.
//
// The library's brings some two kilobytes for each kind of list, which the browser module would have to carry.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace partance::base {

/// Sorts by `before(a, b)`: "a stands before b". What stands neither before nor after keeps its order. Merges runs of
/// growing length: n log n comparisons, one copy of the list beside it.
template <class T, class Before>
void stable_sort(std::vector<T>& list, Before before) {
  const std::size_t size = list.size();
  std::vector<T> merged;
  for (std::size_t run = 1; run < size; run *= 2) {
    merged.clear();
    merged.reserve(size);
    for (std::size_t start = 0; start < size; start += 2 * run) {
      const std::size_t middle = start + run < size ? start + run : size;
      const std::size_t end = middle + run < size ? middle + run : size;
      std::size_t left = start;
      std::size_t right = middle;
      while (left < middle || right < end) {
        const bool takes_right = left == middle || (right < end && before(list[right], list[left]));
        merged.push_back(std::move(list[takes_right ? right++ : left++]));
      }
    }
    list.swap(merged);
  }
}

/// Smallest first.
template <class T>
void stable_sort(std::vector<T>& list) {
  stable_sort(list, [](const T& a, const T& b) { return a < b; });
}

}  // namespace partance::base
