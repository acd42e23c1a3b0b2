#include "extractor/entities/landmarks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

void list_numbers(const TokenColumn<TokenKind>& kinds, std::vector<Index>& numbers) {
  Index t = 0;
  const auto count = static_cast<Index>(kinds.size());
#ifdef __SSE2__
  // Kinds are bytes: a mask of 64 tokens a step.
  static_assert(sizeof(TokenKind) == 1);
  const __m128i number = _mm_set1_epi8(static_cast<char>(TokenKind::number));
  for (; t + 64 <= count; t += 64) {
    std::uint64_t found = 0;
    for (Index part = 0; part < 64; part += 16) {
      const __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(kinds.data() + t + part));
      const auto bits = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(here, number)));
      found |= std::uint64_t{bits} << part;
    }
    for (; found != 0; found &= found - 1) numbers.push_back(t + static_cast<Index>(std::countr_zero(found)));
  }
#endif
  for (; t < count; ++t) {
    if (kinds[t] == TokenKind::number) numbers.push_back(t);
  }
}

}  // namespace

void Landmarks::find(const Document& document) {
  sporting.clear();
  competitions.clear();
  countries.clear();
  numbers.clear();
  // Few matches are wanted, in no order that a processor could guess: first they are told from the others by
  // arithmetic, then looked at.
  constexpr std::size_t kChunk = 256;
  std::array<Index, kChunk> wanted;
  const std::size_t count = document.matches.size();
  for (std::size_t from = 0; from < count; from += kChunk) {
    const std::size_t to = std::min(from + kChunk, count);
    std::size_t found = 0;
    for (std::size_t at = from; at < to; ++at) {
      const Match& match = document.matches[at];
      wanted[found] = static_cast<Index>(at);
      found += (static_cast<unsigned>(match.sport) | kListed[static_cast<std::size_t>(match.type)]) != 0 ? 1 : 0;
    }
    for (std::size_t k = 0; k < found; ++k) {
      const Index at = wanted[k];
      const Match& match = document.matches[at];
      if (match.sport != Sport::unknown) sporting.push_back(at);
      if (match.type == EntryType::competition) competitions.push_back(at);
      if (match.type == EntryType::country) countries.push_back(at);
    }
  }
  list_numbers(document.tokens.kind, numbers);
  ClassBits any = 0;
  for (const ClassBits bits : document.classes) any |= bits;
  womens_words = (any & class_bit(WordClass::womens_word)) != 0;
}

}  // namespace pressbox
