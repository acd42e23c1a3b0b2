// A hash table for the keys of one article, kept from article to article, and for those of the world index. Private to
// the entities stage.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace pressbox {

// From hashes or indices to values. It allocates only to grow. Sixteen slots stand in a group, and a byte of each, its
// tag, tells it from nearly every other: all tags of a group are compared at once, so that no branch asks slot by slot
// whose key stands there, which nobody can guess. clear() writes a byte for each slot that the last article could use.
// Each article begins with the first few groups, so that one with few keys touches few lines of the cache, whatever one
// before has needed. A pointer or reference to a value holds until the next insertion.
template <typename Value>
class FlatMap {
 public:
  void clear() {
    std::fill_n(tags_.begin(), mask_ + 1, Tags{});
    size_ = 0;
    mask_ = kFirstGroups - 1;
  }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  // The value of this key; null if there is none.
  [[nodiscard]] Value* find(std::uint64_t key) {
    const std::uint64_t mixed = mix(key);
    for (std::size_t group = first_group(mixed);; group = (group + 1) & mask_) {
      for (unsigned same = slots_with(tags_[group], tag_of(mixed)); same != 0; same &= same - 1) {
        Slot& slot = slots_[kTogether * group + static_cast<unsigned>(std::countr_zero(same))];
        if (slot.key == key) [[likely]]
          return &slot.value;
      }
      if (slots_with(tags_[group], kFree) != 0) [[likely]]
        return nullptr;
    }
  }
  [[nodiscard]] const Value* find(std::uint64_t key) const { return const_cast<FlatMap*>(this)->find(key); }
  [[nodiscard]] bool contains(std::uint64_t key) const { return find(key) != nullptr; }
  // The value of this key; a new one is Value{}, and second tells.
  std::pair<Value&, bool> insert(std::uint64_t key) {
    if (Value* const value = find(key); value != nullptr) return {*value, false};
    if (2 * size_ >= kTogether * (mask_ + 1)) grow();
    Slot& slot = slots_[take_free(mix(key))];
    slot = {key, Value{}};
    ++size_;
    return {slot.value, true};
  }
  Value& operator[](std::uint64_t key) { return insert(key).first; }

 private:
  static constexpr unsigned kTogether = 16;
  static constexpr std::size_t kFirstGroups = 8;
  static constexpr std::uint8_t kFree = 0;
  struct Slot {
    std::uint64_t key = 0;
    Value value{};
  };
  using Tags = std::array<std::uint8_t, kTogether>;

  [[nodiscard]] static std::uint64_t mix(std::uint64_t key) { return key * 0x9E3779B97F4A7C15u; }
  // Never kFree.
  [[nodiscard]] static std::uint8_t tag_of(std::uint64_t mixed) {
    return static_cast<std::uint8_t>(mixed >> 56 | 0x80);
  }
  [[nodiscard]] std::size_t first_group(std::uint64_t mixed) const {
    return static_cast<std::size_t>(mixed >> 32) & mask_;
  }
  // A bit for each slot of the group that has this tag, the first lowest.
  [[nodiscard]] static unsigned slots_with(const Tags& tags, std::uint8_t tag) {
#ifdef __SSE2__
    const __m128i all = _mm_loadu_si128(reinterpret_cast<const __m128i*>(tags.data()));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(all, _mm_set1_epi8(static_cast<char>(tag)))));
#else
    unsigned slots = 0;
    for (unsigned at = 0; at < kTogether; ++at) slots |= static_cast<unsigned>(tags[at] == tag) << at;
    return slots;
#endif
  }
  // Gives the first free slot behind its group's begin the tag. Half of all are free.
  std::size_t take_free(std::uint64_t mixed) {
    std::size_t group = first_group(mixed);
    unsigned free = slots_with(tags_[group], kFree);
    while (free == 0) [[unlikely]] {
        group = (group + 1) & mask_;
        free = slots_with(tags_[group], kFree);
      }
    const auto at = static_cast<unsigned>(std::countr_zero(free));
    tags_[group][at] = tag_of(mixed);
    return kTogether * group + at;
  }
  // What may throw comes first, so that an article that has no memory for it leaves a whole table to the next.
  void grow() {
    const std::size_t groups = 2 * (mask_ + 1);
    moved_.clear();
    moved_.reserve(size_);
    if (slots_.size() < kTogether * groups) slots_.resize(kTogether * groups);
    if (tags_.size() < groups) tags_.resize(groups, Tags{});
    for (std::size_t at = 0; at < kTogether * (mask_ + 1); ++at) {
      std::uint8_t& tag = tags_[at / kTogether][at % kTogether];
      if (tag != kFree) moved_.push_back(std::move(slots_[at]));
      tag = kFree;
    }
    mask_ = groups - 1;
    for (Slot& slot : moved_) slots_[take_free(mix(slot.key))] = std::move(slot);
  }

  std::vector<Slot> slots_ = std::vector<Slot>(kTogether * kFirstGroups);  // as many as the largest article needed
  std::vector<Tags> tags_ = std::vector<Tags>(kFirstGroups, Tags{});       // a group each; behind mask_ all are free
  std::vector<Slot> moved_;                                                // while it grows
  std::size_t mask_ = kFirstGroups - 1;  // of this article: a power of two of groups, less one
  std::size_t size_ = 0;
};

}  // namespace pressbox
