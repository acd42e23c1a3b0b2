#include "extractor/entities/landmarks.h"

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
  // Kinds are bytes: sixteen tokens a step.
  static_assert(sizeof(TokenKind) == 1);
  const __m128i number = _mm_set1_epi8(static_cast<char>(TokenKind::number));
  for (; t + 16 <= count; t += 16) {
    const __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(kinds.data() + t));
    auto found = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(here, number)));
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
  const Match* const begin = document.matches.data();
  const Match* const end = begin + document.matches.size();
  for (const Match* match = begin; match != end; ++match) {
    if ((static_cast<unsigned>(match->sport) | kListed[static_cast<std::size_t>(match->type)]) == 0) continue;
    const auto at = static_cast<Index>(match - begin);
    if (match->sport != Sport::unknown) sporting.push_back(at);
    if (match->type == EntryType::competition) competitions.push_back(at);
    if (match->type == EntryType::country) countries.push_back(at);
  }
  list_numbers(document.tokens.kind, numbers);
  ClassBits any = 0;
  for (const ClassBits bits : document.classes) any |= bits;
  womens_words = (any & class_bit(WordClass::womens_word)) != 0;
}

}  // namespace pressbox
