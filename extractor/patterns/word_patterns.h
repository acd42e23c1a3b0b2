// Patterns of which a match may begin wherever a word does: which of them are worth a look, and where they end.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

#include "extractor/patterns/automaton.h"
#include "extractor/patterns/pattern_set.h"

namespace pressbox {

// Up to eight patterns that match anywhere. Borrows what the patterns borrow. Shared between threads.
class WordPatterns {
 public:
  // Bytes that are read from the begin of a word on.
  static constexpr std::size_t kBegin = 4;

  explicit WordPatterns(std::initializer_list<const Pattern*> patterns);

  // Bit k: the pattern of index k may match at these kBegin bytes, which stand behind a byte of no word. NULs stand for
  // what is behind the text.
  [[nodiscard]] unsigned may_begin(const char* bytes) const {
    const unsigned three = thirds_[row_of_[pair_of(bytes[0], bytes[1])]][low_bits(bytes[2])];
    return three & ends_[pair_of(bytes[2], bytes[3])];
  }
  // Where the matches end that begin at a place, one of each pattern; kNowhere where none does.
  void match_at(std::string_view text, std::size_t place, std::span<std::size_t> ends) const {
    patterns_.match_at(text, place, ends);
  }

 private:
  // The low five bits of a byte, in which letters of either case are one.
  static constexpr std::size_t kLowBits = 32;
  [[nodiscard]] static constexpr std::size_t low_bits(char c) { return static_cast<unsigned char>(c) & (kLowBits - 1); }
  [[nodiscard]] static constexpr std::size_t pair_of(char first, char second) {
    return low_bits(first) * kLowBits + low_bits(second);
  }
  using Third = std::array<std::uint8_t, kLowBits>;  // a bit of each pattern for each third byte

  void note_begins(const Automaton& automaton, std::uint8_t bit);

  std::array<std::uint16_t, kLowBits * kLowBits> row_of_{};  // of the first two bytes; row 0: nothing begins so
  std::vector<Third> thirds_;
  std::array<std::uint8_t, kLowBits * kLowBits> ends_{};  // of the third and fourth byte
  PatternSet patterns_;
};

}  // namespace pressbox
