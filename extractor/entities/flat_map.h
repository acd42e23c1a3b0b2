// A hash table for the keys of one article, kept from article to article. Private to the entities stage.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace pressbox {

// From hashes or indices to values. It allocates only to grow. Its items stand side by side in the order of their
// insertion and only their numbers lie scattered, so that articles with few keys use the same few lines of the cache
// again and again, and those are never far. A pointer or reference to a value holds until the next insertion.
template <typename Value>
class FlatMap {
 public:
  // Costs as much as there are keys.
  void clear() {
    for (const Item& item : items_) slots_[item.slot] = 0;
    items_.clear();
    mask_ = kFirstSize - 1;
  }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  // The value of this key; null if there is none.
  [[nodiscard]] Value* find(std::uint64_t key) {
    const std::uint32_t number = slots_[place(key)];
    return number != 0 ? &items_[number - 1].value : nullptr;
  }
  [[nodiscard]] const Value* find(std::uint64_t key) const { return const_cast<FlatMap*>(this)->find(key); }
  [[nodiscard]] bool contains(std::uint64_t key) const { return slots_[place(key)] != 0; }
  // The value of this key; a new one is Value{}, and second tells.
  std::pair<Value&, bool> insert(std::uint64_t key) {
    std::size_t at = place(key);
    if (slots_[at] != 0) return {items_[slots_[at] - 1].value, false};
    if (kSlotsPerKey * items_.size() > mask_) {
      grow();
      at = place(key);
    }
    // What may throw comes first, so that an article that has no memory for it leaves a whole table to the next.
    items_.push_back({key, static_cast<std::uint32_t>(at), Value{}});
    slots_[at] = static_cast<std::uint32_t>(items_.size());
    return {items_.back().value, true};
  }
  Value& operator[](std::uint64_t key) { return insert(key).first; }

 private:
  struct Item {
    std::uint64_t key;
    std::uint32_t slot;  // that has its number
    Value value;
  };
  static constexpr std::size_t kFirstSize = 256;
  static constexpr std::size_t kSlotsPerKey = 3;  // at least: few keys meet another on their way to their own slot

  [[nodiscard]] std::size_t first_place(std::uint64_t key) const {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15u) >> 32) & mask_;
  }
  // The slot that has the key's number, or a free one where it would be.
  [[nodiscard]] std::size_t place(std::uint64_t key) const {
    std::size_t at = first_place(key);
    // Mostly answered at once.
    while (slots_[at] != 0 && items_[slots_[at] - 1].key != key) at = (at + 1) & mask_;
    return at;
  }
  void grow() {
    const std::size_t size = 2 * (mask_ + 1);
    if (slots_.size() < size) slots_.resize(size);
    for (const Item& item : items_) slots_[item.slot] = 0;
    mask_ = size - 1;
    for (std::size_t k = 0; k < items_.size(); ++k) {
      std::size_t at = first_place(items_[k].key);
      while (slots_[at] != 0) at = (at + 1) & mask_;
      slots_[at] = static_cast<std::uint32_t>(k + 1);
      items_[k].slot = static_cast<std::uint32_t>(at);
    }
  }

  // 1 + the number of an item, 0 for none; as many as the largest round needed, of which this one uses mask_ + 1.
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(kFirstSize);
  std::vector<Item> items_;
  std::size_t mask_ = kFirstSize - 1;
};

}  // namespace pressbox
