#include "extractor/patterns/word_patterns.h"

#include <algorithm>

namespace pressbox {

WordPatterns::WordPatterns(std::initializer_list<const Pattern*> patterns) : thirds_(1) {
  std::size_t count = 0;
  for (const Pattern* pattern : patterns) {
    const Automaton& automaton = pattern->automaton();
    const Automaton::Head& head = automaton.head();
    // Those that are tied to an end of the text match at no place, and of them nothing is noted.
    if (head.kind == Automaton::Kind::anywhere) {
      for (std::size_t byte = 0; byte < Automaton::kBytes; ++byte) {
        classes_[byte][count] = automaton.class_of(static_cast<unsigned char>(byte));
      }
      lanes_[count] = {automaton.table(), head.states, head.classes, head.start};
      note_begins(count);
    }
    if (++count == kMost) break;
  }
}

void WordPatterns::note_begins(std::size_t pattern) {
  const Lane& lane = lanes_[pattern];
  const auto bit = static_cast<std::uint8_t>(1u << pattern);
  // Behind a match that has ended, or a state that a damaged file has invented, anything may stand.
  constexpr std::uint16_t kEnded = Automaton::kMatch;
  const auto behind = [&](std::uint16_t state, std::size_t byte) {
    if (state == kEnded) return kEnded;
    const std::uint16_t* row = lane.table + std::size_t{state} * lane.classes;
    if (byte == 0 && (row[lane.classes - 1] & Automaton::kMatch) != 0) return kEnded;
    const std::uint16_t entry = row[classes_[byte][pattern]];
    return entry < lane.states ? entry : kEnded;
  };
  // The bytes with which a match may go on from a state, by their low bits; asked once a state.
  std::vector<std::uint32_t> lives(lane.states);
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
    const std::uint16_t behind_first = behind(lane.start[1], first);
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

std::size_t WordPatterns::match_at(std::size_t pattern, std::string_view text, std::size_t place) const {
  const Lane& lane = lanes_[pattern];
  if (lane.table == nullptr) return Automaton::kNowhere;
  const unsigned char before = place == 0 ? '\0' : static_cast<unsigned char>(text[place - 1]);
  std::uint16_t state = lane.start[place == 0 ? 0u : kWordBytes[before] ? 2u : 1u];
  std::size_t end = Automaton::kNowhere;
  for (std::size_t i = place;; ++i) {
    const bool at_end = i >= text.size();
    const std::size_t cls = at_end ? lane.classes - 1u : classes_[static_cast<unsigned char>(text[i])][pattern];
    const std::uint16_t entry = lane.table[std::size_t{state} * lane.classes + cls];
    if ((entry & Automaton::kMatch) != 0) end = i;
    state = entry & static_cast<std::uint16_t>(~Automaton::kMatch);
    if (state == 0 || state >= lane.states || at_end) return end;
  }
}

}  // namespace pressbox
