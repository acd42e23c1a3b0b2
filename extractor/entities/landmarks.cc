#include "extractor/entities/landmarks.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace pressbox {
namespace {

// By type; 256, so that no number of a damaged lexicon leads outside.
constexpr std::array<std::uint8_t, 256> make_listed() {
  std::array<std::uint8_t, 256> listed{};
  listed[static_cast<std::size_t>(EntryType::competition)] = 1;
  listed[static_cast<std::size_t>(EntryType::country)] = 1;
  return listed;
}
constexpr std::array<std::uint8_t, 256> kListed = make_listed();

// The list's first count items, and room for as many more behind them.
Index* with_room(std::vector<Index>& list, std::size_t count, std::size_t more) {
  if (list.size() < count + more) list.resize(2 * (count + more));
  return list.data();
}

}  // namespace

void Landmarks::find_matches(const Document& document) {
  // Few matches are wanted, in no order that a processor could guess: first they are told from the others by
  // arithmetic, then each is written to all lists and counted in its own.
  constexpr std::size_t kChunk = 256;
  std::array<Index, kChunk> wanted;
  std::size_t of_sport = 0;
  std::size_t of_competition = 0;
  std::size_t of_country = 0;
  const std::size_t count = document.matches.size();
  for (std::size_t from = 0; from < count; from += kChunk) {
    const std::size_t to = std::min(from + kChunk, count);
    std::size_t found = 0;
    for (std::size_t at = from; at < to; ++at) {
      const Match& match = document.matches[at];
      wanted[found] = static_cast<Index>(at);
      found += (static_cast<unsigned>(match.sport) | kListed[static_cast<std::size_t>(match.type)]) != 0 ? 1 : 0;
    }
    Index* const sports = with_room(sporting, of_sport, found);
    Index* const cups = with_room(competitions, of_competition, found);
    Index* const lands = with_room(countries, of_country, found);
    for (std::size_t k = 0; k < found; ++k) {
      const Index at = wanted[k];
      const Match& match = document.matches[at];
      sports[of_sport] = at;
      cups[of_competition] = at;
      lands[of_country] = at;
      of_sport += static_cast<std::size_t>(match.sport != Sport::unknown);
      of_competition += static_cast<std::size_t>(match.type == EntryType::competition);
      of_country += static_cast<std::size_t>(match.type == EntryType::country);
    }
  }
  sporting.resize(of_sport);
  competitions.resize(of_competition);
  countries.resize(of_country);
}

}  // namespace pressbox
