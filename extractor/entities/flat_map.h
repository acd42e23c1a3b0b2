// A hash table for the keys of one article, kept from article to article, and for those of the world index. Private to
// the entities stage.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace pressbox {

// From hashes or indices to values. It allocates only to grow, and clear() costs nothing however many keys there were:
// a slot counts only in the round that filled it. Each round begins with the first few slots, so that an article with
// few keys touches few lines of the cache, whatever one before has needed. A pointer or reference to a value holds
// until the next insertion.
template <typename Value>
class FlatMap {
 public:
  void clear() {
    size_ = 0;
    mask_ = kFirstSize - 1;
    if (++round_ != 0) return;
    std::fill(slots_.begin(), slots_.end(), Slot{});  // after 2^32 articles
    round_ = 1;
  }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  // The value of this key; null if there is none.
  [[nodiscard]] Value* find(std::uint64_t key) {
    Slot& slot = slots_[place(key)];
    return slot.round == round_ ? &slot.value : nullptr;
  }
  [[nodiscard]] const Value* find(std::uint64_t key) const { return const_cast<FlatMap*>(this)->find(key); }
  [[nodiscard]] bool contains(std::uint64_t key) const { return find(key) != nullptr; }
  // The value of this key; a new one is Value{}, and second tells.
  std::pair<Value&, bool> insert(std::uint64_t key) {
    if (kSlotsPerKey * size_ >= mask_) grow();
    const std::size_t at = place(key);
    Slot& slot = slots_[at];
    const bool fresh = slot.round != round_;
    if (fresh) {
      slot = {key, round_, Value{}};
      filled_[size_] = static_cast<std::uint32_t>(at);
      ++size_;
    }
    return {slot.value, fresh};
  }
  Value& operator[](std::uint64_t key) { return insert(key).first; }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t round = 0;
    Value value{};
  };
  static constexpr std::size_t kFirstSize = 256;
  static constexpr std::size_t kSlotsPerKey = 4;  // at least: few keys meet another on their way to their own slot

  // Another key of this round stands there. As one comparison of numbers, since two would become two branches.
  [[nodiscard]] bool is_anothers(const Slot& slot, std::uint64_t key) const {
    return static_cast<std::uint32_t>(slot.key != key) > (slot.round ^ round_);
  }
  // Where the key stands, or where it would.
  [[nodiscard]] std::size_t place(std::uint64_t key) const {
    std::size_t at = static_cast<std::size_t>((key * 0x9E3779B97F4A7C15u) >> 32) & mask_;
    // Mostly answered in the same way.
    while (is_anothers(slots_[at], key)) at = (at + 1) & mask_;
    return at;
  }
  // What may throw comes first, so that an article that has no memory for it leaves a whole table to the next.
  void grow() {
    const std::size_t size = std::max(kFirstSize, 2 * (mask_ + 1));
    moved_.clear();
    moved_.reserve(size_);
    if (slots_.size() < size) slots_.resize(size);
    if (filled_.size() < size / kSlotsPerKey) filled_.resize(size / kSlotsPerKey);
    for (std::size_t k = 0; k < size_; ++k) {
      Slot& slot = slots_[filled_[k]];
      moved_.push_back(std::move(slot));
      slot.round = 0;
    }
    mask_ = size - 1;
    for (std::size_t k = 0; k < size_; ++k) {
      const std::size_t at = place(moved_[k].key);
      filled_[k] = static_cast<std::uint32_t>(at);
      slots_[at] = std::move(moved_[k]);
    }
  }

  std::vector<Slot> slots_ = std::vector<Slot>(kFirstSize);  // as many as the largest round needed
  std::vector<std::uint32_t> filled_ =
      std::vector<std::uint32_t>(kFirstSize / kSlotsPerKey);  // places of the round's keys
  std::vector<Slot> moved_;                                   // while it grows
  std::size_t mask_ = kFirstSize - 1;                         // of this round: a power of two of slots, less one
  std::size_t size_ = 0;
  std::uint32_t round_ = 1;
};

}  // namespace pressbox
