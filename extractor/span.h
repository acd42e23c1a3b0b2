// The unit every stage speaks: a half-open range of bytes in an article's decoded text.
#pragma once

#include <cstdint>
#include <string_view>

namespace pressbox {

// Start and end are offsets in bytes into SourceText::text(), end exclusive; both lie on code point
// boundaries. Offsets that people see (code points, UTF-16 units, bytes of the file) are made from
// these by SourceText when an article is written, nowhere else.
struct Span {
  std::uint32_t start = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr bool empty() const { return start >= end; }
  [[nodiscard]] constexpr std::uint32_t size() const { return end - start; }
  [[nodiscard]] constexpr bool contains(Span other) const { return start <= other.start && other.end <= end; }
  [[nodiscard]] constexpr bool contains(std::uint32_t offset) const { return start <= offset && offset < end; }
  [[nodiscard]] constexpr bool overlaps(Span other) const { return start < other.end && other.start < end; }
  [[nodiscard]] constexpr std::string_view of(std::string_view text) const { return text.substr(start, end - start); }
  friend constexpr bool operator==(Span, Span) = default;
  friend constexpr auto operator<=>(Span, Span) = default;
};

// An index into one of a document's arrays that may be absent.
using Index = std::uint32_t;
inline constexpr Index kNone = 0xffffffffu;

}  // namespace pressbox
