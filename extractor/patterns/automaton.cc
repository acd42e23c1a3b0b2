#include "extractor/patterns/automaton.h"

#include <algorithm>
#include <cstring>

namespace pressbox {

const std::array<std::uint16_t, Automaton::kHeadSize + Automaton::kBytes + 1 + Automaton::kPadding>
    Automaton::kNothing{};

Automaton::Automaton(std::span<const std::uint16_t> units, std::size_t place) {
  if (place > units.size() || units.size() - place < kHeadSize) return;
  Head head;
  std::memcpy(&head, units.data() + place, sizeof head);
  const std::size_t size = kHeadSize + kBytes + std::size_t{head.states} * head.classes + kPadding;
  if (head.states == 0 || head.states >= kMatch || head.classes == 0 || units.size() - place < size) return;
  if (std::any_of(head.start.begin(), head.start.end(), [&](std::uint16_t state) { return state >= head.states; })) {
    return;
  }
  head_ = head;
  classes_ = units.data() + place + kHeadSize;
  table_ = classes_ + kBytes;
}

std::size_t Automaton::match_at(std::string_view text, std::size_t place) const {
  if (head_.kind != Kind::anywhere) return kNowhere;
  std::uint16_t state = start_at(text, place);
  std::size_t end = kNowhere;
  for (std::size_t i = place;; ++i) {
    const std::uint16_t entry = i < text.size() ? next(state, static_cast<unsigned char>(text[i])) : at_end(state);
    if ((entry & kMatch) != 0) end = i;
    state = entry & static_cast<std::uint16_t>(~kMatch);
    if (state == 0 || state >= head_.states || i >= text.size()) return end;
  }
}

Automaton::Found Automaton::find(std::string_view text, std::size_t from) const {
  if (head_.kind != Kind::anywhere) return {};
  for (std::size_t i = from; i <= text.size(); ++i) {
    // Nearly all places are told by their byte.
    if (i < text.size() && next(start_at(text, i), static_cast<unsigned char>(text[i])) == 0) continue;
    const std::size_t end = match_at(text, i);
    if (end != kNowhere) return {i, end};
  }
  return {};
}

Pattern::Pattern(std::span<const std::uint16_t> units, std::size_t place, std::size_t count) {
  if (count == 0) return;
  first_ = Automaton(units, place);
  for (std::size_t i = 1; i < count; ++i) {
    place += (others_.empty() ? first_ : others_.back()).size();
    const Automaton next(units, place);
    if (!next.is_whole()) return;  // of a damaged file, whose count may be anything
    others_.push_back(next);
  }
}

}  // namespace pressbox
