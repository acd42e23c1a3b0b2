// A list of small values that mostly has few: these stand in the list itself, so that nothing is allocated for them.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <type_traits>
#include <utility>

namespace pressbox {

// Up to kFew values stand in it, more of them elsewhere. A value, as std::vector is: a copy shares nothing, and one
// that was moved from is empty. It holds fewer than 2^32. Read as a span of its values or through iterators, which are
// pointers. They, and references to what it holds, end when it grows, is assigned to, moved, swapped or ends.
template <typename Value, std::uint32_t kFew>
class ShortList {
  static_assert(std::is_trivially_copyable_v<Value> && kFew > 0);

 public:
  using value_type = Value;
  using iterator = Value*;
  using const_iterator = const Value*;

  ShortList() noexcept {}
  ShortList(std::initializer_list<Value> values) : ShortList(values.begin(), values.end()) {}
  ShortList(const Value* first, const Value* last) {
    reserve(static_cast<std::size_t>(last - first));
    std::uninitialized_copy(first, last, data());
    size_ = static_cast<std::uint32_t>(last - first);
  }
  ShortList(const ShortList& other) : ShortList(other.begin(), other.end()) {}
  ShortList(ShortList&& other) noexcept : place_(other.place_), size_(other.size_), capacity_(other.capacity_) {
    other.forget();
  }
  ShortList& operator=(ShortList other) noexcept {
    std::swap(place_, other.place_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    return *this;
  }
  ~ShortList() {
    if (capacity_ != kFew) std::allocator<Value>().deallocate(place_.many, capacity_);
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t capacity() const { return capacity_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] Value* data() { return capacity_ == kFew ? place_.few : place_.many; }
  [[nodiscard]] const Value* data() const { return capacity_ == kFew ? place_.few : place_.many; }
  [[nodiscard]] Value* begin() { return data(); }
  [[nodiscard]] const Value* begin() const { return data(); }
  [[nodiscard]] Value* end() { return data() + size_; }
  [[nodiscard]] const Value* end() const { return data() + size_; }
  [[nodiscard]] Value& operator[](std::size_t i) {
    assert(i < size_);
    return data()[i];
  }
  [[nodiscard]] const Value& operator[](std::size_t i) const {
    assert(i < size_);
    return data()[i];
  }
  [[nodiscard]] Value& front() { return (*this)[0]; }
  [[nodiscard]] const Value& front() const { return (*this)[0]; }
  [[nodiscard]] Value& back() { return (*this)[std::size_t{size_} - 1]; }
  [[nodiscard]] const Value& back() const { return (*this)[std::size_t{size_} - 1]; }

  // Room for so many.
  void reserve(std::size_t count) {
    if (count > capacity_) move_to(count);
  }
  void push_back(Value value) {  // by value, as it may be one of its own
    if (size_ == capacity_) move_to(2 * std::size_t{capacity_});
    std::construct_at(data() + size_, value);
    ++size_;
  }
  // Puts it in front of `at`, and says where it stands then.
  Value* insert(const Value* at, Value value) {
    const auto place = static_cast<std::size_t>(at - data());
    push_back(value);
    std::rotate(begin() + place, end() - 1, end());
    return begin() + place;
  }
  void clear() { size_ = 0; }

  friend bool operator==(const ShortList& a, const ShortList& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

 private:
  union Place {
    Place() : few{} {}
    Value few[kFew];
    Value* many;
  };

  void forget() {
    size_ = 0;
    capacity_ = kFew;
    std::construct_at(&place_);
  }
  void move_to(std::size_t capacity) {
    Value* const many = std::allocator<Value>().allocate(capacity);
    std::uninitialized_copy(begin(), end(), many);
    if (capacity_ != kFew) std::allocator<Value>().deallocate(place_.many, capacity_);
    place_.many = many;
    capacity_ = static_cast<std::uint32_t>(capacity);
  }

  Place place_;
  std::uint32_t size_ = 0;
  std::uint32_t capacity_ = kFew;  // kFew: they stand in it
};

}  // namespace pressbox
