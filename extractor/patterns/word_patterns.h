// Patterns of which a match may begin wherever a word does: which of them are worth a look, and where they end.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "extractor/patterns/automaton.h"

namespace pressbox {

// Up to eight patterns that match anywhere. Borrows what the patterns borrow. Immutable, shared between threads.
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
  // As Automaton::match_at of the pattern of this index.
  [[nodiscard]] std::size_t match_at(std::size_t pattern, std::string_view text, std::size_t place) const;

 private:
  static constexpr std::size_t kMost = 8;
  // The low five bits of a byte, in which letters of either case are one.
  static constexpr std::size_t kLowBits = 32;
  [[nodiscard]] static constexpr std::size_t low_bits(char c) { return static_cast<unsigned char>(c) & (kLowBits - 1); }
  [[nodiscard]] static constexpr std::size_t pair_of(char first, char second) {
    return low_bits(first) * kLowBits + low_bits(second);
  }
  using Third = std::array<std::uint8_t, kLowBits>;  // a bit of each pattern for each third byte

  struct Lane {
    const std::uint16_t* table = nullptr;
    std::uint16_t states = 0;
    std::uint16_t classes = 0;
    std::array<std::uint16_t, 3> start{};
  };
  void note_begins(std::size_t pattern);

  std::array<std::uint16_t, kLowBits * kLowBits> row_of_{};  // of the first two bytes; row 0: nothing begins so
  std::vector<Third> thirds_;
  std::array<std::uint8_t, kLowBits * kLowBits> ends_{};                    // of the third and fourth byte
  std::array<std::array<std::uint8_t, kMost>, Automaton::kBytes> classes_;  // of each byte, side by side
  std::array<Lane, kMost> lanes_;
};

}  // namespace pressbox
