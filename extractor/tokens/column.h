// A vector whose new elements hold rubbish until they are written: room for many costs nothing. For what is known of
// each token, and for what is listed in the order of tokens.
#pragma once

#include <memory>
#include <new>
#include <utility>
#include <vector>

namespace pressbox {

template <typename Element>
struct UnsetAllocator : std::allocator<Element> {
  using std::allocator<Element>::allocator;
  template <typename Other>
  struct rebind {
    using other = UnsetAllocator<Other>;
  };
  template <typename Other>
  void construct(Other* at) {
    ::new (static_cast<void*>(at)) Other;
  }
  template <typename Other, typename... Values>
  void construct(Other* at, Values&&... values) {
    ::new (static_cast<void*>(at)) Other(std::forward<Values>(values)...);
  }
};

template <typename Element>
using TokenColumn = std::vector<Element, UnsetAllocator<Element>>;

}  // namespace pressbox
