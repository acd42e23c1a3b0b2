// Words of up to eight bytes as one number: a rule that names a dozen words reads the text once and compares numbers.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace pressbox {

// The bytes of a word as a little-endian number, as they stand in the text; 0 for a longer word, which is none of ours.
// Case counts.
using ShortWord = std::uint64_t;
inline constexpr std::size_t kLongestShortWord = 8;

[[nodiscard]] constexpr ShortWord short_word(std::string_view word) {
  if (word.size() > kLongestShortWord) return 0;
  ShortWord bytes = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    bytes |= static_cast<ShortWord>(static_cast<unsigned char>(word[i])) << (8 * i);
  }
  return bytes;
}

// What is kept of eight bytes for a word of this size: nothing of a longer one.
inline constexpr std::array<ShortWord, kLongestShortWord + 2> kShortWordMasks = [] {
  std::array<ShortWord, kLongestShortWord + 2> masks{};
  for (std::size_t size = 1; size <= kLongestShortWord; ++size) {
    masks[size] = ~ShortWord{0} >> (8 * (kLongestShortWord - size));
  }
  return masks;
}();

// Of text[start, end): one load and no branch, as words are of any size, but for the text's last bytes. No token has a
// NUL beside other bytes, so that no two words are one number.
[[nodiscard]] inline ShortWord short_word(std::string_view text, std::size_t start, std::size_t end) {
  const std::size_t size = end - start;
  if constexpr (std::endian::native == std::endian::little) {
    if (text.size() - start >= kLongestShortWord) {
      ShortWord bytes;
      std::memcpy(&bytes, text.data() + start, sizeof bytes);
      return bytes & kShortWordMasks[std::min(size, kLongestShortWord + 1)];
    }
  }
  return short_word(text.substr(start, size));
}

inline namespace short_words {

// "against"_w
consteval ShortWord operator""_w(const char* word, std::size_t size) {
  if (size == 0 || size > kLongestShortWord) throw "a short word has one to eight bytes";
  return short_word(std::string_view(word, size));
}

}  // namespace short_words

template <typename... Words>
[[nodiscard]] constexpr bool is_any(ShortWord word, Words... words) {
  return ((word == words) || ...);
}

}  // namespace pressbox
