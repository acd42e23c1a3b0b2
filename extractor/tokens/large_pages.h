// Memory of one huge article. Pages of 2 MB spare it half a million page faults and most misses of the address cache.
#pragma once

#include <cstddef>
#include <vector>

namespace pressbox {

// Asks for large pages for memory that is to be written; nothing happens where the system has none to give.
void prefer_large_pages(const void* memory, std::size_t bytes);

// Reserves room for so many elements, in large pages if that is much. The memory is taken only where it is written.
template <typename Element>
void reserve_large(std::vector<Element>& elements, std::size_t count) {
  constexpr std::size_t kMuch = std::size_t{8} << 20;
  if (count <= elements.capacity() || count * sizeof(Element) < kMuch) return;
  elements.clear();  // nothing is to be carried over
  elements.reserve(count);
  prefer_large_pages(elements.data(), count * sizeof(Element));
}

}  // namespace pressbox
