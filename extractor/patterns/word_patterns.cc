#include "extractor/patterns/word_patterns.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace pressbox {

WordPatterns::WordPatterns(std::initializer_list<const Pattern*> patterns)
    : thirds_(1), patterns_(Automaton::Kind::anywhere, patterns) {
  assert(patterns.size() <= std::numeric_limits<std::uint8_t>::digits);
  std::uint8_t bit = 1;
  for (const Pattern* pattern : patterns) {
    const Automaton& automaton = pattern->automaton();
    // Those that are tied to an end of the text match at no place.
    if (automaton.head().kind == Automaton::Kind::anywhere) note_begins(automaton, bit);
    bit = static_cast<std::uint8_t>(bit << 1);
  }
}

void WordPatterns::note_begins(const Automaton& automaton, std::uint8_t bit) {
  const Automaton::Head& head = automaton.head();
  // Behind a match that has ended, or a state that a damaged file has invented, anything may stand.
  constexpr std::uint16_t kEnded = Automaton::kMatch;
  const auto behind = [&](std::uint16_t state, std::size_t byte) {
    if (state == kEnded) return kEnded;
    const std::uint16_t* row = automaton.table() + std::size_t{state} * head.classes;
    if (byte == 0 && (row[head.classes - 1] & Automaton::kMatch) != 0) return kEnded;
    const std::uint16_t entry = row[automaton.class_of(static_cast<unsigned char>(byte))];
    return entry < head.states ? entry : kEnded;
  };
  // The bytes with which a match may go on from a state, by their low bits; asked once a state.
  std::vector<std::uint32_t> lives(head.states);
  const auto live = [&](std::uint16_t state) {
    if (state == kEnded) return ~std::uint32_t{0};
    if (lives[state] == 0) {
      for (std::size_t byte = 0; byte < Automaton::kBytes; ++byte) {
        lives[state] |= (behind(state, byte) != 0 ? 1u : 0u) << (byte % kLowBits);
      }
    }
    return lives[state];
  };
  const auto note = [&](std::uint8_t* of_bytes, std::uint32_t bytes) {
    for (std::size_t low = 0; low < kLowBits; ++low) {
      of_bytes[low] = static_cast<std::uint8_t>(of_bytes[low] | ((bytes >> low & 1u) != 0 ? bit : 0));
    }
  };

  std::vector<std::uint16_t> behind_two;
  for (std::size_t first = 0; first < Automaton::kBytes; ++first) {
    const std::uint16_t behind_first = behind(head.start[1], first);
    if (behind_first == 0) continue;
    for (std::size_t second = 0; second < Automaton::kBytes; ++second) {
      const std::uint16_t state = behind(behind_first, second);
      if (state == 0) continue;
      std::uint16_t& row = row_of_[first % kLowBits * kLowBits + second % kLowBits];
      if (row == 0) {
        row = static_cast<std::uint16_t>(thirds_.size());
        thirds_.emplace_back();
      }
      note(thirds_[row].data(), live(state));
      behind_two.push_back(state);
    }
  }
  std::sort(behind_two.begin(), behind_two.end());
  behind_two.erase(std::unique(behind_two.begin(), behind_two.end()), behind_two.end());
  std::array<std::uint32_t, kLowBits> fourths{};
  for (const std::uint16_t state : behind_two) {
    for (std::size_t third = 0; third < Automaton::kBytes; ++third) {
      const std::uint16_t behind_third = behind(state, third);
      if (behind_third != 0) fourths[third % kLowBits] |= live(behind_third);
    }
  }
  for (std::size_t third = 0; third < kLowBits; ++third) note(&ends_[third * kLowBits], fourths[third]);
}

}  // namespace pressbox
