// What a text must have for a pattern to match it: one of some words of letters. Most patterns are asked of most texts
// in vain, and this says so without RE2, by what pairs of letters stand in the text.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pressbox {

// The pairs of neighbouring bytes of a text, ASCII letters of either case taken as one; pairs may share a bit.
class PairSet {
 public:
  static constexpr std::size_t kBits = 1024;

  // A text with letters outside ASCII that RE2 takes for s or k whatever the case has all pairs.
  explicit PairSet(std::string_view text);
  PairSet() = default;

  // The bit of two bytes that are folded.
  [[nodiscard]] static constexpr std::uint16_t bit(char a, char b) {
    return static_cast<std::uint16_t>((static_cast<unsigned char>(a) & 31u) << 5 |
                                      (static_cast<unsigned char>(b) & 31u));
  }
  [[nodiscard]] bool has(std::uint16_t bit) const { return (words_[bit / 64] >> (bit % 64) & 1) != 0; }
  void add(std::uint16_t bit) { words_[bit / 64] |= std::uint64_t{1} << (bit % 64); }
  [[nodiscard]] bool meets(const PairSet& other) const;

 private:
  std::array<std::uint64_t, kBits / 64> words_{};
};

// The set of a text of up to kLongest bytes, kept for the next patterns that are asked of it. Each thread has its own.
inline constexpr std::size_t kLongestPairText = 512;
[[nodiscard]] const PairSet& pairs_of(std::string_view text);

class RequiredText {
 public:
  // Requires nothing where the pattern can match without any word of two letters or more, or has what is not
  // understood.
  explicit RequiredText(std::string_view pattern);

  // False: the pattern matches no text of these pairs.
  [[nodiscard]] bool may_be_in(const PairSet& pairs) const;
  // Small letters; "" of them is required where there are none.
  [[nodiscard]] const std::vector<std::string>& words() const { return words_; }

 private:
  // Up to three pairs of a word: first, middle, last.
  using Pairs = std::array<std::uint16_t, 3>;
  std::vector<std::string> words_;
  std::vector<Pairs> pairs_;
  PairSet first_;  // the first pairs of all words
};

}  // namespace pressbox
