// Memory of one huge article.
#pragma once

#include <algorithm>
#include <cstddef>

namespace pressbox {

// Reserves room for so many elements if that is much, so that no more is touched than is written: a vector that
// doubles takes, fills and gives back as much again. Pages of 2 MB were tried: to have the first of them cleared took
// five times as long as small pages.
template <typename Vector>
void reserve_large(Vector& elements, std::size_t count) {
  constexpr std::size_t kMuch = std::size_t{8} << 20;
  if (count <= elements.capacity() || count * sizeof(typename Vector::value_type) < kMuch) return;
  elements.clear();  // nothing is to be carried over
  elements.reserve(count);
}

// The size to give a column that has too few elements for so many: all that is reserved if that is enough, for its new
// elements are not written; else twice as many as it had.
template <typename Column>
[[nodiscard]] std::size_t longer(const Column& column, std::size_t wanted) {
  return wanted <= column.capacity() ? column.capacity() : std::max(2 * column.size(), wanted);
}

}  // namespace pressbox
