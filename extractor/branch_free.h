// Choices by arithmetic, for what follows no pattern: a branch that the processor guesses wrong costs as much as some
// seventy instructions.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "extractor/span.h"

namespace pressbox {

// The weight where the condition holds, else 0, which changes no sum.
[[nodiscard]] inline float when(bool condition, float weight) {
  return std::bit_cast<float>(std::bit_cast<std::uint32_t>(weight) & (0u - static_cast<std::uint32_t>(condition)));
}

[[nodiscard]] inline Index pick(bool condition, Index yes, Index no) {
  return no ^ ((yes ^ no) & (0u - static_cast<Index>(condition)));
}

// How many bits are set: std::popcount() is a call where the processor is not known to count them.
[[nodiscard]] inline Index count_bits(std::uint64_t bits) {
  bits -= bits >> 1 & 0x5555555555555555u;
  bits = (bits & 0x3333333333333333u) + (bits >> 2 & 0x3333333333333333u);
  return static_cast<Index>(((bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0Fu) * 0x0101010101010101u >> 56);
}

// How many values stand before a place, of values of which those before it come first: a binary search.
template <typename Values, typename IsBefore>
[[nodiscard]] Index count_before(const Values& values, const IsBefore& is_before) {
  const auto* from = values.data();
  for (std::size_t count = values.size(); count != 0;) {
    const std::size_t half = (count + 1) / 2;
    from += half * (is_before(from[half - 1]) ? 1 : 0);
    count -= half;
  }
  return static_cast<Index>(from - values.data());
}

}  // namespace pressbox
