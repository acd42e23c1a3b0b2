// Memory of one huge article.
#pragma once

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

}  // namespace pressbox
