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

// The bytes of a word of this size that are its own, for none to eight; a longer word has none.
inline constexpr std::array<ShortWord, kLongestShortWord + 2> kOwnBytes = [] {
  std::array<ShortWord, kLongestShortWord + 2> own{};
  for (std::size_t size = 1; size <= kLongestShortWord; ++size) own[size] = ~ShortWord{0} >> (8 * (8 - size));
  return own;
}();

// The same of a word that ends in the text's last bytes. Few do, so that it stands apart from the code that asks.
[[nodiscard, gnu::noinline, gnu::cold]] inline ShortWord last_short_word(const char* word, std::size_t size) {
  return short_word(std::string_view(word, size));
}

// Of text[start, end): one load, but for the text's last bytes, and no branch on its size. No token has a NUL beside
// other bytes, so that no two words are one number.
[[nodiscard]] inline ShortWord short_word(std::string_view text, std::size_t start, std::size_t end) {
  const std::size_t size = end - start;
  if constexpr (std::endian::native == std::endian::little) {
    if (text.size() - start >= kLongestShortWord) [[likely]] {
      ShortWord bytes;
      std::memcpy(&bytes, text.data() + start, sizeof bytes);
      return bytes & kOwnBytes[std::min(size, kLongestShortWord + 1)];
    }
  }
  return last_short_word(text.data() + start, size);
}

// The characters of a literal, and the NUL that ends it, as an argument of a template.
template <std::size_t kSize>
struct Literal {
  consteval Literal(const char (&literal)[kSize]) { std::copy_n(literal, kSize, text); }
  char text[kSize]{};
};

inline namespace short_words {

// "against"_w
template <Literal kWord>
[[nodiscard]] constexpr ShortWord operator""_w() {
  constexpr std::size_t kSize = sizeof kWord.text - 1;
  static_assert(kSize >= 1 && kSize <= kLongestShortWord, "a short word has one to eight bytes");
  constexpr ShortWord kBytes = short_word(std::string_view(kWord.text, kSize));
  return kBytes;
}

}  // namespace short_words

template <typename... Words>
[[nodiscard]] constexpr bool is_any(ShortWord word, Words... words) {
  return ((word == words) | ...);  // no branch: which of them it is, if any, cannot be foretold
}

}  // namespace pressbox
