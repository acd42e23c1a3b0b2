// Short words as numbers: a word of up to eight bytes is compared with a list of words by one load and an integer
// comparison each, in place of a call each.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "extractor/span.h"
#include "extractor/tokens/tokens.h"

namespace pressbox {

// The bytes of the word as they lie in memory, zeros behind them; 0 for a word of more than eight bytes. Case counts.
// Two words of up to eight bytes without a zero byte are equal if and only if their numbers are.
[[nodiscard]] constexpr std::uint64_t short_word(std::string_view word) {
  std::array<char, 8> bytes{};
  if (word.size() > bytes.size()) return 0;
  for (std::size_t i = 0; i < word.size(); ++i) bytes[i] = word[i];
  return std::bit_cast<std::uint64_t>(bytes);
}

// Of token i of the article.
[[nodiscard]] inline std::uint64_t short_word(std::string_view article, const TokenArray& tokens, Index i) {
  const std::uint32_t start = tokens.start[i];
  const std::uint32_t size = tokens.end[i] - start;
  if constexpr (std::endian::native == std::endian::little) {
    if (size - 1 < 8 && article.size() - start >= 8) {
      std::uint64_t bytes;
      std::memcpy(&bytes, article.data() + start, sizeof bytes);
      return bytes & (~std::uint64_t{0} >> (64 - 8 * size));
    }
  }
  return short_word(tokens.text(article, i));
}

}  // namespace pressbox
