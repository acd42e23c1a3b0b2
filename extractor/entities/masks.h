// Choices by arithmetic, for what is seldom foretold: a branch that is guessed wrong costs as much as seventy
// instructions. Private to the entities stage.
#pragma once

#include <bit>
#include <cstdint>

#include "extractor/span.h"

namespace pressbox {

// The weight where the condition holds, else nothing.
[[nodiscard]] inline float when(bool condition, float weight) {
  return std::bit_cast<float>(std::bit_cast<std::uint32_t>(weight) & (0u - static_cast<std::uint32_t>(condition)));
}

[[nodiscard]] inline Index pick(bool condition, Index yes, Index no) {
  return no ^ ((yes ^ no) & (0u - static_cast<Index>(condition)));
}

}  // namespace pressbox
