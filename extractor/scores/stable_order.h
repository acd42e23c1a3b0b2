// Order of short lists. Private to the scores stage.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace pressbox::scores {

// As std::stable_sort, which asks for memory at each call and is slow to begin for lists of a few items, of which most
// stand in order. The first `ordered` items are known to do so.
template <typename T, typename Before>
void put_in_order(std::vector<T>& items, const Before& before, std::size_t ordered = 1) {
  constexpr std::size_t kShort = 64;
  if (items.size() > kShort) return std::stable_sort(items.begin(), items.end(), before);
  for (std::size_t i = ordered; i < items.size(); ++i) {
    if (i == 0 || !before(items[i], items[i - 1])) continue;
    T item = std::move(items[i]);
    std::size_t to = i;
    for (; to > 0 && before(item, items[to - 1]); --to) items[to] = std::move(items[to - 1]);
    items[to] = std::move(item);
  }
}

}  // namespace pressbox::scores
