// What is asked of the lexicon's entries of one type again and again, side by side: an entry and its texts stand in
// several lines of the cache, far from those of others.
#pragma once

#include <cstddef>
#include <vector>

#include "extractor/span.h"

namespace pressbox {

// A value for each entry of a type, which stand together in the lexicon but for those of a user.
template <typename Value>
class PerEntry {
 public:
  // Entries come in ascending order.
  void add(Index entry, const Value& value) {
    if (values_.empty()) first_ = entry;
    values_.resize(entry - first_ + std::size_t{1});
    values_.back() = value;
  }
  // Value{} for an entry of another type.
  [[nodiscard]] Value of(Index entry) const {
    const Index at = entry - first_;
    return at < values_.size() ? values_[at] : Value{};
  }
  // Asks for what of() will read, from memory that is often far.
  void prefetch(Index entry) const {
    const Index at = entry - first_;
    if (at < values_.size()) __builtin_prefetch(&values_[at]);
  }

 private:
  Index first_ = 0;
  std::vector<Value> values_;
};

}  // namespace pressbox
